/* What one group's samples tell a pass: energies, moments, faults or hum. */
#include "analysis/rest_group.h"

#include "analysis/mask.h"
#include "base/memory.h"

#include <math.h>

#define CELL_S 0.1

static void
take_energy(void *to, int channel, double mean_square)
{
    const emg_rest_group *g = to;
    emg_rest_listener *l = &g->listeners[channel];
    if (l->energies)
        emg_energies_add(l->energies, mean_square);
}

static emg_mask_run
next_run(const emg_rest_group *g, int channel, const emg_block *block, int from)
{
    return emg_mask_next(g->mask, g->format->channels[channel].number,
                         g->format, block, from);
}

/* Adds the frames of the envelope that lie inside a span. */
static void
hear_span(emg_rest_group *g, const emg_block *envelope, emg_span inside)
{
    double rate_hz = g->format->rate_hz;
    double start =
        emg_frame_time(g->format, &envelope->segment, envelope->first_frame);
    double from = ceil((inside.from_s - start) * rate_hz - 1e-3);
    double to = ceil((inside.to_s - start) * rate_hz - 1e-3);
    int first = from > 0 ? (int)fmin(from, envelope->n_frames) : 0;
    int end = to > 0 ? (int)fmin(to, envelope->n_frames) : 0;
    for (int c = 0; c < g->format->n_channels; c++)
        for (int i = first; i < end;) {
            emg_mask_run run = next_run(g, c, envelope, i);
            for (; i < run.to && i < end; i++)
                if (!run.hidden)
                    emg_moments_add(&g->listeners[c].rest,
                                    emg_block_at(envelope, c, i));
        }
}

/* What is masked is louder than anything. */
static void
hear_quiet(emg_rest_group *g, const emg_block *envelope)
{
    for (int c = 0; c < g->format->n_channels; c++)
        for (int i = 0; i < envelope->n_frames;) {
            emg_mask_run run = next_run(g, c, envelope, i);
            for (; i < run.to; i++) {
                int64_t frame = envelope->first_frame + i;
                emg_listener_quiet(
                    &g->listeners[c],
                    run.hidden ? HUGE_VAL : emg_block_at(envelope, c, i),
                    frame - envelope->segment.first_frame, g->cell_frames,
                    emg_frame_time(g->format, &envelope->segment, frame));
            }
        }
}

static void
hear_hum(emg_rest_group *g, const emg_block *band)
{
    for (int c = 0; c < g->format->n_channels; c++)
        for (int i = 0; g->listeners[c].hum && i < band->n_frames; i++)
            emg_hum_add(g->listeners[c].hum, emg_block_at(band, c, i));
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    emg_rest_group *g = to;
    const emg_rest_ear *ear = g->ear;
    (void)error;

    if (ear->hum) {
        hear_hum(g, band);
        return EMG_OK;
    }
    if (ear->kind == EMG_REST_AUTO)
        emg_cells_band(g->cells, band, take_energy, g);
    else if (ear->kind == EMG_REST_QUIETEST)
        hear_quiet(g, envelope);
    for (size_t i = 0; i < ear->n_spans; i++)
        hear_span(g, envelope, ear->spans[i]);
    return EMG_OK;
}

static void
look_for_faults(emg_rest_group *g, int c, const emg_block *raw,
                emg_mask_run run)
{
    int64_t before = raw->first_frame - g->raw.first_frame;
    emg_faults *faults = &g->listeners[c].faults;
    if (run.hidden) {
        emg_faults_gap(faults);
        emg_cells_flat(g->cells, c, before + run.from, before + run.to);
        return;
    }
    const double *samples =
        &emg_block_bank(raw, c / EMG_LANES)->v[c % EMG_LANES];
    for (int i = run.from; i < run.to; i++) {
        i += emg_faults_pass(faults, samples + i * EMG_LANES, EMG_LANES,
                             run.to - i);
        if (i == run.to)
            return;
        int64_t flat = emg_faults_add(faults, samples[i * EMG_LANES]);
        if (flat > 0)
            emg_cells_flat(g->cells, c, before + i + 1 - flat, before + i + 1);
    }
}

static void
look_at_raw(emg_rest_group *g, const emg_block *raw)
{
    for (int c = 0; c < g->format->n_channels; c++)
        for (int i = 0; i < raw->n_frames;) {
            emg_mask_run run = next_run(g, c, raw, i);
            look_for_faults(g, c, raw, run);
            i = run.to;
        }
    emg_cells_raw(g->cells, raw->n_frames);
}

emg_status
emg_rest_group_end(emg_rest_group *g, emg_error *error)
{
    emg_status status = EMG_OK;
    if (g->raw.number >= 0)
        status = emg_side_end(g->side, hear, g, error);
    if (!g->ear->hum && g->cells)
        emg_cells_end(g->cells, take_energy, g);
    for (int c = 0; c < g->format->n_channels; c++) {
        emg_faults_gap(&g->listeners[c].faults);
        g->listeners[c].filling = (emg_listener_cell){0};
        if (g->listeners[c].hum)
            emg_hum_gap(g->listeners[c].hum);
    }
    g->raw.number = -1;
    return status;
}

emg_status
emg_rest_group_take(emg_rest_group *g, const emg_block *block, emg_error *error)
{
    emg_status status = EMG_OK;
    if (!g->side)
        return EMG_OK;
    if (g->raw.number != block->segment.number)
        status = emg_rest_group_end(g, error);
    g->raw = block->segment;
    for (int done = 0; done < block->n_frames && !status;) {
        emg_block part = *block;
        int left = block->n_frames - done;
        part.frames += done;
        part.first_frame += done;
        part.n_frames = left < EMG_BLOCK_FRAMES ? left : EMG_BLOCK_FRAMES;
        if (!g->ear->hum)
            look_at_raw(g, &part);
        status = emg_side_take(g->side, &part, hear, g, error);
        done += part.n_frames;
    }
    return status;
}

void
emg_rest_group_prepare(emg_rest_group *g, const emg_rest_ear *ear)
{
    bool band = ear->hum || ear->kind == EMG_REST_AUTO;
    g->ear = ear;
    if (g->side)
        emg_side_reset(g->side, band ? EMG_SIDE_BAND : EMG_SIDE_ENVELOPE);
}

static emg_status
init_listener(emg_rest_group *g, int channel, const emg_rest *wanted,
              emg_error *error)
{
    emg_rest_listener *l = &g->listeners[channel];
    l->channel = &g->format->channels[channel];
    l->rate_hz = g->format->rate_hz;
    l->faults.step = l->channel->step;
    l->faults.long_run = g->cell_frames;
    l->level.number = l->channel->number;
    l->level.from_s = l->level.to_s = -1;
    if (wanted->kind == EMG_REST_INTERVAL) {
        l->level.from_s = wanted->from_s;
        l->level.to_s = wanted->to_s;
    }
    if (wanted->kind != EMG_REST_AUTO)
        return EMG_OK;
    l->energies = emg_new(1, sizeof *l->energies, error);
    return l->energies ? EMG_OK : EMG_NO_MEMORY;
}

emg_status
emg_rest_group_init(emg_rest_group *g, const emg_format *format,
                    const emg_conditioning *conditioning,
                    const emg_rest *wanted, emg_error *error)
{
    g->format = format;
    g->mask = conditioning->mask;
    g->raw.number = -1;
    g->cell_frames = (int64_t)fmax(1, round(CELL_S * format->rate_hz));
    if (format->n_channels == 0) /* nothing is to be heard here */
        return EMG_OK;
    g->side = emg_side_create(format, conditioning, error);
    if (!g->side)
        return EMG_NO_MEMORY;
    g->cells =
        emg_cells_create(format->n_channels, g->cell_frames,
                         emg_side_lag(g->side) + EMG_BLOCK_FRAMES, error);
    g->listeners =
        emg_new((size_t)format->n_channels, sizeof *g->listeners, error);
    if (!g->cells || !g->listeners)
        return EMG_NO_MEMORY;
    for (int c = 0; c < format->n_channels; c++)
        if (init_listener(g, c, wanted, error))
            return EMG_NO_MEMORY;
    return EMG_OK;
}

void
emg_rest_group_clear(emg_rest_group *g)
{
    for (int c = 0; g->listeners && c < g->format->n_channels; c++) {
        emg_free(g->listeners[c].energies);
        emg_hum_destroy(g->listeners[c].hum);
    }
    emg_free(g->listeners);
    emg_side_destroy(g->side);
    emg_cells_destroy(g->cells);
}
