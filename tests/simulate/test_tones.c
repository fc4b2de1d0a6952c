#include "unit.h"

#include "simulate/tones.h"

#include <math.h>

START_TEST(sines_keep_their_digits_after_days)
{
    ck_assert_double_eq_tol(emg_sine(1e9 + 0.25), 1, 1e-15);
    ck_assert_double_eq_tol(emg_sine(-0.125), -sqrt(0.5), 1e-15);
    ck_assert_double_eq(emg_sine(604800.0 * 50), 0);
}
END_TEST

static emg_tones
tones(double low_hz, double high_hz)
{
    emg_tones made;
    emg_random random;
    emg_random_seed(&random, 7, 0);
    emg_tones_start(&made, &random, low_hz, high_hz);
    return made;
}

/* The part of the power at one frequency, over 400 s. */
static double
power_at(const emg_tones *of, double hz)
{
    double re = 0, im = 0;
    for (int i = 0; i < 40000; i++) {
        double turn = 2 * acos(-1) * hz * i / 100;
        re += emg_tones_at(of, i / 100.0) * cos(turn) / 40000;
        im += emg_tones_at(of, i / 100.0) * sin(turn) / 40000;
    }
    return 2 * (re * re + im * im);
}

START_TEST(tones_have_unit_power_all_of_it_in_the_band)
{
    emg_tones made = tones(1, 10);
    double square = 0, most = 0;
    for (int i = 0; i < 100000; i++) {
        double value = emg_tones_at(&made, i / 100.0);
        square += value * value / 100000;
        most = fabs(value) > most ? fabs(value) : most;
    }
    ck_assert_double_eq_tol(square, 1, 0.01);
    ck_assert_double_gt(most, 2);
    ck_assert_double_lt(most, EMG_TONES_PEAK);
    for (int i = 0; i < EMG_TONES; i++) {
        ck_assert(made.hz[i] >= 1 && made.hz[i] < 10);
        ck_assert_double_eq_tol(power_at(&made, made.hz[i]), 1.0 / EMG_TONES,
                                0.02);
    }
    ck_assert_double_lt(power_at(&made, 0.5) + power_at(&made, 12), 1e-4);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, sines_keep_their_digits_after_days);
    tcase_add_test(tests, tones_have_unit_power_all_of_it_in_the_band);
}

int
main(void)
{
    return unit_main("tones", add);
}
