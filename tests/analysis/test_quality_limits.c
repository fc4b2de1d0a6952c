#include "unit.h"

#include "emg/analysis.h"

#include <math.h>

static emg_verdict
verdict_of(emg_quality_index index, double value)
{
    emg_quality row = {0};
    row.values[index] = value;
    return emg_quality_judge(&row, index, 1);
}

START_TEST(each_index_has_its_limits)
{
    static const struct {
        emg_quality_index index;
        double good, warn, bad;
    } at[] = {{EMG_QUALITY_CLIPPED, 0.0005, 0.001, 0.01},
              {EMG_QUALITY_FLAT, 0.02, 0.1, 1},
              {EMG_QUALITY_SNR, 20, 10, 6},
              {EMG_QUALITY_LINE, 9.5, 9, 0},
              {EMG_QUALITY_ECG, 0.3, 0.5, NAN},
              {EMG_QUALITY_NOISE, 5, 10, NAN},
              {EMG_QUALITY_MOTION, 13, 12, NAN},
              {EMG_QUALITY_RANGE, 31, 30, NAN},
              {EMG_QUALITY_DEFORMATION, 1.3, 1.4, NAN},
              {EMG_QUALITY_SNR_EXCESS, -99, NAN, NAN}};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        ck_assert_int_eq(verdict_of(at[i].index, at[i].good), EMG_GOOD);
        if (!isnan(at[i].warn))
            ck_assert_int_eq(verdict_of(at[i].index, at[i].warn), EMG_WARN);
        if (!isnan(at[i].bad))
            ck_assert_int_eq(verdict_of(at[i].index, at[i].bad), EMG_BAD);
    }
}
END_TEST

START_TEST(what_is_undefined_is_not_held_against_an_epoch)
{
    for (int i = 0; i < EMG_QUALITY_INDICES; i++)
        ck_assert_int_eq(verdict_of((emg_quality_index)i, NAN), EMG_GOOD);
}
END_TEST

START_TEST(noise_is_judged_in_microvolts)
{
    emg_quality row = {0};
    row.values[EMG_QUALITY_NOISE] = 0.02;
    ck_assert_int_eq(emg_quality_judge(&row, EMG_QUALITY_NOISE, 1000),
                     EMG_WARN);
    ck_assert_int_eq(emg_quality_judge(&row, EMG_QUALITY_NOISE, 1), EMG_GOOD);
    row.values[EMG_QUALITY_NOISE] = 1e9;
    ck_assert_int_eq(emg_quality_judge(&row, EMG_QUALITY_NOISE, 0), EMG_GOOD);
}
END_TEST

START_TEST(verdicts_and_indices_have_names)
{
    ck_assert_str_eq(emg_verdict_name(EMG_GOOD), "good");
    ck_assert_str_eq(emg_verdict_name(EMG_WARN), "warn");
    ck_assert_str_eq(emg_verdict_name(EMG_BAD), "bad");
    ck_assert_str_eq(emg_quality_limit_of(EMG_QUALITY_MOTION).name, "smr");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_index_has_its_limits);
    tcase_add_test(tests, what_is_undefined_is_not_held_against_an_epoch);
    tcase_add_test(tests, noise_is_judged_in_microvolts);
    tcase_add_test(tests, verdicts_and_indices_have_names);
}

int
main(void)
{
    return unit_main("quality_limits", add);
}
