#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (20 * RATE)

/* Eight harmonics of 130 Hz, folded: 130, 260, 390, 480, 350, 220, 90, 40 Hz.
 */
static const double folded[] = {130, 260, 390, 480, 350, 220, 90, 40};

/* Signal / error after cleaning, in dB; signal RMS 1, each line's `amplitude`.
 */
static double
error_db(emg_cleaning how, double amplitude, emg_cleaned *row)
{
    recorded from;
    toy_sink kept;
    size_t n = 0;
    double *x = calloc(N, sizeof *x), *y = calloc(N, sizeof *y), sum = 0;
    const double *samples[] = {y};
    trace_emg(x, N, RATE, 5);
    for (int i = 0; i < N; i++) {
        y[i] = x[i];
        for (int m = 0; m < 8; m++)
            y[i] += amplitude * sin(2 * M_PI * folded[m] * i / RATE + m);
    }
    recorded_init(&from, RATE, 1, samples, N);
    emg_source *source = emg_clean_create(&from.source, &how, NULL);
    toy_sink_init(&kept, 0);
    ck_assert_int_eq(emg_run(source, NULL, &kept.sink, 0, NULL), EMG_OK);
    for (int i = 0; i < N; i++)
        sum += pow(kept.frames[i].first - x[i], 2);
    *row = emg_clean_report(source, &n, NULL)[0];
    toy_sink_clear(&kept);
    emg_source_destroy(source);
    recorded_clear(&from);
    free(x);
    free(y);
    return -10 * log10(sum / N);
}

/* Eight lines of amplitude 1 have a power of 4: -6 dB. */
START_TEST(folded_harmonics_are_cut_where_they_are_expected)
{
    emg_cleaned row;
    emg_cleaning how = {.dbs = EMG_DBS_GIVEN, .dbs_hz = {130}};
    ck_assert_double_gt(error_db(how, 1, &row), 15);
    ck_assert_str_eq(row.step, "dbs");
    ck_assert_double_eq(row.hz, 130);
    ck_assert_int_ge(row.found, 4 * 8);
    ck_assert_int_le(row.found, 4 * 8 + 8);
    how.dbs_hz[0] = 137; /* elsewhere, but they stand out */
    ck_assert_double_gt(error_db(how, 1, &row), 15);
}
END_TEST

START_TEST(a_search_finds_them_anywhere)
{
    emg_cleaned row;
    ck_assert_double_gt(
        error_db((emg_cleaning){.dbs = EMG_DBS_SEARCH}, 1, &row), 12);
    ck_assert(isnan(row.hz));
}
END_TEST

START_TEST(without_stimulation_next_to_nothing_is_changed)
{
    emg_cleaned row;
    ck_assert_double_gt(
        error_db((emg_cleaning){.dbs = EMG_DBS_GIVEN, .dbs_hz = {130, 185}}, 0,
                 &row),
        20);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, folded_harmonics_are_cut_where_they_are_expected);
    tcase_add_test(tests, a_search_finds_them_anywhere);
    tcase_add_test(tests, without_stimulation_next_to_nothing_is_changed);
}

int
main(void)
{
    return unit_main("clean dbs", add);
}
