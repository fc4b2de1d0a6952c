/* The linear envelope, RMS or ARV of EMG channels, or a summary of it. */
#include "kit/kit.h"

#include "base/memory.h"
#include "emg/analysis.h"

typedef struct settings {
    bool summary;
} settings;

static const kit_option options[] = {
    {"summary", 0, KIT_FLAG, offsetof(settings, summary),
     "a row a channel instead of a recording: mean, peak and integral of the "
     "envelope"},
    {0}};

static const char *const *
columns(const kit_chosen *chosen)
{
    static const char *const names[] = {"file",     "channel", "label",
                                        "unit",     "mean",    "peak",
                                        "integral", "status",  NULL};
    const settings *s = chosen->own;
    return s->summary ? names : NULL;
}

static emg_status
build(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    const emg_envelope envelope = kit_envelope(chosen);
    emg_status status = kit_add_filters(chain, chosen, error);
    if (!status)
        status =
            emg_envelope_add(chain, &envelope, kit_direction(chosen), error);
    return status;
}

/* ---- the summary ------------------------------------------------------ */

typedef struct summary {
    int n;
    emg_chain **chains;
    emg_stage **watchers; /* the first stage of each chain */
    emg_sink *stats;
    emg_recording leaving;
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
    kit_number(table, stats.mean);
    kit_number(table, stats.max);
    kit_number(table, stats.sum / format->rate_hz);
    kit_text(table, stats.samples == 0 ? "too_short"
                    : silent           ? "silent"
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

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    summary self = {0};
    emg_status status = begin(&self, chosen, &source->recording, error);
    if (!status)
        status = emg_run(source, self.chains, self.stats, 0, error);
    if (!status)
        status = add_rows(table, &self, error);
    end(&self);
    return status;
}

static const kit_tool tool = {
    .name = "emg-envelope",
    .purpose = "Make envelopes of EMG channels; pass the others on as they "
               "are.",
    .text = "Done in this order: notches, the other filters, rectification "
            "where the input\nis not rectified, envelope. Filters are "
            "zero-phase unless --causal.\n",
    .examples =
        "  emg-envelope --band 20-450 --to csv visit1.edf > envelope.csv\n"
        "  emg-envelope --envelope rms --window 250ms --summary study/*.edf\n",
    .options = options,
    .groups =
        KIT_INPUT | KIT_RECORDING | KIT_TABLE | KIT_FILTERING | KIT_ENVELOPE,
    .settings_size = sizeof(settings),
    .build = build,
    .columns = columns,
    .measure = measure,
    .drops_untreated = true};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
