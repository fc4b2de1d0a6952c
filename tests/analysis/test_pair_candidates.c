#include "toys.h"
#include "unit.h"

#include "analysis/pair.h"

#include <math.h>

#define N 4000

/* Two muscles of rest 3, on above 10, off below 5, at 1000 Hz. */
static emg_pair_state
made(void)
{
    emg_pair_state pair = {.wanted = emg_pair_default(1, 2), .rate_hz = 1000};
    emg_muscle *muscles[] = {&pair.a, &pair.b};
    for (int m = 0; m < 2; m++) {
        muscles[m]->lane = m;
        muscles[m]->rest = 3;
        muscles[m]->activity.on = 10;
        muscles[m]->activity.off = 5;
        muscles[m]->faults.step = 1;
        muscles[m]->faults.long_run = 100;
        ck_assert_int_eq(emg_quantile_init(&muscles[m]->squares, 9, NULL),
                         EMG_OK);
    }
    return pair;
}

/* A level from one frame to another, in both. */
typedef struct level {
    int from, to;
    double a, b;
} level;

static void
fill(emg_block *block, const level *levels, int n)
{
    emg_block_init(block, 2, N, NULL);
    block->n_frames = N;
    for (int i = 0; i < n; i++)
        for (int f = levels[i].from; f < levels[i].to; f++) {
            block->frames[f].v[0] = levels[i].a;
            block->frames[f].v[1] = levels[i].b;
        }
}

/* The candidates that envelopes of these levels have, before trimming. */
static emg_pair_state
candidates_of(emg_block *envelope, const level *levels, int n)
{
    emg_pair_state pair = made();
    fill(envelope, levels, n);
    ck_assert_int_eq(emg_pair_activity(&pair, envelope, NULL), EMG_OK);
    emg_activity_end(&pair.a.activity, N, NULL);
    emg_activity_end(&pair.b.activity, N, NULL);
    ck_assert_int_eq(emg_pair_candidates(&pair, NULL), EMG_OK);
    return pair;
}

static void
check_runs(const level *levels, int n, size_t n_wanted, int from, int to)
{
    emg_block envelope;
    emg_pair_state pair = candidates_of(&envelope, levels, n);
    ck_assert_uint_eq(pair.n_candidates, n_wanted);
    if (n_wanted > 0) {
        ck_assert_int_eq(pair.candidates[0].run.from, from);
        ck_assert_int_eq(pair.candidates[0].run.to, to);
    }
    emg_pair_clear(&pair);
    emg_block_clear(&envelope);
}

START_TEST(both_must_be_on_for_the_least_duration)
{
    check_runs((level[]){{100, 600, 20, 20}}, 1, 1, 100, 600);
    check_runs((level[]){{100, 599, 20, 20}}, 1, 0, 0, 0);
    check_runs((level[]){{100, 600, 20, 9}}, 1, 0, 0, 0);
    check_runs((level[]){{100, 300, 20, 0}, {300, 900, 20, 20}}, 2, 1, 300,
               900);
}
END_TEST

/* 4 Hz: a half wave of 125 ms is one event, a longer pause is none. */
START_TEST(pauses_below_the_gap_are_closed)
{
    check_runs((level[]){{100, 400, 20, 20}, {524, 800, 20, 20}}, 2, 1, 100,
               800);
    check_runs((level[]){{100, 400, 20, 20}, {525, 800, 20, 20}}, 2, 0, 0, 0);
}
END_TEST

START_TEST(events_begin_and_end_at_half_of_their_medians)
{
    double half = sqrt(20 * 20 + 9); /* c is 20 */
    static emg_block envelope;
    level levels[] = {{1000, 1200, 8, 8},
                      {1200, 1201, half + 0.1, half + 0.1},
                      {1201, 2200, sqrt(40 * 40 + 9), sqrt(40 * 40 + 9)},
                      {2200, 2201, half + 0.1, half - 0.1},
                      {2201, 2400, 8, 8}};
    emg_pair_state pair = candidates_of(&envelope, levels, 5);
    emg_view view = {&envelope, &envelope};
    ck_assert_uint_eq(pair.n_candidates, 1);
    emg_candidate *c = &pair.candidates[0];
    ck_assert_int_eq(c->run.from, 1000);
    ck_assert_int_eq(c->run.to, 2400);
    ck_assert_int_eq(pair.both_frames, 1400);
    for (int f = 1000; f < 2400; f++)
        emg_pair_weigh(&pair, c, &view, f);
    emg_pair_weighed(&pair, c);
    ck_assert_double_eq_tol(c->half_a, 400, 1);
    ck_assert_double_eq_tol(c->half_b, 400, 1);
    for (int f = 1000; f < 2400; f++)
        emg_pair_trim(&pair, c, &view, f);
    ck_assert_int_eq(c->from, 1200);
    ck_assert_int_eq(c->to, 2200);
    emg_pair_drop_short(&pair);
    ck_assert_uint_eq(pair.n_candidates, 1);
    c->to = c->from + 499;
    emg_pair_drop_short(&pair);
    ck_assert_uint_eq(pair.n_candidates, 0);
    emg_pair_clear(&pair);
    emg_block_clear(&envelope);
}
END_TEST

START_TEST(a_candidate_that_was_trimmed_to_nothing_is_dropped)
{
    emg_pair_state pair = made();
    emg_candidate nothing = {.run = {0, 1000, 0}, .from = -1, .to = 1000};
    pair.candidates = &nothing;
    pair.n_candidates = 1;
    emg_pair_drop_short(&pair);
    ck_assert_uint_eq(pair.n_candidates, 0);
    pair.candidates = NULL;
    emg_pair_clear(&pair);
}
END_TEST

/* The next raw frames of channels 1 and 2. */
static emg_status
look(emg_pair_state *pair, const emg_mask *mask, const emg_block *raw)
{
    emg_format format;
    toy_format(&format, 2);
    emg_status status = emg_pair_faults(pair, mask, &format, raw, NULL);
    emg_format_clear(&format);
    return status;
}

/* Flat from 500 to 700 in a, from 600 to 900 in b: 400 ms in either. */
START_TEST(time_in_which_either_is_flat_cannot_be_analysed)
{
    for (int size = 1; size <= N; size = size * 7 + 1) {
        emg_pair_state pair = made();
        emg_block raw;
        fill(&raw, NULL, 0);
        for (int f = 0; f < N; f++) {
            raw.frames[f].v[0] = f >= 500 && f < 700 ? 5 : f % 3;
            raw.frames[f].v[1] = f >= 600 && f < 900 ? 5 : f % 3;
        }
        for (int at = 0; at < N; at += size) {
            emg_block part = raw;
            part.frames += at;
            part.first_frame = at;
            part.n_frames = size < N - at ? size : N - at;
            ck_assert_int_eq(look(&pair, NULL, &part), EMG_OK);
        }
        ck_assert_int_eq(emg_pair_candidates(&pair, NULL), EMG_OK);
        ck_assert_int_eq(pair.frames, N);
        ck_assert_int_eq(pair.analysable, N - 400);
        ck_assert_uint_eq(pair.a.flat.n, 1);
        ck_assert_int_eq(pair.a.flat.at[0].from, 500);
        ck_assert_int_eq(pair.a.flat.at[0].to, 700);
        emg_pair_clear(&pair);
        emg_block_clear(&raw);
    }
}
END_TEST

/* Masked from 0.6 s to 0.75 s in a, flat from 500 to 700 in both. */
START_TEST(what_is_masked_holds_no_candidate_and_no_time)
{
    const emg_masked bad = {1, 0.6, 0.75};
    emg_mask *mask = emg_mask_create(&bad, 1, NULL);
    emg_pair_state pair = made();
    emg_block raw;
    fill(&raw, NULL, 0);
    for (int f = 0; f < N; f++)
        raw.frames[f].v[0] = raw.frames[f].v[1] =
            f >= 500 && f < 700 ? 5 : f % 3;
    ck_assert_int_eq(look(&pair, mask, &raw), EMG_OK);
    const emg_interval run = {0, N, 0};
    emg_intervals_add(&pair.a.activity.runs, run, NULL);
    emg_intervals_add(&pair.b.activity.runs, run, NULL);
    ck_assert_int_eq(emg_pair_candidates(&pair, NULL), EMG_OK);
    ck_assert_int_eq(pair.analysable, N - 250);
    ck_assert_uint_eq(pair.n_candidates, 2);
    ck_assert_int_eq(pair.candidates[0].run.to, 600);
    ck_assert_int_eq(pair.candidates[1].run.from, 750);
    emg_pair_clear(&pair);
    emg_block_clear(&raw);
    emg_mask_destroy(mask);
}
END_TEST

START_TEST(a_flat_stretch_does_not_reach_over_a_gap)
{
    emg_pair_state pair = made();
    emg_block raw;
    fill(&raw, NULL, 0);
    for (int segment = 0; segment < 2; segment++) {
        raw.n_frames = 99; /* one too few */
        raw.first_frame = segment * 99;
        raw.segment =
            (emg_segment){.number = segment, .first_frame = segment * 99};
        ck_assert_int_eq(look(&pair, NULL, &raw), EMG_OK);
    }
    ck_assert_int_eq(emg_pair_candidates(&pair, NULL), EMG_OK);
    ck_assert_int_eq(pair.analysable, 198);
    emg_pair_clear(&pair);
    emg_block_clear(&raw);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, both_must_be_on_for_the_least_duration);
    tcase_add_test(tests, pauses_below_the_gap_are_closed);
    tcase_add_test(tests, events_begin_and_end_at_half_of_their_medians);
    tcase_add_test(tests, a_candidate_that_was_trimmed_to_nothing_is_dropped);
    tcase_add_test(tests, time_in_which_either_is_flat_cannot_be_analysed);
    tcase_add_test(tests, what_is_masked_holds_no_candidate_and_no_time);
    tcase_add_test(tests, a_flat_stretch_does_not_reach_over_a_gap);
}

int
main(void)
{
    return unit_main("pair_candidates", add);
}
