/* When each muscle is active: onset and offset of its bursts. A burst is what
 * a muscle has together with itself, so the analysis of pairs finds it. */
#include "kit/annotate.h"
#include "kit/burst_rows.h"
#include "kit/conditioning.h"
#include "kit/findings.h"
#include "kit/kit.h"
#include "kit/single.h"

#include "emg/analysis.h"

#include <math.h>
#include <string.h>

typedef enum method {
    STRONG,
    THRESHOLD,
    HODGES_BUI,
    AGLR,
    LIDIERTH,
    TKEO,
    BONATO,
    CHANGE_POINT
} method;

static const char *const method_names[] = {
    "default",  "threshold", "hodges-bui", "aglr",
    "lidierth", "tkeo",      "bonato",     "change-point"};

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
    [BONATO] = {4, 2, 0, 6, 0.03, 0.03, EMG_EDGES_LEVEL},
    [CHANGE_POINT] = {4, 2, 0, 6, 0.025, 0.05, EMG_EDGES_CHANGE}, /* --single */
};

static const emg_filter tkeo_band = {
    .kind = EMG_BAND_PASS, .order = 2, .low_hz = 30, .high_hz = 300};

static bool
has_one_level(int chosen)
{
    return chosen != BONATO && usual[chosen].edges == EMG_EDGES_LEVEL;
}

typedef struct settings {
    int method;
    const char *rest;
    kit_list mvc;
    double on_sd, off_sd, hold_s, cutoff_hz, floor_mvc;
    double gap_s, min_duration_s;
    int points, enough;
    double false_alarm;
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
     "squared; bonato: so many of a few values of the signal, made white, "
     "above "
     "one level; change-point: as --single",
     .standard = "default",
     .words = "default|threshold|hodges-bui|aglr|lidierth|tkeo|bonato|"
              "change-point"},
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
     .absent = "25ms; bonato: 30ms; lidierth: to be given", .example = "50ms"},
    {"min-duration", 0, KIT_SECONDS, offsetof(settings, min_duration_s),
     "shorter bursts are dropped", .most = 10,
     .absent = "50ms; bonato: 30ms; tkeo: 25ms; lidierth: to be given",
     .example = "100ms"},
    {"points", 0, KIT_INT, offsetof(settings, points),
     "bonato: so many values, each of two samples, are looked at together",
     .words = "M", .standard = "5", .least = 1, .most = 64, .example = "10"},
    {"enough", 0, KIT_INT, offsetof(settings, enough),
     "bonato: active where so many of them are above the level", .words = "R0",
     .standard = "1", .least = 1, .most = 64, .example = "3"},
    {"false-alarm", 0, KIT_NUMBER, offsetof(settings, false_alarm),
     "bonato: chance of that in noise, which sets the level", .words = "P",
     .standard = "0.05", .least = 1e-9, .most = 0.5, .example = "0.01"},
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

static const char *const *
columns(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    bool json = kit_is_json(chosen);
    return s->single ? kit_single_columns(s->summary, json)
                     : kit_burst_columns(s->summary, json);
}

/* ---- the work ----------------------------------------------------------- */

static void
set_usual(double *value, double usually)
{
    if (*value <= 0)
        *value = usually;
}

/* Levels are then no parameters: a sidecar that told some could not be asked
 * for the same again. */
static bool
has_no_level(const settings *s)
{
    return s->method == STRONG || s->method == BONATO;
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
    if (!has_no_level(s)) {
        set_usual(&s->on_sd, usual[s->method].on_sd);
        set_usual(&s->off_sd, one_level ? s->on_sd : usual[s->method].off_sd);
    }
    set_usual(&s->hold_s, usual[s->method].hold_s);
    set_usual(&s->cutoff_hz, usual[s->method].cutoff_hz);
}

static emg_pair
rule_of(const settings *s)
{
    bool unasked = has_no_level(s);
    return (emg_pair){.on_sd = unasked ? usual[s->method].on_sd : s->on_sd,
                      .off_sd = unasked ? usual[s->method].off_sd : s->off_sd,
                      .floor_mvc = s->floor_mvc,
                      .gap_s = s->gap_s,
                      .min_duration_s = s->min_duration_s,
                      .max_correlation = HUGE_VAL,
                      .hold_s = s->hold_s,
                      .points = s->points,
                      .enough = s->enough,
                      .false_alarm = s->false_alarm,
                      .edges = usual[s->method].edges};
}

/* The envelope of the method; tkeo has a band of its own, too. */
static void
set_envelope(emg_conditioning *conditioning, const settings *s)
{
    conditioning->envelope = emg_conditioning_default().envelope;
    conditioning->envelope.cutoff_hz = s->cutoff_hz;
    if (s->method != TKEO)
        return;
    conditioning->envelope.kind = EMG_ENVELOPE_TKEO;
    if (conditioning->clamped)
        conditioning->filters[conditioning->n_filters - 1] = tkeo_band;
}

static emg_status
measure_bursts(emg_source *source, const kit_chosen *chosen, kit_table *table,
               emg_error *error)
{
    const settings *s = chosen->own;
    const emg_recording *recording = &source->recording;
    kit_findings found = {.source = source,
                          .method = s->method == STRONG ? EMG_METHOD_STRONG
                                    : s->method == BONATO
                                        ? EMG_METHOD_DOUBLE
                                        : EMG_METHOD_THRESHOLD};
    kit_burst_rows rows = {&found, method_names[s->method], s->rest,
                           s->summary};
    emg_pair like = rule_of(s);
    emg_status status = kit_select(chosen, source, true, 0, error);
    if (!status)
        status = kit_pairs_alone(&found.pairs, recording, &like, error);
    if (!status)
        status = kit_conditioning(&found.conditioning, chosen, recording, table,
                                  error);
    if (!status) {
        set_envelope(&found.conditioning, s);
        status = kit_pairs_set_mvc(&found.pairs, &s->mvc, source,
                                   &found.conditioning, chosen, error);
    }
    if (!status)
        status = kit_findings_analyse(&found, s->rest, chosen, error);
    if (!status)
        status = kit_burst_rows_add(table, &rows, error);
    kit_findings_free(&found);
    return status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    const kit_single single = {s->trigger, s->trigger_level,
                               s->window.to_s > 0 ? s->window
                                                  : (kit_span){0, 2},
                               s->baseline_s, s->summary};
    return s->single ? kit_single_measure(&single, source, chosen, table, error)
                     : measure_bursts(source, chosen, table, error);
}

/* An option of one method says nothing to another. */
static emg_status
check_own(const settings *s, emg_error *error)
{
    if (s->hold_s > 0 && s->method != HODGES_BUI)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--hold belongs to --method hodges-bui");
    if (has_no_level(s) && (s->on_sd > 0 || s->off_sd > 0))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--%s belongs to --method threshold: the %s method "
                        "finds its levels by itself",
                        s->on_sd > 0 ? "on" : "off", method_names[s->method]);
    if (!s->single && (s->trigger || s->window.to_s > 0))
        return emg_fail(error, EMG_BAD_OPTION, "--%s belongs to --single",
                        s->trigger ? "trigger" : "window");
    if (s->enough > s->points)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--enough: %d of --points %d cannot be", s->enough,
                        s->points);
    return EMG_OK;
}

static emg_status
check_completed(const settings *s, emg_error *error)
{
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
    return EMG_OK;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    settings *s = chosen->own;
    s->single = s->single || s->method == CHANGE_POINT;
    if (check_own(s, error))
        return error->status;
    complete(s);
    emg_pair rule = rule_of(s);
    if (check_completed(s, error) ||
        (s->summary && kit_annotate_none(chosen, "summary", error)))
        return error->status;
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
