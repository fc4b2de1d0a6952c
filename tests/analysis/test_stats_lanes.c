#include "unit.h"

#include "analysis/stats_lanes.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

#define N 1000 /* not a multiple of a cell */

static emg_lanes frames[N];

/* A digital channel of 16 bits, -10 to 10 in steps of 1, and one of any. */
static const emg_channel channels[2] = {
    {.number = 1,
     .step = 1,
     .scale = {.bytes = 2, .physical_min = -10, .physical_max = 10}},
    {.number = 2}};

static emg_stats_lanes *
begin(void)
{
    emg_stats_lanes *s = emg_new(1, sizeof *s, NULL);
    emg_stats_lanes_init(s, channels, 2);
    return s;
}

/* Frames [from, to), `step` at a time. */
static void
add_frames(emg_stats_lanes *s, int from, int to, int step)
{
    for (int at = from; at < to; at += step)
        emg_stats_lanes_add(s, frames + at, to - at < step ? to - at : step);
}

static emg_stats
of(emg_stats_lanes *s, int lane)
{
    return emg_stats_lanes_of(s, lane, &channels[lane], 1000);
}

START_TEST(all_lanes_are_counted_by_themselves)
{
    emg_stats_lanes *s = begin();
    for (int i = 0; i < N; i++) {
        frames[i].v[0] = i % 5 - 2;
        frames[i].v[1] = i;
    }
    add_frames(s, 0, N, 300);
    emg_stats_lanes_end(s);
    emg_stats a = of(s, 0), b = of(s, 1);
    ck_assert_int_eq(a.samples, N);
    ck_assert_double_eq(a.min, -2);
    ck_assert_double_eq(a.max, 2);
    ck_assert_double_eq(a.sum, 0);
    ck_assert_double_eq(a.rms, sqrt(2));
    ck_assert_double_eq(a.clipped, 0);
    ck_assert_double_eq(b.min, 0);
    ck_assert_double_eq(b.max, N - 1);
    ck_assert_double_eq(b.sum, N * (N - 1) / 2);
    ck_assert_double_eq(b.mean, (N - 1) / 2.0);
    ck_assert_double_nan(b.clipped); /* it has no range */
    emg_free(s);
}
END_TEST

/* Three in a row at an end are clipped, two are not. */
static void
fill_clipped(void)
{
    memset(frames, 0, sizeof frames);
    for (int i = 0; i < N; i++)
        frames[i].v[0] = i % 7 - 3;
    for (int i = 254; i < 258; i++)
        frames[i].v[0] = 10; /* over the end of a cell */
    frames[500].v[0] = frames[501].v[0] = -10;
    for (int i = 700; i < 720; i++)
        frames[i].v[0] = -10;
}

START_TEST(runs_at_the_ends_are_clipped_however_they_are_cut)
{
    static const int steps[] = {1, 2, 7, 256, N};
    fill_clipped();
    for (int i = 0; i < 5; i++) {
        emg_stats_lanes *s = begin();
        add_frames(s, 0, N, steps[i]);
        emg_stats_lanes_end(s);
        emg_stats stats = of(s, 0);
        ck_assert_double_eq(stats.clipped, 24.0 / N);
        ck_assert_double_eq(stats.flat_s, 0.019); /* changes that are none */
        emg_free(s);
    }
}
END_TEST

START_TEST(no_run_goes_on_over_a_gap)
{
    emg_stats_lanes *s = begin();
    fill_clipped();
    add_frames(s, 0, 256, 256); /* two at the end */
    emg_stats_lanes_gap(s);
    add_frames(s, 256, 710, 256); /* and two; of the others, ten are left */
    emg_stats_lanes_end(s);
    ck_assert_double_eq(of(s, 0).clipped, 10.0 / 710);
    ck_assert_double_eq(of(s, 0).flat_s, 0.009);
    emg_free(s);
}
END_TEST

START_TEST(of_nothing_nothing_is_known)
{
    emg_stats_lanes *s = begin();
    emg_stats_lanes_end(s);
    ck_assert_int_eq(of(s, 0).samples, 0);
    ck_assert_double_nan(of(s, 0).min);
    ck_assert_double_nan(of(s, 0).clipped);
    ck_assert_double_nan(of(s, 0).flat_s);
    emg_free(s);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, all_lanes_are_counted_by_themselves);
    tcase_add_test(tests, runs_at_the_ends_are_clipped_however_they_are_cut);
    tcase_add_test(tests, no_run_goes_on_over_a_gap);
    tcase_add_test(tests, of_nothing_nothing_is_known);
}

int
main(void)
{
    return unit_main("stats_lanes", add);
}
