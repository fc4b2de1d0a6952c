#include "unit.h"

#include "dsp/period.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define RATE 2000.0
#define N 60000

/* Uniform between -1 and 1: white, of a variance of a third. */
static double
noise(int i)
{
    uint64_t x = ((uint64_t)i + 1) * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 31)) * UINT64_C(0xBF58476D1CE4E5B9);
    x ^= x >> 29;
    return (double)(int64_t)x / 9.3e18;
}

/* A pulse that decays, once a period. */
static double
pulse(int i, double hz)
{
    double phase = fmod(i * hz / RATE, 1);
    return phase < 0.1 ? 5 * exp(-30 * phase) : 0;
}

static double *
with_pulses(double hz, double loud)
{
    double *x = malloc(N * sizeof *x);
    for (int i = 0; i < N; i++)
        x[i] = noise(i) + loud * pulse(i, hz);
    return x;
}

static const double frequencies[] = {129.87, 130.0, 130.31415926, 184.6, 60.4};

START_TEST(a_frequency_is_found_to_a_part_of_a_phase)
{
    double hz = frequencies[_i], about = round(hz);
    double *x = with_pulses(hz, 1);
    double *work = malloc(emg_period_room(N, RATE) * sizeof *work);
    double found = emg_period_find(x, N, RATE, about, work);
    /* over 30 s the phase is off by less than a hundredth of a period */
    ck_assert_double_eq_tol(found, hz, 0.01 / (N / RATE));
    free(work);
    free(x);
}
END_TEST

/* Means of 60000 / 256 samples keep 256 / 60000 of the noise: 23.7 dB. */
START_TEST(pulses_go_and_noise_stays)
{
    double hz = frequencies[_i], wrong = 0, all = 0;
    double *x = with_pulses(hz, 1), middle = 0;
    ck_assert_int_gt(emg_period_subtract(x, N, hz / RATE), 0);
    for (int i = 0; i < N; i++)
        middle += (x[i] - noise(i)) / N;
    for (int i = 0; i < N; i++) {
        wrong += pow(x[i] - noise(i) - middle, 2);
        all += noise(i) * noise(i);
    }
    ck_assert_double_gt(10 * log10(all / wrong), 15);
    free(x);
}
END_TEST

START_TEST(without_pulses_nothing_is_changed)
{
    double *x = with_pulses(130, 0);
    double *work = malloc(emg_period_room(N, RATE) * sizeof *work);
    double found = emg_period_find(x, N, RATE, 130, work);
    ck_assert_int_eq(emg_period_subtract(x, N, found / RATE), 0);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq(x[i], noise(i));
    free(work);
    free(x);
}
END_TEST

/* Every fourth sample is 1: four phases, exactly. */
START_TEST(a_period_of_whole_samples_is_taken_out_exactly)
{
    double x[400];
    for (int i = 0; i < 400; i++)
        x[i] = i % 4 == 0;
    ck_assert_int_eq(emg_period_subtract(x, 400, 0.25), 4);
    for (int i = 0; i < 400; i++)
        ck_assert_double_eq_tol(x[i], 0.25, 1e-15);
}
END_TEST

static void
add(TCase *tests)
{
    int n = sizeof frequencies / sizeof *frequencies;
    tcase_add_loop_test(tests, a_frequency_is_found_to_a_part_of_a_phase, 0, n);
    tcase_add_loop_test(tests, pulses_go_and_noise_stays, 0, n);
    tcase_add_test(tests, without_pulses_nothing_is_changed);
    tcase_add_test(tests, a_period_of_whole_samples_is_taken_out_exactly);
}

int
main(void)
{
    return unit_main("period", add);
}
