#include "dsp/tones.h"

#include "unit.h"

#define BINS 201 /* a rate of 400 Hz */

static const double flat[BINS] = {0};

/* A floor of 2 with 10, 30, 20 in the bins about 50 Hz and 8 at 100 Hz. */
static emg_tones
lines(double power[BINS])
{
    for (int k = 0; k < BINS; k++)
        power[k] = 2;
    power[49] = 10;
    power[50] = 30;
    power[51] = 20;
    power[100] = 8;
    return (emg_tones){power, BINS, 1};
}

START_TEST(lines_are_what_stands_above_their_neighbours)
{
    double power[BINS];
    emg_tones tones = lines(power);
    ck_assert_double_eq(emg_tones_lines(&tones, 50), 54 + 6);
    ck_assert_double_eq(emg_tones_lines(&tones, 60), 0);
    ck_assert_double_eq(emg_tones_contrast(&tones, 50.2), 54.0 / 6);
    ck_assert_double_eq(emg_tones_contrast(&tones, 60), 0);
    ck_assert_double_eq(emg_tones_band(&tones, 48, 52), 64);
}
END_TEST

START_TEST(a_line_lies_at_its_centre_of_mass)
{
    double power[BINS];
    emg_tones tones = lines(power);
    ck_assert_double_eq_tol(emg_tones_centre(&tones, 50), 50 + 10.0 / 54,
                            1e-12);
    ck_assert_double_eq(emg_tones_centre(&tones, 1), 1);
}
END_TEST

START_TEST(harmonics_from_0_45_of_the_rate_on_are_left_out)
{
    double power[BINS];
    emg_tones tones = lines(power);
    power[180] = 100;
    ck_assert_double_eq(emg_tones_lines(&tones, 60), 0);
    ck_assert_double_eq(emg_tones_lines(&tones, 180), 0);
    power[179] = 100;
    ck_assert_double_gt(emg_tones_lines(&tones, 179), 0);
}
END_TEST

START_TEST(nothing_has_no_lines)
{
    emg_tones none = {0}, silent = {flat, BINS, 1};
    ck_assert_double_eq(emg_tones_lines(&none, 50), 0);
    ck_assert_double_eq(emg_tones_contrast(&none, 50), 0);
    ck_assert_double_eq(emg_tones_band(&none, 20, 450), 0);
    ck_assert_double_eq(emg_tones_lines(&silent, 50), 0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, lines_are_what_stands_above_their_neighbours);
    tcase_add_test(tests, a_line_lies_at_its_centre_of_mass);
    tcase_add_test(tests, harmonics_from_0_45_of_the_rate_on_are_left_out);
    tcase_add_test(tests, nothing_has_no_lines);
}

int
main(void)
{
    return unit_main("tones", add);
}
