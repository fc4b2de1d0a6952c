/* Band-passed frames become energies of cells, trial by trial. */
#include "analysis/trial_group.h"

#include "analysis/frame_at.h"
#include "analysis/mask.h"
#include "base/memory.h"

#include <math.h>

#define CELLS_A_SECOND 2000

static emg_gathered *
open_of(const emg_trial_group *g, int trial, int channel)
{
    return &g->open[trial * g->format->n_channels + channel];
}

const emg_gathered *
emg_trial_group_of(const emg_trial_group *g, int trial, int channel)
{
    return open_of(g, trial, channel);
}

double
emg_trial_group_time(const emg_trial_group *g, int trial, size_t cell)
{
    return g->begun_s[trial] +
           (double)cell * g->cell_frames / g->format->rate_hz;
}

double
emg_trial_group_cells(const emg_trial_group *g)
{
    return g->format->rate_hz / g->cell_frames;
}

/* ---- frames -------------------------------------------------------------- */

void
emg_trial_group_segment(emg_trial_group *g, const emg_block *raw)
{
    g->segment = raw->segment.number;
    emg_chain_gap(g->chain);
    for (int c = 0; c < raw->n_channels; c++)
        g->offsets[c] = emg_block_at(raw, c, 0);
}

/* Without the first sample of the segment, so that an offset of the electrode
 * does not ring in the filter. */
static void
copy_frames(emg_trial_group *g, const emg_block *raw, int first, int n)
{
    g->work.n_frames = n;
    g->work.first_frame = raw->first_frame + first;
    g->work.segment = raw->segment;
    g->work.group = raw->group;
    for (int c = 0; c < raw->n_channels; c++)
        for (int i = 0; i < n; i++)
            emg_block_bank(&g->work, c / EMG_LANES)[i].v[c % EMG_LANES] =
                emg_block_at(raw, c, first + i) - g->offsets[c];
}

emg_status
emg_trial_group_filter(emg_trial_group *g, const emg_block *raw, int first,
                       int n, emg_error *error)
{
    copy_frames(g, raw, first, n);
    return emg_chain_process(g->chain, &g->work, error);
}

static emg_status
gather(const emg_trial_group *g, int trial, int channel, int from, int to,
       emg_error *error)
{
    emg_gathered *all = open_of(g, trial, channel);
    int number = g->format->channels[channel].number;
    emg_status status = EMG_OK;
    for (int i = from; i < to && !status;) {
        emg_mask_run run =
            emg_mask_next(g->mask, number, g->format, &g->work, i);
        for (; i < run.to && i < to && !status; i++)
            status = emg_gathered_add(all, emg_block_at(&g->work, channel, i),
                                      run.hidden, g->cell_frames, error);
    }
    return status;
}

emg_status
emg_trial_group_gather(emg_trial_group *g, int trial, bool *over,
                       emg_error *error)
{
    const emg_block *work = &g->work;
    double start_s =
        emg_frame_time(g->format, &work->segment, work->first_frame);
    double rate_hz = g->format->rate_hz;
    int from = emg_frame_at(g->trials[trial].from_s, start_s, rate_hz, 0,
                            work->n_frames);
    int to = emg_frame_at(g->trials[trial].to_s, start_s, rate_hz, 0,
                          work->n_frames);
    emg_status status = EMG_OK;
    *over = to < work->n_frames;
    if (from < to && isnan(g->begun_s[trial]))
        g->begun_s[trial] =
            emg_frame_time(g->format, &work->segment, work->first_frame + from);
    for (int c = 0; c < g->format->n_channels && !status; c++)
        status = gather(g, trial, c, from, to, error);
    return status;
}

void
emg_trial_group_end(emg_trial_group *g, int trial)
{
    g->ended[trial] = true;
    for (int c = 0; c < g->format->n_channels; c++)
        emg_gathered_clear(open_of(g, trial, c));
}

/* ---- life ---------------------------------------------------------------- */

static emg_status
init_chain(emg_trial_group *g, const emg_conditioning *how, emg_error *error)
{
    emg_filter filters[EMG_MOST_FILTERS];
    emg_direction causal = {0};
    emg_status status = EMG_OK;
    g->chain = emg_chain_create(g->format, error);
    if (!g->chain)
        return EMG_NO_MEMORY;
    if (!emg_format_is_digital(g->format))
        status =
            emg_chain_add(g->chain, emg_finite_create(g->format, error), error);
    emg_conditioning_filters(how, g->format->rate_hz, filters);
    if (!status && how->n_filters > 0)
        status = emg_chain_add(g->chain,
                               emg_filter_create(g->format, filters,
                                                 how->n_filters, causal, error),
                               error);
    return status;
}

emg_status
emg_trial_group_init(emg_trial_group *g, const emg_format *format,
                     const emg_conditioning *how, const emg_trial *trials,
                     int n_trials, emg_error *error)
{
    size_t channels = (size_t)format->n_channels, n = (size_t)n_trials;
    *g = (emg_trial_group){.format = format,
                           .trials = trials,
                           .n_trials = n_trials,
                           .mask = how->mask,
                           .segment = -1};
    g->cell_frames = (int)fmax(1, round(format->rate_hz / CELLS_A_SECOND));
    g->offsets = emg_new(channels, sizeof *g->offsets, error);
    g->open = emg_new(n * channels, sizeof *g->open, error);
    g->begun_s = emg_new(n, sizeof *g->begun_s, error);
    g->ended = emg_new(n, sizeof *g->ended, error);
    if (!g->offsets || !g->open || !g->begun_s || !g->ended)
        return EMG_NO_MEMORY;
    for (int t = 0; t < n_trials; t++)
        g->begun_s[t] = NAN;
    emg_status status =
        emg_block_init(&g->work, format->n_channels, EMG_BLOCK_FRAMES, error);
    return status ? status : init_chain(g, how, error);
}

void
emg_trial_group_clear(emg_trial_group *g)
{
    int n = g->open ? g->n_trials * g->format->n_channels : 0;
    for (int i = 0; i < n; i++)
        emg_gathered_clear(&g->open[i]);
    emg_free(g->open);
    emg_free(g->offsets);
    emg_free(g->begun_s);
    emg_free(g->ended);
    emg_block_clear(&g->work);
    emg_chain_destroy(g->chain);
}
