/* Sustained co-contraction of antagonist muscles: from a raw recording to
 * events in one command. */
#include "kit/annotate.h"
#include "kit/conditioning.h"
#include "kit/findings.h"
#include "kit/indices.h"
#include "kit/kit.h"
#include "kit/pair_rows.h"

#include "emg/analysis.h"

#include <math.h>

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
    kit_list task;
    bool indices, uncorrected;
    int reference, scale, falconer_winter, grid;
    const char *epochs;
    double course_s;
} settings;

static const kit_option options[] = {
    {"pair", 0, KIT_LIST, offsetof(settings, pairs),
     "two antagonists, by label, muscle or number (FCR:ECR, #1:#2)",
     .words = "A:B", .absent = "proposed from the labels",
     .example = "FCR:ECR"},
    KIT_SWITCH(
        "all-pairs", all_pairs,
        "every channel with every other one, for overflow and mirror activity"),
    {"task", 0, KIT_LIST, offsetof(settings, task),
     "all-pairs: only a muscle of the task with one that is not",
     .words = "CHANNEL", .absent = "none", .example = "FCR"},
    {"montage", 0, KIT_TEXT, offsetof(settings, montage),
     "pairs of a region, or a file of pairs with their parameters",
     .words =
         "neck|face|jaw|larynx|shoulder|elbow|wrist|fingers|hand|trunk|knee|"
         "ankle|foot|FILE",
     .told = KIT_FILE, .absent = "none", .example = "neck"},
    {"method", 0, KIT_CHOICE, offsetof(settings, method),
     "how events are found: by noise that is told from EMG and followed, "
     "crosstalk taken away; or by levels above rest",
     .standard = "default", .words = "default|threshold"},
    KIT_REST("auto"),
    KIT_MVC,
    KIT_FLOOR_MVC,
    {"on", 0, KIT_NUMBER, offsetof(settings, on_sd),
     "threshold: a muscle is on from so far above rest", .words = "SD",
     .least = 2, .most = 10, .absent = "4", .example = "5"},
    {"off", 0, KIT_NUMBER, offsetof(settings, off_sd),
     "threshold: until it falls below so much above rest", .words = "SD",
     .least = 1, .most = 10, .absent = "2", .example = "3"},
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
    {"course", 0, KIT_SECONDS, offsetof(settings, course_s),
     "indices: instead of windows a row each such time, with the indices of "
     "that instant while both muscles are active",
     .least = 0.001, .most = 3600, .absent = "windows", .example = "20ms"},
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
    {"fw", 0, KIT_CHOICE, offsetof(settings, falconer_winter),
     "indices: which form of Falconer and Winter's index is given: of areas, "
     "of areas by trapezoids, the mean of that of each sample, or all three",
     .standard = "all", .words = "all|area|trapezoid|sample",
     .example = "sample"},
    {0}};

/* JSON rows carry the rule that made them. */
static const char *const *
columns(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    bool json = kit_is_json(chosen);
    return s->indices ? kit_indices_columns(s->course_s > 0, json)
                      : kit_pair_columns(s->summary, s->sensitivity, json);
}

/* ---- the work --------------------------------------------------------- */

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
    const kit_indices how = {.asked = {.pairs = &s->pairs,
                                       .mvc = &s->mvc,
                                       .task = &s->task,
                                       .montage = s->montage,
                                       .all = s->all_pairs},
                             .rest = s->rest,
                             .epochs = s->epochs,
                             .of_one = s->scale == 1,
                             .form = (kit_falconer_winter)s->falconer_winter,
                             .rule = {.reference = (emg_reference)s->reference,
                                      .floor = !s->uncorrected,
                                      .on_sd = given_or(s->on_sd, 4),
                                      .grid = s->grid,
                                      .step_s = s->course_s}};
    return kit_indices_measure(&how, source, chosen, table, error);
}

/* A table of pairs may hold levels, which only one method looks at. */
static void
tell_unheeded(const kit_pairs *pairs, const emg_pair *like, kit_table *notes)
{
    for (size_t i = 0; i < pairs->n; i++) {
        const emg_pair *one = &pairs->items[i];
        if (one->on_sd != like->on_sd || one->off_sd != like->off_sd ||
            one->max_correlation != like->max_correlation) {
            kit_note(notes, "on, off and max_correlation of the table of pairs "
                            "are for --method threshold, and not looked at");
            return;
        }
    }
}

static emg_status
find_pairs(kit_findings *found, const kit_chosen *chosen, kit_table *notes,
           emg_error *error)
{
    static const double least_s[] = {0.2, 0.5, 1, 2};
    const settings *s = chosen->own;
    kit_pairs *pairs = &found->pairs;
    const emg_recording *recording = &found->source->recording;
    emg_pair like = pair_like(s);
    emg_status status =
        s->all_pairs
            ? kit_pairs_all(pairs, chosen, &s->task, recording, &like, error)
            : kit_pairs_find(pairs, &s->pairs, s->montage, recording, &like,
                             notes, error);
    if (!status && found->method == EMG_METHOD_STRONG)
        tell_unheeded(pairs, &like, notes);
    if (!status)
        status = kit_conditioning_choose(&found->conditioning, chosen, error);
    if (!status)
        status = kit_pairs_set_mvc(pairs, &s->mvc, found->source,
                                   &found->conditioning, chosen, error);
    if (!status && s->sensitivity)
        status = kit_pairs_repeat(pairs, least_s,
                                  sizeof least_s / sizeof *least_s, error);
    return status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    if (s->indices)
        return measure_indices(source, chosen, table, error);
    kit_findings found = {.source = source, .method = (emg_method)s->method};
    kit_pair_rows rows = {.found = &found,
                          .method = method_names[s->method],
                          .rest = s->rest,
                          .summary = s->summary,
                          .sensitivity = s->sensitivity,
                          .exit_status = s->exit_status};
    emg_status status = find_pairs(&found, chosen, table, error);
    if (!status)
        status = kit_pairs_select(&found.pairs, source, error);
    if (!status)
        status = kit_conditioning(&found.conditioning, chosen,
                                  &source->recording, table, error);
    if (!status)
        status = kit_findings_analyse(&found, s->rest, chosen, error);
    if (!status)
        kit_pair_rows_add(table, &rows);
    kit_findings_free(&found);
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
    const char *of_indices = s->indices           ? NULL
                             : s->epochs          ? "epochs"
                             : s->grid > 0        ? "grid"
                             : s->course_s > 0    ? "course"
                             : s->falconer_winter ? "fw"
                                                  : NULL;
    if (of_indices)
        return emg_fail(error, EMG_BAD_OPTION, "--%s belongs to --indices",
                        of_indices);
    if (s->task.n > 0 && !s->all_pairs)
        return emg_fail(error, EMG_BAD_OPTION, "--task belongs to --all-pairs");
    if (s->course_s > 0 && (s->epochs || s->grid > 0))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--course has no windows: leave out --%s",
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
