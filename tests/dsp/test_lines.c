#include "trace.h"
#include "unit.h"

#include "dsp/lines.h"

#include <math.h>

#define RATE 1000
#define FRAMES (60 * RATE)

static double x[FRAMES];

/* Noise of RMS 1 and a sine of this amplitude. */
static emg_lines
lines_of(double hz, double amplitude, int64_t frames)
{
    emg_lines lines;
    emg_line_finder *finder = emg_line_finder_create(1, RATE, NULL);
    trace_noise(x, frames, 1);
    for (int64_t i = 0; i < frames; i++)
        x[i] += amplitude * sin(2 * M_PI * hz / RATE * (double)i);
    emg_line_finder_add(finder, 0, x, 1, (int)frames);
    emg_line_finder_find(finder, 0, 30, 450, &lines);
    emg_line_finder_destroy(finder);
    return lines;
}

START_TEST(noise_has_none)
{
    emg_lines lines = lines_of(50, 0, FRAMES);
    ck_assert_int_eq(lines.n, 0);
}
END_TEST

START_TEST(a_sine_has_its_frequency_and_variance)
{
    emg_lines lines = lines_of(50.13, 1, FRAMES);
    ck_assert_int_eq(lines.n, 1);
    ck_assert_double_eq_tol(lines.at[0].hz, 50.13, 0.02);
    ck_assert_double_eq_tol(lines.at[0].variance, 0.5, 0.1);
    ck_assert_double_gt(lines.at[0].over_db, 20);
}
END_TEST

/* A periodogram of noise is exponential: among 860 bins of one stretch the
 * highest is 8 dB over the mean by itself. */
START_TEST(a_short_recording_must_show_more)
{
    ck_assert_int_eq(lines_of(50, 0, 5 * RATE).n, 0);
    ck_assert_int_eq(lines_of(50, 2, 5 * RATE).n, 1);
    ck_assert_int_eq(lines_of(50, 2, 3 * RATE).n, 0);
}
END_TEST

/* Before or behind: what is 90 dB below the rest says nothing. */
START_TEST(silence_is_not_heard)
{
    for (int half = 0; half < 2; half++) {
        emg_lines lines;
        emg_line_finder *finder = emg_line_finder_create(1, RATE, NULL);
        trace_noise(x, FRAMES, 1);
        for (int i = half * FRAMES / 2; i < (half + 1) * FRAMES / 2; i++)
            x[i] = 1e-6 * sin(2 * M_PI * 50 / RATE * (double)i);
        emg_line_finder_add(finder, 0, x, 1, FRAMES);
        emg_line_finder_find(finder, 0, 30, 450, &lines);
        ck_assert_int_eq(lines.n, 0);
        ck_assert_int_ge(emg_line_finder_stretches(finder), 13);
        ck_assert_int_le(emg_line_finder_stretches(finder), 15);
        emg_line_finder_destroy(finder);
    }
}
END_TEST

START_TEST(nothing_has_no_lines)
{
    emg_lines lines;
    emg_line_finder *finder = emg_line_finder_create(1, RATE, NULL);
    for (int i = 0; i < FRAMES; i++)
        x[i] = 0;
    emg_line_finder_add(finder, 0, x, 1, FRAMES);
    emg_line_finder_find(finder, 0, 30, 450, &lines);
    ck_assert_int_eq(lines.n, 0);
    emg_line_finder_destroy(finder);
}
END_TEST

START_TEST(a_gap_begins_a_new_stretch)
{
    emg_lines lines;
    emg_line_finder *finder = emg_line_finder_create(1, RATE, NULL);
    for (int i = 0; i < 40; i++) {
        emg_line_finder_add(finder, 0, x, 1, RATE);
        emg_line_finder_gap(finder);
    }
    emg_line_finder_find(finder, 0, 30, 450, &lines);
    ck_assert_int_eq(lines.n, 0);
    emg_line_finder_destroy(finder);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, noise_has_none);
    tcase_add_test(tests, a_sine_has_its_frequency_and_variance);
    tcase_add_test(tests, a_short_recording_must_show_more);
    tcase_add_test(tests, silence_is_not_heard);
    tcase_add_test(tests, nothing_has_no_lines);
    tcase_add_test(tests, a_gap_begins_a_new_stretch);
}

int
main(void)
{
    return unit_main("lines", add);
}
