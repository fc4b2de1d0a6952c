/* A sine of amplitude A has an RMS of A / sqrt(2), by definition. */
#include "unit.h"

#include "analysis/hum.h"
#include "trace.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (20 * RATE)

/* Noise of this SD and lines of 50 Hz, 150 Hz and other Hz. */
static double
heard(double noise, double mains_hz, double amplitude, double third,
      double other_hz)
{
    double *x = calloc(N, sizeof *x);
    emg_hum *hum = emg_hum_create(RATE, NULL);
    trace_noise(x, N, 3);
    for (int i = 0; i < N; i++) {
        double t = 2 * M_PI * i / RATE;
        emg_hum_add(hum, noise * x[i] + amplitude * sin(mains_hz * t) +
                             third * sin(3 * mains_hz * t + 1) +
                             30 * (other_hz > 0) * sin(other_hz * t));
    }
    double rms = emg_hum_rms(hum);
    emg_hum_destroy(hum);
    free(x);
    return rms;
}

START_TEST(a_line_of_50_or_60_hz_has_the_rms_of_its_sine)
{
    ck_assert_double_eq_tol(heard(0, 50, 10, 0, 0), 10 / sqrt(2), 1e-6);
    ck_assert_double_eq_tol(heard(0, 60, 10, 0, 0), 10 / sqrt(2), 1e-6);
}
END_TEST

START_TEST(harmonics_are_added_in_power)
{
    ck_assert_double_eq_tol(heard(0, 50, 10, 4, 0), sqrt((100 + 16) / 2.0),
                            1e-6);
}
END_TEST

START_TEST(noise_and_other_lines_are_not_hum)
{
    ck_assert_double_eq_tol(heard(5, 50, 10, 0, 0), 10 / sqrt(2), 0.3);
    ck_assert_double_lt(heard(5, 50, 0, 0, 0), 1.5);
    ck_assert_double_lt(heard(0, 50, 0, 0, 90), 0.1);
}
END_TEST

START_TEST(nothing_is_known_before_the_first_second)
{
    emg_hum *hum = emg_hum_create(RATE, NULL);
    ck_assert_double_eq(emg_hum_rms(hum), 0);
    for (int i = 0; i < RATE - 1; i++)
        emg_hum_add(hum, 10 * sin(2 * M_PI * 50 * i / RATE));
    ck_assert_double_eq(emg_hum_rms(hum), 0);
    emg_hum_add(hum, 0);
    ck_assert_double_gt(emg_hum_rms(hum), 6.9);
    emg_hum_destroy(hum);
    emg_hum_destroy(NULL);
}
END_TEST

START_TEST(a_gap_leaves_out_the_second_that_was_filling)
{
    emg_hum *hum = emg_hum_create(RATE, NULL);
    for (int i = 0; i < RATE - 1; i++)
        emg_hum_add(hum, 1e6);
    emg_hum_gap(hum);
    for (int i = 0; i < RATE; i++)
        emg_hum_add(hum, 10 * sin(2 * M_PI * 50 * i / RATE));
    ck_assert_double_eq_tol(emg_hum_rms(hum), 10 / sqrt(2), 1e-6);
    emg_hum_destroy(hum);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_line_of_50_or_60_hz_has_the_rms_of_its_sine);
    tcase_add_test(tests, harmonics_are_added_in_power);
    tcase_add_test(tests, noise_and_other_lines_are_not_hum);
    tcase_add_test(tests, nothing_is_known_before_the_first_second);
    tcase_add_test(tests, a_gap_leaves_out_the_second_that_was_filling);
}

int
main(void)
{
    return unit_main("hum", add);
}
