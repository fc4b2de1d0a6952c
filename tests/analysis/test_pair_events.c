#include "unit.h"

#include "analysis/pair.h"
#include "base/memory.h"

#include <math.h>

/* The worked data: five samples, % of MVC. */
static const double worked_a[] = {0, 20, 40, 30, 10};
static const double worked_b[] = {10, 10, 30, 60, 10};

static emg_pair_state
made(void)
{
    emg_pair_state pair = {.wanted = emg_pair_default(1, 2),
                           .method = EMG_METHOD_THRESHOLD,
                           .rate_hz = 10};
    pair.index = 4;
    pair.flags = EMG_FLAG_HUM;
    pair.analysable = 600;
    pair.both_frames = 60;
    pair.a.rest = 3;
    pair.b = (emg_muscle){.lane = 1, .rest = 4};
    pair.a.factor = pair.b.factor = pair.a.back = pair.b.back = 1;
    ck_assert_int_eq(emg_correlation_init(&pair.correlation, 2, NULL), EMG_OK);
    return pair;
}

/* Envelopes whose corrected values are a and b, with these raw samples. */
static emg_status
conclude(emg_pair_state *pair, const double *a, const double *b, int n,
         const double *raw_a, const double *raw_b, emg_findings *list)
{
    emg_block band, envelope;
    emg_candidate candidate = {.run = {0, n, 0}, .from = 0, .to = n};
    emg_block_init(&band, 2, n, NULL);
    emg_block_init(&envelope, 2, n, NULL);
    emg_view view = {&band, &envelope};
    for (int i = 0; i < n; i++) {
        envelope.frames[i].v[0] = sqrt(a[i] * a[i] + 9);
        envelope.frames[i].v[1] = sqrt(b[i] * b[i] + 16);
        band.frames[i].v[0] = raw_a[i];
        band.frames[i].v[1] = raw_b[i];
        emg_pair_measure(pair, &candidate, &view, i);
    }
    emg_status status =
        emg_pair_conclude(pair, &candidate, 7.5, false, list, NULL);
    emg_block_clear(&band);
    emg_block_clear(&envelope);
    return status;
}

static const double apart_a[] = {1, 0, 0, 0, 0}, apart_b[] = {0, 0, 0, 0, 1};
static const double alike_b[] = {0, 0, -2, 0, 0};

START_TEST(an_event_has_the_numbers_of_the_worked_data)
{
    emg_pair_state pair = made();
    emg_findings list = {0};
    ck_assert_int_eq(
        conclude(&pair, worked_a, worked_b, 5, apart_a, apart_b, &list),
        EMG_OK);
    ck_assert_uint_eq(list.n, 1);
    const emg_finding *f = &list.at[0];
    ck_assert_int_eq(f->pair, 4);
    ck_assert_int_eq(f->type, EMG_SUSTAINED_COCONTRACTION);
    ck_assert_int_eq(f->flags, EMG_FLAG_HUM);
    ck_assert_double_eq(f->onset_s, 7.5);
    ck_assert_double_eq_tol(f->duration_s, 0.5, 1e-12);
    ck_assert_double_eq_tol(f->balance, 72.7272727, 5e-8);
    ck_assert_double_eq_tol(f->rudolph, 26.5, 1e-9);
    ck_assert_double_eq_tol(f->overlap, 16, 1e-9);
    ck_assert_double_eq_tol(f->mean_a, 20, 1e-9);
    ck_assert_double_eq_tol(f->mean_b, 24, 1e-9);
    ck_assert_double_eq_tol(f->peak_a, 40, 1e-9);
    ck_assert_double_eq_tol(f->peak_b, 60, 1e-9);
    ck_assert_double_eq(f->correlation, 0);
    ck_assert_double_nan(f->modulation_hz);
    emg_free(list.at);
    emg_pair_clear(&pair);
}
END_TEST

START_TEST(means_are_told_in_the_channels_own_unit)
{
    emg_pair_state pair = made();
    emg_findings list = {0};
    pair.b.factor = 0.5;
    pair.b.back = 2;
    conclude(&pair, worked_a, worked_b, 5, apart_a, apart_b, &list);
    ck_assert_double_eq_tol(list.at[0].mean_b, 24, 1e-9);
    ck_assert_double_eq_tol(list.at[0].peak_b, 60, 1e-9);
    /* lo of a and b/2: 0 5 15 30 5 */
    ck_assert_double_eq_tol(list.at[0].overlap, 11, 1e-9);
    emg_free(list.at);
    emg_pair_clear(&pair);
}
END_TEST

START_TEST(the_balance_that_is_asked_for_decides)
{
    emg_pair_state pair = made();
    emg_findings list = {0};
    pair.wanted.min_balance = 72.8;
    conclude(&pair, worked_a, worked_b, 5, apart_a, apart_b, &list);
    ck_assert_uint_eq(list.n, 0);
    ck_assert_int_eq(pair.all.n, 0);
    pair.wanted.min_balance = 72.7;
    conclude(&pair, worked_a, worked_b, 5, apart_a, apart_b, &list);
    ck_assert_uint_eq(list.n, 1);
    ck_assert_double_eq_tol(list.at[0].overlap, 16, 1e-9);
    emg_free(list.at);
    emg_pair_clear(&pair);
}
END_TEST

START_TEST(the_largest_correlation_that_is_allowed_decides)
{
    emg_pair_state pair = made();
    emg_findings list = {0};
    conclude(&pair, worked_a, worked_b, 5, apart_a, alike_b, &list);
    ck_assert_int_eq(list.at[0].type, EMG_CROSSTALK_SUSPECT);
    ck_assert_double_eq_tol(list.at[0].correlation, 1, 1e-12);
    ck_assert_double_eq_tol(list.at[0].lag_ms, 200, 1e-12);
    pair.wanted.max_correlation = 1.01;
    conclude(&pair, worked_a, worked_b, 5, apart_a, alike_b, &list);
    ck_assert_int_eq(list.at[1].type, EMG_SUSTAINED_COCONTRACTION);
    emg_free(list.at);
    emg_pair_clear(&pair);
}
END_TEST

START_TEST(suspects_stay_out_of_the_summary)
{
    emg_pair_state pair = made();
    emg_findings list = {0};
    const double twos[] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    const double none[15] = {0};
    conclude(&pair, twos, twos, 15, none, none, &list); /* 1.5 s */
    conclude(&pair, worked_a, worked_b, 5, apart_a, alike_b, &list);
    conclude(&pair, worked_a, worked_b, 5, apart_a, apart_b, &list);
    conclude(&pair, twos, twos, 7, none, none, &list);
    emg_pair_summary s = emg_pair_summarise(&pair, list.at, list.n, NULL);
    ck_assert_int_eq(s.n_events, 3);
    ck_assert_int_eq(s.n_suspects, 1);
    ck_assert_double_eq_tol(s.total_s, 1.5 + 0.5 + 0.7, 1e-12);
    ck_assert_double_eq_tol(s.longest_s, 1.5, 1e-12);
    ck_assert_double_eq_tol(s.median_s, 0.7, 1e-12);
    ck_assert_double_eq_tol(s.analysable_s, 60, 1e-12);
    ck_assert_double_eq_tol(s.temporal, 10, 1e-12);
    /* lo: 22 times 2 and 80, sums: 22 times 4 and 220, over 27 frames */
    ck_assert_double_eq_tol(s.balance, 200.0 * 124 / 308, 1e-9);
    ck_assert_double_eq_tol(s.overlap, 124.0 / 27, 1e-9);
    ck_assert_double_eq_tol(s.rudolph, (22 * 4 + 5 * 26.5) / 27, 1e-9);
    conclude(&pair, twos, twos, 10, none, none,
             &list); /* 1 s: four of them now */
    s = emg_pair_summarise(&pair, list.at, list.n, NULL);
    ck_assert_double_eq_tol(s.median_s, 0.85, 1e-12);
    emg_free(list.at);
    emg_pair_clear(&pair);
}
END_TEST

START_TEST(a_pair_without_events_has_no_indices)
{
    emg_pair_state pair = made();
    emg_findings list = {0};
    pair.analysable = 0;
    pair.state = EMG_STATE_NO_REST;
    emg_pair_summary s = emg_pair_summarise(&pair, list.at, list.n, NULL);
    ck_assert_int_eq(s.state, EMG_STATE_NO_REST);
    ck_assert_int_eq(s.flags, EMG_FLAG_HUM);
    ck_assert_int_eq(s.n_events, 0);
    ck_assert_double_nan(s.median_s);
    ck_assert_double_nan(s.balance);
    ck_assert_double_nan(s.rudolph);
    ck_assert_double_nan(s.overlap);
    ck_assert_double_nan(s.temporal);
    emg_free(list.at);
    emg_pair_clear(&pair);
}
END_TEST

/* Where the image of the other muscle was taken away, likeness is no suspect.
 */
START_TEST(what_was_taken_away_decides_for_the_strong_method)
{
    static const struct {
        emg_evidence evidence;
        emg_finding_type type;
    } cases[] = {
        {{.crosstalk_a = 0.4, .crosstalk_b = 0.5}, EMG_SUSTAINED_COCONTRACTION},
        {{.crosstalk_a = 0.6}, EMG_CROSSTALK_SUSPECT},
        {{.crosstalk_b = 0.6}, EMG_CROSSTALK_SUSPECT},
        {{.crosstalk_b = 0.6, .alternates = true}, EMG_ALTERNATING_TREMOR},
    };
    for (int i = 0; i < 4; i++) {
        emg_findings list = {0};
        emg_pair_state pair = made();
        emg_candidate candidate = {
            .from = 0, .to = 20, .evidence = cases[i].evidence};
        pair.method = EMG_METHOD_STRONG;
        emg_indices_add(&pair.sums, 10, 10, true, true);
        pair.wanted.min_balance = 0;
        pair.wanted.max_correlation = 0;
        ck_assert_int_eq(
            emg_pair_conclude(&pair, &candidate, 0, false, &list, NULL),
            EMG_OK);
        ck_assert_int_eq(list.n, 1);
        ck_assert_int_eq(list.at[0].type, cases[i].type);
        emg_free(list.at);
        emg_pair_clear(&pair);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, what_was_taken_away_decides_for_the_strong_method);
    tcase_add_test(tests, an_event_has_the_numbers_of_the_worked_data);
    tcase_add_test(tests, means_are_told_in_the_channels_own_unit);
    tcase_add_test(tests, the_balance_that_is_asked_for_decides);
    tcase_add_test(tests, the_largest_correlation_that_is_allowed_decides);
    tcase_add_test(tests, suspects_stay_out_of_the_summary);
    tcase_add_test(tests, a_pair_without_events_has_no_indices);
}

int
main(void)
{
    return unit_main("pair_events", add);
}
