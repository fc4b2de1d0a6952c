#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"
#include "memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE 2000
#define MOST (130 * RATE)

static double x[MOST], y[MOST];
static const double *const channels[] = {x, y};

/* `amplitude` times EMG from one second to another, on noise of RMS 1. */
static void
fill(double *to, double amplitude, double from_s, double to_s, uint64_t seed)
{
    static double noise[MOST];
    int64_t first = (int64_t)(from_s * RATE), end = (int64_t)(to_s * RATE);
    trace_emg(noise, end - first, RATE, seed);
    for (int64_t i = first; i < end; i++)
        to[i] += amplitude * noise[i - first];
}

static void
rest(double *to, double to_s, uint64_t seed)
{
    memset(to, 0, MOST * sizeof *to);
    fill(to, 1, 0, to_s, seed);
}

/* The onsets of trials in x (and y); the sink is the caller's. */
static emg_sink *
sink_of(recorded *source, const emg_trial *trials, int n, int block)
{
    emg_conditioning conditioning = emg_conditioning_default();
    emg_sink *sink = emg_trials_create(&source->source.recording, &conditioning,
                                       trials, n, NULL);
    ck_assert_ptr_nonnull(sink);
    source->at = 0;
    source->source.ended = false;
    ck_assert_int_eq(emg_run(&source->source, NULL, sink, block, NULL), EMG_OK);
    return sink;
}

static emg_trial_onset
onset_of(double end_s, emg_trial trial)
{
    recorded source;
    int n = 0;
    recorded_init(&source, RATE, 1, channels, (int64_t)(end_s * RATE));
    emg_sink *sink = sink_of(&source, &trial, 1, 0);
    const emg_trial_onset *onsets = emg_trials_onsets(sink, &n);
    ck_assert_int_eq(n, 1);
    emg_trial_onset one = onsets[0];
    emg_sink_destroy(sink);
    recorded_clear(&source);
    return one;
}

static int
by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

/* Of 40 trials whose contraction is `amplitude` times the noise. */
static double
median_error_ms(double amplitude, double *worst)
{
    double errors[40];
    for (int i = 0; i < 40; i++) {
        double true_s = 1 + i * 0.0213;
        rest(x, 3, 100 + (uint64_t)i);
        fill(x, amplitude, true_s, true_s + 0.6, 200 + (uint64_t)i);
        emg_trial_onset one = onset_of(3, (emg_trial){0, 3, 0});
        ck_assert_int_eq(one.state, EMG_STATE_OK);
        errors[i] = 1000 * fabs(one.onset_s - true_s);
    }
    qsort(errors, 40, sizeof *errors, by_size);
    *worst = errors[39];
    return (errors[19] + errors[20]) / 2;
}

/* Abrupt onsets at 6, 10, 20 and 30 dB. A zero-phase band-pass is early from
 * 20 dB on, by 13 ms at worst at 30 dB. */
START_TEST(abrupt_onsets_are_timed_to_milliseconds)
{
    double worst = 0;
    ck_assert_double_lt(median_error_ms(2, &worst), 6);
    ck_assert_double_lt(median_error_ms(3.16, &worst), 3);
    ck_assert_double_lt(median_error_ms(10, &worst), 1.5);
    ck_assert_double_lt(worst, 10);
    ck_assert_double_lt(median_error_ms(31.6, &worst), 1.5);
    ck_assert_double_lt(worst, 5);
}
END_TEST

START_TEST(end_amplitude_and_doubt_are_told)
{
    rest(x, 4, 1);
    fill(x, 20, 1.5, 2.4, 2);
    emg_trial_onset one = onset_of(4, (emg_trial){0, 4, 0});
    ck_assert_double_eq_tol(one.onset_s, 1.5, 0.004);
    ck_assert_double_eq_tol(one.duration_s, 0.9, 0.03);
    ck_assert(one.earliest_s <= one.onset_s && one.onset_s <= one.latest_s);
    ck_assert_double_lt(one.latest_s - one.earliest_s, 0.01);
    ck_assert_double_eq_tol(one.mean / one.rest, 20, 2);
    ck_assert_int_eq(one.flags, 0);
    one = onset_of(4, (emg_trial){0, 2.2, 0});
    ck_assert_int_eq(one.flags, EMG_FLAG_TRUNCATED);
    ck_assert_double_eq_tol(one.onset_s + one.duration_s, 2.2, 1e-3);
}
END_TEST

/* As a BioSemi electrode without a reference has. */
START_TEST(an_offset_of_the_electrode_does_not_matter)
{
    rest(x, 3, 3);
    fill(x, 10, 0.4, 1, 4);
    emg_trial_onset without = onset_of(3, (emg_trial){0, 3, 0});
    for (int i = 0; i < 3 * RATE; i++)
        x[i] -= 40000;
    emg_trial_onset with = onset_of(3, (emg_trial){0, 3, 0});
    ck_assert_double_eq(with.onset_s, without.onset_s);
    ck_assert_double_eq_tol(with.onset_s, 0.4, 0.005);
}
END_TEST

START_TEST(each_trial_and_channel_has_one_whatever_the_block_size)
{
    emg_trial trials[] = {{0.5, 3, 1}, {3, 6, 3.5}, {5, 8, 5}, {9, 12, 9}};
    static const double truth[] = {1.4, 4.2, 6.5};
    recorded source;
    emg_trial_onset first[8];
    int n = 0;
    rest(x, 8, 5);
    rest(y, 8, 6);
    for (int t = 0; t < 3; t++) {
        fill(x, 20, truth[t], truth[t] + 0.3, 7 + (uint64_t)t);
        fill(y, 20, truth[t] + 0.1, truth[t] + 0.3, 17 + (uint64_t)t);
    }
    recorded_init(&source, RATE, 2, channels, 8 * RATE);
    for (int block = 0; block <= 700; block += 50) {
        emg_sink *sink = sink_of(&source, trials, 4, block);
        const emg_trial_onset *onsets = emg_trials_onsets(sink, &n);
        ck_assert_int_eq(n, 8);
        if (block == 0)
            memcpy(first, onsets, sizeof first);
        ck_assert_mem_eq(first, onsets, sizeof first);
        emg_sink_destroy(sink);
    }
    for (int i = 0; i < 8; i++) {
        ck_assert_int_eq(first[i].trial, i / 2);
        ck_assert_int_eq(first[i].number, i % 2 + 1);
        if (i < 6)
            ck_assert_double_eq_tol(first[i].onset_s,
                                    truth[i / 2] + 0.1 * (i % 2), 0.005);
    }
    ck_assert_int_eq(first[6].state, EMG_STATE_TOO_SHORT); /* never came */
    ck_assert_double_nan(first[6].onset_s);
    recorded_clear(&source);
}
END_TEST

START_TEST(a_trial_ends_at_a_gap)
{
    static const emg_segment segments[] = {
        {0, 0, 0}, {1, 10 * (emg_ticks)EMG_TICKS_PER_S, 2 * RATE}};
    emg_trial trials[] = {{0, 12, 0}, {10, 12, 10}};
    recorded source;
    int n = 0;
    rest(x, 4, 8);
    fill(x, 10, 1, 1.3, 9);
    fill(x, 100, 3, 3.3, 10);
    recorded_init(&source, RATE, 1, channels, 4 * RATE);
    source.segments = segments;
    source.n_segments = 2;
    emg_sink *sink = sink_of(&source, trials, 2, 0);
    const emg_trial_onset *onsets = emg_trials_onsets(sink, &n);
    ck_assert_double_eq_tol(onsets[0].onset_s, 1, 0.005);
    ck_assert_double_eq_tol(onsets[1].onset_s, 11, 0.005);
    emg_sink_destroy(sink);
    recorded_clear(&source);
}
END_TEST

/* A shock before the contraction, and the end of a stretch that is hidden. */
START_TEST(what_a_mask_hides_is_neither_rest_nor_contraction)
{
    static const emg_masked stretches[] = {{1, 1.2, 1.3}, {2, 0, 3}};
    emg_trial trial = {0, 3, 0.5};
    emg_conditioning conditioning = emg_conditioning_default();
    recorded source;
    int n = 0;
    rest(x, 3, 21);
    fill(x, 200, 1.22, 1.28, 22);
    fill(x, 10, 2, 2.5, 23);
    memcpy(y, x, sizeof y);
    ck_assert_double_eq_tol(onset_of(3, trial).onset_s, 1.22, 0.005);
    recorded_init(&source, RATE, 2, channels, 3 * RATE);
    for (int begins = 0; begins < 2; begins++) {
        emg_masked now[2] = {stretches[0], stretches[1]};
        if (begins)
            now[0].to_s = 2.1;
        conditioning.mask = emg_mask_create(now, 2, NULL);
        emg_sink *sink = emg_trials_create(&source.source.recording,
                                           &conditioning, &trial, 1, NULL);
        source.at = 0;
        source.source.ended = false;
        ck_assert_int_eq(emg_run(&source.source, NULL, sink, 0, NULL), EMG_OK);
        const emg_trial_onset *onsets = emg_trials_onsets(sink, &n);
        ck_assert_double_eq_tol(onsets[0].onset_s, begins ? 2.1 : 2, 0.005);
        ck_assert_double_eq_tol(onsets[0].onset_s + onsets[0].duration_s, 2.5,
                                0.02);
        ck_assert_int_eq(onsets[0].flags, begins ? EMG_FLAG_TRUNCATED : 0);
        if (begins) /* it may have begun in what is hidden */
            ck_assert_double_le(onsets[0].earliest_s, 1.2);
        ck_assert_int_eq(onsets[1].state, EMG_STATE_TOO_SHORT);
        emg_sink_destroy(sink);
        emg_mask_destroy(conditioning.mask);
    }
    recorded_clear(&source);
}
END_TEST

START_TEST(what_cannot_be_known_is_refused)
{
    rest(x, 125, 11);
    ck_assert_int_eq(onset_of(3, (emg_trial){0, 3, 0}).state,
                     EMG_STATE_NO_CONTRAST);
    ck_assert_int_eq(onset_of(0.1, (emg_trial){0, 1, 0}).state,
                     EMG_STATE_TOO_SHORT);
    ck_assert_int_eq(onset_of(125, (emg_trial){0, 125, 0}).state,
                     EMG_STATE_TOO_LONG);
    memset(x, 0, sizeof x);
    ck_assert_int_eq(onset_of(3, (emg_trial){0, 3, 0}).state, EMG_STATE_SILENT);
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    emg_conditioning conditioning = emg_conditioning_default();
    emg_trial trial = {0, 1, 0};
    recorded source;
    bool failed = true;
    rest(x, 1, 12);
    recorded_init(&source, RATE, 1, channels, RATE);
    for (int64_t n = 1; failed; n++) {
        emg_error error = EMG_NO_ERROR;
        source.at = 0;
        source.source.ended = false;
        memory_refuse(n);
        emg_sink *sink = emg_trials_create(&source.source.recording,
                                           &conditioning, &trial, 1, &error);
        emg_status status = sink
                                ? emg_run(&source.source, NULL, sink, 0, &error)
                                : error.status;
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_sink_destroy(sink);
    }
    recorded_clear(&source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, abrupt_onsets_are_timed_to_milliseconds);
    tcase_add_test(tests, end_amplitude_and_doubt_are_told);
    tcase_add_test(tests, an_offset_of_the_electrode_does_not_matter);
    tcase_add_test(tests,
                   each_trial_and_channel_has_one_whatever_the_block_size);
    tcase_add_test(tests, a_trial_ends_at_a_gap);
    tcase_add_test(tests, what_a_mask_hides_is_neither_rest_nor_contraction);
    tcase_add_test(tests, what_cannot_be_known_is_refused);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("trials", add);
}
