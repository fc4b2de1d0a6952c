/* What becomes of amplitudes is known only after a first reading. */
#include "kit/scaling.h"

#include "base/memory.h"
#include "kit/reference.h"
#include "kit/rest.h"

#include <string.h>

#define LEAST_OF_REST 3 /* a reference must be above so many times the rest */

emg_conditioning
kit_conditioning_plain(const kit_chosen *chosen)
{
    emg_conditioning how = {.direction = kit_direction(chosen),
                            .envelope = kit_envelope(chosen)};
    how.n_filters = kit_sorted_filters(chosen, how.filters);
    return how;
}

bool
kit_asks_reference(const kit_scaling *s)
{
    return s->mvc.n > 0 || s->own != KIT_OWN_NONE;
}

bool
kit_scales(const kit_scaling *s)
{
    return kit_asks_reference(s) || s->no_floor;
}

static const emg_rest_level *
level_of(const kit_rest *rest, int number)
{
    for (int i = 0; i < rest->n; i++)
        if (rest->items[i].number == number)
            return &rest->items[i];
    return NULL;
}

/* One a treated channel, with what is known of its rest. */
static emg_status
list_normals(kit_normals *normals, const kit_scaling *s,
             const emg_recording *recording, const kit_rest *rest,
             emg_error *error)
{
    normals->items = emg_new((size_t)emg_recording_channels(recording),
                             sizeof *normals->items, error);
    if (!normals->items)
        return EMG_NO_MEMORY;
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++) {
            int number = recording->groups[g].channels[c].number;
            const emg_rest_level *level = level_of(rest, number);
            if (recording->uses[g] != EMG_TREAT)
                continue;
            normals->items[normals->n++] = (emg_normal){
                .number = number,
                .floor =
                    s->no_floor && level && !level->state ? level->mean : 0};
        }
    return EMG_OK;
}

/* Peak or mean of this recording's envelope, which build makes. */
static emg_status
own_references(kit_normals *normals, const kit_scaling *s, emg_source *source,
               const kit_chosen *chosen, emg_error *error)
{
    kit_chosen unscaled = *chosen;
    emg_recording leaving = {0};
    emg_sink *stats = NULL;
    unscaled.normals = normals;
    emg_chain **chains =
        kit_chains_create(&unscaled, &source->recording, error);
    if (!chains)
        return error->status;
    emg_status status =
        emg_recording_through(&leaving, &source->recording, chains, error);
    if (!status)
        stats = emg_stats_create(&leaving, error);
    status = stats ? emg_run_threads(source, chains, stats, 0,
                                     chosen->batch.threads, error)
                   : EMG_NO_MEMORY;
    for (int i = 0; i < normals->n && !status; i++) {
        emg_stats of = emg_stats_of(stats, normals->items[i].number);
        double value = s->own == KIT_OWN_PEAK ? of.max : of.mean;
        normals->items[i].reference = value > 0 ? value : 0;
    }
    emg_sink_destroy(stats);
    emg_recording_clear(&leaving);
    kit_chains_destroy(chains, &source->recording);
    return status;
}

/* An MVC that does not rise above rest is none. */
static emg_status
mvc_references(kit_normals *normals, const kit_scaling *s,
               const emg_source *source, const kit_rest *rest,
               const kit_chosen *chosen, emg_error *error)
{
    emg_conditioning how = kit_conditioning_plain(chosen);
    kit_references found = {0};
    emg_status status =
        kit_references_find(&found, &s->mvc, source, &how, chosen, error);
    for (int i = 0; i < normals->n && !status; i++) {
        emg_normal *one = &normals->items[i];
        const kit_reference *mvc = kit_reference_of(&found, one->number);
        const emg_rest_level *level = level_of(rest, one->number);
        bool quiet = level && !level->state;
        if (mvc && !mvc->state &&
            !(quiet && mvc->value <= LEAST_OF_REST * level->mean))
            one->reference = mvc->value;
    }
    kit_references_free(&found);
    return status;
}

static emg_status
find_rest(kit_rest *rest, const kit_scaling *s, emg_source *source,
          const kit_chosen *chosen, emg_error *error)
{
    emg_conditioning how = kit_conditioning_plain(chosen);
    bool known =
        how.envelope.kind <= EMG_ENVELOPE_ARV || strcmp(s->rest, "auto") != 0;
    if (!s->no_floor && !(s->mvc.n > 0 && known))
        return EMG_OK;
    if (!known)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--without-floor knows the noise of --envelope "
                        "lowpass, rms and arv; for others say where rest is "
                        "with --rest FROM-TO");
    emg_status status =
        kit_rest_find(rest, s->rest, source, &how, chosen, error);
    return status ? status : source->ops->rewind(source, error);
}

/* A channel without rest or reference keeps what it has, and that is said. */
static emg_status
complain(const kit_normals *normals, const kit_scaling *s,
         const emg_source *source, const kit_chosen *chosen, emg_error *error)
{
    for (int i = 0; i < normals->n; i++) {
        const emg_normal *one = &normals->items[i];
        const char *label =
            emg_recording_channel(&source->recording, one->number, NULL)->label;
        const char *lacks = kit_asks_reference(s) && !(one->reference > 0)
                                ? "reference"
                            : s->no_floor && !(one->floor > 0) ? "rest"
                                                               : NULL;
        if (lacks && chosen->input.strict)
            return emg_fail(error, EMG_BAD_FILE, "channel %s has no %s", label,
                            lacks);
        if (lacks)
            emg_warn(&source->listener, source->recording.name, -1,
                     "channel %s has no %s (no_%s): it is left without", label,
                     lacks, lacks);
    }
    return EMG_OK;
}

emg_status
kit_scaling_hear(const kit_scaling *s, emg_source *source,
                 const kit_chosen *chosen, kit_normals *normals,
                 emg_error *error)
{
    kit_rest rest = {0};
    emg_status status = find_rest(&rest, s, source, chosen, error);
    if (!status)
        status = list_normals(normals, s, &source->recording, &rest, error);
    if (!status && s->mvc.n > 0)
        status = mvc_references(normals, s, source, &rest, chosen, error);
    if (!status && s->own != KIT_OWN_NONE)
        status = own_references(normals, s, source, chosen, error);
    if (!status)
        status = complain(normals, s, source, chosen, error);
    kit_rest_free(&rest);
    return status;
}
