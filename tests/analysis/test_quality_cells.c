#include "unit.h"

#include "analysis/quality_cells.h"

#include <math.h>

static emg_quality
levels(double *at, int n, double rest)
{
    emg_quality row = {0};
    emg_quality_cells cells = {at, n, 0.1};
    for (int i = 0; i < EMG_QUALITY_INDICES; i++)
        row.values[i] = NAN;
    emg_quality_levels(&row, &cells, rest);
    return row;
}

/* Rest of RMS 2, 4 cells of it and one of 5; activity of powers 100 and 300. */
START_TEST(activity_and_noise_are_told_apart_by_the_rest)
{
    double at[] = {4, 4, 100, 300, 4, 100, 4, 300, 100, 300, 5};
    emg_quality row = levels(at, 11, 2);
    ck_assert_double_eq_tol(row.values[EMG_QUALITY_NOISE], sqrt(21.0 / 5),
                            1e-12);
    ck_assert_double_eq_tol(row.values[EMG_QUALITY_SNR],
                            20 * log10(sqrt(200) / 2), 1e-12);
    ck_assert_double_eq_tol(row.values[EMG_QUALITY_SNR_EXCESS],
                            10 * log10(196 / 4.0), 1e-12);
}
END_TEST

START_TEST(below_half_a_second_neither_is_known)
{
    double at[] = {4, 4, 4, 4, 100, 100, 100, 100};
    emg_quality row = levels(at, 8, 2);
    ck_assert_double_nan(row.values[EMG_QUALITY_NOISE]);
    ck_assert_double_nan(row.values[EMG_QUALITY_SNR]);
    double more[] = {4, 4, 4, 4, 4, 100, 100, 100, 100, 100};
    row = levels(more, 10, NAN);
    ck_assert_double_nan(row.values[EMG_QUALITY_NOISE]);
}
END_TEST

#define CELLS 100

/* Ten seconds at rest, a beat every period_s, and a burst from 3 s to 5 s. */
static double
beat(double period_s, double burst)
{
    double beats_at[10 * CELLS], cells_at[CELLS];
    emg_quality_cells beats = {beats_at, 10 * CELLS, 0.01};
    emg_quality_cells cells = {cells_at, CELLS, 0.1};
    int period = (int)round(period_s * 100);
    for (int i = 0; i < CELLS; i++)
        cells_at[i] = i >= 30 && i < 50 && burst > 0 ? 100 : 1;
    for (int i = 0; i < 10 * CELLS; i++) {
        beats_at[i] = period > 0 && i % period == 3 ? 50 : 1;
        if (i >= 300 && i < 500)
            beats_at[i] += burst * (i - 300);
        if (period > 0 && i % period == 3)
            cells_at[i / 10] = 5; /* a beat alone is no activity */
    }
    return emg_quality_beat(&beats, &cells, 1);
}

START_TEST(what_comes_again_is_a_heartbeat)
{
    ck_assert_double_gt(beat(0.8, 0), 0.95);
    ck_assert_double_gt(beat(0.8, 20), 0.95);
}
END_TEST

START_TEST(other_periods_are_none)
{
    ck_assert_double_lt(beat(1.9, 0), 0.01);
}
END_TEST

START_TEST(nothing_is_known_of_silence_or_without_a_rest)
{
    double at[10 * CELLS] = {0}, none[CELLS] = {0};
    emg_quality_cells beats = {at, 10 * CELLS, 0.01};
    emg_quality_cells cells = {none, CELLS, 0.1};
    ck_assert_double_nan(emg_quality_beat(&beats, &cells, NAN));
    ck_assert_double_nan(emg_quality_beat(&beats, &cells, 1));
    ck_assert_double_nan(beat(0, 0));
}
END_TEST

/* 4.5 s of low activity are needed: three longest beats. */
START_TEST(too_little_low_activity_tells_nothing)
{
    double at[10 * CELLS], active[CELLS];
    emg_quality_cells beats = {at, 10 * CELLS, 0.01};
    emg_quality_cells cells = {active, CELLS, 0.1};
    for (int first = 46; first >= 45; first--) {
        for (int i = 0; i < CELLS; i++)
            active[i] = i >= first ? 100 : 1;
        for (int i = 0; i < 10 * CELLS; i++)
            at[i] = i % 80 == 0 ? 50 : 1;
        double found = emg_quality_beat(&beats, &cells, 1);
        ck_assert_int_eq(isnan(found) != 0, first == 45);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, activity_and_noise_are_told_apart_by_the_rest);
    tcase_add_test(tests, below_half_a_second_neither_is_known);
    tcase_add_test(tests, what_comes_again_is_a_heartbeat);
    tcase_add_test(tests, other_periods_are_none);
    tcase_add_test(tests, nothing_is_known_of_silence_or_without_a_rest);
    tcase_add_test(tests, too_little_low_activity_tells_nothing);
}

int
main(void)
{
    return unit_main("quality_cells", add);
}
