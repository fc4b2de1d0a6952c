#include "unit.h"

#include "simulate/drive.h"

#include <math.h>

/* Muscle 0 works from 1 to 2 s, both from 3 to 4. */
static emg_plan
planned(void)
{
    emg_plan plan = {0};
    emg_gates_add(&plan.muscles[0], 1, 2, NULL);
    emg_gates_add(&plan.muscles[0], 3, 4, NULL);
    emg_gates_add(&plan.muscles[1], 3, 4, NULL);
    return plan;
}

static double
gain(const emg_scenario *scenario, const emg_plan *plan, int muscle,
     double time_s)
{
    emg_drive drive;
    emg_drive_start(&drive, scenario, plan, muscle);
    return emg_drive_gain(&drive, time_s);
}

START_TEST(a_muscle_does_what_is_planned)
{
    emg_scenario asked = emg_scenario_default();
    emg_plan plan = planned();
    ck_assert_double_eq(gain(&asked, &plan, 0, 0.5), 0);
    ck_assert_double_eq(gain(&asked, &plan, 0, 1), 0.5);
    ck_assert_double_eq(gain(&asked, &plan, 0, 1.5), 1);
    ck_assert_double_eq(gain(&asked, &plan, 1, 1.5), 0);
    ck_assert_double_eq(gain(&asked, &plan, 1, 3.5), 1);
    emg_plan_clear(&plan);
}
END_TEST

START_TEST(it_works_along_with_its_antagonist_and_never_stops)
{
    emg_scenario asked = emg_scenario_default();
    emg_plan plan = planned();
    asked.coactivation = 2;
    ck_assert_double_eq(gain(&asked, &plan, 1, 0.5), 0);
    ck_assert_double_eq_tol(gain(&asked, &plan, 1, 1), 0.01, 1e-15);
    ck_assert_double_eq(gain(&asked, &plan, 1, 1.5), 0.02);
    ck_assert_double_eq(gain(&asked, &plan, 1, 3.5), 1);
    asked.tonic = 10;
    ck_assert_double_eq(gain(&asked, &plan, 1, 0.5), 0.1);
    ck_assert_double_eq(gain(&asked, &plan, 1, 1.5), 0.1);
    ck_assert_double_eq(gain(&asked, &plan, 0, 1.5), 1);
    emg_plan_clear(&plan);
}
END_TEST

START_TEST(tremor_swings_about_the_plan)
{
    emg_scenario asked = emg_scenario_default();
    emg_plan plan = planned();
    plan.tremor_depth = 0.5;
    plan.tremor_hz = 5;
    ck_assert_double_eq_tol(gain(&asked, &plan, 0, 1.45), 1 + sqrt(0.5), 1e-12);
    ck_assert_double_eq_tol(gain(&asked, &plan, 0, 1.55), 1 - sqrt(0.5), 1e-12);
    ck_assert_double_eq(emg_drive_peak(&plan), 1 + sqrt(2) * 0.5);
    emg_plan_clear(&plan);
}
END_TEST

START_TEST(a_magnetic_pulse_silences_it)
{
    emg_scenario asked = emg_scenario_default();
    emg_plan plan = {0};
    emg_magnet magnet;
    emg_gates_add(&plan.muscles[0], 0, 100, NULL);
    emg_magnet_start(&magnet, asked.tms_interval_s, asked.seed);
    double pulse_s = magnet.next_s;
    ck_assert_double_eq(gain(&asked, &plan, 0, pulse_s + 0.05), 1);
    asked.mep_uv = 500;
    ck_assert_double_eq(gain(&asked, &plan, 0, pulse_s + 0.01), 1);
    ck_assert_double_eq(gain(&asked, &plan, 0, pulse_s + 0.05), 0);
    ck_assert_double_eq(gain(&asked, &plan, 0, pulse_s + 0.14), 1);
    emg_plan_clear(&plan);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_muscle_does_what_is_planned);
    tcase_add_test(tests, it_works_along_with_its_antagonist_and_never_stops);
    tcase_add_test(tests, tremor_swings_about_the_plan);
    tcase_add_test(tests, a_magnetic_pulse_silences_it);
}

int
main(void)
{
    return unit_main("drive", add);
}
