#include "toys.h"
#include "trace.h"
#include "unit.h"

#include <math.h>
#include <string.h>

#define BOTH ((emg_direction){.zero_phase = true})
#define BOTH_AS_THEY_ARE                                                       \
    ((emg_direction){.zero_phase = true, .uncorrected = true})
#define ONCE ((emg_direction){.zero_phase = false})
#define N 20000

/* Amplitude of a sine of hz after the filter, far from both ends. */
static double
gain_at(emg_filter filter, emg_direction direction, double hz)
{
    static double x[N];
    double c = 0, s = 0;
    for (int i = 0; i < N; i++)
        x[i] = sin(2 * M_PI * hz * i / 1000);
    trace_filter(x, N, 1000, filter, direction);
    for (int i = 5000; i < 15000; i++) {
        c += x[i] * cos(2 * M_PI * hz * i / 1000) / 5000;
        s += x[i] * sin(2 * M_PI * hz * i / 1000) / 5000;
    }
    return hypot(c, s);
}

START_TEST(edges_are_3_db_down_after_both_passes_or_after_each)
{
    emg_filter low = {.kind = EMG_LOW_PASS, .order = 2, .high_hz = 6};
    emg_filter high = {.kind = EMG_HIGH_PASS, .order = 3, .low_hz = 20};
    emg_filter band = {
        .kind = EMG_BAND_PASS, .order = 2, .low_hz = 4, .high_hz = 7};
    emg_filter stop = {
        .kind = EMG_BAND_STOP, .order = 2, .low_hz = 40, .high_hz = 60};
    ck_assert_double_eq_tol(gain_at(low, BOTH, 6), M_SQRT1_2, 1e-9);
    ck_assert_double_eq_tol(gain_at(high, BOTH, 20), M_SQRT1_2, 1e-9);
    ck_assert_double_eq_tol(gain_at(band, BOTH, 4), M_SQRT1_2, 1e-9);
    ck_assert_double_eq_tol(gain_at(band, BOTH, 7), M_SQRT1_2, 1e-9);
    ck_assert_double_eq_tol(gain_at(stop, BOTH, 60), M_SQRT1_2, 1e-9);
    ck_assert_double_eq_tol(gain_at(low, BOTH_AS_THEY_ARE, 6), 0.5, 1e-9);
    ck_assert_double_eq_tol(gain_at(band, BOTH_AS_THEY_ARE, 7), 0.5, 1e-9);
    ck_assert_double_eq_tol(gain_at(low, ONCE, 6), M_SQRT1_2, 1e-9);
    ck_assert_double_eq_tol(gain_at(stop, ONCE, 40), M_SQRT1_2, 1e-9);
}
END_TEST

/* A notch is never corrected. */
START_TEST(a_notch_runs_both_ways_as_it_is)
{
    emg_filter notch = {.kind = EMG_NOTCH, .low_hz = 50, .q = 10};
    double edge_hz = 50 * (sqrt(1 + 0.25 / 100) - 0.5 / 10);
    ck_assert_double_lt(gain_at(notch, BOTH, 50), 1e-9);
    ck_assert_double_eq_tol(gain_at(notch, BOTH, edge_hz), 0.5, 2e-3);
    ck_assert_double_eq_tol(gain_at(notch, BOTH_AS_THEY_ARE, edge_hz),
                            gain_at(notch, BOTH, edge_hz), 1e-12);
}
END_TEST

START_TEST(filters_run_in_one_cascade_padded_by_the_lowest_edge)
{
    /* the lowest edge is 2 Hz: at 1000 Hz 500 frames of padding, so that a
     * segment of 300 is padded with 299 of its own and one of 700 with 500:
     *   sosfiltfilt(np.vstack([butter(2, 40, 'high', output='sos', fs=1000),
     *       butter(2, 2, output='sos', fs=1000)]), x, padlen=min(500, n - 1))
     * x[i] = ((i*i*7919 + i*104729) % 2001 - 1000) / 100 (scipy 1.10.1) */
    static const struct {
        int n;
        double first, middle, last;
    } golden[] = {{300, 1.4001698613220938e-07, 2.2149370904466057e-05,
                   -4.4759754368689087e-06},
                  {700, 3.6610623073102952e-08, 2.5245175702872515e-06,
                   -9.9375275521591814e-09}};
    emg_filter filters[] = {
        {.kind = EMG_HIGH_PASS, .order = 2, .low_hz = 40},
        {.kind = EMG_LOW_PASS, .order = 2, .high_hz = 2},
    };
    for (int g = 0; g < 2; g++) {
        double x[700];
        int n = golden[g].n;
        for (int i = 0; i < n; i++)
            x[i] = trace_golden(i);
        emg_chain *chain = trace_chain(1000);
        emg_chain_add(chain,
                      emg_filter_create(emg_chain_format(chain), filters, 2,
                                        BOTH_AS_THEY_ARE, NULL),
                      NULL);
        trace_run(chain, x, n);
        ck_assert_double_eq_tol(x[0], golden[g].first, 1e-12);
        ck_assert_double_eq_tol(x[n / 2], golden[g].middle, 1e-12);
        ck_assert_double_eq_tol(x[n - 1], golden[g].last, 1e-12);
    }
}
END_TEST

/* ---- what it says ----------------------------------------------------- */

static void
check_text(const emg_filter *filters, int n, const char *before,
           const char *after)
{
    emg_format in;
    toy_format(&in, 2);
    strcpy(in.channels[1].prefilter, before);
    in.channels[0].rectified = in.channels[1].rectified = true;
    in.channels[1].step = 0.5;
    in.channels[1].scale.bytes = 2;
    emg_stage *stage = emg_filter_create(&in, filters, n, BOTH, NULL);
    ck_assert_ptr_nonnull(stage);
    ck_assert_str_eq(stage->out.channels[1].prefilter, after);
    ck_assert(!stage->out.channels[1].rectified);
    ck_assert_double_eq(stage->out.channels[1].step, 0);
    ck_assert_int_eq(stage->out.channels[1].scale.bytes, 0);
    ck_assert_str_eq(stage->out.channels[1].unit, "uV");
    ck_assert_str_eq(in.channels[1].prefilter, before);
    emg_stage_destroy(stage);
    emg_format_clear(&in);
}

START_TEST(the_prefilter_text_says_what_was_done)
{
    const emg_filter filters[] = {
        {.kind = EMG_BAND_PASS, .order = 2, .low_hz = 20, .high_hz = 450},
        {.kind = EMG_NOTCH, .low_hz = 50, .q = 30},
        {.kind = EMG_HIGH_PASS, .order = 2, .low_hz = 0.5},
        {.kind = EMG_LOW_PASS, .order = 2, .high_hz = 6},
        {.kind = EMG_BAND_STOP, .order = 2, .low_hz = 45, .high_hz = 55},
    };
    check_text(filters, 1, "", "HP:20Hz LP:450Hz");
    check_text(filters, 2, "HP:0.1Hz", "HP:0.1Hz HP:20Hz LP:450Hz N:50Hz");
    check_text(filters + 2, 2, "", "HP:0.5Hz LP:6Hz");
    check_text(filters + 4, 1, "", "BS:45Hz to:55Hz");
}
END_TEST

START_TEST(a_full_prefilter_text_is_not_cut_in_a_word)
{
    const emg_filter notch = {.kind = EMG_NOTCH, .low_hz = 50, .q = 30};
    char before[81] = "", after[81] = "";
    memset(before, 'x', 75);
    check_text(&notch, 1, before, before);
    before[73] = 0;
    strcpy(after, before);
    strcat(after, " N:50Hz");
    check_text(&notch, 1, before, after);
}
END_TEST

/* ---- refusals --------------------------------------------------------- */

static void
check_refused(const emg_filter *filters, int n, const char *word)
{
    emg_format in;
    emg_error error = EMG_NO_ERROR;
    toy_format(&in, 1);
    for (int both = 0; both < 2; both++) {
        error = EMG_NO_ERROR;
        ck_assert_ptr_null(emg_filter_create(
            &in, filters, n, (emg_direction){.zero_phase = both}, &error));
        ck_assert_int_eq(error.status, EMG_BAD_OPTION);
        ck_assert_ptr_nonnull(strstr(error.text, word));
    }
    emg_format_clear(&in);
}

START_TEST(filters_that_cannot_be_are_refused)
{
    emg_filter high = {.kind = EMG_HIGH_PASS, .order = 2, .low_hz = 500};
    emg_filter low = {.kind = EMG_LOW_PASS, .order = 2, .high_hz = -6};
    emg_filter order = {.kind = EMG_LOW_PASS, .order = 13, .high_hz = 6};
    emg_filter q = {.kind = EMG_NOTCH, .low_hz = 50, .q = 0};
    emg_filter many[8];
    for (int i = 0; i < 8; i++)
        many[i] = (emg_filter){
            .kind = EMG_BAND_PASS, .order = 12, .low_hz = 20, .high_hz = 450};
    check_refused(&high, 1, "500 Hz");
    check_refused(&low, 1, "above 0");
    check_refused(&order, 1, "order 13");
    check_refused(&q, 1, "Q");
    check_refused(many, 8, "64 sections");
    check_refused(many, 0, "no filter");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, edges_are_3_db_down_after_both_passes_or_after_each);
    tcase_add_test(tests, a_notch_runs_both_ways_as_it_is);
    tcase_add_test(tests, filters_run_in_one_cascade_padded_by_the_lowest_edge);
    tcase_add_test(tests, the_prefilter_text_says_what_was_done);
    tcase_add_test(tests, a_full_prefilter_text_is_not_cut_in_a_word);
    tcase_add_test(tests, filters_that_cannot_be_are_refused);
}

int
main(void)
{
    return unit_main("filter", add);
}
