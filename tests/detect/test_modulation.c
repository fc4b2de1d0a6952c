#include "trace.h"
#include "unit.h"

#include "detect/modulation.h"

#include <math.h>

/* mean (1 + depth sin(2 pi hz t)) for so long. */
static emg_modulation
modulated(double mean, double depth, double hz, double rate_hz, int frames)
{
    emg_modulation m;
    emg_modulation_start(&m, rate_hz);
    for (int i = 0; i < frames; i++)
        emg_modulation_add(
            &m, mean * (1 + depth * sin(2 * M_PI * hz * i / rate_hz)));
    return m;
}

START_TEST(a_sine_of_half_the_mean_is_modulation_of_half)
{
    double hz, depth;
    emg_modulation m = modulated(1, 0.5, 5, 1000, 10000);
    emg_modulation_peak(&m, &hz, &depth);
    ck_assert_double_eq_tol(hz, 5, 1e-12);
    ck_assert_double_eq_tol(depth, 0.5, 0.5e-6);
}
END_TEST

START_TEST(frequency_and_depth_are_found_over_the_whole_band)
{
    double got_hz, got_depth;
    for (double hz = 3; hz <= 14; hz += 0.5) {
        emg_modulation m = modulated(40, 0.3, hz, 2000, 8000);
        emg_modulation_peak(&m, &got_hz, &got_depth);
        ck_assert_double_eq_tol(got_hz, hz, 1e-12);
        ck_assert_double_eq_tol(got_depth, 0.3, 1e-6);
    }
}
END_TEST

/* Between two bins both are near; within 1 Hz lies nearly all of the line. */
START_TEST(a_frequency_between_bins_is_told_to_half_a_bin)
{
    double got_hz, got_depth;
    emg_modulation m = modulated(1, 0.4, 6.25, 1000, 8000);
    emg_modulation_peak(&m, &got_hz, &got_depth);
    ck_assert_double_eq_tol(got_hz, 6.25, 0.2501);
    ck_assert_double_eq_tol(got_depth, 0.4, 0.01);
}
END_TEST

/* Cells of 10 ms need not be a whole number of frames. */
START_TEST(any_rate_finds_the_same_frequency)
{
    static const double rates[] = {256, 333, 500, 512, 1024, 1111, 2048, 10000};
    for (int r = 0; r < 8; r++) {
        double hz, depth;
        int frames = (int)ceil(10 * rates[r]);
        emg_modulation m = modulated(1, 0.5, 10, rates[r], frames);
        emg_modulation_peak(&m, &hz, &depth);
        ck_assert_double_eq_tol(hz, 10, 1e-12);
        ck_assert_double_eq_tol(depth, 0.5, 0.01);
    }
}
END_TEST

START_TEST(two_seconds_are_needed_at_any_rate)
{
    static const int rates[] = {256, 333, 500, 1000, 1024, 2000, 2048};
    for (int r = 0; r < 7; r++) {
        double hz, depth;
        emg_modulation m = modulated(1, 0.5, 5, rates[r], 2 * rates[r] - 1);
        emg_modulation_peak(&m, &hz, &depth);
        ck_assert_double_nan(hz);
        ck_assert_double_nan(depth);
        m = modulated(1, 0.5, 5, rates[r], 2 * rates[r]);
        emg_modulation_peak(&m, &hz, &depth);
        ck_assert_double_eq_tol(hz, 5, 1e-12);
        ck_assert_double_eq_tol(depth, 0.5, 0.02);
    }
}
END_TEST

START_TEST(silence_has_no_modulation)
{
    double hz, depth;
    emg_modulation m = modulated(0, 0, 5, 1000, 3000);
    emg_modulation_peak(&m, &hz, &depth);
    ck_assert_double_nan(hz);
    ck_assert_double_nan(depth);
}
END_TEST

/* In simulation unmodulated EMG reads 0.10 over many spectra. */
START_TEST(unmodulated_emg_reads_as_published)
{
    static double x[60000];
    emg_modulation m;
    double hz, depth;
    trace_emg(x, 60000, 1000, 4);
    emg_modulation_start(&m, 1000);
    for (int i = 0; i < 60000; i++)
        emg_modulation_add(&m, fabs(x[i]));
    emg_modulation_peak(&m, &hz, &depth);
    ck_assert_double_eq_tol(depth, 0.10, 0.03);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_sine_of_half_the_mean_is_modulation_of_half);
    tcase_add_test(tests, frequency_and_depth_are_found_over_the_whole_band);
    tcase_add_test(tests, a_frequency_between_bins_is_told_to_half_a_bin);
    tcase_add_test(tests, any_rate_finds_the_same_frequency);
    tcase_add_test(tests, two_seconds_are_needed_at_any_rate);
    tcase_add_test(tests, silence_has_no_modulation);
    tcase_add_test(tests, unmodulated_emg_reads_as_published);
}

int
main(void)
{
    return unit_main("modulation", add);
}
