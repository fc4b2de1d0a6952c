#include "trace.h"
#include "unit.h"

#include "dsp/mains.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (18 * RATE)

/* EMG that works for one second of three; at rest it is 1/20. */
static double *
bursts(void)
{
    double *x = malloc(N * sizeof *x);
    trace_emg(x, N, RATE, 3);
    for (int i = 0; i < N; i++)
        x[i] *= i / RATE % 3 == 1 ? 1 : 0.05;
    return x;
}

/* Hum with two harmonics, its frequency 0.05 Hz about hz in 20 s. */
static double
hum(int i, double hz, double loud)
{
    double t = (double)i / RATE;
    double turns = hz * t + 0.05 * 20 / (2 * M_PI) * sin(2 * M_PI * t / 20);
    return loud * (sin(2 * M_PI * turns) + 0.3 * sin(6 * M_PI * turns + 1) +
                   0.2 * sin(4 * M_PI * turns + 2));
}

static int
subtract(double *x, int n, double hz)
{
    emg_mains *mains = emg_mains_create(hz, RATE, NULL);
    double *work = malloc(emg_mains_room(mains, n) * sizeof *work);
    int found = emg_mains_subtract(mains, x, n, work);
    free(work);
    emg_mains_destroy(mains);
    return found;
}

static double
power(const double *x, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i] * x[i];
    return sum;
}

static const double frequencies[] = {50, 49.6, 50.23, 50.45, 60.1};

START_TEST(hum_goes_wherever_its_frequency_lies)
{
    double hz = frequencies[_i], all, *x = bursts();
    double *y = malloc(N * sizeof *y);
    all = power(x, N);
    for (int i = 0; i < N; i++)
        y[i] = x[i] + hum(i, hz, 3);
    ck_assert_int_eq(subtract(y, N, hz > 55 ? 60 : 50), 3);
    for (int i = 0; i < N; i++)
        y[i] -= x[i];
    ck_assert_double_gt(10 * log10(all / power(y, N)), 23.5);
    free(y);
    free(x);
}
END_TEST

START_TEST(where_there_is_none_nothing_is_changed)
{
    double *x = bursts(), *y = bursts();
    ck_assert_int_eq(subtract(y, N, 50), 0);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq(x[i], y[i]);
    free(y);
    free(x);
}
END_TEST

/* Sines alone leave nothing but what a wandering frequency costs. */
START_TEST(a_steady_sine_is_gone_to_its_last_sample)
{
    int n = 3 * RATE + 7; /* no whole chunk at the end */
    double *x = malloc((size_t)n * sizeof *x);
    for (int i = 0; i < n; i++)
        x[i] = 5 * sin(2 * M_PI * 50.1 * i / RATE + 1);
    ck_assert_int_ge(subtract(x, n, 50), 1);
    for (int i = 0; i < n; i++)
        ck_assert_double_eq_tol(x[i], 0, 0.05);
    free(x);
}
END_TEST

START_TEST(less_than_a_second_and_silence_stay)
{
    double x[2 * RATE] = {0};
    ck_assert_int_eq(subtract(x, 2 * RATE, 50), 0);
    for (int i = 0; i < 2 * RATE; i++) {
        ck_assert_double_eq(x[i], 0);
        x[i] = sin(2 * M_PI * 0.05 * i);
    }
    ck_assert_int_eq(subtract(x, RATE - 1, 50), 0);
}
END_TEST

START_TEST(a_rate_without_harmonics_is_left_alone)
{
    emg_mains *mains = emg_mains_create(50, 100, NULL);
    double x[300] = {1, 2, 3}, *work;
    work = malloc((emg_mains_room(mains, 300) + 1) * sizeof *work);
    ck_assert_int_eq(emg_mains_subtract(mains, x, 300, work), 0);
    ck_assert_double_eq(x[2], 3);
    free(work);
    emg_mains_destroy(mains);
}
END_TEST

static void
add(TCase *tests)
{
    int n = sizeof frequencies / sizeof *frequencies;
    tcase_add_loop_test(tests, hum_goes_wherever_its_frequency_lies, 0, n);
    tcase_add_test(tests, where_there_is_none_nothing_is_changed);
    tcase_add_test(tests, a_steady_sine_is_gone_to_its_last_sample);
    tcase_add_test(tests, less_than_a_second_and_silence_stay);
    tcase_add_test(tests, a_rate_without_harmonics_is_left_alone);
}

int
main(void)
{
    return unit_main("mains", add);
}
