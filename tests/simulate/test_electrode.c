#include "unit.h"

#include "base/memory.h"
#include "simulate/electrode.h"

#include <math.h>

/* One pair and what its two electrodes hear. */
typedef struct pair {
    emg_scenario scenario;
    emg_plan plan;
    emg_carriers carriers;
    emg_electrode electrodes[2];
    emg_lanes *frames; /* lane 0 and 1 */
    int n;
} pair;

static pair *
record(const emg_scenario *scenario)
{
    pair *made = emg_new(1, sizeof *made, NULL);
    made->scenario = *scenario;
    made->n = (int)(scenario->duration_s * scenario->rate_hz);
    made->frames = emg_new((size_t)made->n, sizeof *made->frames, NULL);
    emg_carriers_init(&made->carriers, &made->scenario, NULL);
    emg_plan_make(&made->plan, &made->scenario, 0, NULL);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(emg_electrode_init(&made->electrodes[i],
                                            &made->scenario, &made->plan, i,
                                            &made->carriers, NULL),
                         EMG_OK);
        emg_electrode_fill(&made->electrodes[i], made->frames, i, made->n);
    }
    return made;
}

static void
discard(pair *made)
{
    emg_electrode_clear(&made->electrodes[0]);
    emg_electrode_clear(&made->electrodes[1]);
    emg_plan_clear(&made->plan);
    emg_carriers_clear(&made->carriers);
    emg_free(made->frames);
    emg_free(made);
}

static double
product(const pair *made, int a, int b)
{
    double sum = 0;
    for (int i = 0; i < made->n; i++)
        sum += made->frames[i].v[a] * made->frames[i].v[b];
    return sum / made->n;
}

static emg_scenario
scenario(emg_family family, double snr_db)
{
    emg_scenario made = emg_scenario_default();
    made.family = family;
    made.snr_db = snr_db;
    made.duration_s = 300;
    return made;
}

START_TEST(activity_and_noise_have_the_levels_asked_for)
{
    emg_scenario quiet = scenario(EMG_FAMILY_REST, 20);
    emg_scenario loud = scenario(EMG_FAMILY_TONIC, 6);
    pair *rest = record(&quiet), *tonic = record(&loud);
    /* 100 uV at 20 dB: 10 uV of noise; at 6 dB the powers add up. */
    ck_assert_double_eq_tol(sqrt(product(rest, 0, 0)), 10, 0.1);
    ck_assert_double_eq_tol(sqrt(product(rest, 1, 1)), 6, 0.06);
    double all = 100 * sqrt(1 + pow(10, -0.6));
    ck_assert_double_eq_tol(sqrt(product(tonic, 0, 0)), all, 0.01 * all);
    ck_assert_double_eq_tol(sqrt(product(tonic, 1, 1)), 0.6 * all, 0.006 * all);
    /* Two muscles are two noises. */
    ck_assert_double_eq_tol(product(tonic, 0, 1) / (0.6 * all * all), 0, 0.02);
    discard(rest);
    discard(tonic);
}
END_TEST

START_TEST(crosstalk_is_the_fraction_that_regression_finds)
{
    const double fractions[] = {0.1, 0.2, 0.3};
    for (int i = 0; i < 3; i++) {
        emg_scenario asked = scenario(EMG_FAMILY_CROSSTALK, 120);
        asked.crosstalk = fractions[i];
        pair *made = record(&asked);
        double power = product(made, 0, 0), shared = product(made, 0, 1);
        ck_assert_double_eq_tol(shared / power, fractions[i], 1e-6);
        ck_assert_double_eq_tol(shared * shared / power / product(made, 1, 1),
                                1, 1e-6);
        discard(made);
    }
}
END_TEST

START_TEST(nothing_is_heard_outside_of_the_gates)
{
    emg_scenario asked = scenario(EMG_FAMILY_MIXED, 120);
    asked.ramp_s = 0;
    pair *made = record(&asked);
    int wrong = 0;
    for (int m = 0; m < 2; m++) {
        size_t at = 0;
        for (int i = 0; i < made->n; i++) {
            bool on = emg_gates_gain(&made->plan.muscles[m], (emg_ramp){0},
                                     i / 1000.0, &at) > 0;
            /* The noise is 0.1 nV; activity is not smaller but by chance. */
            wrong += on != (fabs(made->frames[i].v[m]) > 0.001);
        }
    }
    ck_assert_int_lt(wrong, 20);
    discard(made);
}
END_TEST

/* Correlation with a sine and a cosine at f gives the peak value of the line.
 * The frequency swings by 0.05 Hz at 0.05 Hz, so the phase by 1 rad, which
 * leaves J0(1) of it at the middle; of the harmonics J0(3) and J0(5). */
static double
line(const pair *made, double hz)
{
    double re = 0, im = 0, turn = 2 * acos(-1) * hz / made->scenario.rate_hz;
    for (int i = 0; i < made->n; i++) {
        re += made->frames[i].v[0] * cos(turn * i);
        im += made->frames[i].v[0] * sin(turn * i);
    }
    return 2 * sqrt(re * re + im * im) / made->n;
}

START_TEST(hum_has_its_third_and_fifth_harmonic)
{
    emg_scenario asked = scenario(EMG_FAMILY_REST, 120);
    asked.hum_uv = 20;
    pair *made = record(&asked);
    ck_assert_double_eq_tol(line(made, 50), 20 * fabs(j0(1)), 0.01);
    ck_assert_double_eq_tol(line(made, 150), 6 * fabs(j0(3)), 0.01);
    ck_assert_double_eq_tol(line(made, 250), 3 * fabs(j0(5)), 0.01);
    ck_assert_double_eq_tol(line(made, 350), 0, 0.01);
    discard(made);
    asked.rate_hz = 500; /* the fifth lies at half the rate: left out */
    made = record(&asked);
    ck_assert_double_eq_tol(line(made, 150), 6 * fabs(j0(3)), 0.01);
    ck_assert_double_eq_tol(sqrt(2 * product(made, 0, 0)),
                            sqrt(20 * 20 + 6 * 6), 0.01);
    discard(made);
}
END_TEST

START_TEST(a_loose_electrode_is_flat_and_a_small_range_clips)
{
    emg_scenario asked = scenario(EMG_FAMILY_FLAT, 26);
    pair *made = record(&asked);
    ck_assert_double_eq(product(made, 1, 1), 0);
    ck_assert_double_gt(product(made, 0, 0), 1000);
    discard(made);
    asked.family = EMG_FAMILY_CLIPPED;
    made = record(&asked);
    int at_limit = 0;
    for (int i = 0; i < made->n; i++) {
        ck_assert_double_le(fabs(made->frames[i].v[0]), 50);
        at_limit += fabs(made->frames[i].v[0]) == 50;
    }
    ck_assert_int_gt(at_limit, made->n / 20);
    discard(made);
}
END_TEST

START_TEST(tremor_modulates_both_muscles_alike)
{
    emg_scenario asked = scenario(EMG_FAMILY_TREMULOUS, 120);
    asked.ramp_s = 0;
    pair *made = record(&asked);
    double mean[2] = {0}, square[2] = {0}, both = 0;
    int n = 0;
    /* Powers of 20 ms inside the common time follow the drive. */
    for (size_t k = 0; k < made->plan.truth.n; k++) {
        emg_bout in = made->plan.truth.list[k];
        for (int i = (int)(in.start_s * 1000) + 1; i + 20 < in.end_s * 1000;
             i += 20, n++) {
            double p[2] = {0};
            for (int m = 0; m < 2; m++)
                for (int j = i; j < i + 20; j++)
                    p[m] += made->frames[j].v[m] * made->frames[j].v[m];
            for (int m = 0; m < 2; m++) {
                mean[m] += p[m];
                square[m] += p[m] * p[m];
            }
            both += p[0] * p[1];
        }
    }
    double covariance = both / n - mean[0] / n * (mean[1] / n);
    double variance[2];
    for (int m = 0; m < 2; m++)
        variance[m] = square[m] / n - mean[m] / n * (mean[m] / n);
    ck_assert_double_gt(covariance / sqrt(variance[0] * variance[1]), 0.4);
    discard(made);
}
END_TEST

START_TEST(a_start_and_smaller_pieces_change_nothing)
{
    emg_scenario asked = scenario(EMG_FAMILY_MIXED, 20);
    asked.duration_s = 20;
    asked.hum_uv = 5;
    asked.crosstalk = 0.2;
    pair *made = record(&asked);
    emg_electrode_start(&made->electrodes[1]);
    for (int i = 0; i < made->n; i += 7)
        emg_electrode_fill(&made->electrodes[1], made->frames + i, 2,
                           made->n - i < 7 ? made->n - i : 7);
    for (int i = 0; i < made->n; i++)
        ck_assert_double_eq(made->frames[i].v[1], made->frames[i].v[2]);
    emg_channel channel = {0};
    emg_electrode_describe(&made->electrodes[0], &channel);
    for (int i = 0; i < made->n; i++)
        ck_assert_double_lt(fabs(made->frames[i].v[0]),
                            channel.scale.physical_max);
    discard(made);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, activity_and_noise_have_the_levels_asked_for);
    tcase_add_test(tests, crosstalk_is_the_fraction_that_regression_finds);
    tcase_add_test(tests, nothing_is_heard_outside_of_the_gates);
    tcase_add_test(tests, hum_has_its_third_and_fifth_harmonic);
    tcase_add_test(tests, a_loose_electrode_is_flat_and_a_small_range_clips);
    tcase_add_test(tests, tremor_modulates_both_muscles_alike);
    tcase_add_test(tests, a_start_and_smaller_pieces_change_nothing);
}

int
main(void)
{
    return unit_main("electrode", add);
}
