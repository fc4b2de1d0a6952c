#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (20 * RATE)

/* EMG of RMS 1 with a line of this amplitude, cleaned; its row. */
static emg_cleaned
cleaned(emg_cleaning how, double hz, double amplitude, int n)
{
    recorded from;
    toy_sink kept;
    size_t n_rows = 0;
    double *x = calloc(N, sizeof *x);
    const double *samples[] = {x};
    trace_emg(x, N, RATE, 5);
    for (int i = 0; i < N; i++)
        x[i] += amplitude * sin(2 * M_PI * hz * i / RATE);
    recorded_init(&from, RATE, 1, samples, n);
    emg_source *source = emg_clean_create(&from.source, &how, NULL);
    toy_sink_init(&kept, 0);
    ck_assert_int_eq(emg_run(source, NULL, &kept.sink, 0, NULL), EMG_OK);
    const emg_cleaned *rows = emg_clean_report(source, &n_rows, NULL);
    ck_assert_uint_eq(n_rows, 1);
    emg_cleaned row = rows[0];
    toy_sink_clear(&kept);
    emg_source_destroy(source);
    recorded_clear(&from);
    free(x);
    return row;
}

static const emg_cleaning automatic = {.line = EMG_LINE_AUTO};
static const emg_cleaning drawn = {.line = EMG_LINE_AUTO, .interpolate = true};

/* A sine of amplitude A lies 10 log10(2 / A^2) dB below a signal of RMS 1. */
START_TEST(a_line_is_measured_and_found)
{
    emg_cleaned row = cleaned(automatic, 60, 1, N);
    ck_assert_double_eq(row.hz, 60);
    ck_assert_double_eq_tol(row.ratio_db, 3.01, 0.3);
    ck_assert_int_eq(row.state, EMG_CLEANED);
    ck_assert_int_eq(row.found, 2); /* a sine in each of two windows */
    ck_assert_int_eq(cleaned(drawn, 60, 1, N).found, 4 * 5); /* blocks, bins */
    ck_assert_double_eq(cleaned(automatic, 50, 1, N).hz, 50);
}
END_TEST

START_TEST(above_9_db_a_line_is_left_alone_unless_that_is_asked)
{
    emg_cleaned row = cleaned(automatic, 50, 0.4, N);
    ck_assert_double_eq_tol(row.ratio_db, 10.97, 1);
    ck_assert_int_eq(row.state, EMG_CLEANED_NOT_NEEDED);
    ck_assert_int_eq(row.changed, 0);
    emg_cleaning always = {.line = EMG_LINE_ALWAYS, .line_hz = 50};
    row = cleaned(always, 50, 0.4, N);
    ck_assert_int_eq(row.state, EMG_CLEANED);
    ck_assert_int_eq(row.found, 2);
    always.interpolate = true;
    row = cleaned(always, 50, 0.4, N);
    ck_assert_int_eq(row.found, 4 * 8 * 5); /* 50 to 400 Hz */
}
END_TEST

START_TEST(a_frequency_that_is_given_is_not_looked_for)
{
    emg_cleaning given = {.line = EMG_LINE_AUTO, .line_hz = 60};
    ck_assert_int_eq(cleaned(given, 50, 3, N).state, EMG_CLEANED_NOT_NEEDED);
}
END_TEST

START_TEST(where_hum_is_asked_for_and_missing_hardly_anything_goes)
{
    emg_cleaning always = {.line = EMG_LINE_ALWAYS, .line_hz = 50};
    emg_cleaned row = cleaned(always, 50, 0, N);
    ck_assert_int_le(row.found, 1); /* of 16: chance */
    ck_assert_double_lt(row.removed_db, -25);
    emg_cleaning sixty = {.line = EMG_LINE_ALWAYS, .line_hz = 60};
    row = cleaned(sixty, 50, 0, N);
    ck_assert_int_eq(row.state, EMG_CLEANED_NOT_NEEDED);
    ck_assert_int_eq(row.changed, 0);
}
END_TEST

START_TEST(less_than_a_second_is_too_short)
{
    ck_assert_int_eq(cleaned(automatic, 50, 3, RATE - 1).state,
                     EMG_CLEANED_TOO_SHORT);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_line_is_measured_and_found);
    tcase_add_test(tests, above_9_db_a_line_is_left_alone_unless_that_is_asked);
    tcase_add_test(tests, a_frequency_that_is_given_is_not_looked_for);
    tcase_add_test(tests,
                   where_hum_is_asked_for_and_missing_hardly_anything_goes);
    tcase_add_test(tests, less_than_a_second_is_too_short);
}

int
main(void)
{
    return unit_main("clean line", add);
}
