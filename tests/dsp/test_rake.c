#include "unit.h"

#include "dsp/rake.h"

#include <math.h>
#include <stdlib.h>

#define RATE 2048 /* chunks of 20 samples are no whole cycles */
#define N (3 * RATE + 11)

static double
sine(int i)
{
    return 2 * sin(2 * M_PI * 50.0 * i / RATE + 1) +
           0.5 * cos(2 * M_PI * 100.0 * i / RATE);
}

START_TEST(teeth_end_below_0_45_of_the_rate)
{
    emg_rake rake;
    ck_assert_int_eq(emg_rake_init(&rake, 50, 1000, NULL), EMG_OK);
    ck_assert_int_eq(rake.harmonics, 8); /* 450 is not below 450 */
    ck_assert_int_eq(rake.chunk, 10);
    ck_assert_int_eq(emg_rake_half(&rake, 1), 50);
    emg_rake_clear(&rake);
}
END_TEST

START_TEST(what_is_fitted_is_what_is_there_and_goes)
{
    emg_rake rake;
    emg_rake_init(&rake, 50, RATE, NULL);
    double *work = calloc(emg_teeth_room(&rake, N), sizeof *work);
    double *x = calloc(N, sizeof *x);
    emg_teeth v = emg_teeth_over(&rake, N, work);
    for (int i = 0; i < N; i++)
        x[i] = sine(i);
    emg_rake_project(&v, x);
    for (int b = 0; b < v.n; b++)
        v.drift[2 * b] = 1;
    for (int h = 2; h < rake.harmonics; h++)
        v.on[h] = false;
    emg_rake_fit(&v, 50, NULL);
    const double *first = emg_rake_of(&v, v.fitted, 0);
    ck_assert_double_eq_tol(hypot(first[200], first[201]), 1, 0.01);
    emg_rake_take_away(&v, x, N);
    for (int i = RATE / 2; i < N - RATE / 2; i++)
        ck_assert_double_eq_tol(x[i], 0, 0.02);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq_tol(x[i], 0, 0.2);
    free(x);
    free(work);
    emg_rake_clear(&rake);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, teeth_end_below_0_45_of_the_rate);
    tcase_add_test(tests, what_is_fitted_is_what_is_there_and_goes);
}

int
main(void)
{
    return unit_main("rake", add);
}
