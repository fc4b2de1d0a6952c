#include "unit.h"

#include "simulate/units.h"

#include <math.h>
#include <stdlib.h>

#define RATE_HZ 2000
#define FRAMES (200 * RATE_HZ)

/* Where all units discharge at their fastest, the excitation is 30 for the
 * last to be recruited and 25 - 8 more; a gain of 1 is half of it. */
#define EXCITATION (47 / 2.0)

static double *
discharges(double gain, double slower, int channel)
{
    double *x = malloc(FRAMES * sizeof *x);
    emg_units units;
    emg_units_start(&units, RATE_HZ, 4, channel);
    for (int i = 0; i < FRAMES; i++)
        x[i] = emg_units_next(&units, gain, slower);
    return x;
}

/* After the first second, in which units are recruited. */
static double
product(const double *x, int lag)
{
    double sum = 0;
    for (int i = RATE_HZ; i + lag < FRAMES; i++)
        sum += x[i] * x[i + lag] / (FRAMES - RATE_HZ - lag);
    return sum;
}

START_TEST(half_of_full_excitation_has_unit_power_however_slow)
{
    double *fresh = discharges(1, 1, 0), *tired = discharges(1, 2, 0);
    ck_assert_double_eq_tol(product(fresh, 0), 1, 0.05);
    ck_assert_double_eq_tol(product(tired, 0), 1, 0.1);
    free(fresh);
    free(tired);
}
END_TEST

START_TEST(more_excitation_is_more_power_and_little_is_silence)
{
    double *weak = discharges(0.04, 1, 0), *half = discharges(0.5, 1, 0);
    double *strong = discharges(1.5, 1, 0);
    ck_assert_double_eq(product(weak, 0), 0);
    ck_assert(product(half, 0) > 0.1 && product(half, 0) < 0.5);
    ck_assert(product(strong, 0) > 1.3 && product(strong, 0) < 3);
    free(weak);
    free(half);
    free(strong);
}
END_TEST

/* Only the first unit has a threshold, 30^(1/120) = 1.0287, below 1.05; it
 * discharges at 8 + 0.0213 Hz. A gap without a sample above half of the peak
 * parts two discharges, each of which rises above it once. */
START_TEST(a_unit_just_recruited_discharges_eight_times_a_second)
{
    double *x = discharges(1.05 / EXCITATION, 1, 0), most = 0;
    double mean = 0, square = 0, last = 0;
    int n = 0;
    for (int i = 0; i < FRAMES; i++)
        most = fmax(most, x[i]);
    for (int i = 1; i + 1 < FRAMES; i++) {
        if (x[i] < 0.8 * most || x[i] < x[i - 1] || x[i] <= x[i + 1])
            continue;
        if (n++ > 0) {
            mean += i - last;
            square += (i - last) * (i - last);
        }
        last = i;
    }
    mean /= n - 1;
    ck_assert_double_eq_tol(RATE_HZ / mean, 8.0213, 0.25);
    ck_assert_double_eq_tol(sqrt(square / (n - 1) - mean * mean) / mean, 0.2,
                            0.02);
    free(x);
}
END_TEST

/* The autocorrelation of -(t / s) exp(-t^2 / 2 s^2) is, over its value at 0,
 * (1 - t^2 / 2 s^2) exp(-t^2 / 4 s^2): zero at 1.41 s, lowest at 2.45 s. Over
 * units of 1 to 2.2 ms its zero lies between 1.4 and 3.1 ms, and where
 * potentials last twice as long, twice as late. */
static double
zero_ms(const double *x)
{
    double first = product(x, 0);
    int lag = 0;
    while (product(x, lag) > 0.01 * first)
        lag++;
    return 1000.0 * lag / RATE_HZ;
}

START_TEST(potentials_last_some_milliseconds_and_longer_with_fatigue)
{
    double *fresh = discharges(1, 1, 0), *tired = discharges(1, 2, 0);
    ck_assert(zero_ms(fresh) >= 1.4 && zero_ms(fresh) <= 3.1);
    ck_assert_double_eq_tol(zero_ms(tired) / zero_ms(fresh), 2, 0.26);
    free(fresh);
    free(tired);
}
END_TEST

START_TEST(every_muscle_has_a_pool_of_its_own_that_comes_again)
{
    double *a = discharges(1, 1, 0), *b = discharges(1, 1, 1);
    double *again = discharges(1, 1, 0), both = 0;
    for (int i = 0; i < FRAMES; i++) {
        ck_assert_double_eq(a[i], again[i]);
        both += a[i] * b[i] / FRAMES;
    }
    ck_assert_double_eq_tol(both, 0, 0.03);
    free(a);
    free(b);
    free(again);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, half_of_full_excitation_has_unit_power_however_slow);
    tcase_add_test(tests, more_excitation_is_more_power_and_little_is_silence);
    tcase_add_test(tests,
                   a_unit_just_recruited_discharges_eight_times_a_second);
    tcase_add_test(tests,
                   potentials_last_some_milliseconds_and_longer_with_fatigue);
    tcase_add_test(tests, every_muscle_has_a_pool_of_its_own_that_comes_again);
}

int
main(void)
{
    return unit_main("units", add);
}
