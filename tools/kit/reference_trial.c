/* References out of recordings of maximal contractions. */
#include "kit/channel_names.h"
#include "kit/reference.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* The mean over the last half second: less only where there is less. */
static emg_chain *
chain_for(const emg_format *format, const emg_conditioning *conditioning,
          emg_error *error)
{
    const emg_envelope mean = {.kind = EMG_ENVELOPE_ARV,
                               .window_s = KIT_REFERENCE_WINDOW_S};
    emg_filter filters[EMG_MOST_FILTERS];
    emg_chain *chain = emg_chain_create(format, error);
    emg_status status = chain ? EMG_OK : EMG_NO_MEMORY;
    emg_conditioning_filters(conditioning, format->rate_hz, filters);
    if (!status)
        status = emg_chain_add(chain, emg_finite_create(format, error), error);
    if (!status && conditioning->n_filters > 0)
        status = emg_chain_add(
            chain,
            emg_filter_create(format, filters, conditioning->n_filters,
                              conditioning->direction, error),
            error);
    if (!status)
        status = emg_envelope_add(chain, &conditioning->envelope,
                                  conditioning->direction, error);
    if (!status)
        status = emg_envelope_add(chain, &mean, (emg_direction){0}, error);
    if (!status)
        return chain;
    emg_chain_destroy(chain);
    return NULL;
}

/* Largest means; the caller destroys chains and the sink. */
static emg_status
largest(emg_source *source, const emg_conditioning *conditioning,
        emg_chain **chains, emg_sink **stats, emg_error *error)
{
    const emg_recording *recording = &source->recording;
    emg_recording leaving = {0};
    for (int g = 0; g < recording->n_groups; g++) {
        if (recording->uses[g] != EMG_TREAT)
            continue;
        chains[g] = chain_for(&recording->groups[g], conditioning, error);
        if (!chains[g])
            return error->status;
    }
    emg_status status =
        emg_recording_through(&leaving, recording, chains, error);
    if (status)
        return status;
    *stats = emg_stats_create(&leaving, error);
    status = *stats ? emg_run(source, chains, *stats, 0, error) : EMG_NO_MEMORY;
    emg_recording_clear(&leaving);
    return status;
}

static bool
is_faulty(const emg_rest_level *level)
{
    return level->state == EMG_STATE_CLIPPED ||
           level->state == EMG_STATE_FLAT || level->state == EMG_STATE_SILENT;
}

static emg_status
collect(kit_references *found, const emg_recording *recording,
        const emg_sink *stats, const emg_rest_level *levels, int n,
        emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < n && !status; i++) {
        int g = 0;
        const emg_channel *channel =
            emg_recording_channel(recording, levels[i].number, &g);
        double most = emg_stats_of(stats, channel->number).max;
        double least_frames =
            KIT_REFERENCE_WINDOW_S * recording->groups[g].rate_hz;
        kit_reference one = {channel->number, most, EMG_STATE_OK};
        if ((double)levels[i].frames < least_frames)
            one.state = EMG_STATE_TOO_SHORT;
        else if (is_faulty(&levels[i]) || !(most > 0))
            one.state = EMG_STATE_NO_REFERENCE;
        if (one.state)
            one.value = NAN;
        if (recording->uses[g] == EMG_TREAT)
            status = kit_references_add(found, one, error);
    }
    return status;
}

/* Faults are what looking for rest finds on its way. */
emg_status
kit_references_measure(kit_references *found, emg_source *source,
                       const emg_conditioning *conditioning, emg_error *error)
{
    const emg_recording *recording = &source->recording;
    emg_rest how = {.kind = EMG_REST_WHOLE};
    emg_chain **chains =
        emg_new((size_t)recording->n_groups, sizeof *chains, error);
    emg_analysis *faults =
        emg_rest_create(recording, conditioning, &how, error);
    emg_sink *stats = NULL;
    emg_status status = chains && faults ? EMG_OK : error->status;
    if (!status)
        status = emg_analyse(source, faults, 0, error);
    if (!status)
        status = source->ops->rewind(source, error);
    if (!status)
        status = largest(source, conditioning, chains, &stats, error);
    if (!status) {
        int n = 0;
        const emg_rest_level *levels = emg_rest_levels(faults, &n);
        status = collect(found, recording, stats, levels, n, error);
    }
    for (int g = 0; chains && g < recording->n_groups; g++)
        emg_chain_destroy(chains[g]);
    emg_free(chains);
    emg_sink_destroy(stats);
    emg_analysis_destroy(faults);
    return status;
}

/* The channels of the trial that are of the task, under its numbers. */
static emg_status
renumber(kit_references *trial, const emg_recording *from,
         const emg_recording *task, kit_references *found, emg_error *error)
{
    emg_status status = EMG_OK;
    for (size_t i = 0; i < trial->n && !status; i++) {
        kit_reference one = trial->items[i];
        const emg_channel *there =
            emg_recording_channel(from, one.number, NULL);
        const emg_channel *here = kit_channel_called(task, there->label);
        if (strcmp(here->unit, there->unit) != 0)
            return emg_fail(error, EMG_BAD_OPTION,
                            "channel %s is in %s here and in %s in the trial",
                            here->label, here->unit, there->unit);
        one.number = here->number;
        status = kit_references_add(found, one, error);
    }
    return status;
}

static emg_status
select_shared(emg_source *trial, const emg_recording *task, emg_error *error)
{
    size_t n = (size_t)emg_recording_channels(&trial->recording);
    emg_place *places = emg_new(n, sizeof *places, error);
    emg_use *uses = emg_new(n, sizeof *uses, error);
    emg_status status = EMG_NO_MEMORY;
    if (places && uses) {
        emg_recording_order(&trial->recording, places);
        for (size_t i = 0; i < n; i++) {
            const emg_format *group = &trial->recording.groups[places[i].group];
            const emg_channel *channel = &group->channels[places[i].lane];
            uses[i] =
                kit_channel_called(task, channel->label) ? EMG_TREAT : EMG_DROP;
        }
        status = emg_source_select(trial, uses, error);
    }
    emg_free(places);
    emg_free(uses);
    return status;
}

emg_status
kit_references_from_trial(kit_references *found, const char *path,
                          const emg_source *source,
                          const emg_conditioning *conditioning,
                          const kit_chosen *chosen, emg_error *error)
{
    kit_references own = {0};
    emg_conditioning unmasked = *conditioning;
    emg_open_options options = kit_open_options(chosen, source->listener);
    emg_source *trial = emg_open(path, &options, error);
    unmasked.mask = NULL; /* it is of the other recording */
    emg_status status = trial ? EMG_OK : error->status;
    if (!status)
        status = select_shared(trial, &source->recording, error);
    if (!status)
        status = kit_references_measure(&own, trial, &unmasked, error);
    if (!status)
        status =
            renumber(&own, &trial->recording, &source->recording, found, error);
    if (status)
        emg_error_in_file(error, path);
    emg_source_destroy(trial);
    kit_references_free(&own);
    return status;
}
