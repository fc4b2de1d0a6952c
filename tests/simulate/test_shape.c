#include "unit.h"

#include "base/memory.h"
#include "simulate/shape.h"

#include <math.h>

#define STEP_HZ 0.001

/* Midpoint sums up to 500 Hz; the three numbers are those of the density's
 * closed form, by
 *   python3 -c "from scipy.integrate import quad; from scipy.optimize import *
 *   P=lambda f:f*f/((f*f+3600)*(f*f+14400)**2); q=lambda g,b:quad(g,0,b,
 *   epsabs=0,epsrel=1e-12,limit=500)[0]; A=q(P,500)
 *   print(minimize_scalar(lambda f:-P(f)*1e9,(50,80)).x,
 *   q(lambda f:f*P(f),500)/A, brentq(lambda m:q(P,m)/A-.5,50,200))"
 * 65.34605 115.39419 94.75685 */
START_TEST(the_density_has_its_peak_mean_and_median_where_it_should)
{
    double sum = 0, moment = 0, peak = 0, highest = 0, half = 0, median = 0;
    for (double f = STEP_HZ / 2; f < 500; f += STEP_HZ) {
        double p = emg_shape_density(f);
        sum += p;
        moment += f * p;
        peak = p > highest ? f : peak;
        highest = p > highest ? p : highest;
    }
    for (double f = STEP_HZ / 2; median <= 0; f += STEP_HZ) {
        half += emg_shape_density(f);
        median = half >= sum / 2 ? f : 0;
    }
    ck_assert_double_eq_tol(peak, 65.346, 0.002);
    ck_assert_double_eq_tol(moment / sum, 115.394, 0.001);
    ck_assert_double_eq_tol(median, 94.757, 0.002);
}
END_TEST

/* Wiener & Khinchin: the autocorrelation is the cosine transform of the
 * density, here from 0 to half the rate. */
static double
expected_correlation(double rate_hz, int lag)
{
    double sum = 0, all = 0;
    for (double f = 0.05; f < rate_hz / 2; f += 0.1) {
        all += emg_shape_density(f);
        sum += emg_shape_density(f) * cos(2 * acos(-1) * f * lag / rate_hz);
    }
    return sum / all;
}

/* Where one transform ends and the next begins, a power of two apart, a sample
 * follows from the one before as it does elsewhere. */
static void
check_seams(double rate_hz, const double *x, int n)
{
    int apart = 64, seams = 0;
    double sum = 0;
    while (apart < rate_hz)
        apart *= 2;
    for (int i = apart; i < n; i += apart, seams++)
        sum += x[i] * x[i - 1];
    ck_assert_double_eq_tol(sum / seams, expected_correlation(rate_hz, 1),
                            4 / sqrt(seams));
}

static void
check_correlations(double rate_hz, int n)
{
    emg_error error = EMG_NO_ERROR;
    emg_shaper *shaper = emg_shaper_create(rate_hz, 1, &error);
    emg_shape shape;
    double *x = emg_new((size_t)n, sizeof *x, &error);
    ck_assert_int_eq(emg_shape_init(&shape, shaper, &error), EMG_OK);
    emg_shape_start(&shape, 3, 0);
    for (int i = 0; i < n; i++)
        x[i] = emg_shape_next(&shape);
    for (int lag = 0; lag < 40; lag++) {
        double sum = 0;
        for (int i = lag; i < n; i++)
            sum += x[i] * x[i - lag];
        ck_assert_double_eq_tol(sum / (n - lag),
                                expected_correlation(rate_hz, lag), 0.015);
    }
    check_seams(rate_hz, x, n);
    emg_free(x);
    emg_shape_clear(&shape);
    emg_shaper_destroy(shaper);
}

START_TEST(the_noise_has_unit_power_and_the_spectrum_of_the_density)
{
    check_correlations(500, 300000);
    check_correlations(1000, 500000);
    check_correlations(2048, 1000000);
    check_correlations(10000, 3000000);
}
END_TEST

START_TEST(a_started_noise_begins_again)
{
    emg_error error = EMG_NO_ERROR;
    emg_shaper *shaper = emg_shaper_create(1000, 1, &error);
    emg_shape one, other;
    emg_shape_init(&one, shaper, &error);
    emg_shape_init(&other, shaper, &error);
    emg_shape_start(&one, 3, 0);
    double first = emg_shape_next(&one);
    for (int i = 0; i < 5000; i++)
        emg_shape_next(&one);
    emg_shape_start(&one, 3, 0);
    emg_shape_start(&other, 3, 1);
    ck_assert_double_eq(emg_shape_next(&one), first);
    ck_assert_double_ne(emg_shape_next(&other), first);
    emg_shape_clear(&one);
    emg_shape_clear(&other);
    emg_shaper_destroy(shaper);
    emg_shaper_destroy(NULL);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   the_density_has_its_peak_mean_and_median_where_it_should);
    tcase_add_test(tests,
                   the_noise_has_unit_power_and_the_spectrum_of_the_density);
    tcase_add_test(tests, a_started_noise_begins_again);
}

int
main(void)
{
    return unit_main("shape", add);
}
