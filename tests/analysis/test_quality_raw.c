/* Counts by hand; of two sines on bins, the ratio of powers is that of squared
 * amplitudes. */
#include "unit.h"

#include "analysis/quality_raw.h"

#include <math.h>

#define RATE 1000

static emg_quality
ended(emg_quality_raw *raw)
{
    emg_quality row = {0};
    for (int i = 0; i < EMG_QUALITY_INDICES; i++)
        row.values[i] = NAN;
    row.line_hz = NAN;
    emg_quality_raw_end(raw, &row);
    return row;
}

static emg_quality
measured(const emg_channel *channel, double least, double most, const double *x,
         int n)
{
    emg_quality_raw raw = {0};
    emg_quality_known known = {1, least, most, NAN};
    ck_assert_int_eq(emg_quality_raw_init(&raw, channel, RATE, &known, NULL),
                     EMG_OK);
    for (int i = 0; i < n; i++)
        emg_quality_raw_add(&raw, x[i]);
    emg_quality row = ended(&raw);
    emg_quality_raw_clear(&raw);
    return row;
}

START_TEST(runs_of_three_at_an_end_are_clipped)
{
    const emg_channel channel = {.step = 1};
    const double x[] = {99, 99, 99,   0,    -99,  -99,  50, 50,
                        50, 50, -100, -100, -100, -100, 0,  0};
    emg_quality row = measured(&channel, -100, 100, x, 16);
    ck_assert_double_eq(row.values[EMG_QUALITY_CLIPPED], 7 / 16.0);
}
END_TEST

START_TEST(within_few_steps_only_the_range_clips)
{
    emg_channel channel = {.step = 1};
    const double x[] = {9, 9, 9, 9};
    ck_assert_double_eq(
        measured(&channel, -9, 9, x, 4).values[EMG_QUALITY_CLIPPED], 0);
    channel.scale =
        (emg_scale){.physical_min = -10, .physical_max = 10, .bytes = 2};
    ck_assert_double_eq(
        measured(&channel, -9, 9, x, 4).values[EMG_QUALITY_CLIPPED], 1);
}
END_TEST

START_TEST(a_flat_line_may_move_by_a_step)
{
    const emg_channel channel = {.step = 0.1};
    const double x[] = {0, 5, 5.1, 5.2, 5.1, 7, 7, 7.2};
    emg_quality row = measured(&channel, 0, 100, x, 8);
    ck_assert_double_eq(row.values[EMG_QUALITY_FLAT], 3.0 / RATE);
}
END_TEST

START_TEST(an_epoch_begins_afresh)
{
    const emg_channel channel = {.step = 1};
    emg_quality_raw raw = {0};
    emg_quality_known known = {1, -100, 100, NAN};
    emg_quality_raw_init(&raw, &channel, RATE, &known, NULL);
    for (int i = 0; i < 2; i++)
        emg_quality_raw_add(&raw, 100);
    ended(&raw);
    emg_quality_raw_add(&raw, 100);
    emg_quality row = ended(&raw);
    ck_assert_double_eq(row.values[EMG_QUALITY_CLIPPED], 0);
    ck_assert_double_eq(row.values[EMG_QUALITY_FLAT], 0);
    emg_quality_raw_clear(&raw);
}
END_TEST

START_TEST(the_line_is_the_stronger_one_with_its_harmonics)
{
    static double x[3 * RATE];
    const emg_channel channel = {.step = 0};
    for (int i = 0; i < 3 * RATE; i++) {
        double t = 2 * M_PI * i / RATE;
        x[i] = 20 * sin(130 * t) + 3 * sin(60 * t) + 4 * sin(180 * t) +
               2 * sin(50 * t);
    }
    emg_quality row = measured(&channel, -30, 30, x, 3 * RATE);
    ck_assert_double_eq_tol(row.values[EMG_QUALITY_LINE],
                            10 * log10((400 + 4) / 25.0), 1e-9);
    ck_assert_double_eq(row.line_hz, 60);
}
END_TEST

START_TEST(below_a_second_there_is_no_spectrum)
{
    static const double x[RATE - 1];
    const emg_channel channel = {.step = 0};
    emg_quality row = measured(&channel, -1, 1, x, RATE - 1);
    ck_assert_double_nan(row.values[EMG_QUALITY_LINE]);
    ck_assert_double_nan(row.values[EMG_QUALITY_DEFORMATION]);
    ck_assert_double_nan(row.line_hz);
    ck_assert_double_eq(row.values[EMG_QUALITY_CLIPPED], 0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, runs_of_three_at_an_end_are_clipped);
    tcase_add_test(tests, within_few_steps_only_the_range_clips);
    tcase_add_test(tests, a_flat_line_may_move_by_a_step);
    tcase_add_test(tests, an_epoch_begins_afresh);
    tcase_add_test(tests, the_line_is_the_stronger_one_with_its_harmonics);
    tcase_add_test(tests, below_a_second_there_is_no_spectrum);
}

int
main(void)
{
    return unit_main("quality_raw", add);
}
