#include "unit.h"

#include "analysis/finder.h"

static int64_t frames[64];
static int n_frames, n_over;

static void
step(emg_pair_state *pair, emg_candidate *candidate, const emg_view *view,
     int frame)
{
    (void)pair;
    (void)candidate;
    frames[n_frames++] = view->envelope->first_frame + frame;
}

static emg_status
over(void *to, emg_pair_state *pair, emg_candidate *candidate, emg_error *error)
{
    (void)to;
    (void)pair;
    (void)error;
    ck_assert_int_eq(frames[n_frames - 1], candidate->to > 0
                                               ? candidate->to - 1
                                               : candidate->run.to - 1);
    n_over++;
    return EMG_OK;
}

/* Frames 10 to 19 and 25 to 31, in blocks of 8. */
static void
walk(bool trimmed)
{
    emg_candidate candidates[] = {
        {.run = {10, 20, 0}, .from = trimmed ? 12 : -1, .to = trimmed ? 15 : 0},
        {.run = {25, 32, 0},
         .from = trimmed ? 25 : -1,
         .to = trimmed ? 32 : 0}};
    emg_pair_state pair = {.candidates = candidates, .n_candidates = 2};
    emg_block block = {.n_frames = 8};
    emg_view view = {&block, &block};
    n_frames = n_over = 0;
    for (; block.first_frame < 48; block.first_frame += 8)
        ck_assert_int_eq(
            emg_pair_walk(&pair, &view, trimmed, step, over, NULL, NULL),
            EMG_OK);
    ck_assert_uint_eq(pair.now, 2);
    ck_assert_int_eq(n_over, 2);
}

START_TEST(each_frame_of_a_candidate_is_led_through_once)
{
    walk(false);
    ck_assert_int_eq(n_frames, 17);
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(frames[i], 10 + i);
    ck_assert_int_eq(frames[10], 25);
    ck_assert_int_eq(frames[16], 31);
}
END_TEST

START_TEST(or_only_what_is_left_of_it)
{
    walk(true);
    ck_assert_int_eq(n_frames, 10);
    ck_assert_int_eq(frames[0], 12);
    ck_assert_int_eq(frames[2], 14);
    ck_assert_int_eq(frames[3], 25);
}
END_TEST

START_TEST(candidates_count_only_in_pairs_that_can_be_analysed)
{
    emg_pair_state pairs[] = {{.state = EMG_STATE_FLAT, .n_candidates = 3},
                              {.n_candidates = 0}};
    emg_pair_job job = {.pairs = pairs, .n_pairs = 2};
    ck_assert(!emg_pair_job_has_candidates(&job));
    pairs[1].n_candidates = 1;
    ck_assert(emg_pair_job_has_candidates(&job));
}
END_TEST

START_TEST(no_finder_is_nothing_to_destroy)
{
    emg_finder_destroy(NULL);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_frame_of_a_candidate_is_led_through_once);
    tcase_add_test(tests, or_only_what_is_left_of_it);
    tcase_add_test(tests, candidates_count_only_in_pairs_that_can_be_analysed);
    tcase_add_test(tests, no_finder_is_nothing_to_destroy);
}

int
main(void)
{
    return unit_main("finder", add);
}
