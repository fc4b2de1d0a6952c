/* Sustained co-contraction of antagonist muscles: from a raw recording to
 * events in one command. */
#include "kit/annotate.h"
#include "kit/conditioning.h"
#include "kit/findings.h"
#include "kit/indices.h"
#include "kit/kit.h"

#include "base/memory.h"
#include "emg/analysis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const method_names[] = {
    [EMG_METHOD_STRONG] = "default", [EMG_METHOD_THRESHOLD] = "threshold"};

typedef struct settings {
    kit_list pairs;
    const char *montage;
    int method;
    const char *rest;
    kit_list mvc;
    double on_sd, off_sd, floor_mvc;
    double gap_s, min_duration_s;
    double balance, max_correlation;
    bool summary, exit_status;
    bool all_pairs, sensitivity;
    bool indices, uncorrected;
    int reference, scale, grid;
    const char *epochs;
} settings;

static const kit_option options[] = {
    {"pair", 0, KIT_LIST, offsetof(settings, pairs),
     "two antagonists, by label, muscle or number (FCR:ECR, #1:#2)",
     .words = "A:B", .absent = "proposed from the labels",
     .example = "FCR:ECR"},
    KIT_SWITCH(
        "all-pairs", all_pairs,
        "every channel with every other one, for overflow and mirror activity"),
    {"montage", 0, KIT_TEXT, offsetof(settings, montage),
     "pairs of a region, or a file of pairs with their parameters",
     .words =
         "neck|face|jaw|shoulder|elbow|wrist|fingers|trunk|knee|ankle|foot|"
         "FILE",
     .told = KIT_FILE, .absent = "none", .example = "neck"},
    {"method", 0, KIT_CHOICE, offsetof(settings, method),
     "how events are found: by noise that is told from EMG and followed, "
     "crosstalk taken away; or by levels above rest",
     .standard = "default", .words = "default|threshold"},
    KIT_REST("auto"),
    {"on", 0, KIT_NUMBER, offsetof(settings, on_sd),
     "threshold: a muscle is on from so far above rest", .words = "SD",
     .least = 2, .most = 10, .absent = "4", .example = "5"},
    {"off", 0, KIT_NUMBER, offsetof(settings, off_sd),
     "threshold: until it falls below so much above rest", .words = "SD",
     .least = 1, .most = 10, .absent = "2", .example = "3"},
    KIT_MVC,
    KIT_FLOOR_MVC,
    KIT_SWITCH("summary", summary, "a row a pair instead of a row an event"),
    {"gap", 0, KIT_SECONDS, offsetof(settings, gap_s),
     "shorter gaps are joined", .most = 0.5,
     .absent = "150ms; threshold: 125ms", .example = "200ms"},
    KIT_BETWEEN("min-duration", "shorter events are dropped", KIT_SECONDS,
                min_duration_s, "0.5s", 0.1, 10),
    KIT_SWITCH("exit-status", exit_status,
               "leave with 10 when a sustained event was found"),
    {"balance", 0, KIT_NUMBER, offsetof(settings, balance),
     "less balanced events are dropped", .words = "PERCENT", .most = 95,
     .absent = "0; threshold: 50", .example = "60"},
    {"max-correlation", 0, KIT_NUMBER, offsetof(settings, max_correlation),
     "threshold: events correlated so much are crosstalk suspects",
     .words = "R", .least = 0.2, .most = 0.6, .absent = "0.3",
     .example = "0.4"},
    KIT_SWITCH("sensitivity", sensitivity,
               "a row a pair for each --min-duration of 0.2, 0.5, 1 and 2 s"),
    KIT_SWITCH(
        "indices", indices,
        "all indices of each pair instead of events, a row an index; groups of "
        "muscles are pairs, too (FCR+FCU:ECR+ECU)"),
    {"reference", 0, KIT_CHOICE, offsetof(settings, reference),
     "indices: what envelopes are divided by where no --mvc is given, each "
     "channel's own maximum or mean",
     .standard = "max", .words = "none|max|mean"},
    KIT_SWITCH("no-floor", uncorrected,
               "indices: envelopes are not corrected for rest"),
    {"epochs", 0, KIT_TEXT, offsetof(settings, epochs),
     "indices: of these windows: annotations with a text, or a table of events",
     .words = "annotation:TEXT|FILE", .told = KIT_FILE,
     .absent = "one window, the whole recording",
     .example = "annotation:writing"},
    {"grid", 0, KIT_INT, offsetof(settings, grid),
     "indices: of so many points of each window instead of all samples",
     .words = "N", .least = 0, .most = 100000, .absent = "all samples",
     .example = "101"},
    {"cci-scale", 0, KIT_CHOICE, offsetof(settings, scale),
     "indices: percentages from 0 to 100, or to 1", .standard = "percent",
     .words = "percent|unit"},
    {0}};

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

/* JSON rows carry the rule that made them. */
static const char *const *
columns(const kit_chosen *chosen)
{
    static const char *const events[] = {EVENT_COLUMNS, NULL};
    static const char *const summary[] = {SUMMARY_COLUMNS, NULL};
    static const char *const events_rule[] = {EVENT_COLUMNS, EVIDENCE_COLUMNS,
                                              RULE_COLUMNS, NULL};
    static const char *const summary_rule[] = {SUMMARY_COLUMNS, RULE_COLUMNS,
                                               NULL};
    static const char *const sensitivity[] = {SUMMARY_COLUMNS, "min_duration",
                                              NULL};
    const settings *s = chosen->own;
    bool json = kit_is_json(chosen);
    if (s->indices)
        return kit_indices_columns(json);
    if (s->sensitivity && !json)
        return sensitivity;
    if (s->summary || s->sensitivity)
        return json ? summary_rule : summary;
    return json ? events_rule : events;
}

/* ---- rows ------------------------------------------------------------- */

/* What the rows are of. */
typedef struct job {
    const settings *settings;
    kit_findings found;
} job;

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
add_rule(kit_table *table, const job *self, const emg_pair *pair)
{
    emg_rest_level a = kit_level_of(&self->found, pair->a);
    emg_rest_level b = kit_level_of(&self->found, pair->b);
    bool levels = self->settings->method == EMG_METHOD_THRESHOLD;
    kit_text(table, method_names[self->settings->method]);
    kit_text(table, kit_rest_name(self->settings->rest));
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
add_finding(kit_table *table, const job *self, const emg_finding *finding)
{
    const emg_recording *recording = &self->found.source->recording;
    const emg_pair *pair = &self->found.pairs.items[finding->pair];
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
    if (finding->type == EMG_SUSTAINED_COCONTRACTION &&
        self->settings->exit_status)
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
add_summary(kit_table *table, const job *self, int i)
{
    const emg_recording *recording = &self->found.source->recording;
    const emg_pair *pair = &self->found.pairs.items[i];
    const emg_channel *a = emg_recording_channel(recording, pair->a, NULL);
    const emg_channel *b = emg_recording_channel(recording, pair->b, NULL);
    emg_pair_summary sum = emg_cocontract_summary(self->found.analysis, i);

    kit_text(table, recording->name);
    kit_text(table, labels_of(a, b).text);
    add_names(table, a, b);
    add_totals(table, &sum);
    kit_text(table, emg_state_name(sum.state));
    kit_add_flags(table, sum.flags, NULL);
    if (table->form == KIT_JSON)
        add_rule(table, self, pair);
    else if (self->settings->sensitivity)
        kit_number(table, pair->min_duration_s);
    if (sum.n_events > 0 && self->settings->exit_status)
        table->exit_status = 10;
}

/* What the sidecar tells of each pair. */
static void
tell_rules(kit_table *table, const job *self)
{
    static const char *const names[] = {"channel", RULE_COLUMNS, NULL};
    const emg_recording *recording = &self->found.source->recording;
    kit_table found;
    kit_table_init(&found, names, KIT_JSON);
    for (size_t i = 0; i < self->found.pairs.n; i++) {
        const emg_pair *pair = &self->found.pairs.items[i];
        kit_text(&found,
                 labels_of(emg_recording_channel(recording, pair->a, NULL),
                           emg_recording_channel(recording, pair->b, NULL))
                     .text);
        add_rule(&found, self, pair);
    }
    table->found = found.rows;
}

static void
add_rows(kit_table *table, const job *self)
{
    int n = 0;
    tell_rules(table, self);
    const emg_finding *findings =
        emg_cocontract_findings(self->found.analysis, &n);
    if (self->settings->summary || self->settings->sensitivity)
        for (size_t i = 0; i < self->found.pairs.n; i++)
            add_summary(table, self, (int)i);
    else
        for (int i = 0; i < n; i++)
            add_finding(table, self, &findings[i]);
}

/* ---- the work --------------------------------------------------------- */

/* Only the channels of pairs are read. */
static emg_status
select_channels(job *self, emg_error *error)
{
    emg_source *source = self->found.source;
    size_t n = (size_t)emg_recording_channels(&source->recording);
    emg_place *places = emg_new(n, sizeof *places, error);
    emg_use *uses = emg_new(n, sizeof *uses, error);
    emg_status status = EMG_NO_MEMORY;

    if (places && uses) {
        emg_recording_order(&source->recording, places);
        for (size_t i = 0; i < n; i++)
            for (size_t p = 0; p < self->found.pairs.n; p++)
                if (places[i].number == self->found.pairs.items[p].a ||
                    places[i].number == self->found.pairs.items[p].b)
                    uses[i] = EMG_TREAT;
        status = emg_source_select(source, uses, error);
    }
    emg_free(places);
    emg_free(uses);
    return status;
}

static double
given_or(double given, double usual)
{
    return isnan(given) ? usual : given;
}

static emg_pair
pair_like(const settings *s)
{
    bool strong = s->method == EMG_METHOD_STRONG;
    return (emg_pair){.on_sd = given_or(s->on_sd, 4),
                      .off_sd = given_or(s->off_sd, 2),
                      .floor_mvc = s->floor_mvc,
                      .gap_s = given_or(s->gap_s, strong ? 0.15 : 0.125),
                      .min_duration_s = s->min_duration_s,
                      .min_balance = given_or(s->balance, strong ? 0 : 50),
                      .max_correlation = given_or(s->max_correlation, 0.3)};
}

static emg_status
measure_indices(emg_source *source, const kit_chosen *chosen, kit_table *table,
                emg_error *error)
{
    const settings *s = chosen->own;
    const kit_indices how = {.pairs = &s->pairs,
                             .mvc = &s->mvc,
                             .montage = s->montage,
                             .all = s->all_pairs,
                             .rest = s->rest,
                             .epochs = s->epochs,
                             .of_one = s->scale == 1,
                             .rule = {.reference = (emg_reference)s->reference,
                                      .floor = !s->uncorrected,
                                      .on_sd = given_or(s->on_sd, 4),
                                      .grid = s->grid}};
    return kit_indices_measure(&how, source, chosen, table, error);
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    static const double least_s[] = {0.2, 0.5, 1, 2};
    const settings *s = chosen->own;
    if (s->indices)
        return measure_indices(source, chosen, table, error);
    job self = {.settings = s,
                .found = {.source = source, .method = (emg_method)s->method}};
    kit_pairs *pairs = &self.found.pairs;
    emg_pair like = pair_like(s);
    emg_status status =
        s->all_pairs
            ? kit_pairs_all(pairs, chosen, &source->recording, &like, error)
            : kit_pairs_find(pairs, &s->pairs, s->montage, &source->recording,
                             &like, table, error);
    if (!status)
        status =
            kit_conditioning_choose(&self.found.conditioning, chosen, error);
    if (!status)
        status = kit_pairs_set_mvc(pairs, &s->mvc, source,
                                   &self.found.conditioning, chosen, error);
    if (!status && s->sensitivity)
        status = kit_pairs_repeat(pairs, least_s,
                                  sizeof least_s / sizeof *least_s, error);
    if (!status)
        status = select_channels(&self, error);
    if (!status)
        status = kit_conditioning(&self.found.conditioning, chosen,
                                  &source->recording, table, error);
    if (!status)
        status = kit_findings_analyse(&self.found, s->rest, chosen, error);
    if (!status)
        add_rows(table, &self);
    kit_findings_free(&self.found);
    return status;
}

/* Levels are no part of the default method, so that it cannot heed them. */
static emg_status
check_method(const settings *s, emg_error *error)
{
    const char *name = !isnan(s->on_sd)             ? "on"
                       : !isnan(s->off_sd)          ? "off"
                       : !isnan(s->max_correlation) ? "max-correlation"
                                                    : NULL;
    if (s->method != EMG_METHOD_STRONG || s->indices || !name)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "--%s belongs to --method threshold: the default method "
                    "finds its levels by itself",
                    name);
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    emg_pair rule = pair_like(s);
    if (!s->indices && (s->epochs || s->grid > 0))
        return emg_fail(error, EMG_BAD_OPTION, "--%s belongs to --indices",
                        s->epochs ? "epochs" : "grid");
    if (s->summary || s->sensitivity || s->indices)
        if (kit_annotate_none(chosen,
                              s->summary       ? "summary"
                              : s->sensitivity ? "sensitivity"
                                               : "indices",
                              error))
            return EMG_BAD_OPTION;
    return check_method(s, error) ? error->status
                                  : kit_check_levels(&rule, error);
}

static const settings standard = {.rest = "auto",
                                  .on_sd = NAN,
                                  .off_sd = NAN,
                                  .gap_s = NAN,
                                  .balance = NAN,
                                  .max_correlation = NAN};

static const kit_tool tool = {
    .name = "emg-cocontract",
    .purpose = "Find sustained co-contraction of antagonist muscles.",
    .text =
        "An event is a time in which both muscles of a pair are active "
        "together, for long\nenough, not by crosstalk and not in turns. The "
        "default method finds the level of\nnoise by itself, takes hum and "
        "crosstalk away, and calls a muscle active from 20 %\nof its usual "
        "amplitude on; an event begins and ends at a tenth of its rise and "
        "fall.\n--rest, where given, only corrects amplitudes there. A pair "
        "that cannot be judged is\na row with the reason. Columns: times in "
        "s, lag in ms, balance in %, amplitudes in\nthe channel's unit (or % "
        "of MVC), corrected for the noise floor.\n",
    .examples = "  emg-cocontract --pair FCR:ECR visit1.edf\n"
                "  emg-cocontract --summary --min-duration 1s study/*.bdf\n",
    .options = options,
    .groups = KIT_INPUT | KIT_MASK | KIT_TABLE | KIT_CLEANING | KIT_FILTERING |
              KIT_ENVELOPE | KIT_EVENTS,
    .settings_size = sizeof(settings),
    .settings = &standard,
    .check = check,
    .columns = columns,
    .measure = measure,
    .emg_only = true,
    .selects = true,
    .twice = true,
    .exit_status = "10 --exit-status, and a sustained event was found"};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
