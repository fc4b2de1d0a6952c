#include "unit.h"

#include "simulate/magnet.h"

#include <math.h>

START_TEST(pulses_come_at_the_interval_give_or_take_15_percent)
{
    emg_magnet magnet;
    double last = 0, first = 0;
    int n = 0;
    emg_magnet_start(&magnet, 6, 5);
    ck_assert_double_gt(emg_magnet_since(&magnet, 0), 1e6);
    for (int i = 0; i < 2000000; i++) {
        double since_s = emg_magnet_since(&magnet, i / 1000.0);
        if (since_s >= 0.001)
            continue;
        double at = i / 1000.0 - since_s;
        if (n++ > 0)
            ck_assert(at - last > 6 * 0.849 && at - last < 6 * 1.151);
        else
            first = at;
        last = at;
    }
    ck_assert_double_eq_tol((last - first) / (n - 1), 6, 0.1);
}
END_TEST

START_TEST(the_artefact_lasts_a_millisecond_half_up_half_down)
{
    ck_assert_double_eq(emg_magnet_artefact(0), 1);
    ck_assert_double_eq(emg_magnet_artefact(0.00049), 1);
    ck_assert_double_eq(emg_magnet_artefact(0.00051), -1);
    ck_assert_double_eq(emg_magnet_artefact(0.00099), -1);
    ck_assert_double_eq(emg_magnet_artefact(0.00101), 0);
}
END_TEST

START_TEST(the_response_is_one_from_peak_to_peak_20_to_35_ms_after)
{
    double least = 0, most = 0;
    for (int i = 0; i < 100000; i++) {
        double since_s = i * 1e-6, value = emg_magnet_response(since_s);
        if (since_s < 0.02 || since_s > 0.035)
            ck_assert_double_eq(value, 0);
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    ck_assert_double_eq_tol(most, 0.5, 1e-6);
    ck_assert_double_eq_tol(least, -0.5, 1e-6);
    /* A quarter of the way the sine is 1 and the arch half. */
    ck_assert_double_eq_tol(emg_magnet_response(0.02 + 0.015 / 4),
                            0.5 * 4 / (3 * sqrt(3)), 1e-12);
}
END_TEST

START_TEST(the_muscle_is_silent_until_100_ms_after_the_response)
{
    ck_assert(emg_magnet_lets_work(0.0199));
    ck_assert(!emg_magnet_lets_work(0.0201));
    ck_assert(!emg_magnet_lets_work(0.1349));
    ck_assert(emg_magnet_lets_work(0.1351));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, pulses_come_at_the_interval_give_or_take_15_percent);
    tcase_add_test(tests, the_artefact_lasts_a_millisecond_half_up_half_down);
    tcase_add_test(tests,
                   the_response_is_one_from_peak_to_peak_20_to_35_ms_after);
    tcase_add_test(tests, the_muscle_is_silent_until_100_ms_after_the_response);
}

int
main(void)
{
    return unit_main("magnet", add);
}
