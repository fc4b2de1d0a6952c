/* The strong method from samples to findings. */
#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define RATE 1000
#define MOST (60 * RATE)

static double x[MOST], y[MOST];
static const double *const channels[] = {x, y};
static const double *const swapped[] = {y, x};

typedef struct outcome {
    emg_finding findings[16];
    int n;
    emg_pair_summary summary;
} outcome;

static outcome
analyse(const double *const *samples, emg_pair pair, int frames, int block)
{
    outcome to = {.n = 0};
    recorded source;
    emg_error error = EMG_NO_ERROR;
    emg_conditioning conditioning = emg_conditioning_default();
    recorded_init(&source, RATE, 2, samples, frames);
    emg_analysis *events =
        emg_cocontract_create(&source.source.recording, &conditioning,
                              EMG_METHOD_STRONG, &pair, 1, NULL, 0, &error);
    ck_assert_ptr_nonnull(events);
    ck_assert_int_eq(emg_analyse(&source.source, events, block, &error),
                     EMG_OK);
    const emg_finding *found = emg_cocontract_findings(events, &to.n);
    ck_assert_int_le(to.n, 16);
    for (int i = 0; i < to.n; i++)
        to.findings[i] = found[i];
    to.summary = emg_cocontract_summary(events, 0);
    emg_analysis_destroy(events);
    recorded_clear(&source);
    return to;
}

static void
contract(double *to, double from_s, double to_s, double rms, uint64_t seed)
{
    static double noise[MOST];
    int first = (int)(from_s * RATE), end = (int)(to_s * RATE);
    trace_emg(noise, end - first, RATE, seed);
    for (int i = first; i < end; i++)
        to[i] += rms * noise[i - first];
}

/* Noise of so many uV, usually 8; both from 8 to 11 s and from 30.1 to 36 s,
 * one alone from 15 to 20 s, in turns of 0.1 s from 40 to 45 s. 0.2 of x is
 * heard in y. */
static void
make_over(double noise)
{
    trace_noise(x, MOST, 1);
    trace_noise(y, MOST, 2);
    for (int i = 0; i < MOST; i++) {
        x[i] *= noise;
        y[i] *= noise;
    }
    contract(x, 8, 11, 60, 11);
    contract(y, 8, 11, 40, 12);
    contract(x, 15, 20, 60, 13);
    contract(x, 30, 36, 60, 14);
    contract(y, 30.1, 36.2, 40, 15);
    for (int turn = 0; turn < 50; turn++)
        contract(turn % 2 ? x : y, 40 + 0.1 * turn, 40.1 + 0.1 * turn, 50,
                 20 + (uint64_t)turn);
    for (int i = MOST - 1; i >= 1; i--)
        y[i] += 0.2 * x[i - 1];
}

static void
make(void)
{
    make_over(8);
}

static emg_pair
plain(int a, int b)
{
    emg_pair pair = emg_pair_default(a, b);
    pair.min_duration_s = 1;
    pair.min_balance = 0;
    return pair;
}

static outcome
expect_both(double within_s)
{
    static const double onsets[] = {8, 30.1}, ends[] = {11, 36};
    outcome to = analyse(channels, plain(1, 2), MOST, 0);
    int n = 0;
    for (int i = 0; i < to.n; i++) {
        const emg_finding *f = &to.findings[i];
        if (f->type != EMG_SUSTAINED_COCONTRACTION)
            continue;
        ck_assert_int_lt(n, 2);
        ck_assert_double_eq_tol(f->onset_s, onsets[n], within_s);
        ck_assert_double_eq_tol(f->onset_s + f->duration_s, ends[n++], 0.02);
        ck_assert_double_lt(f->evidence.crosstalk_b, 0.2);
        ck_assert(f->evidence.onset_spread_s > 0);
        ck_assert_double_eq_tol(f->mean_a, 48, 6); /* of |x| of 60 */
    }
    ck_assert_int_eq(n, 2);
    ck_assert_int_eq(to.summary.n_events, 2);
    return to;
}

START_TEST(events_are_found_without_any_rest_given)
{
    make();
    expect_both(0.02);
}
END_TEST

/* From 37 to 75 dB, to a noise below one step of 1 uV, to none: there crosstalk
 * just before an event passes for its beginning. */
START_TEST(a_quiet_amplifier_hides_nothing)
{
    static const double noises[] = {0.8, 0.3, 0.1, 0.01, 0.2, 0};
    for (int k = 0; k < 6; k++) {
        make_over(noises[k]);
        for (int i = 0; i < MOST && k >= 4; i++) {
            x[i] = round(x[i]);
            y[i] = round(y[i]);
        }
        outcome to = expect_both(noises[k] > 0 ? 0.02 : 0.1);
        ck_assert_double_eq(to.summary.analysable_s, 60);
        ck_assert_int_eq(to.summary.flags & EMG_FLAG_FLAT,
                         k >= 4 ? EMG_FLAG_FLAT : 0);
    }
}
END_TEST

/* A motor nearby: both hear it for 3 s, as loud as a contraction, but white. */
START_TEST(noise_that_comes_and_goes_is_no_event)
{
    static double noise[MOST];
    make();
    for (int k = 0; k < 2; k++) {
        trace_noise(noise, MOST, 31 + (uint64_t)k);
        for (int i = 22 * RATE; i < 25 * RATE; i++)
            (k ? y : x)[i] += 40 * noise[i];
    }
    expect_both(0.02);
}
END_TEST

/* Both cables off until the second event is under way: what is left of it
 * begins where they are on again. */
START_TEST(no_event_goes_on_through_a_long_loss)
{
    make();
    for (int i = 20 * RATE; i < 31 * RATE; i++)
        x[i] = y[i] = 0;
    outcome to = analyse(channels, plain(1, 2), MOST, 0);
    ck_assert_int_eq(to.summary.n_events, 2);
    ck_assert_double_eq_tol(to.findings[1].onset_s, 31, 0.001);
    ck_assert_double_eq_tol(to.findings[1].duration_s, 5, 0.02);
    ck_assert_double_eq(to.summary.analysable_s, 49);
    /* 8 s, and of 5 s in turns most */
    ck_assert_double_lt(to.summary.temporal, 100 * 13.0 / 49);
    ck_assert_int_eq(to.summary.flags, EMG_FLAG_FLAT);
}
END_TEST

/* Every bit but those of the padding, which nobody set. */
static void
expect_same(const emg_finding *one, const emg_finding *two)
{
    const size_t from = offsetof(emg_finding, onset_s),
                 to = offsetof(emg_finding, evidence.alternates);
    ck_assert_int_eq(one->pair, two->pair);
    ck_assert_int_eq(one->type, two->type);
    ck_assert_int_eq(one->state, two->state);
    ck_assert_mem_eq((const char *)one + from, (const char *)two + from,
                     to - from);
    ck_assert_int_eq(one->evidence.alternates, two->evidence.alternates);
    ck_assert_int_eq(one->flags, two->flags);
}

START_TEST(findings_depend_neither_on_blocks_nor_on_order)
{
    make();
    outcome first = analyse(channels, plain(1, 2), MOST, 0);
    outcome small = analyse(channels, plain(1, 2), MOST, 7);
    outcome other = analyse(swapped, plain(1, 2), MOST, 0);
    ck_assert_int_gt(first.n, 0);
    ck_assert_int_eq(small.n, first.n);
    ck_assert_int_eq(other.n, first.n);
    for (int i = 0; i < first.n; i++) {
        const emg_finding *one = &first.findings[i], *two = &other.findings[i];
        expect_same(one, &small.findings[i]);
        ck_assert_double_eq(one->onset_s, two->onset_s);
        ck_assert_double_eq(one->duration_s, two->duration_s);
        ck_assert_int_eq(one->type, two->type);
        ck_assert_double_eq(one->mean_a, two->mean_b);
    }
}
END_TEST

/* With 0.9 of x heard in y no more than noise is left of y alone. */
START_TEST(crosstalk_alone_is_no_event)
{
    trace_noise(x, MOST, 1);
    trace_noise(y, MOST, 2);
    contract(x, 5, 9, 30, 3);
    contract(x, 12, 15, 30, 4);
    contract(x, 30, 45, 30, 5);
    for (int i = MOST - 1; i >= 1; i--)
        y[i] += 0.9 * x[i - 1];
    outcome to = analyse(channels, plain(1, 2), MOST, 0);
    ck_assert_int_eq(to.summary.n_events, 0);
}
END_TEST

START_TEST(one_channel_has_bursts)
{
    make();
    outcome to = analyse(channels, plain(1, 1), MOST, 0);
    ck_assert_int_ge(to.n, 3);
    ck_assert_double_eq_tol(to.findings[1].onset_s, 15, 0.02);
    ck_assert_double_eq_tol(to.findings[1].duration_s, 5, 0.03);
}
END_TEST

START_TEST(two_seconds_are_too_short)
{
    make();
    outcome to = analyse(channels, plain(1, 2), 2 * RATE, 0);
    ck_assert_int_eq(to.n, 1);
    ck_assert_int_eq(to.findings[0].type, EMG_NOT_ANALYSED);
    ck_assert_int_eq(to.findings[0].state, EMG_STATE_TOO_SHORT);
    ck_assert(isnan(to.findings[0].evidence.crosstalk_a));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, noise_that_comes_and_goes_is_no_event);
    tcase_add_test(tests, no_event_goes_on_through_a_long_loss);
    tcase_add_test(tests, a_quiet_amplifier_hides_nothing);
    tcase_add_test(tests, events_are_found_without_any_rest_given);
    tcase_add_test(tests, findings_depend_neither_on_blocks_nor_on_order);
    tcase_add_test(tests, crosstalk_alone_is_no_event);
    tcase_add_test(tests, one_channel_has_bursts);
    tcase_add_test(tests, two_seconds_are_too_short);
}

int
main(void)
{
    return unit_main("strong_finder", add);
}
