/* What it finds is asked of the whole analysis. */
#include "memory.h"
#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>

#define RATE 1000
#define N (8 * RATE)

static double x[N];
static const double *const channels[] = {x};

/* Ten times as strong from 3 s to 4.2 s. */
static emg_analysis *
found_in(recorded *source, double from_s, double to_s, int64_t refused,
         emg_error *error)
{
    emg_rest_level rest = {.number = 1,
                           .mean = 0.8,
                           .sd = 0.1,
                           .from_s = from_s,
                           .to_s = to_s,
                           .stands_out = true};
    emg_conditioning how = emg_conditioning_default();
    emg_pair pair = emg_pair_default(1, 1);
    pair.max_correlation = HUGE_VAL;
    pair.min_balance = 0;
    pair.gap_s = pair.min_duration_s = 0.03;
    pair.false_alarm = 1e-6;
    trace_emg(x, N, RATE, 5);
    for (int i = 3000; i < 4200; i++)
        x[i] *= 10;
    recorded_init(source, RATE, 1, channels, N);
    memory_refuse(refused);
    emg_analysis *analysis =
        emg_cocontract_create(&source->source.recording, &how,
                              EMG_METHOD_DOUBLE, &pair, 1, &rest, 1, error);
    if (analysis)
        emg_analyse(&source->source, analysis, 0, error);
    return analysis;
}

static void
expect_the_burst(double from_s, double to_s)
{
    recorded source;
    int n = 0;
    emg_analysis *analysis = found_in(&source, from_s, to_s, 0, NULL);
    const emg_finding *found = emg_cocontract_findings(analysis, &n);
    ck_assert_int_eq(n, 1);
    ck_assert_double_eq_tol(found[0].onset_s, 3, 0.02);
    ck_assert_double_eq_tol(found[0].duration_s, 1.2, 0.03);
    emg_analysis_destroy(analysis);
    recorded_clear(&source);
}

START_TEST(a_burst_is_found_where_rest_is_known_by_time_or_by_level)
{
    expect_the_burst(0, 2);
    expect_the_burst(-1, -1);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    bool failed = true;
    for (int64_t nth = 1; failed; nth++) {
        recorded source;
        emg_error error = EMG_NO_ERROR;
        emg_analysis *analysis = found_in(&source, -1, -1, nth, &error);
        failed = memory_refused();
        memory_refuse(0);
        if (failed)
            ck_assert_int_eq(error.status, EMG_NO_MEMORY);
        emg_analysis_destroy(analysis);
        recorded_clear(&source);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   a_burst_is_found_where_rest_is_known_by_time_or_by_level);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("double finder", add);
}
