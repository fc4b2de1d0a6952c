/* Rows of the single-onset mode: one a channel and trial, or one a channel. */
#include "kit/single.h"

#include "base/memory.h"
#include "kit/conditioning.h"
#include "kit/findings.h"
#include "kit/trials.h"

#include <math.h>
#include <stdlib.h>

#define ONSET_COLUMNS                                                          \
    "onset", "duration", "trial_type", "channel", "file", "muscle", "trial",   \
        "trigger", "latency", "earliest", "latest", "rest", "mean", "flags"
#define SUMMARY_COLUMNS                                                        \
    "file", "channel", "muscle", "trials", "onsets", "latency_median",         \
        "latency_mean", "latency_sd", "status"
#define RULE_COLUMNS                                                           \
    "method", "trigger_name", "window_from", "window_to", "baseline"

const char *const *
kit_single_columns(bool summary, bool json)
{
    static const char *const onsets[] = {ONSET_COLUMNS, NULL};
    static const char *const onsets_rule[] = {ONSET_COLUMNS, RULE_COLUMNS,
                                              NULL};
    static const char *const sums[] = {SUMMARY_COLUMNS, NULL};
    static const char *const sums_rule[] = {SUMMARY_COLUMNS, RULE_COLUMNS,
                                            NULL};
    if (summary)
        return json ? sums_rule : sums;
    return json ? onsets_rule : onsets;
}

typedef struct job {
    const kit_single *single;
    const emg_recording *recording;
    kit_trials trials;
    const emg_trial_onset *onsets;
    int n;
} job;

static void
add_rule(kit_table *table, const kit_single *single)
{
    bool windows = single->trigger != NULL;
    kit_text(table, "change-point");
    kit_text(table, single->trigger);
    kit_number(table, windows ? single->window.from_s : NAN);
    kit_number(table, windows ? single->window.to_s : NAN);
    kit_number(table, windows ? single->baseline_s : NAN);
}

static void
add_onset(kit_table *table, const job *self, const emg_trial_onset *one)
{
    const emg_channel *channel =
        emg_recording_channel(self->recording, one->number, NULL);
    double trigger_s = self->trials.triggers[one->trial];
    const double measures[] = {trigger_s,       one->onset_s - trigger_s,
                               one->earliest_s, one->latest_s,
                               one->rest,       one->mean};
    kit_number(table, one->onset_s);
    kit_number(table, one->duration_s);
    kit_text(table, one->state ? emg_finding_name(EMG_NOT_ANALYSED) : "active");
    kit_text(table, channel->label);
    kit_text(table, self->recording->name);
    kit_text(table, kit_bare_label(channel));
    kit_integer(table, one->trial + 1);
    kit_numbers(table, measures, sizeof measures / sizeof *measures);
    kit_keep_event(table, one->onset_s, one->duration_s, "active",
                   channel->label);
    kit_add_flags(table, one->flags,
                  one->state ? emg_state_name(one->state) : NULL);
    if (table->form == KIT_JSON)
        add_rule(table, self->single);
}

/* ---- a row a channel --------------------------------------------------------
 */

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void
add_latencies(kit_table *table, double *latencies, int n)
{
    double sum = 0, squares = 0;
    qsort(latencies, (size_t)n, sizeof *latencies, by_size);
    for (int i = 0; i < n; i++)
        sum += latencies[i];
    for (int i = 0; i < n; i++)
        squares += (latencies[i] - sum / n) * (latencies[i] - sum / n);
    kit_number(table,
               n > 0 ? (latencies[(n - 1) / 2] + latencies[n / 2]) / 2 : NAN);
    kit_number(table, n > 0 ? sum / n : NAN);
    kit_number(table, n > 1 ? sqrt(squares / (n - 1)) : NAN);
}

static void
add_summary(kit_table *table, const job *self, int number, double *latencies)
{
    const emg_channel *channel =
        emg_recording_channel(self->recording, number, NULL);
    emg_state state = EMG_STATE_OK;
    int found = 0;
    for (int i = 0; i < self->n; i++) {
        const emg_trial_onset *one = &self->onsets[i];
        if (one->number != number)
            continue;
        if (one->state)
            state = one->state;
        else
            latencies[found++] =
                one->onset_s - self->trials.triggers[one->trial];
    }
    kit_text(table, self->recording->name);
    kit_text(table, channel->label);
    kit_text(table, kit_bare_label(channel));
    kit_integer(table, self->trials.n);
    kit_integer(table, found);
    add_latencies(table, latencies, self->single->trigger ? found : 0);
    kit_text(table, emg_state_name(found ? EMG_STATE_OK : state));
    if (table->form == KIT_JSON)
        add_rule(table, self->single);
}

static emg_status
add_rows(kit_table *table, const job *self, emg_error *error)
{
    double *latencies =
        emg_new((size_t)self->trials.n, sizeof *latencies, error);
    if (!latencies)
        return EMG_NO_MEMORY;
    int n_channels = self->trials.n > 0 ? self->n / self->trials.n : 0;
    for (int i = 0; i < (self->single->summary ? n_channels : self->n); i++) {
        if (self->single->summary)
            add_summary(table, self, self->onsets[i].number, latencies);
        else
            add_onset(table, self, &self->onsets[i]);
    }
    emg_free(latencies);
    return EMG_OK;
}

emg_status
kit_single_measure(const kit_single *single, emg_source *source,
                   const kit_chosen *chosen, kit_table *table, emg_error *error)
{
    emg_conditioning conditioning = {0};
    emg_sink *sink = NULL;
    job self = {.single = single, .recording = &source->recording};
    emg_status status =
        kit_trials_find(&self.trials, single, source, chosen, error);
    if (!status)
        status = kit_conditioning(&conditioning, chosen, self.recording, table,
                                  error);
    if (!status)
        sink = emg_trials_create(self.recording, &conditioning,
                                 self.trials.items, self.trials.n, error);
    if (!status)
        status = sink ? emg_run(source, NULL, sink, 0, error) : error->status;
    if (!status) {
        self.onsets = emg_trials_onsets(sink, &self.n);
        status = add_rows(table, &self, error);
    }
    if (sink)
        emg_sink_destroy(sink);
    kit_conditioning_clear(&conditioning);
    kit_trials_free(&self.trials);
    return status;
}
