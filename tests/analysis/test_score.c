#include "unit.h"

#include "emg/analysis.h"

#include "memory.h"

#include <math.h>

/* In samples of 1 s: METHODS' worked example. */
static const emg_event truth[] = {{100, 100, NULL}, {300, 100, NULL}};
static const emg_event found[] = {
    {110, 80, NULL}, {250, 40, NULL}, {320, 160, NULL}};

static emg_score
score_of(double least_iou, const emg_event *true_ones, size_t n,
         const emg_event *found_ones, size_t m, double duration_s)
{
    emg_scorer *scorer = emg_scorer_create(least_iou, NULL);
    ck_assert_ptr_nonnull(scorer);
    ck_assert_int_eq(
        emg_scorer_add(scorer, true_ones, n, found_ones, m, duration_s, NULL),
        EMG_OK);
    emg_score score = emg_scorer_result(scorer);
    emg_scorer_destroy(scorer);
    return score;
}

START_TEST(the_worked_example_comes_out)
{
    emg_score score = score_of(0.5, truth, 2, found, 3, 500);
    ck_assert_int_eq(score.n_truth, 2);
    ck_assert_int_eq(score.n_found, 3);
    ck_assert_int_eq(score.n_hits, 1);
    ck_assert_double_eq_tol(score.precision, 1.0 / 3, 1e-15);
    ck_assert_double_eq_tol(score.recall, 0.5, 1e-15);
    ck_assert_double_eq_tol(score.f1, 0.4, 1e-15);
    ck_assert_double_eq_tol(score.sensitivity, 0.8, 1e-15);
    ck_assert_double_eq_tol(score.specificity, 0.6, 1e-15);
    ck_assert_double_eq_tol(score.kappa, 0.375, 1e-12);
    ck_assert_double_eq_tol(score.false_per_hour, 2 * 3600 / 500.0, 1e-12);
    ck_assert_double_eq_tol(score.onset.mean_ms, 10000, 1e-9);
    ck_assert_double_eq_tol(score.offset.mean_ms, -10000, 1e-9);
    ck_assert_double_eq_tol(score.offset.median_ms, 10000, 1e-9);
    ck_assert_double_nan(score.onset.sd_ms);
}
END_TEST

/* IoU is 0.8 and 80/180 = 0.4444 there. */
START_TEST(events_match_from_the_overlap_that_is_asked_for)
{
    ck_assert_int_eq(score_of(0.3, truth, 2, found, 3, 0).n_hits, 2);
    ck_assert_int_eq(score_of(0.4444, truth, 2, found, 3, 0).n_hits, 2);
    ck_assert_int_eq(score_of(0.4445, truth, 2, found, 3, 0).n_hits, 1);
    ck_assert_int_eq(score_of(0.8, truth, 2, found, 3, 0).n_hits, 1);
    ck_assert_int_eq(score_of(0.801, truth, 2, found, 3, 0).n_hits, 0);
}
END_TEST

START_TEST(each_detection_is_taken_once_and_in_order_of_time)
{
    const emg_event two[] = {{10, 10, NULL}, {0, 10, NULL}};
    const emg_event one[] = {{2, 16, NULL}}; /* 0.5 of both but the first is
                                                asked first: 8/18, 8/18 */
    const emg_event both[] = {{9, 11, NULL}, {1, 12, NULL}};
    emg_score once = score_of(0.4, two, 2, one, 1, 0);
    ck_assert_int_eq(once.n_hits, 1);
    ck_assert_double_eq_tol(once.onset.mean_ms, 2000, 1e-9);
    emg_score pairs = score_of(0.4, two, 2, both, 2, 0);
    ck_assert_int_eq(pairs.n_hits, 2);
    ck_assert_double_eq_tol(pairs.onset.mean_ms, 0, 1e-9);
    ck_assert_double_eq_tol(pairs.offset.mean_ms, 1500, 1e-9);
}
END_TEST

/* A long detection that covers early ones is still there for a late truth. */
START_TEST(detections_inside_each_other_are_all_looked_at)
{
    const emg_event late[] = {{50, 50, NULL}};
    const emg_event nested[] = {{0, 100, NULL}, {10, 5, NULL}, {60, 5, NULL}};
    emg_score score = score_of(0.5, late, 1, nested, 3, 0);
    ck_assert_int_eq(score.n_hits, 1);
    ck_assert_double_eq_tol(score.onset.mean_ms, -50000, 1e-9);
}
END_TEST

/* python3 -c "import numpy as n; e = n.array([1, -2, 3, -4, 10.]);
 * print(e.mean(), e.std(ddof=1), n.percentile(abs(e), [50, 95]))"
 * 1.6 5.412947441089742 [3.  8.8] */
START_TEST(errors_of_edges_are_those_of_numpy)
{
    static const double off_ms[] = {1, -2, 3, -4, 10};
    emg_event true_ones[5], found_ones[5];
    for (int i = 0; i < 5; i++) {
        true_ones[i] = (emg_event){10 * i, 1, NULL};
        found_ones[i] = (emg_event){10 * i + off_ms[i] / 1000, 1, NULL};
    }
    emg_score score = score_of(0.5, true_ones, 5, found_ones, 5, 0);
    ck_assert_double_eq_tol(score.onset.mean_ms, 1.6, 1e-9);
    ck_assert_double_eq_tol(score.onset.sd_ms, 5.412947441089742, 1e-9);
    ck_assert_double_eq_tol(score.onset.median_ms, 3, 1e-9);
    ck_assert_double_eq_tol(score.onset.high_ms, 8.8, 1e-9);
    ck_assert_double_eq_tol(score.offset.high_ms, 8.8, 1e-9);
}
END_TEST

START_TEST(what_is_undefined_is_no_number)
{
    emg_score empty = score_of(0.5, truth, 0, found, 0, 500);
    ck_assert_double_nan(empty.precision);
    ck_assert_double_nan(empty.recall);
    ck_assert_double_nan(empty.f1);
    ck_assert_double_nan(empty.sensitivity);
    ck_assert_double_eq(empty.specificity, 1);
    ck_assert_double_nan(empty.kappa);
    ck_assert_double_eq(empty.false_per_hour, 0);
    emg_score unknown = score_of(0.5, truth, 2, found, 3, 0);
    ck_assert_double_nan(unknown.specificity);
    ck_assert_double_nan(unknown.kappa);
    ck_assert_double_nan(unknown.false_per_hour);
    ck_assert_double_eq_tol(unknown.sensitivity, 0.8, 1e-15);
    emg_score missed = score_of(0.5, truth, 2, found, 0, 500);
    ck_assert_double_nan(missed.precision);
    ck_assert_double_eq(missed.recall, 0);
    ck_assert_double_eq(missed.f1, 0);
    ck_assert_double_nan(missed.onset.median_ms);
}
END_TEST

START_TEST(time_outside_the_recording_and_overlaps_count_once)
{
    const emg_event true_ones[] = {{-5, 10, NULL}, {95, 10, NULL}};
    const emg_event found_ones[] = {{0, 5, NULL}, {2, 3, NULL}, {95, 5, NULL}};
    emg_score score = score_of(0.1, true_ones, 2, found_ones, 3, 100);
    ck_assert_double_eq(score.sensitivity, 1);
    ck_assert_double_eq(score.specificity, 1);
    ck_assert_double_eq(score.kappa, 1);
}
END_TEST

START_TEST(channels_are_matched_alone_and_counted_together)
{
    emg_scorer *scorer = emg_scorer_create(0.5, NULL);
    emg_scorer_add(scorer, truth, 2, NULL, 0, 500, NULL);
    emg_scorer_add(scorer, NULL, 0, truth, 2, 500, NULL);
    emg_scorer_add(scorer, truth, 1, truth, 1, 500, NULL);
    emg_score score = emg_scorer_result(scorer);
    ck_assert_int_eq(score.n_hits, 1);
    ck_assert_double_eq_tol(score.f1, 2.0 / 6, 1e-15);
    ck_assert_double_eq_tol(score.false_per_hour, 2 * 3600 / 1500.0, 1e-12);
    emg_scorer_destroy(scorer);
}
END_TEST

START_TEST(an_overlap_that_cannot_be_is_refused)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_scorer_create(0, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_ptr_null(emg_scorer_create(1.01, NULL));
    ck_assert_ptr_null(emg_scorer_create(NAN, NULL));
    emg_scorer_destroy(NULL);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    for (int n = 1; n < 6; n++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(n);
        emg_scorer *scorer = emg_scorer_create(0.5, &error);
        if (scorer)
            ck_assert_int_eq(
                emg_scorer_add(scorer, truth, 2, found, 3, 0, &error),
                EMG_NO_MEMORY);
        ck_assert_int_eq(error.status, EMG_NO_MEMORY);
        emg_scorer_destroy(scorer);
    }
    memory_refuse(0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_worked_example_comes_out);
    tcase_add_test(tests, events_match_from_the_overlap_that_is_asked_for);
    tcase_add_test(tests, each_detection_is_taken_once_and_in_order_of_time);
    tcase_add_test(tests, detections_inside_each_other_are_all_looked_at);
    tcase_add_test(tests, errors_of_edges_are_those_of_numpy);
    tcase_add_test(tests, what_is_undefined_is_no_number);
    tcase_add_test(tests, time_outside_the_recording_and_overlaps_count_once);
    tcase_add_test(tests, channels_are_matched_alone_and_counted_together);
    tcase_add_test(tests, an_overlap_that_cannot_be_is_refused);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("score", add);
}
