#include "unit.h"

#include "simulate/scenario.h"

#include <math.h>

START_TEST(every_family_is_found_by_its_name)
{
    for (int f = 0; f < EMG_FAMILIES; f++) {
        emg_family found = EMG_FAMILIES;
        ck_assert_int_eq(
            emg_family_read(emg_family_name((emg_family)f), &found, NULL),
            EMG_OK);
        ck_assert_int_eq((int)found, f);
    }
    emg_error error = EMG_NO_ERROR;
    emg_family none = EMG_FAMILY_REST;
    ck_assert_int_eq(emg_family_read("shiver", &none, &error), EMG_BAD_OPTION);
    ck_assert_int_eq((int)none, EMG_FAMILY_REST);
    ck_assert_ptr_nonnull(strstr(error.text, "tremulous"));
}
END_TEST

static void
refuse(const emg_scenario *scenario, const char *why)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_scenario_check(scenario, &error), EMG_BAD_OPTION);
    ck_assert_msg(strstr(error.text, why), "%s", error.text);
}

START_TEST(each_value_is_held_to_its_range)
{
    const double wrong[][2] = {{0, 604801},   {0.99, 1001}, {0.09, 11},
                               {-21, 121},    {-0.1, 1.1},  {0.29, 10001},
                               {0.69, 10001}, {0.29, 1001}, {-1, 10001},
                               {44, 66},      {-0.1, 1.1}};
    emg_scenario scenario = emg_scenario_default();
    double *const fields[] = {
        &scenario.duration_s, &scenario.amplitude_uv, &scenario.ratio,
        &scenario.snr_db,     &scenario.ramp_s,       &scenario.shortest_s,
        &scenario.longest_s,  &scenario.rest_s,       &scenario.hum_uv,
        &scenario.hum_hz,     &scenario.crosstalk};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        double usual = *fields[i];
        ck_assert_int_eq(emg_scenario_check(&scenario, NULL), EMG_OK);
        *fields[i] = wrong[i][0];
        refuse(&scenario, "between");
        *fields[i] = wrong[i][1];
        refuse(&scenario, "between");
        *fields[i] = NAN;
        refuse(&scenario, "n/a");
        *fields[i] = usual;
    }
    scenario.rate_hz = 499;
    refuse(&scenario, "rate is 499, not between 500 and 10000");
}
END_TEST

START_TEST(crosstalk_alone_needs_a_fraction)
{
    emg_scenario scenario = emg_scenario_default();
    scenario.family = EMG_FAMILY_CROSSTALK;
    refuse(&scenario, "crosstalk above 0");
    scenario.crosstalk = 0.1;
    ck_assert_int_eq(emg_scenario_check(&scenario, NULL), EMG_OK);
}
END_TEST

START_TEST(labels_are_usual_ones_or_those_given)
{
    const char *const given[] = {"A", ""};
    emg_scenario scenario = emg_scenario_default();
    ck_assert_str_eq(emg_scenario_label(&scenario, 1), "EMG ECR");
    scenario.n_pairs = 9;
    refuse(&scenario, "need labels");
    scenario.n_pairs = 0;
    refuse(&scenario, "1 to 128 pairs");
    scenario.n_pairs = 1;
    scenario.labels = given;
    ck_assert_str_eq(emg_scenario_label(&scenario, 0), "A");
    refuse(&scenario, "1 to 63 bytes");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_family_is_found_by_its_name);
    tcase_add_test(tests, each_value_is_held_to_its_range);
    tcase_add_test(tests, crosstalk_alone_needs_a_fraction);
    tcase_add_test(tests, labels_are_usual_ones_or_those_given);
}

int
main(void)
{
    return unit_main("scenario", add);
}
