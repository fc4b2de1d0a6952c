#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (45 * RATE)

/* Signal / error in dB after a template of 130 Hz; pulses that decay within a
 * sample or two, `loud` times as large as the signal's RMS, repeat at hz. */
static double
error_db(double hz, double loud, emg_cleaned *row)
{
    static const emg_cleaning how = {.dbs = EMG_DBS_TEMPLATE, .dbs_hz = {130}};
    recorded from;
    toy_sink kept;
    size_t n = 0;
    double *x = calloc(N, sizeof *x), *y = calloc(N, sizeof *y);
    double sum = 0, offset = 0;
    const double *samples[] = {y};
    trace_emg(x, N, RATE, 5);
    for (int i = 0; i < N; i++)
        y[i] = x[i] + loud * exp(-20 * fmod(i * hz / RATE, 1));
    recorded_init(&from, RATE, 1, samples, N);
    emg_source *source = emg_clean_create(&from.source, &how, NULL);
    toy_sink_init(&kept, 0);
    ck_assert_int_eq(emg_run(source, NULL, &kept.sink, 0, NULL), EMG_OK);
    for (int i = 0; i < N; i++)
        offset += (kept.frames[i].first - x[i]) / N;
    for (int i = 0; i < N; i++)
        sum += pow(kept.frames[i].first - x[i] - offset, 2);
    *row = emg_clean_report(source, &n, NULL)[0];
    toy_sink_clear(&kept);
    emg_source_destroy(source);
    recorded_clear(&from);
    free(x);
    free(y);
    return -10 * log10(sum / N);
}

/* A template of at most 256 phases of 30000 samples errs by as much of the
 * signal: 20.7 dB, less what phases blur. */
START_TEST(pulses_between_the_bins_of_any_spectrum_go)
{
    static const double frequencies[] = {130, 130.13, 129.87, 130.4142};
    for (int i = 0; i < 4; i++) {
        emg_cleaned row;
        ck_assert_double_gt(error_db(frequencies[i], 5, &row), 14);
        ck_assert_str_eq(row.step, "dbs");
        ck_assert_int_eq(row.state, EMG_CLEANED);
        ck_assert_double_eq_tol((double)row.found, 45 * frequencies[i], 10);
    }
}
END_TEST

START_TEST(without_stimulation_nothing_is_changed)
{
    emg_cleaned row;
    ck_assert(isinf(error_db(130, 0, &row)));
    ck_assert_int_eq(row.state, EMG_CLEANED_NOT_NEEDED);
    ck_assert_int_eq(row.found, 0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, pulses_between_the_bins_of_any_spectrum_go);
    tcase_add_test(tests, without_stimulation_nothing_is_changed);
}

int
main(void)
{
    return unit_main("clean period", add);
}
