/* Against scipy 1.10.1, over many designs by tests/scipy/compare_remez.py:
 *   ss.remez(21, [0, .08, .12, .5], [1, 0], weight=[1, 10], fs=1)
 *   ss.remez(31, [0, .05, .1, .3, .36, .5], [0, 1, 0], weight=[10, 1, 10],
 *            fs=1)[:16:3] */
#include "unit.h"

#include "dsp/remez.h"
#include "memory.h"

#include <math.h>
#include <string.h>

static const emg_remez_band low[] = {{0, 0.08, 1, 1}, {0.12, 0.5, 0, 10}};
static const emg_remez_band middle[] = {
    {0, 0.05, 0, 10}, {0.1, 0.3, 1, 1}, {0.36, 0.5, 0, 10}};

START_TEST(weights_are_those_of_scipy)
{
    static const double of_low[] = {
        -0.024724412655631325, -0.026697056158662493, -0.030777883859970663,
        -0.024898331121533623, -0.005507051377956865, 0.02808225026556279,
        0.0727952858931912,    0.1219132148398507,    0.16655372475348734,
        0.19778609275989936,   0.2090146420117148};
    static const double of_middle[] = {
        -0.010401078403847339, -0.006575449460231909, 0.010121912250252423,
        -0.020036545333548636, -0.11826059900488264,  0.48993713491492374};
    double taps[31];
    ck_assert_int_eq(emg_remez_design(taps, 21, low, 2, NULL, NULL), EMG_OK);
    for (int i = 0; i < 21; i++)
        ck_assert_double_eq_tol(taps[i], of_low[i <= 10 ? i : 20 - i], 1e-11);
    ck_assert_int_eq(emg_remez_design(taps, 31, middle, 3, NULL, NULL), EMG_OK);
    for (int i = 0; i < 6; i++)
        ck_assert_double_eq_tol(taps[3 * i], of_middle[i], 1e-11);
}
END_TEST

static double
gain_at(const double *taps, int n, double f)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += taps[i] * cos(2 * M_PI * f * (i - n / 2));
    return sum;
}

/* By definition of an equiripple filter, on the grid of its design. */
START_TEST(no_error_is_above_the_largest_and_it_is_reached_in_every_band)
{
    double taps[61], largest = 0, step = 0.5 / (16 * 31);
    ck_assert_int_eq(emg_remez_design(taps, 61, middle, 3, &largest, NULL),
                     EMG_OK);
    for (int b = 0; b < 3; b++) {
        double most = 0;
        for (double f = middle[b].low; f < middle[b].high - step; f += step)
            most = fmax(most, middle[b].weight *
                                  fabs(gain_at(taps, 61, f) - middle[b].gain));
        ck_assert_double_eq_tol(most / largest, 1, 1e-9);
    }
}
END_TEST

/* Kaiser 1974: (-20 log10 sqrt(pass stop) - 13) / (14.6 width) + 1. */
START_TEST(the_length_is_estimated)
{
    ck_assert_int_eq(emg_remez_length(0.01, 0.01, 0.05), 39);
    ck_assert_int_eq(emg_remez_length(0.5, 0.5, 0.2), 3);
    ck_assert_int_gt(emg_remez_length(1e-5, 1e-5, 1e-12), 1000000000);
}
END_TEST

START_TEST(what_does_not_settle_is_told)
{
    static const emg_remez_band wide[] = {{0, 0.01, 1, 1}, {0.49, 0.5, 0, 1}};
    double taps[401];
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_remez_design(taps, 401, wide, 2, NULL, &error),
                     EMG_BAD_OPTION);
    ck_assert_ptr_nonnull(strstr(error.text, "use fewer weights"));
}
END_TEST

START_TEST(memory_that_is_refused_leaves_nothing)
{
    double taps[21];
    for (int nth = 1;; nth++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(nth);
        emg_status status = emg_remez_design(taps, 21, low, 2, NULL, &error);
        int refused = memory_refused();
        memory_refuse(0);
        if (!refused)
            break;
        ck_assert_int_eq(status, EMG_NO_MEMORY);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, weights_are_those_of_scipy);
    tcase_add_test(
        tests, no_error_is_above_the_largest_and_it_is_reached_in_every_band);
    tcase_add_test(tests, the_length_is_estimated);
    tcase_add_test(tests, what_does_not_settle_is_told);
    tcase_add_test(tests, memory_that_is_refused_leaves_nothing);
}

int
main(void)
{
    return unit_main("remez", add);
}
