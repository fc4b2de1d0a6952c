/* Detected events against truth, or against a second rater. */
#include "kit/events.h"
#include "kit/kit.h"

#include "emg/analysis.h"

#include <math.h>
#include <string.h>

#define N_OVERLAPS 3

static const double overlaps[N_OVERLAPS] = {0.3, 0.5, 0.7};

typedef struct settings {
    const char *truth;
    const char *type, *truth_type;
    double duration_s;
    bool pool;
} settings;

static const kit_option options[] = {
    {"truth", 0, KIT_TEXT, offsetof(settings, truth),
     "the table of true events, or of the other rater", .words = "TABLE",
     .told = KIT_FILE, .absent = "to be given", .example = "visit1_truth.tsv"},
    {"duration", 0, KIT_SECONDS, offsetof(settings, duration_s),
     "length of each recording, for what is said of time: specificity, kappa, "
     "false events an hour",
     .absent = "unknown: these are n/a", .example = "60s"},
    {"type", 0, KIT_TEXT, offsetof(settings, type),
     "compare only events of this trial_type", .words = "WORD", .absent = "all",
     .example = "active"},
    {"truth-type", 0, KIT_TEXT, offsetof(settings, truth_type),
     "the trial_type of true events, where it is another", .words = "WORD",
     .absent = "as --type", .example = "burst"},
    KIT_SWITCH("pool", pool, "all channels and recordings of a table together"),
    {0}};

static const char *const all_columns[] = {
    "file",       "channel",        "iou",         "truth",
    "found",      "hits",           "precision",   "recall",
    "f1",         "onset_mean",     "onset_sd",    "onset_median",
    "onset_p95",  "offset_mean",    "offset_sd",   "offset_median",
    "offset_p95", "false_per_hour", "sensitivity", "specificity",
    "kappa",      "not_analysed",   "status",      NULL};

static const char *const *
columns(const kit_chosen *chosen)
{
    (void)chosen;
    return all_columns;
}

/* What is compared: two tables, cut into runs of one file and channel. */
typedef struct job {
    const settings *settings;
    kit_table *table;
    kit_events truth, found;
    emg_scorer *scorers[N_OVERLAPS];
    int64_t refused; /* rows of the detector that are no event */
} job;

/* ---- rows --------------------------------------------------------------- */

static const char *
status_of(const emg_score *score)
{
    if (score->n_truth == 0)
        return score->n_found == 0 ? "correct_rejection" : "no_truth";
    return score->n_found == 0 ? "nothing_found" : "ok";
}

static void
add_edge(kit_table *table, const emg_edge_errors *edge)
{
    const double errors[] = {edge->mean_ms, edge->sd_ms, edge->median_ms,
                             edge->high_ms};
    kit_numbers(table, errors, 4);
}

static void
add_row(const job *self, const char *file, const char *channel, int i)
{
    kit_table *table = self->table;
    emg_score score = emg_scorer_result(self->scorers[i]);
    const double rates[] = {score.precision, score.recall, score.f1};
    const double times[] = {score.false_per_hour, score.sensitivity,
                            score.specificity, score.kappa};
    kit_text(table, file);
    kit_text(table, channel);
    kit_number(table, overlaps[i]);
    kit_integer(table, score.n_truth);
    kit_integer(table, score.n_found);
    kit_integer(table, score.n_hits);
    kit_numbers(table, rates, 3);
    add_edge(table, &score.onset);
    add_edge(table, &score.offset);
    kit_numbers(table, times, 4);
    kit_integer(table, self->refused);
    kit_text(table, status_of(&score));
}

/* Says what was compared so far, and forgets it. */
static void
say(job *self, const char *file, const char *channel)
{
    for (int i = 0; i < N_OVERLAPS; i++) {
        if (self->scorers[i])
            add_row(self, file, channel, i);
        emg_scorer_destroy(self->scorers[i]);
        self->scorers[i] = NULL;
    }
    self->refused = 0;
}

/* ---- comparing ---------------------------------------------------------- */

static emg_status
compare(job *self, kit_event_run truth, kit_event_run found, emg_error *error)
{
    emg_status status = EMG_OK;
    self->refused += (int64_t)found.refused;
    for (int i = 0; i < N_OVERLAPS && !status; i++) {
        if (!self->scorers[i])
            self->scorers[i] = emg_scorer_create(overlaps[i], error);
        status =
            !self->scorers[i]
                ? EMG_NO_MEMORY
                : emg_scorer_add(self->scorers[i], truth.at, truth.n, found.at,
                                 found.n, self->settings->duration_s, error);
    }
    return status;
}

/* Walks both tables, which stand in order of file and channel. */
static emg_status
compare_all(job *self, emg_error *error)
{
    const kit_events *truth = &self->truth, *found = &self->found;
    emg_status status = EMG_OK;
    size_t i = 0, j = 0;
    while ((i < truth->n || j < found->n) && !status) {
        int order = kit_events_order(truth, i, found, j);
        const kit_event *key = order <= 0 ? &truth->rows[i] : &found->rows[j];
        kit_event_run a = {0}, b = {0};
        if (order <= 0)
            a = kit_events_run(truth, &i);
        if (order >= 0)
            b = kit_events_run(found, &j);
        status = compare(self, a, b, error);
        if (!status && !self->settings->pool)
            say(self, key->file, key->channel);
    }
    return status;
}

/* Two tables in which nothing happens agree. */
static emg_status
compare_nothing(job *self, emg_error *error)
{
    kit_event_run none = {0};
    return self->truth.n + self->found.n > 0 ? EMG_OK
                                             : compare(self, none, none, error);
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    job self = {.settings = s, .table = table};
    (void)source;
    emg_status status = kit_events_read(
        &self.truth, s->truth, s->truth_type ? s->truth_type : s->type, error);
    if (!status)
        status = kit_events_read(&self.found, table->path, s->type, error);
    if (!status) {
        kit_events_sort(&self.truth, &self.found);
        status = compare_all(&self, error);
    }
    if (!status)
        status = compare_nothing(&self, error);
    if (!status)
        say(&self, NULL, NULL);
    for (int i = 0; i < N_OVERLAPS; i++)
        emg_scorer_destroy(self.scorers[i]);
    kit_events_free(&self.truth);
    kit_events_free(&self.found);
    return status;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    if (!s->truth)
        return emg_fail(error, EMG_BAD_OPTION,
                        "name the table of true events with --truth");
    return EMG_OK;
}

static const kit_tool tool = {
    .name = "emg-score",
    .purpose = "Compare detected events with true ones, or with those of a "
               "second rater.",
    .text =
        "Tables are TSV with the columns onset and duration, in s, and where "
        "they have\nthem trial_type, channel and file: channels and files "
        "are compared each by itself\nwhere both tables name them. A true "
        "event and a detected one match when their\nintersection over union "
        "(iou) is 0.3, 0.5 or 0.7 or more; each true one in order\nof time "
        "takes the free detection that fits best. Errors of onset and offset "
        "are\ndetected - true over the matches, in ms: mean, SD, and of their "
        "sizes the median\nand the 95th percentile.\n",
    .examples = "  emg-score --truth truth.tsv --type sustained_cocontraction "
                "found.tsv\n"
                "  emg-cocontract visit1.edf | emg-score --truth rater.tsv "
                "--duration 60s -\n",
    .options = options,
    .groups = KIT_TABLE,
    .settings_size = sizeof(settings),
    .check = check,
    .columns = columns,
    .measure = measure,
    .sheets = "table"};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
