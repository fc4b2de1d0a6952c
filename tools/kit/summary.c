/* Envelopes through the chains of a tool into one row a channel. */
#include "kit/summary.h"

#include "base/memory.h"

#include <math.h>

const char *const *
kit_summary_columns(void)
{
    static const char *const names[] = {"file",     "channel", "label",
                                        "unit",     "mean",    "peak",
                                        "integral", "status",  NULL};
    return names;
}

typedef struct summary {
    int n;
    emg_chain **chains;
    emg_stage **watchers; /* the first stage of each chain */
    emg_sink *stats;
    emg_recording leaving;
    const kit_normals *normals; /* of channels that must have a reference */
} summary;

static emg_status
begin(summary *self, const kit_chosen *chosen, const emg_recording *recording,
      emg_error *error)
{
    size_t n = (size_t)recording->n_groups;
    emg_status status = EMG_OK;

    self->n = recording->n_groups;
    self->chains = emg_new(n, sizeof *self->chains, error);
    self->watchers = emg_new(n, sizeof *self->watchers, error);
    if (!self->chains || !self->watchers)
        return EMG_NO_MEMORY;
    for (int g = 0; g < self->n && !status; g++) {
        self->watchers[g] = emg_silence_create(&recording->groups[g], error);
        self->chains[g] = kit_chain_create(chosen, &recording->groups[g],
                                           self->watchers[g], error);
        status = self->chains[g] ? EMG_OK : error->status;
    }
    if (!status)
        status = emg_recording_through(&self->leaving, recording, self->chains,
                                       error);
    if (!status)
        self->stats = emg_stats_create(&self->leaving, error);
    return status ? status : self->stats ? EMG_OK : EMG_NO_MEMORY;
}

static void
end(summary *self)
{
    for (int g = 0; self->chains && g < self->n; g++)
        emg_chain_destroy(self->chains[g]);
    emg_sink_destroy(self->stats);
    emg_recording_clear(&self->leaving);
    emg_free(self->chains);
    emg_free(self->watchers);
}

static bool
lacks_reference(const summary *self, int number)
{
    for (int i = 0; self->normals && i < self->normals->n; i++)
        if (self->normals->items[i].number == number)
            return !(self->normals->items[i].reference > 0);
    return false;
}

static void
add_row(kit_table *table, const summary *self, const emg_place *place)
{
    const emg_format *format = &self->leaving.groups[place->group];
    const emg_channel *channel = &format->channels[place->lane];
    emg_stats stats = emg_stats_of(self->stats, place->number);
    bool silent = emg_silence_of(self->watchers[place->group], place->lane);

    kit_text(table, self->leaving.name);
    kit_integer(table, place->number);
    kit_text(table, channel->label);
    kit_text(table, channel->unit);
    bool lacks = lacks_reference(self, place->number);
    kit_number(table, lacks ? NAN : stats.mean);
    kit_number(table, lacks ? NAN : stats.max);
    kit_number(table, lacks ? NAN : stats.sum / format->rate_hz);
    kit_text(table, stats.samples == 0 ? "too_short"
                    : silent           ? "silent"
                    : lacks            ? "no_reference"
                                       : "ok");
}

static emg_status
add_rows(kit_table *table, const summary *self, emg_error *error)
{
    int n = emg_recording_channels(&self->leaving);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    if (!places)
        return EMG_NO_MEMORY;
    emg_recording_order(&self->leaving, places);
    for (int i = 0; i < n; i++)
        add_row(table, self, &places[i]);
    emg_free(places);
    return EMG_OK;
}

emg_status
kit_summarise(emg_source *source, const kit_chosen *chosen, bool referred,
              kit_table *table, emg_error *error)
{
    summary self = {.normals = referred ? chosen->normals : NULL};
    emg_status status = begin(&self, chosen, &source->recording, error);
    if (!status)
        status = emg_run_threads(source, self.chains, self.stats, 0,
                                 chosen->batch.threads, error);
    if (!status)
        status = add_rows(table, &self, error);
    end(&self);
    return status;
}
