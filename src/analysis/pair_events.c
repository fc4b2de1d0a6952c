/* From candidates to findings: how balanced, how strong, whether crosstalk. */
#include "analysis/pair.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

#define MOST_CROSSTALK 0.5

static double
corrected(const emg_muscle *muscle, const emg_block *envelope, int frame)
{
    double e = emg_block_at(envelope, muscle->lane, frame);
    return muscle->factor * sqrt(fmax(e * e - muscle->rest * muscle->rest, 0));
}

void
emg_pair_measure(emg_pair_state *pair, emg_candidate *candidate,
                 const emg_view *view, int frame)
{
    const emg_muscle *a = &pair->a, *b = &pair->b;
    double raw_a = emg_block_at(view->band, a->lane, frame);
    double raw_b = emg_block_at(view->band, b->lane, frame);
    (void)candidate;
    if (pair->sums.n == 0)
        emg_modulation_start(&pair->modulation, pair->rate_hz);
    emg_indices_add(&pair->sums, corrected(a, view->envelope, frame),
                    corrected(b, view->envelope, frame), true, true);
    emg_correlation_add(&pair->correlation, raw_a, raw_b);
    emg_modulation_add(&pair->modulation,
                       a->factor * fabs(raw_a) + b->factor * fabs(raw_b));
}

static void
measure_amplitudes(const emg_pair_state *pair, emg_finding *finding)
{
    const emg_indices *sums = &pair->sums;
    double n = (double)sums->n;
    finding->balance = emg_index_falconer_winter(sums);
    finding->rudolph = emg_index_rudolph(sums);
    finding->overlap = emg_index_overlap(sums);
    finding->mean_a = sums->a / n * pair->a.back;
    finding->mean_b = sums->b / n * pair->b.back;
    finding->peak_a = sums->peak_a * pair->a.back;
    finding->peak_b = sums->peak_b * pair->b.back;
}

/* Where the image of the other muscle was taken away, what is left counts: a
 * suspect has less of its own than was taken. Else the raw signals must not be
 * alike. */
static emg_finding_type
type_of(const emg_pair_state *pair, const emg_finding *finding)
{
    const emg_evidence *evidence = &finding->evidence;
    bool suspect = finding->correlation >= pair->wanted.max_correlation;
    if (pair->method == EMG_METHOD_STRONG)
        suspect =
            fmax(evidence->crosstalk_a, evidence->crosstalk_b) > MOST_CROSSTALK;
    if (evidence->alternates)
        return EMG_ALTERNATING_TREMOR;
    return suspect ? EMG_CROSSTALK_SUSPECT : EMG_SUSTAINED_COCONTRACTION;
}

static void
measure_crosstalk(const emg_pair_state *pair, emg_finding *finding)
{
    int lag = 0;
    finding->correlation = emg_correlation_peak(&pair->correlation, &lag);
    finding->lag_ms = 1000 * lag / pair->rate_hz;
    finding->type = type_of(pair, finding);
}

static emg_status
keep(emg_findings *findings, const emg_finding *finding, emg_error *error)
{
    if (emg_grow((void **)&findings->at, &findings->room, findings->n + 1,
                 sizeof *finding, error))
        return EMG_NO_MEMORY;
    findings->at[findings->n++] = *finding;
    return EMG_OK;
}

emg_status
emg_pair_conclude(emg_pair_state *pair, const emg_candidate *candidate,
                  double onset_s, bool truncated, emg_findings *findings,
                  emg_error *error)
{
    int64_t frames = candidate->to - candidate->from;
    emg_status status = EMG_OK;
    emg_finding finding = {
        .pair = pair->index,
        .onset_s = onset_s,
        .duration_s = (double)frames / pair->rate_hz,
        .evidence = candidate->evidence,
        .flags = pair->flags | (truncated ? EMG_FLAG_TRUNCATED : 0),
    };
    measure_amplitudes(pair, &finding);
    if (finding.balance >= pair->wanted.min_balance) {
        measure_crosstalk(pair, &finding);
        emg_modulation_peak(&pair->modulation, &finding.modulation_hz,
                            &finding.modulation_depth);
        if (finding.type == EMG_SUSTAINED_COCONTRACTION)
            emg_indices_join(&pair->all, &pair->sums);
        status = keep(findings, &finding, error);
    }
    pair->sums = (emg_indices){0};
    emg_correlation_reset(&pair->correlation);
    return status;
}

static int
by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double
median(double *values, int n)
{
    if (n == 0)
        return NAN;
    qsort(values, (size_t)n, sizeof *values, by_value);
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

emg_pair_summary
emg_pair_summarise(const emg_pair_state *pair, const emg_finding *findings,
                   size_t n, emg_error *error)
{
    emg_pair_summary summary = {.state = pair->state, .flags = pair->flags};
    double *durations = emg_new(n, sizeof *durations, error);
    for (size_t i = 0; durations && i < n; i++) {
        const emg_finding *one = &findings[i];
        if (one->pair != pair->index)
            continue;
        summary.n_suspects += one->type == EMG_CROSSTALK_SUSPECT;
        if (one->type != EMG_SUSTAINED_COCONTRACTION)
            continue;
        durations[summary.n_events++] = one->duration_s;
        summary.total_s += one->duration_s;
        summary.longest_s = fmax(summary.longest_s, one->duration_s);
    }
    summary.median_s = durations ? median(durations, summary.n_events) : NAN;
    summary.analysable_s =
        pair->rate_hz > 0 ? (double)pair->analysable / pair->rate_hz : NAN;
    summary.balance = emg_index_falconer_winter(&pair->all);
    summary.rudolph = emg_index_rudolph(&pair->all);
    summary.overlap = emg_index_overlap(&pair->all);
    summary.temporal = pair->analysable > 0 ? 100 * (double)pair->both_frames /
                                                  (double)pair->analysable
                                            : NAN;
    emg_free(durations);
    return summary;
}
