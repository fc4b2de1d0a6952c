#include "unit.h"

#include "dsp/sos.h"

#include <complex.h>
#include <math.h>
#include <string.h>

#define RATE 1000.0
#define HALF_DB -3.010299956639812 /* 10 log10 (1/2) */

typedef struct golden_design {
    emg_band band;
    int order;
    double low_hz, high_hz, rate_hz;
    int passes;
    double response[6][2];
} golden_design;

#include "golden/butterworth.h"

static const double golden_at[] = {0.002, 0.02, 0.05, 0.11, 0.4, 0.8};

/* ---- what a cascade does ---------------------------------------------- */

static double complex
response(const emg_sos *sos, double hz, double rate_hz)
{
    double complex back = cexp(-I * 2 * M_PI * hz / rate_hz), all = 1;
    for (int i = 0; i < sos->n; i++) {
        const emg_section *s = &sos->section[i];
        all *= (s->b0 + back * (s->b1 + back * s->b2)) /
               (1 + back * (s->a1 + back * s->a2));
    }
    return all;
}

static double
gain_db(const emg_sos *sos, double hz, double rate_hz)
{
    return 20 * log10(cabs(response(sos, hz, rate_hz)));
}

/* Where between two frequencies the gain passes through db. */
static double
crossing(const emg_sos *sos, double from_hz, double to_hz, double db)
{
    bool above = gain_db(sos, from_hz, RATE) > db;
    for (int i = 0; i < 60; i++) {
        double middle = (from_hz + to_hz) / 2;
        if ((gain_db(sos, middle, RATE) > db) == above)
            from_hz = middle;
        else
            to_hz = middle;
    }
    return from_hz;
}

static emg_sos
designed(emg_band band, int order, double low_hz, double high_hz,
         double rate_hz, int passes)
{
    emg_sos sos = {0};
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_butterworth(&sos, band, order, low_hz, high_hz,
                                     rate_hz, passes, &error),
                     EMG_OK);
    return sos;
}

/* The prewarped edge of a low- or high-pass, from its first section: 1 + a1
 * + a2 = 4 k / D and 1 - a1 + a2 = 4 / D. */
static double
warped_edge(const emg_sos *sos)
{
    const emg_section *s = &sos->section[0];
    double k = (1 + s->a1 + s->a2) / (1 - s->a1 + s->a2);
    return s->a2 == 0 ? k : sqrt(k);
}

static double
design_hz(const emg_sos *sos)
{
    return RATE / M_PI * atan(warped_edge(sos));
}

/* ---- Butterworth ------------------------------------------------------ */

START_TEST(two_passes_move_edges_by_the_published_correction)
{
    static const double c[] = {0.643594, 0.802243, 0.863384, 0.895680,
                               0.915635};
    static const double inverse[] = {1.553774, 1.246505, 1.158233, 1.116470,
                                     1.092138};
    double w = tan(M_PI * 60 / RATE);
    for (int n = 1; n <= 5; n++) {
        emg_sos low = designed(EMG_BAND_LOW, n, 0, 60, RATE, 2);
        emg_sos high = designed(EMG_BAND_HIGH, n, 60, 0, RATE, 2);
        emg_sos once = designed(EMG_BAND_LOW, n, 0, 60, RATE, 1);
        ck_assert_double_eq_tol(warped_edge(&once) / w, 1, 1e-12);
        ck_assert_double_eq_tol(w / warped_edge(&low), c[n - 1], 1e-6);
        ck_assert_double_eq_tol(warped_edge(&low) / w, inverse[n - 1], 1e-6);
        ck_assert_double_eq_tol(warped_edge(&high) / w, c[n - 1], 1e-6);
    }
}
END_TEST

START_TEST(low_pass_of_test_1_has_the_published_coefficients)
{
    emg_sos sos = designed(EMG_BAND_LOW, 2, 0, 6, RATE, 2);
    const emg_section *s = &sos.section[0];
    ck_assert_int_eq(sos.n, 1);
    ck_assert_double_eq_tol(design_hz(&sos), 7.478538, 7e-6);
    ck_assert_double_eq_tol(s->b0, 0.0005341496, 5e-10);
    ck_assert_double_eq_tol(s->b1, 0.0010682992, 1e-9);
    ck_assert_double_eq_tol(s->b2, 0.0005341496, 5e-10);
    ck_assert_double_eq_tol(s->a1, -1.9335707365, 1e-9);
    ck_assert_double_eq_tol(s->a2, 0.9357073349, 1e-9);
    ck_assert_double_eq_tol(2 * gain_db(&sos, 6, RATE), -3.0103, 5e-5);
    ck_assert_double_eq_tol(2 * gain_db(&sos, 6, RATE), HALF_DB, 1e-9);
}
END_TEST

START_TEST(high_pass_of_test_2_has_the_published_coefficients)
{
    emg_sos sos = designed(EMG_BAND_HIGH, 2, 20, 0, RATE, 2);
    const emg_section *s = &sos.section[0];
    ck_assert_double_eq_tol(design_hz(&sos), 16.05239, 1e-5);
    ck_assert_double_eq_tol(s->b0, 0.931162053, 1e-9);
    ck_assert_double_eq_tol(s->b1, -2 * 0.931162053, 2e-9);
    ck_assert_double_eq_tol(s->b2, 0.931162053, 1e-9);
    ck_assert_double_eq_tol(s->a1, -1.857579816, 1e-9);
    ck_assert_double_eq_tol(s->a2, 0.867068396, 1e-9);
}
END_TEST

START_TEST(low_pass_of_test_3_corrects_the_warped_edge_not_the_frequency)
{
    emg_sos sos = designed(EMG_BAND_LOW, 4, 0, 450, RATE, 2);
    ck_assert_double_eq_tol(design_hz(&sos), 455.1433, 5e-5);
    ck_assert_double_eq_tol(2 * gain_db(&sos, 450, RATE), HALF_DB, 1e-9);
}
END_TEST

START_TEST(a_band_of_4_to_7_hz_is_designed_at_the_published_edges)
{
    emg_sos sos = designed(EMG_BAND_PASSES, 2, 4, 7, RATE, 2);
    ck_assert_double_eq_tol(crossing(&sos, 1, 5.3, HALF_DB), 3.742351, 4e-6);
    ck_assert_double_eq_tol(crossing(&sos, 5.3, 20, HALF_DB), 7.481804, 8e-6);
    ck_assert_double_eq_tol(2 * gain_db(&sos, 4, RATE), HALF_DB, 1e-9);
    ck_assert_double_eq_tol(2 * gain_db(&sos, 7, RATE), HALF_DB, 1e-9);
}
END_TEST

START_TEST(corrected_bands_of_any_width_are_3_db_down_at_both_edges)
{
    static const double bands[][2] = {
        {20, 450}, {49, 51}, {0.5, 1}, {1, 499}, {240, 260}};
    for (int order = 1; order <= 12; order++)
        for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
            for (int stops = 0; stops < 2; stops++) {
                double low = bands[i][0], high = bands[i][1];
                emg_sos sos = designed(stops ? EMG_BAND_STOPS : EMG_BAND_PASSES,
                                       order, low, high, RATE, 2);
                ck_assert_double_eq_tol(2 * gain_db(&sos, low, RATE), HALF_DB,
                                        1e-6);
                ck_assert_double_eq_tol(2 * gain_db(&sos, high, RATE), HALF_DB,
                                        1e-6);
            }
}
END_TEST

START_TEST(separate_corrected_edges_would_not_hold_a_narrow_band)
{
    emg_sos sos = designed(EMG_BAND_HIGH, 2, 4, 0, RATE, 2);
    ck_assert_int_eq(
        emg_butterworth(&sos, EMG_BAND_LOW, 2, 0, 7, RATE, 2, NULL), EMG_OK);
    ck_assert_double_eq_tol(2 * gain_db(&sos, 4, RATE), -3.386, 5e-4);
}
END_TEST

START_TEST(uncorrected_edges_lie_where_publications_say)
{
    emg_sos low = designed(EMG_BAND_LOW, 2, 0, 6, RATE, 1);
    emg_sos high = designed(EMG_BAND_HIGH, 4, 20, 0, RATE, 1);
    ck_assert_double_eq_tol(crossing(&low, 1, 6, HALF_DB / 2), 4.81, 5e-3);
    ck_assert_double_eq_tol(crossing(&high, 40, 20, HALF_DB / 2), 22.32, 5e-3);
    ck_assert_double_eq_tol(gain_db(&low, 6, RATE), HALF_DB, 1e-9);
    ck_assert_double_eq_tol(gain_db(&high, 20, RATE), HALF_DB, 1e-9);
}
END_TEST

START_TEST(the_causal_6_hz_low_pass_delays_a_slow_signal_by_37_5_ms)
{
    emg_sos sos = designed(EMG_BAND_LOW, 2, 0, 6, RATE, 1);
    double step = 1e-3;
    double delay_s = -carg(response(&sos, step, RATE)) / (2 * M_PI * step);
    ck_assert_double_eq_tol(delay_s, 0.0375, 5e-5);
}
END_TEST

START_TEST(every_design_has_the_response_of_scipy)
{
    const golden_design *g = &golden_designs[_i];
    emg_sos sos = designed(g->band, g->order, g->low_hz, g->high_hz, g->rate_hz,
                           g->passes);
    ck_assert_int_eq(sos.n,
                     g->band < EMG_BAND_PASSES ? (g->order + 1) / 2 : g->order);
    for (int k = 0; k < 6; k++) {
        double hz = golden_at[k] * g->rate_hz / 2;
        double complex h = response(&sos, hz, g->rate_hz);
        double off = cabs(h - (g->response[k][0] + I * g->response[k][1]));
        ck_assert_msg(off < 1e-10, "band %d of order %d, %g Hz: off by %g",
                      (int)g->band, g->order, hz, off);
    }
}
END_TEST

/* ---- notches ------------------------------------------------------ */

static emg_sos
notched(double hz, double q)
{
    emg_sos sos = {0};
    ck_assert_int_eq(emg_notch(&sos, hz, q, RATE, NULL), EMG_OK);
    ck_assert_int_eq(sos.n, 1);
    return sos;
}

static double
width_at(const emg_sos *sos, double hz, double db)
{
    return crossing(sos, hz, 499, db) - crossing(sos, hz, 1, db);
}

START_TEST(the_notch_at_50_hz_has_the_published_coefficients)
{
    emg_sos sos = notched(50, 30);
    const emg_section *s = &sos.section[0];
    ck_assert_double_eq_tol(s->b0, 0.99479124, 1e-6);
    ck_assert_double_eq_tol(s->b1, -1.89220538, 1e-6);
    ck_assert_double_eq_tol(s->b2, 0.99479124, 1e-6);
    ck_assert_double_eq_tol(s->a1, -1.89220538, 1e-6);
    ck_assert_double_eq_tol(s->a2, 0.98958248, 1e-6);
    ck_assert_double_lt(gain_db(&sos, 50, RATE), -200);
    ck_assert_double_eq_tol(gain_db(&sos, 0, RATE), 0, 1e-12);
    ck_assert_double_eq_tol(gain_db(&sos, 500, RATE), 0, 1e-12);
}
END_TEST

START_TEST(a_notch_is_f_over_q_wide_and_1_553774_of_it_after_two_passes)
{
    emg_sos sos = notched(50, 30), narrow = notched(50, 1000);
    ck_assert_double_eq_tol(width_at(&sos, 50, HALF_DB), 50 / 30.0, 1e-6);
    ck_assert_double_eq_tol(width_at(&narrow, 50, HALF_DB / 2),
                            1.553774 * 50 / 1000, 1e-7);
}
END_TEST

START_TEST(teeth_of_a_comb_keep_their_width_with_a_q_of_their_number)
{
    for (int m = 1; m * 50 < 0.45 * RATE; m++) {
        emg_sos sos = notched(50 * m, 30 * m);
        ck_assert_double_eq_tol(width_at(&sos, 50 * m, HALF_DB), 50 / 30.0,
                                1e-6);
    }
}
END_TEST

/* ---- refusals --------------------------------------------------------- */

static void
check_refused(emg_band band, int order, double low_hz, double high_hz,
              const char *word)
{
    emg_sos sos = {0};
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(
        emg_butterworth(&sos, band, order, low_hz, high_hz, RATE, 1, &error),
        EMG_BAD_OPTION);
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_ptr_nonnull(strstr(error.text, word));
    ck_assert_int_eq(sos.n, 0);
}

START_TEST(what_cannot_be_designed_is_refused_by_name)
{
    check_refused(EMG_BAND_LOW, 0, 0, 6, "order 0");
    check_refused(EMG_BAND_LOW, 13, 0, 6, "order 13");
    check_refused(EMG_BAND_LOW, 2, 0, 0, "above 0");
    check_refused(EMG_BAND_LOW, 2, 0, -1, "above 0");
    check_refused(EMG_BAND_LOW, 2, 0, NAN, "above 0");
    check_refused(EMG_BAND_LOW, 2, 0, INFINITY, "below half");
    check_refused(EMG_BAND_LOW, 2, 0, 500, "below half");
    check_refused(EMG_BAND_HIGH, 2, 500, 0, "below half");
    check_refused(EMG_BAND_PASSES, 2, 20, 500, "500 Hz");
    check_refused(EMG_BAND_PASSES, 2, 50, 50, "smaller");
    check_refused(EMG_BAND_STOPS, 2, 60, 50, "smaller");
    check_refused(EMG_BAND_STOPS, 2, 0, 50, "above 0");
}
END_TEST

START_TEST(a_notch_that_cannot_be_is_refused_by_name)
{
    static const double qs[] = {0.49, 1001, -1, NAN};
    static const double edges[] = {0, -50, 500, NAN};
    for (int i = 0; i < 4; i++) {
        emg_sos sos = {0};
        emg_error error = EMG_NO_ERROR;
        ck_assert_int_eq(emg_notch(&sos, 50, qs[i], RATE, &error),
                         EMG_BAD_OPTION);
        ck_assert_ptr_nonnull(strstr(error.text, "Q"));
        error = EMG_NO_ERROR;
        ck_assert_int_eq(emg_notch(&sos, edges[i], 30, RATE, &error),
                         EMG_BAD_OPTION);
        ck_assert_ptr_nonnull(strstr(error.text, "edge"));
        ck_assert_int_eq(sos.n, 0);
    }
    emg_sos sos = {0};
    ck_assert_int_eq(emg_notch(&sos, 50, 0.5, RATE, NULL), EMG_OK);
    ck_assert_int_eq(emg_notch(&sos, 50, 1000, RATE, NULL), EMG_OK);
    ck_assert_int_eq(sos.n, 2);
}
END_TEST

START_TEST(a_cascade_holds_64_sections_and_no_more)
{
    emg_sos sos = {0};
    emg_error error = EMG_NO_ERROR;
    for (int i = 0; i < EMG_MAX_SECTIONS; i++)
        ck_assert_int_eq(emg_notch(&sos, 50, 30, RATE, &error), EMG_OK);
    ck_assert_int_eq(emg_notch(&sos, 50, 30, RATE, &error), EMG_BAD_OPTION);
    ck_assert_ptr_nonnull(strstr(error.text, "64 sections"));
    ck_assert_int_eq(
        emg_butterworth(&sos, EMG_BAND_PASSES, 12, 20, 450, RATE, 1, NULL),
        EMG_BAD_OPTION);
    ck_assert_int_eq(sos.n, EMG_MAX_SECTIONS);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, two_passes_move_edges_by_the_published_correction);
    tcase_add_test(tests, low_pass_of_test_1_has_the_published_coefficients);
    tcase_add_test(tests, high_pass_of_test_2_has_the_published_coefficients);
    tcase_add_test(
        tests, low_pass_of_test_3_corrects_the_warped_edge_not_the_frequency);
    tcase_add_test(tests,
                   a_band_of_4_to_7_hz_is_designed_at_the_published_edges);
    tcase_add_test(tests,
                   corrected_bands_of_any_width_are_3_db_down_at_both_edges);
    tcase_add_test(tests,
                   separate_corrected_edges_would_not_hold_a_narrow_band);
    tcase_add_test(tests, uncorrected_edges_lie_where_publications_say);
    tcase_add_test(tests,
                   the_causal_6_hz_low_pass_delays_a_slow_signal_by_37_5_ms);
    tcase_add_loop_test(tests, every_design_has_the_response_of_scipy, 0,
                        sizeof golden_designs / sizeof *golden_designs);
    tcase_add_test(tests, the_notch_at_50_hz_has_the_published_coefficients);
    tcase_add_test(
        tests, a_notch_is_f_over_q_wide_and_1_553774_of_it_after_two_passes);
    tcase_add_test(tests,
                   teeth_of_a_comb_keep_their_width_with_a_q_of_their_number);
    tcase_add_test(tests, what_cannot_be_designed_is_refused_by_name);
    tcase_add_test(tests, a_notch_that_cannot_be_is_refused_by_name);
    tcase_add_test(tests, a_cascade_holds_64_sections_and_no_more);
}

int
main(void)
{
    return unit_main("butterworth", add);
}
