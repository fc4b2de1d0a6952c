#include "unit.h"

#include "analysis/rest_group.h"

#include <math.h>

#define RATE 1000

static emg_channel channels[2] = {{.label = "A", .number = 1, .to_uv = 1},
                                  {.label = "B", .number = 2, .to_uv = 1}};
static const emg_format format = {{RATE, 1}, RATE, 2, channels};

/* The envelope is the rectified signal itself: nothing is filtered. */
static const emg_conditioning bare = {
    .envelope = {.kind = EMG_ENVELOPE_ARV, .window_s = 1.0 / RATE}};

/* Gives n frames of one segment: A counts 1, 2, 3 with changing sign, B is
 * what `b` says. */
static void
give(emg_rest_group *group, int segment, int64_t first, int n,
     double (*b)(int64_t))
{
    emg_block block;
    ck_assert_int_eq(emg_block_init(&block, 2, n, NULL), EMG_OK);
    block.n_frames = n;
    block.first_frame = first;
    block.segment = (emg_segment){segment, first * 10000, first};
    for (int i = 0; i < n; i++) {
        int64_t at = first + i;
        double size = (double)(at % 3 + 1);
        block.frames[i].v[0] = at % 2 ? -size : size;
        block.frames[i].v[1] = b(at);
    }
    ck_assert_int_eq(emg_rest_group_take(group, &block, NULL), EMG_OK);
    emg_block_clear(&block);
}

static double
alternate(int64_t at)
{
    return at % 2 ? 5 : -5;
}

static double
stick_for_half_a_second(int64_t at)
{
    return at >= 1000 && at < 1500 ? 7 : alternate(at);
}

START_TEST(a_span_takes_the_frames_inside_it_across_blocks)
{
    emg_rest how = {.kind = EMG_REST_INTERVAL, .from_s = 0.5, .to_s = 1.1};
    emg_span span = {0.5, 1.1};
    emg_rest_ear ear = {.kind = how.kind, .spans = &span, .n_spans = 1};
    emg_rest_group group = {0};
    ck_assert_int_eq(emg_rest_group_init(&group, &format, &bare, &how, NULL),
                     EMG_OK);
    emg_rest_group_prepare(&group, &ear);
    give(&group, 0, 0, 700, alternate);
    give(&group, 0, 700, 1300, alternate);
    ck_assert_int_eq(emg_rest_group_end(&group, NULL), EMG_OK);
    ck_assert_int_eq(group.listeners[0].rest.n, 600);
    ck_assert_double_eq_tol(group.listeners[0].rest.mean, 2, 1e-12);
    ck_assert_double_eq_tol(group.listeners[1].rest.mean, 5, 1e-12);
    ck_assert_double_eq_tol(group.listeners[0].rest.squares / 600, 2.0 / 3,
                            1e-12);
    emg_rest_group_clear(&group);
}
END_TEST

START_TEST(energies_leave_flat_stretches_out)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    emg_rest_ear ear = {.kind = how.kind};
    emg_rest_group group = {0};
    ck_assert_int_eq(emg_rest_group_init(&group, &format, &bare, &how, NULL),
                     EMG_OK);
    emg_rest_group_prepare(&group, &ear);
    give(&group, 0, 0, 3000, stick_for_half_a_second);
    ck_assert_int_eq(emg_rest_group_end(&group, NULL), EMG_OK);
    ck_assert_int_eq(group.listeners[0].energies->n, 30);
    ck_assert_int_eq(group.listeners[1].energies->n, 25);
    ck_assert_int_eq(group.listeners[1].faults.flat, 500);
    emg_rest_group_clear(&group);
}
END_TEST

START_TEST(a_gap_ends_runs_and_cells)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    emg_rest_ear ear = {.kind = how.kind};
    emg_rest_group group = {0};
    ck_assert_int_eq(emg_rest_group_init(&group, &format, &bare, &how, NULL),
                     EMG_OK);
    emg_rest_group_prepare(&group, &ear);
    give(&group, 0, 0, 250, alternate);   /* two whole cells */
    give(&group, 1, 250, 250, alternate); /* two more, not three */
    ck_assert_int_eq(emg_rest_group_end(&group, NULL), EMG_OK);
    ck_assert_int_eq(group.listeners[0].energies->n, 4);
    emg_rest_group_clear(&group);
}
END_TEST

START_TEST(the_pass_for_hum_hears_nothing_else)
{
    emg_rest how = {.kind = EMG_REST_AUTO};
    emg_rest_ear ear = {.kind = how.kind, .hum = true};
    emg_rest_group group = {0};
    ck_assert_int_eq(emg_rest_group_init(&group, &format, &bare, &how, NULL),
                     EMG_OK);
    emg_rest_group_prepare(&group, &ear);
    give(&group, 0, 0, 1000, alternate);
    ck_assert_int_eq(emg_rest_group_end(&group, NULL), EMG_OK);
    ck_assert_int_eq(group.listeners[0].energies->n, 0);
    ck_assert_int_eq(group.listeners[0].faults.n, 0);
    emg_rest_group_clear(&group);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_span_takes_the_frames_inside_it_across_blocks);
    tcase_add_test(tests, energies_leave_flat_stretches_out);
    tcase_add_test(tests, a_gap_ends_runs_and_cells);
    tcase_add_test(tests, the_pass_for_hum_hears_nothing_else);
}

int
main(void)
{
    return unit_main("rest_group", add);
}
