/* Raw samples as they come, filtered ones behind them, joined when the slowest
 * has passed the epoch's end. */
#include "analysis/quality_group.h"

#include "base/memory.h"

#include <math.h>

#define CELL_S 0.1
#define BEAT_S 0.01
#define BEAT_LOW_HZ 5
#define BEAT_HIGH_HZ 40

typedef emg_quality_group group;

/* ---- an epoch ----------------------------------------------------------- */

/* Rows of the epoch that the next raw frame begins. */
static emg_status
open_epoch(group *g, emg_error *error)
{
    size_t n = (size_t)g->format->n_channels;
    if (emg_grow((void **)&g->rows, &g->room, g->n + n, sizeof *g->rows, error))
        return EMG_NO_MEMORY;
    for (size_t c = 0; c < n; c++) {
        emg_quality *row = &g->rows[g->n++];
        row->number = g->format->channels[c].number;
        row->onset_s = emg_frame_time(g->format, &g->segment,
                                      g->segment.first_frame + g->frames);
        row->line_hz = NAN;
        for (int i = 0; i < EMG_QUALITY_INDICES; i++)
            row->values[i] = NAN;
    }
    return EMG_OK;
}

static emg_quality *
row_of(const group *g, int64_t epoch, int channel)
{
    return &g->rows[g->first + (size_t)epoch * (size_t)g->format->n_channels +
                    (size_t)channel];
}

/* The raw part of the epoch that has just ended. */
static void
close_epoch(group *g)
{
    int64_t epoch = (g->frames - 1) / g->epoch_frames;
    int64_t frames = g->frames - epoch * g->epoch_frames;
    for (int c = 0; c < g->format->n_channels; c++) {
        emg_quality *row = row_of(g, epoch, c);
        row->duration_s = (double)frames / g->format->rate_hz;
        emg_quality_raw_end(&g->raw[c], row);
    }
}

static void
tell_epoch(group *g, int64_t from, int64_t to)
{
    for (int c = 0; c < g->format->n_channels; c++) {
        emg_quality *row = row_of(g, g->told, c);
        g->cells.n = emg_track_cells(g->band, c, from, to, g->cells.at);
        g->beats.n = emg_track_cells(g->beat, c, from, to, g->beats.at);
        emg_quality_levels(row, &g->cells, g->rest[c]);
        row->values[EMG_QUALITY_ECG] =
            emg_quality_beat(&g->beats, &g->cells, g->rest[c]);
    }
    g->told++;
    emg_track_drop(g->band, to);
    emg_track_drop(g->beat, to);
}

/* All epochs that both filtered signals have passed; the last one ends with
 * the segment. */
static void
tell_epochs(group *g, bool ended)
{
    int64_t known = emg_track_frames(g->band);
    if (emg_track_frames(g->beat) < known)
        known = emg_track_frames(g->beat);
    while ((g->told + 1) * g->epoch_frames <= known)
        tell_epoch(g, g->told * g->epoch_frames,
                   (g->told + 1) * g->epoch_frames);
    if (ended && g->told * g->epoch_frames < g->frames)
        tell_epoch(g, g->told * g->epoch_frames, g->frames);
}

/* ---- segments and blocks ------------------------------------------------ */

emg_status
emg_quality_group_end(group *g, emg_error *error)
{
    emg_status status = EMG_OK;
    if (g->frames % g->epoch_frames != 0)
        close_epoch(g);
    if (g->frames > 0)
        status = emg_track_end(g->band, error);
    if (!status && g->frames > 0)
        status = emg_track_end(g->beat, error);
    if (!status)
        tell_epochs(g, true);
    emg_track_gap(g->band);
    emg_track_gap(g->beat);
    g->frames = g->told = 0;
    g->first = g->n;
    return status;
}

/* Frames of one epoch only. */
static emg_status
take_part(group *g, const emg_block *part, emg_error *error)
{
    emg_status status = EMG_OK;
    if (g->frames % g->epoch_frames == 0)
        status = open_epoch(g, error);
    for (int c = 0; c < part->n_channels && !status; c++)
        for (int i = 0; i < part->n_frames; i++)
            emg_quality_raw_add(&g->raw[c], emg_block_at(part, c, i));
    g->frames += part->n_frames;
    if (!status && g->frames % g->epoch_frames == 0)
        close_epoch(g);
    if (!status)
        status = emg_track_take(g->band, part, error);
    if (!status)
        status = emg_track_take(g->beat, part, error);
    if (!status)
        tell_epochs(g, false);
    return status;
}

emg_status
emg_quality_group_take(group *g, const emg_block *block, emg_error *error)
{
    emg_status status = EMG_OK;
    if (g->segment.number != block->segment.number)
        status = emg_quality_group_end(g, error);
    g->segment = block->segment;
    for (int done = 0; done < block->n_frames && !status;) {
        emg_block part = *block;
        int64_t left = g->epoch_frames - g->frames % g->epoch_frames;
        part.frames += done;
        part.first_frame += done;
        part.n_frames = block->n_frames - done;
        if (part.n_frames > EMG_BLOCK_FRAMES)
            part.n_frames = EMG_BLOCK_FRAMES;
        if (part.n_frames > left)
            part.n_frames = (int)left;
        status = take_part(g, &part, error);
        done += part.n_frames;
    }
    return status;
}

/* ---- life --------------------------------------------------------------- */

void
emg_quality_group_clear(group *g)
{
    for (int c = 0; g->raw && c < g->format->n_channels; c++)
        emg_quality_raw_clear(&g->raw[c]);
    emg_track_destroy(g->band);
    emg_track_destroy(g->beat);
    emg_free(g->raw);
    emg_free(g->rest);
    emg_free(g->cells.at);
    emg_free(g->beats.at);
    emg_free(g->rows);
}

static emg_status
init_cells(emg_quality_cells *cells, const group *g, const emg_track *track,
           emg_error *error)
{
    int64_t frames = emg_track_cell_frames(track);
    cells->length_s = (double)frames / g->format->rate_hz;
    cells->at = emg_new((size_t)(g->epoch_frames / frames + 1),
                        sizeof *cells->at, error);
    return cells->at ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
init_tracks(group *g, const emg_conditioning *conditioning, emg_error *error)
{
    emg_conditioning beat = *conditioning;
    beat.filters[0] = (emg_filter){.kind = EMG_BAND_PASS,
                                   .order = 2,
                                   .low_hz = BEAT_LOW_HZ,
                                   .high_hz = BEAT_HIGH_HZ};
    beat.n_filters = 1;
    beat.clamped = true;
    g->band = emg_track_create(g->format, conditioning, CELL_S, error);
    g->beat = emg_track_create(g->format, &beat, BEAT_S, error);
    if (!g->band || !g->beat)
        return error ? error->status : EMG_NO_MEMORY;
    emg_status status = init_cells(&g->cells, g, g->band, error);
    return status ? status : init_cells(&g->beats, g, g->beat, error);
}

static const emg_quality_known *
known_of(const emg_quality_known *known, int n, int number)
{
    for (int i = 0; i < n; i++)
        if (known[i].number == number)
            return &known[i];
    return NULL;
}

static emg_status
init_channels(group *g, const emg_quality_known *known, int n, emg_error *error)
{
    size_t channels = (size_t)g->format->n_channels;
    emg_status status = EMG_OK;
    g->raw = emg_new(channels, sizeof *g->raw, error);
    g->rest = emg_new(channels, sizeof *g->rest, error);
    if (!g->raw || !g->rest)
        return EMG_NO_MEMORY;
    for (int c = 0; c < g->format->n_channels && !status; c++) {
        const emg_channel *channel = &g->format->channels[c];
        const emg_quality_known *one = known_of(known, n, channel->number);
        if (!one)
            return emg_fail(error, EMG_BAD_OPTION,
                            "nothing is known of channel %d", channel->number);
        g->rest[c] = one->rest;
        status = emg_quality_raw_init(&g->raw[c], channel, g->format->rate_hz,
                                      one, error);
    }
    return status;
}

emg_status
emg_quality_group_init(group *g, const emg_format *format,
                       const emg_conditioning *conditioning,
                       const emg_quality_known *known, int n, double epoch_s,
                       emg_error *error)
{
    g->format = format;
    g->segment.number = -1;
    g->epoch_frames = (int64_t)fmax(1, round(epoch_s * format->rate_hz));
    emg_status status = init_tracks(g, conditioning, error);
    return status ? status : init_channels(g, known, n, error);
}
