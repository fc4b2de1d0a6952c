/* Pairs and what was found in them, as rows. */
#include "kit/pair_rows.h"

#include <math.h>
#include <stdio.h>

#define EVENT_COLUMNS                                                          \
    "onset", "duration", "trial_type", "channel", "file", "muscle_a",          \
        "muscle_b", "class", "balance", "rudolph", "overlap", "mean_a",        \
        "mean_b", "peak_a", "peak_b", "correlation", "lag", "modulation_hz",   \
        "modulation_depth", "flags"
#define SUMMARY_COLUMNS                                                        \
    "file", "channel", "muscle_a", "muscle_b", "events", "rate", "total",      \
        "percent", "longest", "median", "balance", "rudolph", "overlap",       \
        "temporal_overlap", "analysable", "suspects", "status", "flags"
#define EVIDENCE_COLUMNS                                                       \
    "crosstalk_a", "crosstalk_b", "noise_a", "noise_b", "turns_fast",          \
        "turns_slow", "onset_spread", "offset_spread"
#define RULE_COLUMNS                                                           \
    "method", "rest", "rest_from", "rest_to", "rest_mean_a", "rest_sd_a",      \
        "rest_mean_b", "rest_sd_b", "on", "off", "floor_mvc", "gap",           \
        "min_duration", "min_balance", "max_correlation"

const char *const *
kit_pair_columns(bool summary, bool sensitivity, bool json)
{
    static const char *const events[] = {EVENT_COLUMNS, NULL};
    static const char *const summary_only[] = {SUMMARY_COLUMNS, NULL};
    static const char *const events_rule[] = {EVENT_COLUMNS, EVIDENCE_COLUMNS,
                                              RULE_COLUMNS, NULL};
    static const char *const summary_rule[] = {SUMMARY_COLUMNS, RULE_COLUMNS,
                                               NULL};
    static const char *const durations[] = {SUMMARY_COLUMNS, "min_duration",
                                            NULL};
    if (sensitivity && !json)
        return durations;
    if (summary || sensitivity)
        return json ? summary_rule : summary_only;
    return json ? events_rule : events;
}

static void
add_names(kit_table *table, const emg_channel *a, const emg_channel *b)
{
    kit_text(table, kit_bare_label(a));
    kit_text(table, kit_bare_label(b));
}

/* "A|B" */
typedef struct both {
    char text[130];
} both;

static both
labels_of(const emg_channel *a, const emg_channel *b)
{
    both labels;
    snprintf(labels.text, sizeof labels.text, "%s|%s", a->label, b->label);
    return labels;
}

static void
add_rule(kit_table *table, const kit_pair_rows *self, const emg_pair *pair)
{
    emg_rest_level a = kit_level_of(self->found, pair->a);
    emg_rest_level b = kit_level_of(self->found, pair->b);
    bool levels = self->found->method == EMG_METHOD_THRESHOLD;
    kit_text(table, self->method);
    kit_text(table, kit_rest_name(self->rest));
    const double rule[] = {a.from_s,
                           a.to_s,
                           a.mean,
                           a.sd,
                           b.mean,
                           b.sd,
                           levels ? pair->on_sd : NAN,
                           levels ? pair->off_sd : NAN,
                           pair->floor_mvc,
                           pair->gap_s,
                           pair->min_duration_s,
                           pair->min_balance,
                           levels ? pair->max_correlation : NAN};
    kit_numbers(table, rule, sizeof rule / sizeof *rule);
}

static void
add_measures(kit_table *table, const emg_finding *finding)
{
    const emg_finding *f = finding;
    const double measures[] = {f->balance,       f->rudolph,         f->overlap,
                               f->mean_a,        f->mean_b,          f->peak_a,
                               f->peak_b,        f->correlation,     f->lag_ms,
                               f->modulation_hz, f->modulation_depth};
    kit_numbers(table, measures, sizeof measures / sizeof *measures);
}

static void
add_evidence(kit_table *table, const emg_evidence *e)
{
    const double evidence[] = {
        e->crosstalk_a, e->crosstalk_b, e->noise_a,        e->noise_b,
        e->turns_fast,  e->turns_slow,  e->onset_spread_s, e->offset_spread_s};
    kit_numbers(table, evidence, sizeof evidence / sizeof *evidence);
}

static void
add_finding(kit_table *table, const kit_pair_rows *self,
            const emg_finding *finding)
{
    const emg_recording *recording = &self->found->source->recording;
    const emg_pair *pair = &self->found->pairs.items[finding->pair];
    const emg_channel *a = emg_recording_channel(recording, pair->a, NULL);
    const emg_channel *b = emg_recording_channel(recording, pair->b, NULL);
    bool refused = finding->type == EMG_NOT_ANALYSED;

    kit_number(table, finding->onset_s);
    kit_number(table, finding->duration_s);
    kit_text(table, emg_finding_name(finding->type));
    kit_text(table, labels_of(a, b).text);
    kit_keep_event(table, finding->onset_s, finding->duration_s,
                   emg_finding_name(finding->type), labels_of(a, b).text);
    kit_text(table, recording->name);
    add_names(table, a, b);
    kit_text(table, refused ? NULL : emg_duration_class(finding->duration_s));
    add_measures(table, finding);
    kit_add_flags(table, finding->flags,
                  refused ? emg_state_name(finding->state) : NULL);
    if (table->form == KIT_JSON) {
        add_evidence(table, &finding->evidence);
        add_rule(table, self, pair);
    }
    if (finding->type == EMG_SUSTAINED_COCONTRACTION && self->exit_status)
        table->exit_status = 10;
}

static void
add_totals(kit_table *table, const emg_pair_summary *sum)
{
    if (sum->state) {
        for (int i = 0; i < 12; i++)
            kit_missing(table);
        return;
    }
    const double totals[] = {
        kit_rate(sum),    sum->total_s,
        kit_percent(sum), sum->n_events ? sum->longest_s : NAN,
        sum->median_s,    sum->balance,
        sum->rudolph,     sum->overlap,
        sum->temporal,    sum->analysable_s};
    kit_integer(table, sum->n_events);
    kit_numbers(table, totals, sizeof totals / sizeof *totals);
    kit_integer(table, sum->n_suspects);
}

static void
add_summary(kit_table *table, const kit_pair_rows *self, int i)
{
    const emg_recording *recording = &self->found->source->recording;
    const emg_pair *pair = &self->found->pairs.items[i];
    const emg_channel *a = emg_recording_channel(recording, pair->a, NULL);
    const emg_channel *b = emg_recording_channel(recording, pair->b, NULL);
    emg_pair_summary sum = emg_cocontract_summary(self->found->analysis, i);

    kit_text(table, recording->name);
    kit_text(table, labels_of(a, b).text);
    add_names(table, a, b);
    add_totals(table, &sum);
    kit_text(table, emg_state_name(sum.state));
    kit_add_flags(table, sum.flags, NULL);
    if (table->form == KIT_JSON)
        add_rule(table, self, pair);
    else if (self->sensitivity)
        kit_number(table, pair->min_duration_s);
    if (sum.n_events > 0 && self->exit_status)
        table->exit_status = 10;
}

/* What the sidecar tells of each pair. */
static void
tell_rules(kit_table *table, const kit_pair_rows *self)
{
    static const char *const names[] = {"channel", RULE_COLUMNS, NULL};
    const emg_recording *recording = &self->found->source->recording;
    kit_table found;
    kit_table_init(&found, names, KIT_JSON);
    for (size_t i = 0; i < self->found->pairs.n; i++) {
        const emg_pair *pair = &self->found->pairs.items[i];
        kit_text(&found,
                 labels_of(emg_recording_channel(recording, pair->a, NULL),
                           emg_recording_channel(recording, pair->b, NULL))
                     .text);
        add_rule(&found, self, pair);
    }
    table->found = found.rows;
}

void
kit_pair_rows_add(kit_table *table, const kit_pair_rows *self)
{
    int n = 0;
    tell_rules(table, self);
    const emg_finding *findings =
        emg_cocontract_findings(self->found->analysis, &n);
    if (self->summary || self->sensitivity)
        for (size_t i = 0; i < self->found->pairs.n; i++)
            add_summary(table, self, (int)i);
    else
        for (int i = 0; i < n; i++)
            add_finding(table, self, &findings[i]);
}
