/* Sustained co-contraction of antagonist muscles: from a raw recording to
 * events in one command. */
#include "kit/annotate.h"
#include "kit/detection.h"
#include "kit/epochs.h"
#include "kit/index_rows.h"
#include "kit/kit.h"
#include "kit/pair_rows.h"

typedef struct settings {
    bool summary, exit_status;
    bool all_pairs, sensitivity;
    kit_list task;
    bool indices, uncorrected, wavelet;
    int reference, scale, falconer_winter, grid;
    const char *epochs;
    double course_s;
} settings;

static const kit_option options[] = {
    KIT_SWITCH(
        "all-pairs", all_pairs,
        "every channel with every other one, for overflow and mirror activity"),
    {"task", 0, KIT_LIST, offsetof(settings, task),
     "all-pairs: only a muscle of the task with one that is not",
     .words = "CHANNEL", .absent = "none", .example = "FCR"},
    KIT_SWITCH("summary", summary, "a row a pair instead of a row an event"),
    KIT_SWITCH("exit-status", exit_status,
               "leave with 10 when a sustained event was found"),
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
    KIT_SWITCH("wavelet", wavelet,
               "indices: also the share of time and the band in which the "
               "wavelet transforms of both muscles reach 1 % of their peak"),
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

static emg_status
measure_indices(emg_source *source, const kit_chosen *chosen, kit_table *table,
                emg_error *error)
{
    const settings *s = chosen->own;
    const kit_detection *d = &chosen->detection;
    const kit_indices how = {.asked = {.pairs = &d->pairs,
                                       .mvc = &d->mvc,
                                       .task = &s->task,
                                       .montage = d->montage,
                                       .all = s->all_pairs},
                             .rest = d->rest,
                             .epochs = s->epochs,
                             .of_one = s->scale == 1,
                             .wavelet = s->wavelet,
                             .form = (kit_falconer_winter)s->falconer_winter,
                             .rule = {.reference = (emg_reference)s->reference,
                                      .floor = !s->uncorrected,
                                      .on_sd = kit_detection_rule(d).on_sd,
                                      .grid = s->grid,
                                      .step_s = s->course_s}};
    return kit_indices_measure(&how, source, chosen, table, error);
}

static emg_status
find_pairs(kit_findings *found, const kit_chosen *chosen, kit_table *notes,
           emg_error *error)
{
    static const double least_s[] = {0.2, 0.5, 1, 2};
    const settings *s = chosen->own;
    emg_pair like = kit_detection_rule(&chosen->detection);
    emg_status status =
        s->all_pairs ? kit_pairs_all(&found->pairs, chosen, &s->task,
                                     &found->source->recording, &like, error)
                     : kit_detection_pairs(found, chosen, notes, error);
    if (!status && s->sensitivity)
        status = kit_pairs_repeat(&found->pairs, least_s,
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
    kit_findings found = {.source = source};
    kit_pair_rows rows = {.found = &found,
                          .method = kit_method_name(&chosen->detection),
                          .rest = chosen->detection.rest,
                          .summary = s->summary,
                          .sensitivity = s->sensitivity,
                          .exit_status = s->exit_status};
    emg_status status = find_pairs(&found, chosen, table, error);
    if (!status)
        status = kit_detect(&found, chosen, table, error);
    if (!status)
        kit_pair_rows_add(table, &rows);
    kit_findings_free(&found);
    return status;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    const char *of_indices = s->indices           ? NULL
                             : s->epochs          ? "epochs"
                             : s->grid > 0        ? "grid"
                             : s->course_s > 0    ? "course"
                             : s->wavelet         ? "wavelet"
                             : s->falconer_winter ? "fw"
                                                  : NULL;
    if (of_indices)
        return emg_fail(error, EMG_BAD_OPTION, "--%s belongs to --indices",
                        of_indices);
    if (s->task.n > 0 && !s->all_pairs)
        return emg_fail(error, EMG_BAD_OPTION, "--task belongs to --all-pairs");
    if (s->course_s > 0 && (s->epochs || s->grid > 0 || s->wavelet))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--course has no windows: leave out --%s",
                        s->epochs     ? "epochs"
                        : s->grid > 0 ? "grid"
                                      : "wavelet");
    if (s->summary || s->sensitivity || s->indices)
        if (kit_annotate_none(chosen,
                              s->summary       ? "summary"
                              : s->sensitivity ? "sensitivity"
                                               : "indices",
                              error))
            return EMG_BAD_OPTION;
    return kit_detection_check(&chosen->detection, s->indices, error);
}

static emg_status
begin(const struct kit_work *work, emg_error *error)
{
    const settings *s = work->chosen->own;
    return kit_epochs_check(s->epochs, work, error);
}

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
              KIT_ENVELOPE | KIT_EVENTS | KIT_DETECTION,
    .settings_size = sizeof(settings),
    .check = check,
    .columns = columns,
    .measure = measure,
    .begin = begin,
    .emg_only = true,
    .selects = true,
    .twice = true,
    .exit_status = "10 --exit-status, and a sustained event was found"};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
