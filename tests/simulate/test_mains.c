#include "unit.h"

#include "simulate/mains.h"

#include <math.h>

static emg_scenario
scenario(int rate_hz)
{
    emg_scenario made = emg_scenario_default();
    made.hum_uv = 20;
    made.rate_hz = rate_hz;
    return made;
}

/* At the top of the sine, sin 3x is -1 and sin 5x is 1. */
START_TEST(harmonics_stand_at_a_third_and_a_seventh_below_half_the_rate)
{
    emg_scenario fast = scenario(1000), slow = scenario(500);
    ck_assert_double_eq_tol(emg_mains_at(&fast, 0.25, 0), 20 * 0.85, 1e-12);
    ck_assert_double_eq_tol(emg_mains_at(&slow, 0.25, 0), 20 * 0.7, 1e-12);
    ck_assert_double_eq_tol(emg_mains_at(&fast, 0.5, 0), 0, 1e-12);
}
END_TEST

START_TEST(the_line_wanders_by_a_twentieth_of_a_hertz_about_its_frequency)
{
    emg_scenario made = scenario(1000);
    double last = 0, shortest = 1, longest = 0;
    int crossings = 0;
    for (int i = 1; i < 2000000; i++) {
        double time_s = i * 1e-5;
        if (emg_mains_at(&made, 0.9, time_s - 1e-5) < 0 &&
            emg_mains_at(&made, 0.9, time_s) >= 0) {
            double turn_s = time_s - last;
            last = time_s;
            if (crossings++ == 0)
                continue;
            shortest = turn_s < shortest ? turn_s : shortest;
            longest = turn_s > longest ? turn_s : longest;
        }
    }
    ck_assert_int_eq(crossings, 20 * 50);
    ck_assert_double_eq_tol(1 / shortest, 50.05, 0.03);
    ck_assert_double_eq_tol(1 / longest, 49.95, 0.03);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(
        tests, harmonics_stand_at_a_third_and_a_seventh_below_half_the_rate);
    tcase_add_test(
        tests, the_line_wanders_by_a_twentieth_of_a_hertz_about_its_frequency);
}

int
main(void)
{
    return unit_main("mains", add);
}
