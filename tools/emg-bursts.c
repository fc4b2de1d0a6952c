/* When each muscle is active: onset and offset of its bursts. A burst is what
 * a muscle has together with itself, so the analysis of pairs finds it. */
#include "kit/annotate.h"
#include "kit/conditioning.h"
#include "kit/findings.h"
#include "kit/kit.h"
#include "kit/single.h"

#include "base/memory.h"
#include "emg/analysis.h"

#include <math.h>
#include <string.h>

typedef enum method {
    STRONG,
    THRESHOLD,
    HODGES_BUI,
    AGLR,
    LIDIERTH,
    TKEO
} method;

static const char *const method_names[] = {"default", "threshold", "hodges-bui",
                                           "aglr",    "lidierth",  "tkeo"};

/* What a method means where the command line is silent; NAN: it must not be.
 * Lidierth (Electroencephalogr Clin Neurophysiol 64:378, 1986) gives no times.
 * tkeo: Solnik et al., Eur J Appl Physiol 110:489, 2010. */
static const struct {
    double on_sd, off_sd, hold_s, cutoff_hz, gap_s, min_duration_s;
    emg_edges edges;
} usual[] = {
    [STRONG] = {4, 2, 0, 6, 0.025, 0.05, EMG_EDGES_HALF}, /* no levels */
    [THRESHOLD] = {4, 2, 0, 6, 0.025, 0.05, EMG_EDGES_HALF},
    [HODGES_BUI] = {3, 3, 0.025, 50, 0.025, 0.05, EMG_EDGES_LEVEL},
    [AGLR] = {4, 2, 0, 6, 0.025, 0.05, EMG_EDGES_CHANGE},
    [LIDIERTH] = {3, 3, 0, 50, NAN, NAN, EMG_EDGES_LEVEL},
    [TKEO] = {15, 15, 0, 50, 0.025, 0.025, EMG_EDGES_LEVEL},
};

static const emg_filter tkeo_band = {
    .kind = EMG_BAND_PASS, .order = 2, .low_hz = 30, .high_hz = 300};

static bool
has_one_level(int chosen)
{
    return usual[chosen].edges == EMG_EDGES_LEVEL;
}

typedef struct settings {
    int method;
    const char *rest;
    kit_list mvc;
    double on_sd, off_sd, hold_s, cutoff_hz, floor_mvc;
    double gap_s, min_duration_s;
    bool single;
    const char *trigger;
    double trigger_level;
    kit_span window;
    double baseline_s;
    bool summary;
} settings;

static const kit_option options[] = {
    {"method", 0, KIT_CHOICE, offsetof(settings, method),
     "default: above noise that is told from EMG and followed, ends at a tenth "
     "of the rise; "
     "threshold: hysteresis on a smooth envelope, ends at half of its median; "
     "hodges-bui: where the mean that follows is above one level, too; aglr: "
     "as threshold, ends where the variance of the signal changes; lidierth: "
     "above one level for --min-duration with breaks shorter than --gap; tkeo: "
     "one level on the energy operator of 30-300 Hz, amplitudes in the unit "
     "squared",
     .standard = "default",
     .words = "default|threshold|hodges-bui|aglr|lidierth|tkeo"},
    KIT_REST("auto; tkeo: quietest"),
    {"on", 0, KIT_NUMBER, offsetof(settings, on_sd),
     "a muscle is on from so far above rest", .words = "SD", .least = 1,
     .most = 20,
     .absent = "threshold, aglr: 4; hodges-bui, lidierth: 3; tkeo: 15",
     .example = "5"},
    {"off", 0, KIT_NUMBER, offsetof(settings, off_sd),
     "until it falls below so much above rest", .words = "SD", .least = 1,
     .most = 20, .absent = "threshold, aglr: 2; else as --on", .example = "3"},
    {"hold", 0, KIT_SECONDS, offsetof(settings, hold_s),
     "hodges-bui: time that the mean is taken of", .least = 0.001, .most = 1,
     .absent = "25ms", .example = "50ms"},
    {"cutoff", 0, KIT_HZ, offsetof(settings, cutoff_hz),
     "edge of the low-pass that makes the envelope, second order",
     .absent = "threshold, aglr: 6Hz; else 50Hz", .example = "10Hz"},
    KIT_MVC,
    KIT_FLOOR_MVC,
    {"gap", 0, KIT_SECONDS, offsetof(settings, gap_s),
     "shorter gaps are joined, before", .most = 10,
     .absent = "25ms; lidierth: to be given", .example = "50ms"},
    {"min-duration", 0, KIT_SECONDS, offsetof(settings, min_duration_s),
     "shorter bursts are dropped", .most = 10,
     .absent = "50ms; tkeo: 25ms; lidierth: to be given", .example = "100ms"},
    KIT_SWITCH("single", single,
               "one contraction a channel and trial, as in experiments of "
               "reaction time: "
               "its onset is the likeliest change of variance before the "
               "strongest 100 "
               "ms"),
    {"trigger", 0, KIT_TEXT, offsetof(settings, trigger),
     "single: trials begin where this channel rises, or else at annotations "
     "with this text",
     .words = "CHANNEL|TEXT", .absent = "each stretch without a gap is a trial",
     .example = "Trigger"},
    {"trigger-level", 0, KIT_NUMBER, offsetof(settings, trigger_level),
     "level through which the trigger channel rises, in its unit",
     .words = "LEVEL", .absent = "half of its range", .example = "2.5"},
    {"window", 0, KIT_SPAN, offsetof(settings, window),
     "single: time after the trigger in which it begins and is looked at",
     .absent = "0-2s", .example = "0-1"},
    KIT_BETWEEN("baseline", "single: rest before the trigger", KIT_SECONDS,
                baseline_s, "500ms", 0.05, 60),
    KIT_SWITCH("summary", summary, "a row a channel instead of a row a burst"),
    {0}};

#define BURST_COLUMNS                                                          \
    "onset", "duration", "trial_type", "channel", "file", "muscle", "mean",    \
        "peak", "area", "interval", "flags"
#define SUMMARY_COLUMNS                                                        \
    "file", "channel", "muscle", "bursts", "rate", "total", "percent",         \
        "longest", "median", "mean", "analysable", "status", "flags"
#define RULE_COLUMNS                                                           \
    "method", "rest", "rest_from", "rest_to", "rest_mean", "rest_sd", "on",    \
        "off", "hold", "cutoff", "floor_mvc", "gap", "min_duration"

/* JSON rows carry the rule that made them. */
static const char *const *
columns(const kit_chosen *chosen)
{
    /* [summary][JSON]; the places left over are the NULL at the end */
    static const char *const sets[2][2][40] = {
        {{BURST_COLUMNS}, {BURST_COLUMNS, RULE_COLUMNS}},
        {{SUMMARY_COLUMNS}, {SUMMARY_COLUMNS, RULE_COLUMNS}}};
    const settings *s = chosen->own;
    bool json = kit_is_json(chosen);
    return s->single ? kit_single_columns(s->summary, json)
                     : sets[s->summary][json];
}

/* ---- rows --------------------------------------------------------------- */

typedef struct job {
    const settings *settings;
    kit_findings found;
    double *last_s; /* onset of the burst before, of each channel, or NaN */
} job;

static const emg_channel *
channel_of(const job *self, int pair)
{
    return emg_recording_channel(&self->found.source->recording,
                                 self->found.pairs.items[pair].a, NULL);
}

static void
add_rule(kit_table *table, const job *self, int pair)
{
    const emg_pair *p = &self->found.pairs.items[pair];
    emg_rest_level level = kit_level_of(&self->found, p->a);
    bool levels = self->settings->method != STRONG;
    kit_text(table, method_names[self->settings->method]);
    kit_text(table, kit_rest_name(self->settings->rest));
    const double rule[] = {level.from_s,
                           level.to_s,
                           level.mean,
                           level.sd,
                           levels ? p->on_sd : NAN,
                           levels ? p->off_sd : NAN,
                           levels ? p->hold_s : NAN,
                           self->found.conditioning.envelope.cutoff_hz,
                           p->floor_mvc,
                           p->gap_s,
                           p->min_duration_s};
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
    kit_text(table, self->found.source->recording.name);
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
    emg_pair_summary sum = emg_cocontract_summary(self->found.analysis, pair);
    const double totals[] = {
        kit_rate(&sum),    sum.total_s,
        kit_percent(&sum), sum.n_events ? sum.longest_s : NAN,
        sum.median_s,      sum.overlap,
        sum.analysable_s};
    int n = sizeof totals / sizeof *totals;
    kit_text(table, self->found.source->recording.name);
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
    for (int i = 0; i < (int)self->found.pairs.n; i++) {
        kit_text(&found, channel_of(self, i)->label);
        add_rule(&found, self, i);
    }
    table->found = found.rows;
}

static emg_status
add_rows(kit_table *table, job *self, emg_error *error)
{
    int n = 0;
    tell_rules(table, self);
    size_t n_channels = self->found.pairs.n;
    const emg_finding *found =
        emg_cocontract_findings(self->found.analysis, &n);
    self->last_s = emg_new(n_channels, sizeof *self->last_s, error);
    if (!self->last_s)
        return EMG_NO_MEMORY;
    for (size_t i = 0; i < n_channels; i++) {
        self->last_s[i] = NAN;
        if (self->settings->summary)
            add_summary(table, self, (int)i);
    }
    for (int i = 0; i < n && !self->settings->summary; i++)
        add_burst(table, self, &found[i]);
    emg_free(self->last_s);
    return EMG_OK;
}

/* ---- the work ----------------------------------------------------------- */

static void
set_usual(double *value, double usually)
{
    if (*value <= 0)
        *value = usually;
}

/* What the method means where nothing was said. */
static void
complete(settings *s)
{
    bool one_level = has_one_level(s->method);
    if (isnan(s->gap_s))
        s->gap_s = usual[s->method].gap_s;
    if (isnan(s->min_duration_s))
        s->min_duration_s = usual[s->method].min_duration_s;
    if (!s->rest)
        s->rest = s->method == TKEO ? "quietest" : "auto";
    set_usual(&s->on_sd, usual[s->method].on_sd);
    set_usual(&s->off_sd, one_level ? s->on_sd : usual[s->method].off_sd);
    set_usual(&s->hold_s, usual[s->method].hold_s);
    set_usual(&s->cutoff_hz, usual[s->method].cutoff_hz);
}

static emg_pair
rule_of(const settings *s)
{
    return (emg_pair){.on_sd = s->on_sd,
                      .off_sd = s->off_sd,
                      .floor_mvc = s->floor_mvc,
                      .gap_s = s->gap_s,
                      .min_duration_s = s->min_duration_s,
                      .max_correlation = HUGE_VAL,
                      .hold_s = s->hold_s,
                      .edges = usual[s->method].edges};
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    const emg_recording *recording = &source->recording;
    const kit_single single = {s->trigger, s->trigger_level,
                               s->window.to_s > 0 ? s->window
                                                  : (kit_span){0, 2},
                               s->baseline_s, s->summary};
    if (s->single)
        return kit_single_measure(&single, source, chosen, table, error);
    job self = {.settings = s,
                .found = {.source = source,
                          .method = s->method == STRONG
                                        ? EMG_METHOD_STRONG
                                        : EMG_METHOD_THRESHOLD}};
    kit_findings *found = &self.found;
    emg_pair like = rule_of(s);
    emg_status status = kit_select(chosen, source, true, 0, error);
    if (!status)
        status = kit_pairs_alone(&found->pairs, recording, &like, error);
    if (!status)
        status = kit_conditioning(&found->conditioning, chosen, recording,
                                  table, error);
    if (!status) {
        found->conditioning.envelope = emg_conditioning_default().envelope;
        found->conditioning.envelope.cutoff_hz = s->cutoff_hz;
        if (s->method == TKEO)
            found->conditioning.envelope.kind = EMG_ENVELOPE_TKEO;
        if (s->method == TKEO && found->conditioning.clamped)
            found->conditioning.filters[found->conditioning.n_filters - 1] =
                tkeo_band;
        status = kit_pairs_set_mvc(&found->pairs, &s->mvc, source,
                                   &found->conditioning, chosen, error);
    }
    if (!status)
        status = kit_findings_analyse(found, s->rest, chosen, error);
    if (!status)
        status = add_rows(table, &self, error);
    kit_findings_free(found);
    return status;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    settings *s = chosen->own;
    if (s->hold_s > 0 && s->method != HODGES_BUI)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--hold belongs to --method hodges-bui");
    if (s->method == STRONG && (s->on_sd > 0 || s->off_sd > 0))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--%s belongs to --method threshold: the default "
                        "method finds its levels by itself",
                        s->on_sd > 0 ? "on" : "off");
    if (!s->single && (s->trigger || s->window.to_s > 0))
        return emg_fail(error, EMG_BAD_OPTION, "--%s belongs to --single",
                        s->trigger ? "trigger" : "window");
    complete(s);
    if (isnan(s->gap_s) || isnan(s->min_duration_s))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--method lidierth has no usual times: give "
                        "--min-duration and --gap");
    if (s->method == TKEO && s->mvc.n > 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--mvc is of the envelope, and --method tkeo looks at "
                        "the energy operator");
    if (s->method == TKEO && strcmp(s->rest, "auto") == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--method tkeo must hear rest: --rest quietest, "
                        "FROM-TO, annotation:TEXT or a recording of it");
    emg_pair rule = rule_of(s);
    if (s->summary && kit_annotate_none(chosen, "summary", error))
        return EMG_BAD_OPTION;
    return kit_check_levels(&rule, error);
}

static const settings standard = {
    .trigger_level = NAN, .gap_s = NAN, .min_duration_s = NAN};

static const kit_tool tool = {
    .name = "emg-bursts",
    .purpose = "Find onset and offset of activity, a row a burst.",
    .text =
        "A burst is a time in which a muscle is clearly above its own rest. "
        "Gaps are joined\nfirst, then short bursts are dropped. A channel "
        "that cannot be judged is a row with\nthe reason. Columns: times in "
        "s; interval: from one onset to the next; mean and peak\nin the "
        "channel's unit (or % of MVC), corrected for the noise floor; area: "
        "mean x\nduration. Where two defaults stand, the second is that of "
        "hodges-bui.\n",
    .examples = "  emg-bursts -c FCR,ECR visit1.edf\n"
                "  emg-bursts --method hodges-bui --rest 0-2 --summary "
                "reach*.edf\n",
    .options = options,
    .groups = KIT_INPUT | KIT_MASK | KIT_TABLE | KIT_CLEANING | KIT_FILTERING |
              KIT_EVENTS,
    .settings_size = sizeof(settings),
    .settings = &standard,
    .check = check,
    .columns = columns,
    .measure = measure,
    .emg_only = true,
    .selects = true,
    .twice = true};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
