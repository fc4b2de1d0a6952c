#include "dsp/replace.h"

#include "unit.h"

#include <math.h>

#define BINS 101

/* Magnitudes of 1 + k / 100 at a phase of k; bins of 0.2 Hz. */
static emg_spectrum
slope(double half[2 * BINS])
{
    for (int k = 0; k < BINS; k++) {
        half[2 * k] = (1 + k / 100.0) * cos(k);
        half[2 * k + 1] = (1 + k / 100.0) * sin(k);
    }
    return (emg_spectrum){half, BINS, 0.2};
}

static double
magnitude(const emg_spectrum *s, int k)
{
    return hypot(s->half[2 * k], s->half[2 * k + 1]);
}

/* 9.5 to 10.5 Hz are bins 48 to 52; below them 38 to 47, above 53 to 62. */
START_TEST(a_line_is_drawn_through_the_means_beside_it)
{
    double half[2 * BINS];
    emg_spectrum s = slope(half);
    half[100] = 40;
    half[101] = 30;
    ck_assert_int_eq(emg_replace_line(&s, 10), 5);
    double low = 1.425, high = 1.575; /* of bins 42.5 and 57.5 */
    for (int k = 48; k <= 52; k++)
        ck_assert_double_eq_tol(
            magnitude(&s, k), low + (k * 0.2 - 8.5) / 3 * (high - low), 1e-12);
    ck_assert_double_eq_tol(half[100] / half[101], 40.0 / 30, 1e-12);
    ck_assert_double_eq_tol(magnitude(&s, 47), 1.47, 1e-12);
    ck_assert_double_eq_tol(magnitude(&s, 53), 1.53, 1e-12);
}
END_TEST

START_TEST(beside_an_end_one_side_is_enough)
{
    double half[2 * BINS];
    emg_spectrum s = slope(half);
    ck_assert_int_eq(emg_replace_line(&s, 0.2), 4); /* 0 to 0.7 Hz */
    for (int k = 0; k < 4; k++)
        ck_assert_double_eq_tol(magnitude(&s, k), 1.085, 1e-12);
    ck_assert_int_eq(emg_replace_line(&s, 20), 3);
    ck_assert_int_eq(emg_replace_line(&s, 23), 0);
}
END_TEST

/* Of 0 to 20 the median is 10, of the distances to it 5. */
START_TEST(an_outlier_becomes_the_median_and_keeps_its_phase)
{
    double half[2 * BINS] = {0}, magnitudes[BINS], work[BINS];
    emg_spectrum s = {half, BINS, 0.2};
    for (int k = 0; k < BINS; k++)
        half[2 * k] = k % 21;
    ck_assert_int_eq(emg_replace_reach(0.2), 10);
    half[2 * 41] = -(10 + 4 * 1.4826 * 5 - 0.01);
    emg_magnitudes(&s, magnitudes);
    ck_assert_int_eq(emg_replace_outliers(&s, magnitudes, 41, 42, 4, work), 0);
    half[2 * 41] = -(10 + 4 * 1.4826 * 5 + 0.01);
    emg_magnitudes(&s, magnitudes);
    ck_assert_int_eq(emg_replace_outliers(&s, magnitudes, 41, 42, 4, work), 1);
    ck_assert_double_eq_tol(half[2 * 41], -10, 1e-12);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_line_is_drawn_through_the_means_beside_it);
    tcase_add_test(tests, beside_an_end_one_side_is_enough);
    tcase_add_test(tests, an_outlier_becomes_the_median_and_keeps_its_phase);
}

int
main(void)
{
    return unit_main("replace", add);
}
