#include "recorded.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <string.h>

#define RATE 1000
#define MOST (40 * RATE)

static double x[MOST], y[MOST];
static const double *const channels[] = {x, y};

/* Rest of 3 uV, of its own noise in each muscle. */
static void
rest_everywhere(void)
{
    trace_emg(x, MOST, RATE, 1);
    trace_emg(y, MOST, RATE, 2);
    for (int i = 0; i < MOST; i++) {
        x[i] *= 3;
        y[i] *= 3;
    }
}

/* A contraction of this RMS from one second to another. */
static void
contract(double *to, double from_s, double to_s, double rms, uint64_t seed)
{
    static double noise[MOST];
    int first = (int)(from_s * RATE), end = (int)(to_s * RATE);
    trace_emg(noise, end - first, RATE, seed);
    for (int i = first; i < end; i++)
        to[i] += rms * noise[i - first];
}

typedef struct outcome {
    emg_finding findings[64];
    int n;
    emg_pair_summary summary;
    emg_status status;
} outcome;

static const emg_rest given = {
    .kind = EMG_REST_INTERVAL, .from_s = 0, .to_s = 4};

static outcome
analyse(recorded *source, const emg_pair *pairs, int n_pairs, emg_rest rest,
        int block)
{
    outcome to = {.n = 0};
    emg_error error = EMG_NO_ERROR;
    emg_conditioning conditioning = emg_conditioning_default();
    const emg_recording *recording = &source->source.recording;
    int n_levels = 0;
    source->at = 0;
    source->source.ended = false;
    emg_analysis *levels =
        emg_rest_create(recording, &conditioning, &rest, &error);
    ck_assert_int_eq(emg_analyse(&source->source, levels, block, &error),
                     EMG_OK);
    const emg_rest_level *level = emg_rest_levels(levels, &n_levels);
    emg_analysis *events =
        emg_cocontract_create(recording, &conditioning, EMG_METHOD_THRESHOLD,
                              pairs, n_pairs, level, n_levels, &error);
    ck_assert_ptr_nonnull(events);
    source->at = 0;
    source->source.ended = false;
    to.status = emg_analyse(&source->source, events, block, &error);
    const emg_finding *found = emg_cocontract_findings(events, &to.n);
    ck_assert_int_le(to.n, 64);
    for (int i = 0; i < to.n; i++)
        to.findings[i] = found[i];
    to.summary = emg_cocontract_summary(events, 0);
    emg_analysis_destroy(events);
    emg_analysis_destroy(levels);
    return to;
}

static outcome
analyse_plain(void)
{
    recorded source;
    emg_pair pair = emg_pair_default(1, 2);
    recorded_init(&source, RATE, 2, channels, MOST);
    outcome to = analyse(&source, &pair, 1, given, 0);
    recorded_clear(&source);
    return to;
}

/* ---- what is found ---------------------------------------------------- */

/* In simulation edges are met to +-7 ms at 10 dB and to 5 ms above. */
START_TEST(sustained_cocontraction_is_found_where_it_is)
{
    rest_everywhere();
    contract(x, 6, 7.5, 60, 11);
    contract(y, 6, 7.5, 60, 12);
    contract(x, 12, 15, 60, 13);
    contract(y, 12.5, 14.5, 36, 14);
    contract(x, 20, 20.4, 60, 15); /* too brief */
    contract(y, 20, 20.4, 60, 16);
    contract(x, 25, 27, 60, 17); /* alone */
    outcome to = analyse_plain();
    static const double onsets[] = {6, 12.5}, durations[] = {1.5, 2};
    ck_assert_int_eq(to.n, 2);
    for (int i = 0; i < 2; i++) {
        const emg_finding *f = &to.findings[i];
        ck_assert_int_eq(f->type, EMG_SUSTAINED_COCONTRACTION);
        ck_assert_double_eq_tol(f->onset_s, onsets[i], 0.03);
        ck_assert_double_eq_tol(f->duration_s, durations[i], 0.06);
        ck_assert_double_lt(f->correlation, 0.3);
        ck_assert_int_eq(f->flags, 0);
    }
    /* the mean of |x| of 60 uV is 48: of 36 uV it is 29 */
    ck_assert_double_eq_tol(to.findings[0].mean_a, 48, 6);
    ck_assert_double_eq_tol(to.findings[1].mean_b, 29, 4);
    ck_assert_double_eq_tol(to.findings[1].balance, 75, 6); /* 200/(1+5/3) */
    ck_assert_double_nan(to.findings[0].modulation_hz);     /* below 2 s */
    ck_assert_int_eq(to.summary.n_events, 2);
    ck_assert_int_eq(to.summary.n_suspects, 0);
    ck_assert_double_eq_tol(to.summary.analysable_s, 40, 1e-9);
    ck_assert_double_eq_tol(
        to.summary.total_s,
        to.findings[0].duration_s + to.findings[1].duration_s, 1e-12);
    ck_assert_double_eq(to.summary.longest_s, to.findings[1].duration_s);
    ck_assert_double_eq_tol(to.summary.median_s, to.summary.total_s / 2, 1e-12);
}
END_TEST

START_TEST(rest_and_muscles_in_turn_are_no_cocontraction)
{
    rest_everywhere();
    for (int s = 5; s < 35; s += 2) {
        contract(x, s, s + 0.8, 60, 100 + (uint64_t)s);
        contract(y, s + 1, s + 1.8, 60, 200 + (uint64_t)s);
    }
    outcome to = analyse_plain();
    ck_assert_int_eq(to.n, 0);
    ck_assert_int_eq(to.summary.n_events, 0);
    ck_assert_double_eq(to.summary.total_s, 0);
    ck_assert_double_nan(to.summary.median_s);
    ck_assert_double_nan(to.summary.balance);
    ck_assert_int_eq(to.summary.state, EMG_STATE_OK);
}
END_TEST

START_TEST(the_same_waveform_in_both_is_a_suspect_and_no_event)
{
    rest_everywhere();
    contract(x, 6, 9, 60, 11);
    for (int i = 6 * RATE; i < 9 * RATE; i++)
        y[i] += 0.5 * x[i - 3];
    outcome to = analyse_plain();
    ck_assert_int_eq(to.n, 1);
    ck_assert_int_eq(to.findings[0].type, EMG_CROSSTALK_SUSPECT);
    ck_assert_double_gt(to.findings[0].correlation, 0.9);
    ck_assert_double_eq_tol(to.findings[0].lag_ms, 3, 1e-12);
    ck_assert_int_eq(to.summary.n_events, 0);
    ck_assert_int_eq(to.summary.n_suspects, 1);
    ck_assert_double_eq(to.summary.total_s, 0);
}
END_TEST

START_TEST(an_unbalanced_pair_is_dropped)
{
    rest_everywhere();
    contract(x, 6, 9, 120, 11);
    contract(y, 6, 9, 20, 12); /* balance 200/(1+6) = 29 % */
    ck_assert_int_eq(analyse_plain().n, 0);
}
END_TEST

START_TEST(a_modulated_event_tells_frequency_and_depth)
{
    rest_everywhere();
    contract(x, 6, 26, 60, 11);
    contract(y, 6, 26, 60, 12);
    for (int i = 6 * RATE; i < 26 * RATE; i++) {
        double g = 1 + 0.7 * sin(2 * M_PI * 5 * i / RATE);
        x[i] *= g;
        y[i] *= g;
    }
    outcome to = analyse_plain();
    ck_assert_int_eq(to.n, 1);
    ck_assert_double_eq_tol(to.findings[0].modulation_hz, 5, 0.01);
    ck_assert_double_eq_tol(to.findings[0].modulation_depth, 0.7, 0.1);
}
END_TEST

/* ---- what cannot be analysed ------------------------------------------ */

START_TEST(a_pair_that_cannot_be_analysed_is_a_row_that_says_why)
{
    rest_everywhere();
    for (int i = 0; i < MOST; i++)
        y[i] = 1;
    outcome to = analyse_plain();
    ck_assert_int_eq(to.n, 1);
    ck_assert_int_eq(to.findings[0].type, EMG_NOT_ANALYSED);
    ck_assert_int_eq(to.findings[0].state, EMG_STATE_SILENT);
    ck_assert_double_nan(to.findings[0].onset_s);
    ck_assert_double_nan(to.findings[0].balance);
    ck_assert_int_eq(to.summary.state, EMG_STATE_SILENT);
}
END_TEST

START_TEST(a_pair_of_which_one_channel_is_not_read_is_refused)
{
    emg_error error = EMG_NO_ERROR;
    recorded source;
    emg_pair pair = emg_pair_default(1, 3);
    emg_conditioning conditioning = emg_conditioning_default();
    const emg_rest_level levels[] = {{.number = 1}, {.number = 2}};
    recorded_init(&source, RATE, 2, channels, MOST);
    ck_assert_ptr_null(emg_cocontract_create(
        &source.source.recording, &conditioning, EMG_METHOD_THRESHOLD, &pair, 1,
        levels, 2, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_ptr_nonnull(strstr(error.text, "1 and 3"));
    recorded_clear(&source);
}
END_TEST

/* ---- segments, blocks, several pairs ----------------------------------- */

START_TEST(an_event_that_an_end_cuts_is_truncated)
{
    /* a gap of 5 s after 10 s, in the middle of an event */
    static const emg_segment segments[] = {{0, 0, 0}, {1, 150000000, 10000}};
    recorded source;
    emg_pair pair = emg_pair_default(1, 2);
    rest_everywhere();
    contract(x, 8.5, 12, 60, 11);
    contract(y, 8.5, 12, 60, 12);
    contract(x, 38, 40, 60, 13);
    contract(y, 38, 40, 60, 14);
    recorded_init(&source, RATE, 2, channels, MOST);
    source.segments = segments;
    source.n_segments = 2;
    outcome to = analyse(&source, &pair, 1, given, 0);
    recorded_clear(&source);
    static const double onsets[] = {8.5, 15, 43}, durations[] = {1.5, 2, 2};
    ck_assert_int_eq(to.n, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(to.findings[i].onset_s, onsets[i], 0.03);
        ck_assert_double_eq_tol(to.findings[i].duration_s, durations[i], 0.06);
        ck_assert_int_eq(to.findings[i].flags, EMG_FLAG_TRUNCATED);
    }
}
END_TEST

static void
check_same(const outcome *a, const outcome *b)
{
    ck_assert_int_eq(a->n, b->n);
    for (int i = 0; i < a->n; i++) {
        const emg_finding *f = &a->findings[i], *g = &b->findings[i];
        const double fs[] = {
            f->onset_s,         f->duration_s,  f->balance, f->rudolph,
            f->overlap,         f->mean_a,      f->mean_b,  f->peak_a,
            f->peak_b,          f->correlation, f->lag_ms,  f->modulation_hz,
            f->modulation_depth};
        const double gs[] = {
            g->onset_s,         g->duration_s,  g->balance, g->rudolph,
            g->overlap,         g->mean_a,      g->mean_b,  g->peak_a,
            g->peak_b,          g->correlation, g->lag_ms,  g->modulation_hz,
            g->modulation_depth};
        ck_assert(memcmp(fs, gs, sizeof fs) == 0);
        ck_assert_int_eq(f->flags, g->flags);
        ck_assert_int_eq(f->pair, g->pair);
    }
    ck_assert(memcmp(&a->summary.balance, &b->summary.balance,
                     4 * sizeof(double)) == 0);
}

START_TEST(findings_do_not_depend_on_block_size)
{
    static const int blocks[] = {1, 7, 4096, 100000};
    static const emg_segment segments[] = {
        {0, 0, 0}, {1, 123456789, 12345}, {2, 300000001, 12400}};
    recorded source;
    emg_pair pair = emg_pair_default(1, 2);
    rest_everywhere();
    for (int s = 5; s < 36; s += 4) {
        contract(x, s, s + 2.5, 60, 100 + (uint64_t)s);
        contract(y, s + 0.3, s + 2.8, 40, 200 + (uint64_t)s);
    }
    recorded_init(&source, RATE, 2, channels, MOST);
    source.segments = segments;
    source.n_segments = 3;
    outcome wanted = analyse(&source, &pair, 1, given, 256);
    ck_assert_int_ge(wanted.n, 7);
    for (int b = 0; b < 4; b++) {
        outcome got = analyse(&source, &pair, 1, given, blocks[b]);
        check_same(&got, &wanted);
    }
    recorded_clear(&source);
}
END_TEST

START_TEST(pairs_do_not_know_of_each_other)
{
    recorded source;
    static const double *const three[] = {x, y, x};
    emg_pair pairs[] = {emg_pair_default(1, 2), emg_pair_default(2, 1),
                        emg_pair_default(1, 3)};
    rest_everywhere();
    contract(x, 6, 8, 60, 11);
    contract(y, 6, 8, 40, 12);
    recorded_init(&source, RATE, 3, three, MOST);
    outcome all = analyse(&source, pairs, 3, given, 0);
    outcome one = analyse(&source, pairs, 1, given, 0);
    recorded_clear(&source);
    ck_assert_int_eq(one.n, 1);
    ck_assert_int_eq(all.n, 3);
    for (int i = 0; i < 3; i++) {
        const emg_finding *f = &all.findings[i];
        if (f->pair == 2) { /* a channel and its copy, found a little longer */
            ck_assert_int_eq(f->type, EMG_CROSSTALK_SUSPECT);
            ck_assert_double_eq_tol(f->balance, 100, 1e-9);
            continue;
        }
        bool turned = f->pair == 1;
        const emg_finding *g = &one.findings[0];
        ck_assert_double_eq(f->onset_s, g->onset_s);
        ck_assert_double_eq(f->balance, g->balance);
        ck_assert_double_eq(f->mean_a, turned ? g->mean_b : g->mean_a);
        ck_assert_double_eq(f->peak_b, turned ? g->peak_a : g->peak_b);
        ck_assert_double_eq(f->lag_ms, turned ? -g->lag_ms : g->lag_ms);
    }
}
END_TEST

START_TEST(channels_in_other_units_are_compared_as_voltages)
{
    recorded source;
    emg_pair pair = emg_pair_default(1, 2);
    rest_everywhere();
    contract(x, 6, 8, 60, 11);
    contract(y, 6, 8, 40, 12);
    outcome plain = analyse_plain();
    for (int i = 0; i < MOST; i++)
        y[i] /= 1000;
    recorded_init(&source, RATE, 2, channels, MOST);
    emg_channel_set_unit(&source.source.recording.groups[0].channels[1], "mV");
    outcome to = analyse(&source, &pair, 1, given, 0);
    recorded_clear(&source);
    ck_assert_int_eq(plain.n, 1);
    ck_assert_int_eq(to.n, 1);
    ck_assert_double_eq_tol(to.findings[0].balance, plain.findings[0].balance,
                            1e-6);
    ck_assert_double_eq_tol(to.findings[0].overlap, plain.findings[0].overlap,
                            1e-6);
    ck_assert_double_eq_tol(1000 * to.findings[0].mean_b,
                            plain.findings[0].mean_b, 1e-6);
    ck_assert_double_eq_tol(1000 * to.findings[0].peak_b,
                            plain.findings[0].peak_b, 1e-6);
}
END_TEST

/* ---- one muscle -------------------------------------------------------- */

static emg_pair
alone(int channel)
{
    emg_pair pair = emg_pair_default(channel, channel);
    pair.gap_s = 0.025;
    pair.min_duration_s = 0.05;
    pair.max_correlation = HUGE_VAL;
    return pair;
}

static outcome
bursts_of(emg_pair pair, int block)
{
    recorded source;
    recorded_init(&source, RATE, 2, channels, MOST);
    outcome to = analyse(&source, &pair, 1, given, block);
    recorded_clear(&source);
    return to;
}

static void
three_bursts(double rms)
{
    rest_everywhere();
    contract(x, 6, 7.5, rms, 11);
    contract(x, 12, 12.2, rms, 12);
    contract(x, 20, 24, rms, 13);
    contract(y, 13, 14, rms, 14);
}

/* Bursts of 200 ms and more, met to 20 ms by the 6 Hz envelope at 26 dB. */
START_TEST(a_muscle_with_itself_has_its_bursts)
{
    static const double onsets[] = {6, 12, 20}, durations[] = {1.5, 0.2, 4};
    three_bursts(60);
    outcome to = bursts_of(alone(1), 0);
    ck_assert_int_eq(to.n, 3);
    for (int i = 0; i < 3; i++) {
        const emg_finding *f = &to.findings[i];
        ck_assert_int_eq(f->type, EMG_SUSTAINED_COCONTRACTION);
        ck_assert_double_eq_tol(f->onset_s, onsets[i], 0.02);
        ck_assert_double_eq_tol(f->duration_s, durations[i], 0.03);
        ck_assert_double_eq(f->mean_a, f->mean_b);
        ck_assert_double_eq_tol(f->balance, 100, 1e-9);
    }
    ck_assert_int_eq(to.summary.n_events, 3);
    ck_assert_double_eq_tol(to.summary.total_s, 5.7, 0.06);
    ck_assert_int_eq(bursts_of(alone(2), 0).n, 1);
}
END_TEST

START_TEST(held_bursts_do_not_depend_on_block_size)
{
    emg_pair pair = alone(1);
    three_bursts(60);
    pair.on_sd = pair.off_sd = 3;
    pair.hold_s = 0.025;
    pair.edges = EMG_EDGES_LEVEL;
    outcome whole = bursts_of(pair, 0);
    ck_assert_int_eq(whole.n, 3);
    static const int blocks[] = {1, 7, 1000};
    for (int b = 0; b < 3; b++) {
        outcome cut = bursts_of(pair, blocks[b]);
        ck_assert_int_eq(cut.n, 3);
        for (int i = 0; i < 3; i++) {
            ck_assert_double_eq(cut.findings[i].onset_s,
                                whole.findings[i].onset_s);
            ck_assert_double_eq(cut.findings[i].duration_s,
                                whole.findings[i].duration_s);
            ck_assert_double_eq(cut.findings[i].mean_a,
                                whole.findings[i].mean_a);
        }
    }
}
END_TEST

/* By its level alone a run is longer than the part above half its median. */
START_TEST(an_untrimmed_event_reaches_to_the_level)
{
    emg_pair pair = alone(1);
    three_bursts(60);
    outcome trimmed = bursts_of(pair, 0);
    pair.edges = EMG_EDGES_LEVEL;
    outcome whole = bursts_of(pair, 0);
    ck_assert_int_eq(trimmed.n, 3);
    ck_assert_int_eq(whole.n, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_lt(whole.findings[i].onset_s,
                            trimmed.findings[i].onset_s - 0.01);
        ck_assert_double_gt(whole.findings[i].duration_s,
                            trimmed.findings[i].duration_s + 0.02);
    }
}
END_TEST

/* Steps of variance at 20 dB; above, the zero-phase high-pass alone moves edges
 * by more. */
START_TEST(edges_by_change_are_near_and_do_not_depend_on_block_size)
{
    static const double onsets[] = {6, 12, 20}, durations[] = {1.5, 0.2, 4};
    static const int blocks[] = {0, 1, 7, 1000};
    emg_pair pair = alone(1);
    three_bursts(30);
    pair.edges = EMG_EDGES_CHANGE;
    outcome whole = bursts_of(pair, 0);
    for (int b = 0; b < 4; b++) {
        outcome to = bursts_of(pair, blocks[b]);
        ck_assert_int_eq(to.n, 3);
        for (int i = 0; i < 3; i++) {
            const emg_finding *f = &to.findings[i];
            ck_assert_double_eq_tol(f->onset_s, onsets[i], 0.008);
            ck_assert_double_eq_tol(f->duration_s, durations[i], 0.016);
            ck_assert_double_eq(f->onset_s, whole.findings[i].onset_s);
            ck_assert_double_eq(f->duration_s, whole.findings[i].duration_s);
            ck_assert_double_eq(f->mean_a, whole.findings[i].mean_a);
        }
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, sustained_cocontraction_is_found_where_it_is);
    tcase_add_test(tests, rest_and_muscles_in_turn_are_no_cocontraction);
    tcase_add_test(tests, the_same_waveform_in_both_is_a_suspect_and_no_event);
    tcase_add_test(tests, an_unbalanced_pair_is_dropped);
    tcase_add_test(tests, a_modulated_event_tells_frequency_and_depth);
    tcase_add_test(tests,
                   a_pair_that_cannot_be_analysed_is_a_row_that_says_why);
    tcase_add_test(tests, a_pair_of_which_one_channel_is_not_read_is_refused);
    tcase_add_test(tests, an_event_that_an_end_cuts_is_truncated);
    tcase_add_test(tests, findings_do_not_depend_on_block_size);
    tcase_add_test(tests, pairs_do_not_know_of_each_other);
    tcase_add_test(tests, channels_in_other_units_are_compared_as_voltages);
    tcase_add_test(tests, a_muscle_with_itself_has_its_bursts);
    tcase_add_test(tests, held_bursts_do_not_depend_on_block_size);
    tcase_add_test(tests, an_untrimmed_event_reaches_to_the_level);
    tcase_add_test(tests,
                   edges_by_change_are_near_and_do_not_depend_on_block_size);
}

int
main(void)
{
    return unit_main("cocontract", add);
}
