#include "trace.h"
#include "unit.h"

#include "dsp/sos.h"
#include "filter/cascade.h"

#include <math.h>
#include <stdlib.h>

typedef struct golden_filter {
    emg_filter filter;
    int64_t rate_hz;
    int n;
    double peak;
    int values; /* the first of them */
} golden_filter;

typedef struct golden_value {
    int frame;
    double value;
} golden_value;

#include "golden/zero_phase.h"

#define UNCORRECTED ((emg_direction){.zero_phase = true, .uncorrected = true})
#define CORRECTED ((emg_direction){.zero_phase = true})

START_TEST(zero_phase_is_scipys_sosfiltfilt_ends_included)
{
    const golden_filter *g = &golden_filters[_i];
    double *x = calloc((size_t)g->n, sizeof *x);
    for (int i = 0; i < g->n; i++)
        x[i] = trace_golden(i);
    trace_filter(x, g->n, g->rate_hz, g->filter, UNCORRECTED);
    for (const golden_value *v = golden_values + g->values; v->frame >= 0; v++)
        ck_assert_msg(fabs(x[v->frame] - v->value) <= 1e-9 * g->peak,
                      "filter %d of %d frames, frame %d: %.17g, scipy %.17g",
                      _i, g->n, v->frame, x[v->frame], v->value);
    free(x);
}
END_TEST

/* 167 frames of padding. */
START_TEST(a_step_has_its_four_published_values)
{
    double x[400];
    for (int i = 0; i < 400; i++)
        x[i] = i >= 200;
    emg_filter low = {.kind = EMG_LOW_PASS, .order = 2, .high_hz = 6};
    trace_filter(x, 400, 1000, low, CORRECTED);
    ck_assert_double_eq_tol(x[0], 0.0006214445, 5e-10);
    ck_assert_double_eq_tol(x[199], 0.4916963421, 1e-9);
    ck_assert_double_eq_tol(x[200], 0.5083036579, 1e-9);
    ck_assert_double_eq_tol(x[399], 0.9993785516, 1e-9);
}
END_TEST

/* ---- long signals: many windows --------------------------------------- */

static void
plain_pass(const emg_sos *sos, double *x, int64_t n)
{
    double z[EMG_MAX_SECTIONS][2];
    double from = x[0];
    emg_sos_steady(sos, z);
    for (int s = 0; s < sos->n; s++)
        for (int k = 0; k < 2; k++)
            z[s][k] *= from;
    for (int64_t i = 0; i < n; i++)
        for (int s = 0; s < sos->n; s++) {
            const emg_section *c = &sos->section[s];
            double y = c->b0 * x[i] + z[s][0];
            z[s][0] = c->b1 * x[i] - c->a1 * y + z[s][1];
            z[s][1] = c->b2 * x[i] - c->a2 * y;
            x[i] = y;
        }
}

static void
turn_round(double *x, int64_t n)
{
    for (int64_t i = 0; i < n / 2; i++) {
        double swap = x[i];
        x[i] = x[n - 1 - i];
        x[n - 1 - i] = swap;
    }
}

/* The whole signal at once, as scipy does. */
static void
plain_both_ways(const emg_sos *sos, double *x, int64_t n, int64_t padding)
{
    int64_t all = n + 2 * padding;
    double *y = calloc((size_t)all, sizeof *y);
    for (int64_t i = 0; i < padding; i++) {
        y[i] = 2 * x[0] - x[padding - i];
        y[padding + n + i] = 2 * x[n - 1] - x[n - 2 - i];
    }
    for (int64_t i = 0; i < n; i++)
        y[padding + i] = x[i];
    for (int pass = 0; pass < 2; pass++) {
        plain_pass(sos, y, all);
        turn_round(y, all);
    }
    for (int64_t i = 0; i < n; i++)
        x[i] = y[padding + i];
    free(y);
}

static const struct {
    emg_band band;
    int order;
    double low_hz, high_hz;
    double notch_hz, q;
    int64_t n;
} long_ones[] = {
    {EMG_BAND_LOW, 2, 0, 6, 0, 0, 80000},
    {EMG_BAND_LOW, 12, 0, 400, 0, 0, 9000},
    {EMG_BAND_HIGH, 4, 20, 0, 0, 0, 20000},
    {EMG_BAND_PASSES, 2, 20, 450, 50, 30, 100000},
    {EMG_BAND_PASSES, 12, 20, 450, 0, 0, 80000},
    {EMG_BAND_STOPS, 4, 49, 51, 0, 0, 200000},
};

START_TEST(windows_leave_no_trace_in_a_long_signal)
{
    int64_t n = long_ones[_i].n, padding = 137;
    double *x = calloc((size_t)n, sizeof *x), *y = calloc((size_t)n, sizeof *y);
    double peak = 0;
    emg_sos sos = {0};
    emg_butterworth(&sos, long_ones[_i].band, long_ones[_i].order,
                    long_ones[_i].low_hz, long_ones[_i].high_hz, 1000, 1, NULL);
    if (long_ones[_i].q > 0)
        emg_notch(&sos, long_ones[_i].notch_hz, long_ones[_i].q, 1000, NULL);
    trace_noise(x, n, 7);
    for (int64_t i = 0; i < n; i++)
        y[i] = x[i] += 1 + 3 * sin(0.0011 * (double)i); /* slow waves too */
    plain_both_ways(&sos, y, n, padding);
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(
        chain,
        emg_zero_phase_create(emg_chain_format(chain), &sos, padding, NULL),
        NULL);
    ck_assert_int_lt(emg_chain_lag(chain), n);
    trace_run(chain, x, n);
    for (int64_t i = 0; i < n; i++)
        peak = fmax(peak, fabs(y[i]));
    for (int64_t i = 0; i < n; i++)
        ck_assert_msg(fabs(x[i] - y[i]) <= 1e-12 * peak,
                      "frame %lld: %.17g instead of %.17g", (long long)i, x[i],
                      y[i]);
    free(x);
    free(y);
}
END_TEST

START_TEST(a_constant_stays_a_constant_up_to_both_ends)
{
    static const int lengths[] = {1, 2, 60, 300, 5000};
    emg_filter low = {.kind = EMG_LOW_PASS, .order = 4, .high_hz = 6};
    for (int l = 0; l < 5; l++) {
        double x[5000];
        for (int i = 0; i < lengths[l]; i++)
            x[i] = 3.5;
        trace_filter(x, lengths[l], 1000, low, CORRECTED);
        for (int i = 0; i < lengths[l]; i++)
            ck_assert_double_eq_tol(x[i], 3.5, 1e-10);
    }
}
END_TEST

/* A signal that is turned round in time is treated alike. */
START_TEST(no_direction_of_time_is_preferred)
{
    static double x[3000], y[3000];
    emg_filter band = {
        .kind = EMG_BAND_PASS, .order = 2, .low_hz = 20, .high_hz = 200};
    for (int i = 0; i < 3000; i++)
        x[i] = y[2999 - i] = trace_golden(i) * (i > 1500 && i < 1700);
    trace_filter(x, 3000, 1000, band, CORRECTED);
    trace_filter(y, 3000, 1000, band, CORRECTED);
    for (int i = 0; i < 3000; i++)
        ck_assert_double_eq_tol(x[i], y[2999 - i], 1e-9);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, zero_phase_is_scipys_sosfiltfilt_ends_included,
                        0, sizeof golden_filters / sizeof *golden_filters);
    tcase_add_test(tests, a_step_has_its_four_published_values);
    tcase_add_loop_test(tests, windows_leave_no_trace_in_a_long_signal, 0,
                        sizeof long_ones / sizeof *long_ones);
    tcase_add_test(tests, a_constant_stays_a_constant_up_to_both_ends);
    tcase_add_test(tests, no_direction_of_time_is_preferred);
}

int
main(void)
{
    return unit_main("zero_phase", add);
}
