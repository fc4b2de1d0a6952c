/* The linear envelope, RMS or ARV of EMG channels, or a summary of it. */
#include "kit/kit.h"

#include "base/memory.h"
#include "emg/analysis.h"
#include "kit/reference.h"
#include "kit/rest.h"
#include "kit/scaling.h"

#include <math.h>

typedef struct settings {
    bool summary, reference;
    kit_scaling scaling;
} settings;

static const kit_option options[] = {
    {"mvc", 0, KIT_LIST, offsetof(settings, scaling.mvc),
     "in percent of maximal contractions: LABEL=VALUE, a table of --reference "
     "(.tsv), or a recording of them; of several the largest counts",
     .words = "LABEL=UV|FILE", .told = KIT_FILE, .absent = "none",
     .example = "FCR=850"},
    {"normalise", 0, KIT_CHOICE, offsetof(settings, scaling.own),
     "in percent of the recording's own peak or mean; hides what differs "
     "between recordings",
     .standard = "none", .words = "none|peak|mean"},
    KIT_SWITCH(
        "without-floor", scaling.no_floor,
        "take the noise of rest out of the envelope: sqrt(e^2 - rest^2)"),
    KIT_REST_AT(scaling.rest, "auto"),
    KIT_SWITCH(
        "reference", reference,
        "a row a channel instead of a recording: the largest mean of half a "
        "second, for --mvc"),
    KIT_SWITCH("summary", summary,
               "a row a channel instead of a recording: mean, peak and "
               "integral of the "
               "envelope"),
    {0}};

static const char *const *
columns(const kit_chosen *chosen)
{
    static const char *const names[] = {"file",     "channel", "label",
                                        "unit",     "mean",    "peak",
                                        "integral", "status",  NULL};
    static const char *const references[] = {"file",     "channel", "label",
                                             "unit",     "mvc",     "status",
                                             "settings", "hash",    NULL};
    const settings *s = chosen->own;
    return s->reference ? references : s->summary ? names : NULL;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    bool scales = kit_scales(&s->scaling);
    if (s->scaling.mvc.n > 0 && s->scaling.own != KIT_OWN_NONE)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--mvc and --normalise exclude each other");
    if (s->reference && (scales || s->summary))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--reference is of the envelope as it is: without "
                        "--mvc, --normalise, --without-floor and --summary");
    if (kit_is_fir(&chosen->filtering) && (scales || s->reference))
        return emg_fail(error, EMG_BAD_OPTION,
                        "references know no FIR; filter with emg-filter "
                        "first");
    return EMG_OK;
}

static bool
hears(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return kit_scales(&s->scaling) || s->reference;
}

static emg_status
hear(emg_source *source, const kit_chosen *chosen, kit_normals *normals,
     emg_error *error)
{
    const settings *s = chosen->own;
    return kit_scaling_hear(&s->scaling, source, chosen, normals, error);
}

static emg_status
build(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    const emg_envelope envelope = kit_envelope(chosen);
    emg_status status = kit_add_filters(chain, chosen, error);
    if (!status)
        status =
            emg_envelope_add(chain, &envelope, kit_direction(chosen), error);
    if (status || !chosen->normals)
        return status;
    return emg_chain_add(chain,
                         emg_normalise_create(emg_chain_format(chain),
                                              chosen->normals->items,
                                              chosen->normals->n, error),
                         error);
}

/* ---- the summary ------------------------------------------------------ */

typedef struct summary {
    int n;
    emg_chain **chains;
    emg_stage **watchers; /* the first stage of each chain */
    emg_sink *stats;
    emg_recording leaving;
    kit_normals normals; /* empty: not asked for */
    bool scaled;         /* a channel must have a reference */
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
    emg_free(self->normals.items);
}

static bool
lacks_reference(const summary *self, int number)
{
    for (int i = 0; i < self->normals.n && self->scaled; i++)
        if (self->normals.items[i].number == number)
            return !(self->normals.items[i].reference > 0);
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

/* ---- references --------------------------------------------------------- */

static emg_status
add_reference(kit_table *table, const emg_recording *recording,
              const kit_reference *one, const emg_conditioning *how,
              emg_error *error)
{
    int group = 0;
    const emg_channel *channel =
        emg_recording_channel(recording, one->number, &group);
    emg_text how_made = {0};
    char hash[33];
    emg_status status = kit_settings_tell(
        &how_made, hash, how, recording->groups[group].rate_hz, error);
    if (!status) {
        kit_text(table, recording->name);
        kit_integer(table, channel->number);
        kit_text(table, channel->label);
        kit_text(table, channel->unit);
        kit_number(table, one->value);
        kit_text(table, emg_state_name(one->state));
        kit_text(table, how_made.chars);
        kit_text(table, hash);
    }
    emg_text_free(&how_made);
    return status;
}

static emg_status
add_references(kit_table *table, emg_source *source, const kit_chosen *chosen,
               emg_error *error)
{
    emg_conditioning how = kit_conditioning_plain(chosen);
    kit_references found = {0};
    emg_status status = kit_references_measure(&found, source, &how, error);
    for (size_t i = 0; i < found.n && !status; i++)
        status = add_reference(table, &source->recording, &found.items[i], &how,
                               error);
    kit_references_free(&found);
    return status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    summary self = {.scaled = kit_asks_reference(&s->scaling)};
    kit_chosen mine = *chosen;
    emg_status status = EMG_OK;
    if (s->reference)
        return add_references(table, source, chosen, error);
    if (kit_scales(&s->scaling)) {
        status = hear(source, chosen, &self.normals, error);
        mine.normals = &self.normals;
        if (!status)
            status = source->ops->rewind(source, error);
    }
    if (!status)
        status = begin(&self, &mine, &source->recording, error);
    if (!status)
        status = emg_run(source, self.chains, self.stats, 0, error);
    if (!status)
        status = add_rows(table, &self, error);
    end(&self);
    return status;
}

static const settings standard = {.scaling.rest = "auto"};

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
    .groups = KIT_INPUT | KIT_RECORDING | KIT_TABLE | KIT_CLEANING |
              KIT_FILTERING | KIT_ENVELOPE,
    .settings_size = sizeof(settings),
    .settings = &standard,
    .check = check,
    .build = build,
    .hears = hears,
    .hear = hear,
    .columns = columns,
    .measure = measure,
    .drops_untreated = true};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
