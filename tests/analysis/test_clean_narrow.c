#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (20 * RATE)

/* EMG of RMS 1 with a line of this amplitude at 133.4 Hz, cleaned; its row. */
static emg_cleaned
cleaned(double amplitude, int n)
{
    const emg_cleaning how = {.narrow = true};
    recorded from;
    toy_sink kept;
    size_t n_rows = 0;
    double *x = calloc(N, sizeof *x);
    const double *samples[] = {x};
    trace_emg(x, N, RATE, 5);
    for (int i = 0; i < N; i++)
        x[i] += amplitude * sin(2 * M_PI * 133.4 * i / RATE);
    recorded_init(&from, RATE, 1, samples, n);
    emg_source *source = emg_clean_create(&from.source, &how, NULL);
    toy_sink_init(&kept, 0);
    ck_assert_int_eq(emg_run(source, NULL, &kept.sink, 0, NULL), EMG_OK);
    const emg_cleaned *rows = emg_clean_report(source, &n_rows, NULL);
    ck_assert_uint_eq(n_rows, 1);
    ck_assert_str_eq(rows[0].step, "narrow");
    emg_cleaned row = rows[0];
    toy_sink_clear(&kept);
    emg_source_destroy(source);
    recorded_clear(&from);
    free(x);
    return row;
}

START_TEST(narrow_lines_are_found_where_they_are)
{
    emg_cleaned row = cleaned(0.5, N);
    ck_assert_int_eq(row.found, 4 * 5); /* blocks, bins */
    ck_assert_int_eq(row.state, EMG_CLEANED);
    ck_assert_int_eq(cleaned(0, N).found, 0);
    ck_assert_int_eq(cleaned(0, N).state, EMG_CLEANED_NOT_NEEDED);
}
END_TEST

START_TEST(few_spectra_tell_lines_from_nothing)
{
    ck_assert_int_eq(cleaned(0.5, 4 * RATE).found, 0);
    ck_assert_int_eq(cleaned(0.5, RATE - 1).state, EMG_CLEANED_TOO_SHORT);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, narrow_lines_are_found_where_they_are);
    tcase_add_test(tests, few_spectra_tell_lines_from_nothing);
}

int
main(void)
{
    return unit_main("clean narrow", add);
}
