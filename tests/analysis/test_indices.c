#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"
#include "emg/io.h"
#include "memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RATE 1000
#define N 6000

static double x[N], y[N], z[N];
static const double *const channels[] = {x, y, z};
static const emg_index_rule plain = {EMG_REFERENCE_MAX, false, 4, 0, 0};
static const emg_epoch whole = {-HUGE_VAL, HUGE_VAL};

static emg_group_pair
pair_of(int a, int b)
{
    return (emg_group_pair){{1, {a}, {0}}, {1, {b}, {0}}};
}

static double
value_of(const emg_analysis *analysis, int pair, int window, const char *name)
{
    int n = 0;
    const emg_index_kind *kinds = emg_index_kinds(&n);
    for (int k = 0; k < n; k++)
        if (strcmp(kinds[k].name, name) == 0)
            return emg_indices_value(analysis, pair, window, k);
    ck_abort_msg("no %s", name);
    return NAN;
}

/* Noise in x and z, x twice in y; uV. */
static void
fill(recorded *source)
{
    trace_emg(x, N, RATE, 1);
    trace_emg(z, N, RATE, 2);
    for (int i = 0; i < N; i++)
        y[i] = 2 * x[i];
    recorded_init(source, RATE, 3, channels, N);
}

static emg_analysis *
analysis_of(recorded *source, emg_group_pair pair, emg_epoch window,
            const emg_index_rule *rule, const emg_rest_level *levels,
            int n_levels)
{
    emg_conditioning how = emg_conditioning_default();
    emg_analysis *analysis =
        emg_indices_create(&source->source.recording, &how, &pair, 1, &window,
                           1, rule, levels, n_levels, NULL);
    ck_assert_ptr_nonnull(analysis);
    source->at = 0;
    source->source.ended = false;
    ck_assert_int_eq(emg_analyse(&source->source, analysis, 0, NULL), EMG_OK);
    return analysis;
}

/* Levels in ratio 1 : g have a Falconer-Winter index of 200 / (1 + g), and
 * their own maxima make them alike. */
START_TEST(references_make_envelopes_comparable)
{
    emg_index_rule rule = plain;
    recorded source;
    fill(&source);
    rule.reference = EMG_REFERENCE_NONE;
    emg_analysis *found =
        analysis_of(&source, pair_of(1, 2), whole, &rule, NULL, 0);
    ck_assert_double_eq_tol(value_of(found, 0, 0, "falconer_winter"), 200.0 / 3,
                            1e-9);
    ck_assert_double_nan(value_of(found, 0, 0, "multi_muscle"));
    ck_assert_double_nan(value_of(found, 0, 0, "temporal_overlap"));
    emg_analysis_destroy(found);
    rule.reference = EMG_REFERENCE_MEAN;
    found = analysis_of(&source, pair_of(1, 2), whole, &rule, NULL, 0);
    ck_assert_double_eq_tol(value_of(found, 0, 0, "falconer_winter"), 100,
                            1e-9);
    ck_assert_double_eq_tol(value_of(found, 0, 0, "mean_overlap"), 1, 1e-9);
    emg_analysis_destroy(found);
    emg_group_pair mvc = {{1, {1}, {10}}, {1, {2}, {40}}};
    found = analysis_of(&source, mvc, whole, &rule, NULL, 0);
    ck_assert_double_eq_tol(value_of(found, 0, 0, "falconer_winter"), 200.0 / 3,
                            1e-9);
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

START_TEST(a_group_is_the_mean_of_its_muscles)
{
    emg_index_rule rule = plain;
    recorded source;
    emg_group_pair both = {{2, {1, 2}, {0}}, {1, {1}, {0}}};
    fill(&source);
    rule.reference = EMG_REFERENCE_NONE;
    emg_analysis *found = analysis_of(&source, both, whole, &rule, NULL, 0);
    ck_assert_double_eq_tol(value_of(found, 0, 0, "falconer_winter"), 200 / 2.5,
                            1e-9);
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

START_TEST(a_window_holds_its_own_frames_only)
{
    recorded source;
    fill(&source);
    emg_analysis *found =
        analysis_of(&source, pair_of(1, 3), (emg_epoch){1, 2}, &plain, NULL, 0);
    bool at_rest = true;
    double part = value_of(found, 0, 0, "rudolph");
    ck_assert_int_eq(emg_indices_state(found, 0, 0, &at_rest), EMG_STATE_OK);
    ck_assert(!at_rest);
    emg_analysis_destroy(found);
    found = analysis_of(&source, pair_of(1, 3), whole, &plain, NULL, 0);
    ck_assert_double_ne(part, value_of(found, 0, 0, "rudolph"));
    emg_analysis_destroy(found);
    found =
        analysis_of(&source, pair_of(1, 3), (emg_epoch){8, 9}, &plain, NULL, 0);
    ck_assert_int_eq(emg_indices_state(found, 0, 0, &at_rest),
                     EMG_STATE_TOO_SHORT);
    ck_assert_double_nan(value_of(found, 0, 0, "rudolph"));
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

/* Of the last second z is a hundred times as strong, where x is masked. */
START_TEST(what_a_mask_hides_is_in_no_index)
{
    emg_masked bad = {1, 4.5, 6};
    emg_conditioning how = emg_conditioning_default();
    emg_group_pair pair = pair_of(1, 3);
    recorded source;
    double shown[2];
    for (int loud = 0; loud < 2; loud++) {
        trace_emg(x, N, RATE, 1);
        trace_emg(z, N, RATE, 2);
        for (int i = 5000; loud && i < N; i++)
            z[i] *= 100;
        recorded_init(&source, RATE, 3, channels, N);
        how.mask = emg_mask_create(&bad, 1, NULL);
        emg_analysis *found =
            emg_indices_create(&source.source.recording, &how, &pair, 1, &whole,
                               1, &plain, NULL, 0, NULL);
        ck_assert_int_eq(emg_analyse(&source.source, found, 0, NULL), EMG_OK);
        shown[loud] = value_of(found, 0, 0, "falconer_winter");
        emg_analysis_destroy(found);
        emg_mask_destroy(how.mask);
        recorded_clear(&source);
    }
    ck_assert_double_eq_tol(shown[0], shown[1], 0.01); /* the filter's tail */
}
END_TEST

/* y is 2 x: of every instant lo / (a + b) is 1 / 3, and Rudolph's 1.5 lo. */
START_TEST(a_course_has_instants_in_which_both_are_active)
{
    emg_index_rule rule = {EMG_REFERENCE_NONE, false, 0, 0, 0.25};
    emg_rest_level levels[] = {{.number = 1}, {.number = 2}};
    recorded source;
    size_t n = 0;
    fill(&source);
    emg_analysis *found =
        analysis_of(&source, pair_of(1, 2), whole, &rule, levels, 2);
    const emg_index_moment *m = emg_indices_course(found, 0, &n);
    ck_assert_uint_eq(n, 24);
    for (size_t i = 0; i < n; i++) {
        ck_assert_double_eq_tol(m[i].time_s, 0.25 * (double)i, 1e-9);
        ck_assert_double_eq_tol(m[i].falconer_winter, 200.0 / 3, 1e-9);
        ck_assert_double_eq_tol(m[i].rudolph, 1.5 * m[i].a, 1e-9);
    }
    emg_analysis_destroy(found);
    levels[1].mean = 1e6;
    found = analysis_of(&source, pair_of(1, 2), whole, &rule, levels, 2);
    m = emg_indices_course(found, 0, &n);
    ck_assert_uint_eq(n, 24);
    ck_assert_double_nan(m[5].falconer_winter);
    ck_assert_double_nan(m[5].rudolph);
    ck_assert(m[5].a > 0);
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

START_TEST(rest_is_taken_away_and_told)
{
    emg_index_rule rule = {EMG_REFERENCE_NONE, true, 4, 0, 0};
    emg_rest_level levels[] = {{.number = 1, .mean = 1e-9, .sd = 1e-9},
                               {.number = 3, .mean = 50, .sd = 1},
                               {.number = 2, .state = EMG_STATE_NO_REST}};
    recorded source;
    bool at_rest = false;
    fill(&source);
    emg_analysis *found =
        analysis_of(&source, pair_of(1, 3), whole, &rule, levels, 3);
    ck_assert_int_eq(emg_indices_state(found, 0, 0, &at_rest), EMG_STATE_OK);
    ck_assert(at_rest);
    ck_assert_double_eq(value_of(found, 0, 0, "falconer_winter"), 0);
    ck_assert_double_eq(value_of(found, 0, 0, "temporal_overlap"), 0);
    emg_analysis_destroy(found);
    found = analysis_of(&source, pair_of(1, 2), whole, &rule, levels, 3);
    ck_assert_int_eq(emg_indices_state(found, 0, 0, &at_rest),
                     EMG_STATE_NO_REST);
    ck_assert_double_nan(value_of(found, 0, 0, "falconer_winter"));
    emg_analysis_destroy(found);
    recorded_clear(&source);
}
END_TEST

/* A walk (data: alesantuz/musclesyneRgies 0fbf53b, MIT) by scipy 1.10.1:
 *
 *   x -= x.mean()
 *   x = sosfiltfilt(butter(4, [20, 450], 'band', fs=1000, output='sos'), x,
 *                   padlen=50)
 *   e = sosfiltfilt(butter(2, 6, fs=1000, output='sos'), abs(x), padlen=167)
 *   e = maximum(e, 0) / e.max()
 */
START_TEST(a_walk_has_the_indices_of_scipy)
{
    static const int numbers[][2] = {{9, 11}, {9, 13}, {4, 8}, {6, 7}};
    static const char *const names[] = {"falconer_winter", "rudolph",
                                        "mean_overlap", "pearson", "cosine"};
    static const double wanted[][5] = {
        {28.173593, 0.078938, 0.058222, -0.376649, 0.259082},
        {22.920858, 0.067772, 0.056196, -0.603198, 0.229713},
        {43.403498, 0.108891, 0.076498, 0.166979, 0.493433},
        {47.635631, 0.138156, 0.092872, 0.155502, 0.483038}};
    emg_conditioning how = emg_conditioning_default();
    emg_group_pair pairs[4];
    emg_open_options options = {.twice = true};
    char path[1024];
    if (!unit_data()) {
        unit_skip("the walk is not here");
        return;
    }
    snprintf(path, sizeof path,
             "%s/labelled/gait_synergies/ID0012_TW_01_emg.tsv", unit_data());
    emg_source *source = emg_open(path, &options, NULL);
    if (!source) {
        unit_skip("the walk is not here");
        return;
    }
    how.filters[0].order = 4;
    how.direction.uncorrected = true;
    for (int p = 0; p < 4; p++)
        pairs[p] = pair_of(numbers[p][0], numbers[p][1]);
    emg_analysis *found = emg_indices_create(&source->recording, &how, pairs, 4,
                                             &whole, 1, &plain, NULL, 0, NULL);
    ck_assert_int_eq(emg_analyse(source, found, 0, NULL), EMG_OK);
    for (int p = 0; p < 4; p++)
        for (int k = 0; k < 5; k++)
            ck_assert_double_eq_tol(value_of(found, p, 0, names[k]),
                                    wanted[p][k], 1e-6);
    emg_analysis_destroy(found);
    emg_source_destroy(source);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    emg_conditioning how = emg_conditioning_default();
    emg_group_pair pair = pair_of(1, 2);
    recorded source;
    bool failed = true;
    fill(&source);
    for (int64_t n = 1; failed; n++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(n);
        emg_analysis *found =
            emg_indices_create(&source.source.recording, &how, &pair, 1, &whole,
                               1, &plain, NULL, 0, &error);
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(error.status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_analysis_destroy(found);
    }
    pair = pair_of(1, 7);
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_indices_create(&source.source.recording, &how, &pair,
                                          1, &whole, 1, &plain, NULL, 0,
                                          &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    recorded_clear(&source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, references_make_envelopes_comparable);
    tcase_add_test(tests, a_group_is_the_mean_of_its_muscles);
    tcase_add_test(tests, a_window_holds_its_own_frames_only);
    tcase_add_test(tests, what_a_mask_hides_is_in_no_index);
    tcase_add_test(tests, a_course_has_instants_in_which_both_are_active);
    tcase_add_test(tests, rest_is_taken_away_and_told);
    tcase_add_test(tests, a_walk_has_the_indices_of_scipy);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("indices of pairs", add);
}
