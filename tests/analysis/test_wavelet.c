#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"
#include "memory.h"

#include <math.h>

#define RATE 1000
#define N 20000

static double x[N], y[N];
static const double *const channels[] = {x, y};
static const emg_epoch windows[] = {
    {-HUGE_VAL, HUGE_VAL}, {0, 10}, {12, 14}, {25, 30}};
static emg_group_pair pair = {{1, {1}, {0}}, {1, {2}, {0}}};

/* EMG in both from 12 to 14 s, in x alone from 3 to 5 s. */
static void
fill(void)
{
    static double emg[2][N];
    trace_emg(x, N, RATE, 1);
    trace_emg(y, N, RATE, 2);
    trace_emg(emg[0], N, RATE, 3);
    trace_emg(emg[1], N, RATE, 4);
    for (int i = 0; i < N; i++) {
        bool both = i >= 12 * RATE && i < 14 * RATE;
        x[i] += both || (i >= 3 * RATE && i < 5 * RATE) ? 200 * emg[0][i] : 0;
        y[i] += both ? 200 * emg[1][i] : 0;
    }
}

static emg_status
analyse(recorded *source, const emg_mask *mask, int block,
        emg_wavelet_support *found, emg_error *error)
{
    emg_conditioning how = emg_conditioning_default();
    how.mask = (emg_mask *)mask;
    emg_analysis *analysis = emg_wavelet_create(&source->source.recording, &how,
                                                &pair, 1, windows, 4, error);
    if (!analysis)
        return error ? error->status : EMG_NO_MEMORY;
    source->at = 0;
    source->source.ended = false;
    emg_status status = emg_analyse(&source->source, analysis, block, error);
    for (int w = 0; w < 4; w++)
        found[w] = emg_wavelet_of(analysis, 0, w);
    emg_analysis_destroy(analysis);
    return status;
}

START_TEST(support_is_where_both_are_active)
{
    recorded source;
    emg_wavelet_support s[4], other[4];
    fill();
    recorded_init(&source, RATE, 2, channels, N);
    ck_assert_int_eq(analyse(&source, NULL, 0, s, NULL), EMG_OK);
    ck_assert_double_eq_tol(s[0].time, 10, 1);
    ck_assert_double_gt(s[2].time, 95);
    ck_assert_double_eq(s[1].time, 0);
    ck_assert_double_nan(s[1].low_hz);
    ck_assert_double_ge(s[2].low_hz, 20);
    ck_assert_double_le(s[2].low_hz, 40);
    ck_assert_double_ge(s[2].high_hz, 200);
    ck_assert_int_eq(s[3].state, EMG_STATE_TOO_SHORT);
    for (int block = 1; block < 3000; block = 7 * block) {
        analyse(&source, NULL, block, other, NULL);
        for (int w = 0; w < 3; w++) {
            ck_assert(other[w].time == s[w].time);
            ck_assert(w == 1 || other[w].low_hz == s[w].low_hz);
            ck_assert(w == 1 || other[w].high_hz == s[w].high_hz);
        }
    }
    recorded_clear(&source);
}
END_TEST

/* Tones of both: strong ones, and weak ones whose product is such a share of
 * theirs. */
static double
weak_time(double share)
{
    recorded source;
    emg_wavelet_support s[4];
    for (int i = 0; i < N; i++) {
        bool strong = i >= 3 * RATE && i < 5 * RATE;
        bool weak = i >= 11 * RATE && i < 15 * RATE;
        double loud = strong ? 1 : weak ? sqrt(share) : 0;
        x[i] = 100 * loud * sin(2 * M_PI * 0.1 * i);
        y[i] = 70 * loud * cos(2 * M_PI * 0.1 * i);
    }
    recorded_init(&source, RATE, 2, channels, N);
    ck_assert_int_eq(analyse(&source, NULL, 0, s, NULL), EMG_OK);
    recorded_clear(&source);
    return s[2].time;
}

START_TEST(a_hundredth_of_the_peak_counts)
{
    ck_assert_double_eq(weak_time(0.012), 100);
    ck_assert_double_eq(weak_time(0.008), 0);
}
END_TEST

START_TEST(a_mask_hides_time_of_both)
{
    static const emg_masked stretch = {2, 12, 13};
    recorded source;
    emg_wavelet_support s[4];
    fill();
    recorded_init(&source, RATE, 2, channels, N);
    emg_mask *mask = emg_mask_create(&stretch, 1, NULL);
    analyse(&source, mask, 0, s, NULL);
    ck_assert_double_eq_tol(s[0].time, 100 * 1.0 / 19, 0.5);
    ck_assert_double_gt(s[2].time, 95);
    emg_mask_destroy(mask);
    recorded_clear(&source);
}
END_TEST

START_TEST(what_cannot_be_told_says_why)
{
    recorded source;
    emg_wavelet_support s[4];
    for (int i = 0; i < N; i++)
        x[i] = y[i] = 0;
    recorded_init(&source, RATE, 2, channels, N);
    analyse(&source, NULL, 0, s, NULL);
    ck_assert_int_eq(s[0].state, EMG_STATE_SILENT);
    ck_assert_double_nan(s[0].time);
    pair.a.n = 2;
    pair.a.numbers[1] = 2;
    analyse(&source, NULL, 0, s, NULL);
    ck_assert_int_eq(s[0].state, EMG_STATE_UNDEFINED);
    pair.a.n = 1;
    recorded_clear(&source);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    recorded source;
    emg_wavelet_support s[4];
    bool failed = true;
    fill();
    recorded_init(&source, RATE, 2, channels, 100);
    for (int64_t n = 1; failed; n++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(n);
        emg_status status = analyse(&source, NULL, 0, s, &error);
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
    }
    recorded_clear(&source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, support_is_where_both_are_active);
    tcase_add_test(tests, a_hundredth_of_the_peak_counts);
    tcase_add_test(tests, a_mask_hides_time_of_both);
    tcase_add_test(tests, what_cannot_be_told_says_why);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("wavelet", add);
}
