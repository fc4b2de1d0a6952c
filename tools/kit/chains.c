/* From what was chosen to chains of stages. */
#include "kit/kit.h"

#include "base/memory.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

emg_direction
kit_direction(const kit_chosen *chosen)
{
    return (emg_direction){.zero_phase = !chosen->filtering.causal,
                           .uncorrected = chosen->filtering.uncorrected};
}

#define ENVELOPE_ORDER 2 /* of each pass; the usual linear envelope */

emg_envelope
kit_envelope(const kit_chosen *chosen)
{
    const kit_enveloping *chose = &chosen->enveloping;
    return (emg_envelope){.kind = (emg_envelope_kind)chose->kind,
                          .window_s = chose->window_s,
                          .window_frames = chose->window_samples,
                          .cutoff_hz = chose->cutoff_hz,
                          .order = ENVELOPE_ORDER};
}

void
kit_complete_filter(const kit_filtering *filtering, emg_filter *filter)
{
    filter->order = filtering->order;
    filter->q = filtering->q;
    filter->design = (emg_design)filtering->design;
    filter->ripple_db = filtering->ripple_db;
    filter->attenuation_db = filtering->attenuation_db;
}

bool
kit_stops_line(const emg_filter *filter)
{
    return filter->kind == EMG_NOTCH || filter->kind == EMG_COMB;
}

int
kit_sorted_filters(const kit_chosen *chosen,
                   emg_filter sorted[EMG_MOST_FILTERS])
{
    const kit_filters *asked = &chosen->filtering.filters;
    int n = 0;
    for (int i = 0; i < asked->n; i++)
        if (kit_stops_line(&asked->items[i]))
            sorted[n++] = asked->items[i];
    for (int i = 0; i < asked->n; i++)
        if (!kit_stops_line(&asked->items[i]))
            sorted[n++] = asked->items[i];
    return n;
}

static emg_status
add_cascade(emg_chain *chain, const kit_chosen *chosen,
            const emg_filter *filters, int n, emg_error *error)
{
    return emg_chain_add(chain,
                         emg_filter_create(emg_chain_format(chain), filters, n,
                                           kit_direction(chosen), error),
                         error);
}

bool
kit_is_fir(const kit_filtering *filtering)
{
    return filtering->taps > 0 || filtering->transition_hz > 0;
}

static emg_status
add_fir(emg_chain *chain, const kit_chosen *chosen, const emg_filter *filter,
        emg_error *error)
{
    const kit_filtering *how = &chosen->filtering;
    const emg_format *now = emg_chain_format(chain);
    emg_direction direction = kit_direction(chosen);
    return emg_chain_add(
        chain,
        how->transition_hz > 0
            ? emg_equiripple_create(now, filter, how->taps, how->transition_hz,
                                    direction, error)
            : emg_fir_create(now, filter, how->taps, direction, error),
        error);
}

emg_status
kit_add_in_order(emg_chain *chain, const kit_chosen *chosen,
                 const emg_filter *filters, int n, emg_error *error)
{
    emg_status status = EMG_OK;
    if (!kit_is_fir(&chosen->filtering))
        return n ? add_cascade(chain, chosen, filters, n, error) : EMG_OK;
    for (int i = 0; i < n && !status; i++)
        status = kit_stops_line(&filters[i])
                     ? add_cascade(chain, chosen, &filters[i], 1, error)
                     : add_fir(chain, chosen, &filters[i], error);
    return status;
}

emg_status
kit_add_filters(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    emg_filter sorted[EMG_MOST_FILTERS];
    int n = kit_sorted_filters(chosen, sorted);
    return kit_add_in_order(chain, chosen, sorted, n, error);
}

void
kit_normals_clear(kit_normals *normals)
{
    emg_free(normals->items);
    emg_free(normals->trends);
    *normals = (kit_normals){0};
}

emg_chain *
kit_chain_create(const kit_chosen *chosen, const emg_format *format,
                 emg_stage *first, emg_error *error)
{
    emg_chain *chain = emg_chain_create(format, error);
    emg_status status = chain ? EMG_OK : EMG_NO_MEMORY;
    if (!chain)
        emg_stage_destroy(first);
    else if (first)
        status = emg_chain_add(chain, first, error);
    if (!status && !emg_format_is_digital(format))
        status = emg_chain_add(chain, emg_finite_create(format, error), error);
    if (!status && chosen->tool->build)
        status = chosen->tool->build(chain, chosen, error);
    if (!status)
        return chain;
    if (format->n_channels > 0) /* one tells which rate was not meant */
        emg_error_in_channel(error, format->channels[0].label);
    emg_chain_destroy(chain);
    return NULL;
}

emg_chain **
kit_chains_create(const kit_chosen *chosen, const emg_recording *recording,
                  emg_error *error)
{
    size_t n = (size_t)recording->n_groups;
    emg_chain **chains = emg_new(n, sizeof *chains, error);
    if (!chains)
        return NULL;
    for (int g = 0; g < recording->n_groups; g++) {
        if (recording->uses[g] != EMG_TREAT)
            continue;
        chains[g] =
            kit_chain_create(chosen, &recording->groups[g], NULL, error);
        if (!chains[g]) {
            kit_chains_destroy(chains, recording);
            return NULL;
        }
    }
    return chains;
}

void
kit_chains_destroy(emg_chain **chains, const emg_recording *recording)
{
    for (int g = 0; chains && g < recording->n_groups; g++)
        emg_chain_destroy(chains[g]);
    emg_free(chains);
}

emg_open_options
kit_open_options(const kit_chosen *chosen, emg_listener listener)
{
    return (emg_open_options){.listener = listener,
                              .strict = chosen->input.strict,
                              .twice = true,
                              .rate_hz = chosen->input.rate_hz,
                              .names = chosen->input.names,
                              .unit = chosen->input.unit,
                              .full_scale = chosen->input.full_scale};
}

bool
kit_is_whole(const kit_table *table, const emg_source *source)
{
    struct stat about;
    int failed = strcmp(table->path, "-") == 0 ? fstat(STDIN_FILENO, &about)
                                               : stat(table->path, &about);
    /* A stream ends with a record that only reading on can find. */
    return !failed && S_ISREG(about.st_mode) &&
           source->recording.duration_s >= 0 && !kit_is_stream(source);
}

bool
kit_is_stream(const emg_source *source)
{
    return strcmp(source->recording.format, "EMG stream") == 0;
}

emg_status
kit_run(const kit_chosen *chosen, emg_source *source, emg_sink *sink,
        emg_error *error)
{
    emg_chain **chains = kit_chains_create(chosen, &source->recording, error);
    if (!chains)
        return error->status;
    emg_status status =
        emg_run_threads(source, chains, sink, 0, chosen->batch.threads, error);
    kit_chains_destroy(chains, &source->recording);
    return status;
}
