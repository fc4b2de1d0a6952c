#include "unit.h"

#include "analysis/strong_conclude.h"
#include "base/memory.h"

#include <math.h>

static emg_channel labels[2];
static emg_format format = {{2000, 1}, 2000, 2, labels};
static emg_strong_channel channels[2];
static emg_lines lines[2];

/* 1 uV^2 a Hz in the low band, half of it in the high one. */
static emg_strong_group
group(void)
{
    emg_strong_group g = {
        .format = &format, .channels = channels, .lines = lines};
    g.shape = emg_bands_shape_of(2000);
    for (int c = 0; c < 2; c++) {
        channels[c].model = (emg_noise_model){.found = true,
                                              .apart = true,
                                              .s = 100.0 / 210,
                                              .floor = 210,
                                              .mean = 300};
        lines[c].n = 0;
    }
    return g;
}

static emg_pair_state
pair_of(void)
{
    emg_pair_state pair = {.wanted = emg_pair_default(1, 2), .rate_hz = 2000};
    emg_muscle *muscles[] = {&pair.a, &pair.b};
    for (int m = 0; m < 2; m++) {
        muscles[m]->lane = m;
        muscles[m]->faults.long_run = 200;
        for (int i = 0; i < 1000; i++)
            emg_faults_add(&muscles[m]->faults, i % 7);
    }
    return pair;
}

/* 20-450 Hz: 230 Hz of 1 and 200 Hz of 0.5 */
START_TEST(rest_is_the_noise_in_the_users_band)
{
    emg_strong_group g = group();
    emg_pair_state pair = pair_of();
    emg_conditioning how = emg_conditioning_default();
    lines[1] = (emg_lines){2, {{50, 20, 70}, {550, 20, 1000}}};
    emg_strong_admit(&pair, &g, &how);
    ck_assert_int_eq(pair.state, EMG_STATE_OK);
    ck_assert_double_eq_tol(pair.a.rest, 0.798 * sqrt(330), 1e-9);
    ck_assert_double_eq_tol(pair.b.rest, 0.798 * sqrt(400), 1e-9);
    ck_assert_int_eq(pair.flags, EMG_FLAG_HUM);
}
END_TEST

START_TEST(rest_that_was_given_stays)
{
    emg_strong_group g = group();
    emg_pair_state pair = pair_of();
    emg_conditioning how = emg_conditioning_default();
    pair.a.rest = 5;
    emg_strong_admit(&pair, &g, &how);
    ck_assert_double_eq(pair.a.rest, 5);
}
END_TEST

START_TEST(a_pair_that_cannot_be_analysed_says_why)
{
    emg_conditioning how = emg_conditioning_default();
    emg_strong_group g = group();
    emg_pair_state silent = pair_of(), restless = pair_of(), brief = pair_of();
    emg_pair_state flat = pair_of();
    silent.b.faults = (emg_faults){0};
    emg_strong_admit(&silent, &g, &how);
    ck_assert_int_eq(silent.state, EMG_STATE_SILENT);
    for (int i = 0; i < 2000; i++)
        emg_faults_add(&flat.b.faults, 3);
    emg_strong_admit(&flat, &g, &how);
    ck_assert_int_eq(flat.state, EMG_STATE_FLAT);
    channels[1].model.found = false;
    emg_strong_admit(&restless, &g, &how);
    ck_assert_int_eq(restless.state, EMG_STATE_NO_REST);
    channels[1].model.mean = 0;
    emg_strong_admit(&brief, &g, &how);
    ck_assert_int_eq(brief.state, EMG_STATE_TOO_SHORT);
}
END_TEST

/* Of 120 over its noise, 60 was the other's in a; nothing in b. */
START_TEST(candidates_carry_their_evidence)
{
    emg_burst run = {.from = 1000, .to = 5000, .from_spread_s = 0.01};
    emg_both both = {.from = 1100,
                     .to = 4900,
                     .n = 10,
                     .a = {1300, 700, 100},
                     .b = {1000, 1010, 90}};
    emg_burst *runs[2] = {emg_new(1, sizeof run, NULL),
                          emg_new(1, sizeof run, NULL)};
    *runs[0] = *runs[1] = run;
    emg_strong_pair found = {.a.runs = {runs[0], 1, 1},
                             .b.runs = {runs[1], 1, 1},
                             .both = &both,
                             .n_both = 1};
    emg_pair_state pair = pair_of();
    pair.frames = 10000;
    ck_assert_int_eq(emg_strong_candidates(&pair, &found, NULL), EMG_OK);
    ck_assert_uint_eq(pair.n_candidates, 1);
    const emg_evidence *evidence = &pair.candidates[0].evidence;
    ck_assert_int_eq(pair.candidates[0].from, 1000);
    ck_assert_int_eq(pair.candidates[0].to, 5000);
    ck_assert_double_eq_tol(evidence->crosstalk_a, 0.5, 1e-12);
    ck_assert_double_eq(evidence->crosstalk_b, 0);
    ck_assert_double_eq_tol(evidence->noise_b, 3, 1e-12);
    ck_assert_double_eq(evidence->onset_spread_s, 0.01);
    ck_assert_int_eq(pair.both_frames, 3800);
    ck_assert_int_eq(pair.analysable, 10000);
    emg_free(pair.candidates);
    emg_free(found.a.runs.at);
    emg_free(found.b.runs.at);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, rest_is_the_noise_in_the_users_band);
    tcase_add_test(tests, rest_that_was_given_stays);
    tcase_add_test(tests, a_pair_that_cannot_be_analysed_says_why);
    tcase_add_test(tests, candidates_carry_their_evidence);
}

int
main(void)
{
    return unit_main("strong_conclude", add);
}
