#include "trace.h"
#include "unit.h"

#include "detect/correlation.h"

#include "memory.h"

#include <math.h>
#include <stdlib.h>

/* Winter 1994: sums over all lags, norms over the whole. */
static double
direct(const double *a, const double *b, int n, int reach, int *lag)
{
    double aa = 0, bb = 0, most = -1;
    for (int i = 0; i < n; i++) {
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    for (int l = -reach; l <= reach; l++) {
        double sum = 0;
        for (int i = 0; i < n; i++)
            if (i + l >= 0 && i + l < n)
                sum += a[i] * b[i + l];
        if (fabs(sum) > most) {
            most = fabs(sum);
            *lag = l;
        }
    }
    return most / sqrt(aa * bb);
}

static double
peak(emg_correlation *c, const double *a, const double *b, int n, int *lag)
{
    emg_correlation_reset(c);
    for (int i = 0; i < n; i++)
        emg_correlation_add(c, a[i], b[i]);
    return emg_correlation_peak(c, lag);
}

START_TEST(it_is_the_sum_over_all_lags)
{
    static const int reaches[] = {0, 1, 2, 10, 20, 48};
    double a[600], b[600];
    trace_noise(a, 600, 1);
    trace_noise(b, 600, 2);
    for (int r = 0; r < 6; r++) {
        emg_correlation c;
        ck_assert_int_eq(emg_correlation_init(&c, reaches[r], NULL), EMG_OK);
        for (int n = 1; n <= 600; n += n < 60 ? 1 : 77) {
            int lag, wanted_lag = 0;
            double wanted = direct(a, b, n, reaches[r], &wanted_lag);
            ck_assert_double_eq_tol(peak(&c, a, b, n, &lag), wanted, 1e-12);
            ck_assert_int_eq(lag, wanted_lag);
        }
        emg_correlation_clear(&c);
    }
}
END_TEST

START_TEST(the_lag_is_positive_when_b_follows_a)
{
    double a[500];
    emg_correlation c;
    int lag;
    trace_noise(a, 500, 3);
    emg_correlation_init(&c, 10, NULL);
    for (int shift = 0; shift <= 10; shift++) {
        /* b is a, `shift` frames later: b[n] = a[n - shift] */
        double r = peak(&c, a + shift, a, 400, &lag);
        ck_assert_int_eq(lag, shift);
        ck_assert_double_gt(r, 0.9);
        peak(&c, a, a + shift, 400, &lag);
        ck_assert_int_eq(lag, -shift);
    }
    for (int i = 0; i < 500; i++)
        a[i] = -a[i];
    ck_assert_double_eq_tol(peak(&c, a, a, 500, &lag), 1, 1e-12);
    emg_correlation_clear(&c);
}
END_TEST

START_TEST(a_waveform_turned_over_is_crosstalk_too)
{
    double a[500], b[500];
    emg_correlation c;
    int lag;
    trace_noise(a, 500, 3);
    for (int i = 0; i < 500; i++)
        b[i] = -0.2 * a[i];
    emg_correlation_init(&c, 10, NULL);
    ck_assert_double_eq_tol(peak(&c, a, b, 500, &lag), 1, 1e-12);
    ck_assert_int_eq(lag, 0);
    emg_correlation_clear(&c);
}
END_TEST

START_TEST(a_channel_without_power_has_no_correlation)
{
    double a[50] = {0}, b[50];
    emg_correlation c;
    int lag;
    trace_noise(b, 50, 3);
    emg_correlation_init(&c, 10, NULL);
    ck_assert_double_nan(emg_correlation_peak(&c, &lag));
    ck_assert_double_nan(peak(&c, a, b, 50, &lag));
    ck_assert_double_nan(peak(&c, b, a, 50, &lag));
    for (int i = 0; i < 50; i++)
        a[i] = 1e-200 * b[i]; /* its power is 1e-400 */
    ck_assert_double_nan(peak(&c, a, b, 50, &lag));
    emg_correlation_clear(&c);
    ck_assert_ptr_null(c.sums);
}
END_TEST

/* ---- the null of independent channels --------------------------------- */

#define RATE 1000
#define EVENTS 1860

static double *
band_passed_noise(int n, uint64_t seed)
{
    double *x = calloc((size_t)n, sizeof *x);
    trace_emg(x, n, RATE, seed);
    trace_filter(
        x, n, RATE,
        (emg_filter){
            .kind = EMG_BAND_PASS, .order = 2, .low_hz = 20, .high_hz = 450},
        (emg_direction){.zero_phase = true});
    return x;
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A tail of 1 % of 1860 events is 19 of them: the published quantile and ours
 * both scatter, together by some 0.01 in one SD. Three are allowed. */
static void
check_null(int frames, double tail)
{
    double *a = band_passed_noise(EVENTS * frames, 1);
    double *b = band_passed_noise(EVENTS * frames, 2);
    double r[EVENTS];
    emg_correlation c;
    int lag;
    emg_correlation_init(&c, RATE / 100, NULL);
    for (int i = 0; i < EVENTS; i++)
        r[i] = peak(&c, a + i * frames, b + i * frames, frames, &lag);
    qsort(r, EVENTS, sizeof *r, by_size);
    ck_assert_double_eq_tol(r[EVENTS - EVENTS / 100], tail, 0.03);
    ck_assert_double_lt(r[EVENTS - 1], 0.35);
    emg_correlation_clear(&c);
    free(a);
    free(b);
}

START_TEST(independent_channels_correlate_as_published)
{
    check_null(500, 0.233);
    check_null(1000, 0.167);
}
END_TEST

START_TEST(memory_that_is_refused_is_told)
{
    for (int nth = 1; nth <= 2; nth++) {
        emg_correlation c;
        emg_error error = EMG_NO_ERROR;
        memory_refuse(nth);
        ck_assert_int_eq(emg_correlation_init(&c, 10, &error), EMG_NO_MEMORY);
        ck_assert_int_eq(error.status, EMG_NO_MEMORY);
        emg_correlation_clear(&c);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_is_the_sum_over_all_lags);
    tcase_add_test(tests, the_lag_is_positive_when_b_follows_a);
    tcase_add_test(tests, a_waveform_turned_over_is_crosstalk_too);
    tcase_add_test(tests, a_channel_without_power_has_no_correlation);
    tcase_add_test(tests, independent_channels_correlate_as_published);
    tcase_add_test(tests, memory_that_is_refused_is_told);
}

int
main(void)
{
    return unit_main("correlation", add);
}
