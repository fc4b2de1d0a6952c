/* Bursts of single muscles, as rows. */
#include "kit/burst_rows.h"

#include "base/memory.h"

#include <math.h>

#define BURST_COLUMNS                                                          \
    "onset", "duration", "trial_type", "channel", "file", "muscle", "mean",    \
        "peak", "area", "interval", "flags"
#define SUMMARY_COLUMNS                                                        \
    "file", "channel", "muscle", "bursts", "rate", "total", "percent",         \
        "longest", "median", "mean", "analysable", "status", "flags"
#define RULE_COLUMNS                                                           \
    "method", "rest", "rest_from", "rest_to", "rest_mean", "rest_sd", "on",    \
        "off", "hold", "cutoff", "floor_mvc", "gap", "min_duration", "points", \
        "enough", "false_alarm"

const char *const *
kit_burst_columns(bool summary, bool json)
{
    /* [summary][JSON]; the places left over are the NULL at the end */
    static const char *const sets[2][2][40] = {
        {{BURST_COLUMNS}, {BURST_COLUMNS, RULE_COLUMNS}},
        {{SUMMARY_COLUMNS}, {SUMMARY_COLUMNS, RULE_COLUMNS}}};
    return sets[summary][json];
}

typedef struct job {
    const kit_burst_rows *chosen;
    const kit_findings *found;
    double *last_s; /* onset of the burst before, of each channel, or NaN */
} job;

static const emg_channel *
channel_of(const job *self, int pair)
{
    return emg_recording_channel(&self->found->source->recording,
                                 self->found->pairs.items[pair].a, NULL);
}

static void
add_rule(kit_table *table, const job *self, int pair)
{
    const emg_pair *p = &self->found->pairs.items[pair];
    emg_rest_level level = kit_level_of(self->found, p->a);
    bool levels = self->found->method == EMG_METHOD_THRESHOLD;
    bool two = self->found->method == EMG_METHOD_DOUBLE;
    kit_text(table, self->chosen->method);
    kit_text(table, kit_rest_name(self->chosen->rest));
    const double rule[] = {level.from_s,
                           level.to_s,
                           level.mean,
                           level.sd,
                           levels ? p->on_sd : NAN,
                           levels ? p->off_sd : NAN,
                           levels ? p->hold_s : NAN,
                           self->found->conditioning.envelope.cutoff_hz,
                           p->floor_mvc,
                           p->gap_s,
                           p->min_duration_s,
                           two ? (double)p->points : NAN,
                           two ? (double)p->enough : NAN,
                           two ? p->false_alarm : NAN};
    kit_numbers(table, rule, sizeof rule / sizeof *rule);
}

static void
add_burst(kit_table *table, job *self, const emg_finding *f)
{
    const emg_channel *channel = channel_of(self, f->pair);
    bool refused = f->type == EMG_NOT_ANALYSED;
    const double measures[] = {f->mean_a, f->peak_a, f->mean_a * f->duration_s,
                               f->onset_s - self->last_s[f->pair]};
    self->last_s[f->pair] = f->onset_s;
    kit_number(table, f->onset_s);
    kit_number(table, f->duration_s);
    kit_text(table, refused ? emg_finding_name(f->type) : "active");
    kit_text(table, channel->label);
    kit_text(table, self->found->source->recording.name);
    kit_text(table, kit_bare_label(channel));
    kit_numbers(table, measures, sizeof measures / sizeof *measures);
    kit_keep_event(table, f->onset_s, f->duration_s, "active", channel->label);
    kit_add_flags(table, f->flags, refused ? emg_state_name(f->state) : NULL);
    if (table->form == KIT_JSON)
        add_rule(table, self, f->pair);
}

static void
add_summary(kit_table *table, const job *self, int pair)
{
    const emg_channel *channel = channel_of(self, pair);
    emg_pair_summary sum = emg_cocontract_summary(self->found->analysis, pair);
    const double totals[] = {
        kit_rate(&sum),    sum.total_s,
        kit_percent(&sum), sum.n_events ? sum.longest_s : NAN,
        sum.median_s,      sum.overlap,
        sum.analysable_s};
    int n = sizeof totals / sizeof *totals;
    kit_text(table, self->found->source->recording.name);
    kit_text(table, channel->label);
    kit_text(table, kit_bare_label(channel));
    if (sum.state) {
        for (int i = 0; i <= n; i++)
            kit_missing(table);
    } else {
        kit_integer(table, sum.n_events);
        kit_numbers(table, totals, n);
    }
    kit_text(table, emg_state_name(sum.state));
    kit_add_flags(table, sum.flags, NULL);
    if (table->form == KIT_JSON)
        add_rule(table, self, pair);
}

/* What the sidecar tells of each channel. */
static void
tell_rules(kit_table *table, const job *self)
{
    static const char *const names[] = {"channel", RULE_COLUMNS, NULL};
    kit_table found;
    kit_table_init(&found, names, KIT_JSON);
    for (int i = 0; i < (int)self->found->pairs.n; i++) {
        kit_text(&found, channel_of(self, i)->label);
        add_rule(&found, self, i);
    }
    table->found = found.rows;
}

emg_status
kit_burst_rows_add(kit_table *table, const kit_burst_rows *rows,
                   emg_error *error)
{
    job self = {.chosen = rows, .found = rows->found};
    size_t n_channels = self.found->pairs.n;
    int n = 0;
    const emg_finding *found =
        emg_cocontract_findings(self.found->analysis, &n);
    tell_rules(table, &self);
    self.last_s = emg_new(n_channels, sizeof *self.last_s, error);
    if (!self.last_s)
        return EMG_NO_MEMORY;
    for (size_t i = 0; i < n_channels; i++) {
        self.last_s[i] = NAN;
        if (rows->summary)
            add_summary(table, &self, (int)i);
    }
    for (int i = 0; i < n && !rows->summary; i++)
        add_burst(table, &self, &found[i]);
    emg_free(self.last_s);
    return EMG_OK;
}
