#include "detect/runs.h"

#include "trace.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N 5000

/* Whole numbers from noise of this SD, cut off at +-most; 30 samples from 2000
 * on are the same. */
static emg_runs
heard(double sd, double most, bool dropped, int64_t gap)
{
    emg_runs runs = {.rate_hz = RATE, .step = 1};
    double *x = calloc(N, sizeof *x);
    trace_noise(x, N, 6);
    for (int i = 0; i < N; i++) {
        x[i] = fmax(-most, fmin(most, round(sd * x[i])));
        if (i >= 2050 && i < 2055)
            x[i] = most;
        if (dropped && i >= 2000 && i < 2030)
            x[i] = 7;
        if (i == gap)
            emg_runs_gap(&runs, NULL);
        emg_runs_add(&runs, x[i], i, NULL);
    }
    emg_runs_gap(&runs, NULL);
    emg_runs_finish(&runs);
    free(x);
    return runs;
}

START_TEST(saturated_samples_are_those_at_the_end_of_the_range)
{
    emg_runs runs = heard(100, 400, false, -1);
    ck_assert_uint_eq(runs.n, 1);
    ck_assert_int_eq(runs.items[0].from, 2050);
    ck_assert_int_eq(runs.items[0].to, 2055);
    ck_assert_double_eq(runs.items[0].value, 400);
    emg_runs_clear(&runs);
}
END_TEST

START_TEST(what_is_dropped_may_have_any_value)
{
    emg_runs runs = heard(100, 400, true, -1);
    ck_assert_uint_eq(runs.n, 2);
    ck_assert_int_eq(runs.items[0].from, 2000);
    ck_assert_int_eq(runs.items[0].to, 2030);
    emg_runs_clear(&runs);
}
END_TEST

START_TEST(a_gap_ends_a_run)
{
    emg_runs runs = heard(100, 400, true, 2015);
    ck_assert_uint_eq(runs.n, 1);
    emg_runs_clear(&runs);
}
END_TEST

START_TEST(few_steps_are_reached_by_nature)
{
    emg_runs runs = heard(5, 20, false, -1);
    ck_assert_uint_eq(runs.n, 0);
    emg_runs_clear(&runs);
    runs = heard(0, 0, false, -1);
    ck_assert_uint_eq(runs.n, 0);
    emg_runs_clear(&runs);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, saturated_samples_are_those_at_the_end_of_the_range);
    tcase_add_test(tests, what_is_dropped_may_have_any_value);
    tcase_add_test(tests, a_gap_ends_a_run);
    tcase_add_test(tests, few_steps_are_reached_by_nature);
}

int
main(void)
{
    return unit_main("runs", add);
}
