/* A band-passed signal becomes mean squares, which wait for what lags more. */
#include "analysis/track.h"

#include "analysis/side.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

struct emg_track {
    emg_side *side;
    int n_channels;
    int64_t cell_frames;
    int64_t frames; /* of the segment, filtered */
    int64_t first;  /* cells that were dropped */
    double *sums;   /* of squares: [cell - first][channel] */
    size_t room;
};

emg_track *
emg_track_create(const emg_format *format, const emg_conditioning *conditioning,
                 double cell_s, emg_error *error)
{
    emg_track *track = emg_new(1, sizeof *track, error);
    if (!track)
        return NULL;
    track->n_channels = format->n_channels;
    track->cell_frames = (int64_t)fmax(1, round(cell_s * format->rate_hz));
    track->side = emg_side_create(format, conditioning, error);
    if (!track->side) {
        emg_track_destroy(track);
        return NULL;
    }
    emg_side_reset(track->side, EMG_SIDE_BAND);
    return track;
}

static double *
sums_of(const emg_track *track, int64_t cell)
{
    return track->sums + (cell - track->first) * track->n_channels;
}

static emg_status
open_cell(emg_track *track, int64_t cell, emg_error *error)
{
    size_t n = (size_t)track->n_channels;
    size_t wanted = (size_t)(cell + 1 - track->first) * n;
    if (emg_grow((void **)&track->sums, &track->room, wanted,
                 sizeof *track->sums, error))
        return EMG_NO_MEMORY;
    memset(sums_of(track, cell), 0, n * sizeof *track->sums);
    return EMG_OK;
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    emg_track *track = to;
    (void)envelope;
    for (int i = 0; i < band->n_frames; i++, track->frames++) {
        int64_t cell = track->frames / track->cell_frames;
        if (track->frames % track->cell_frames == 0 &&
            open_cell(track, cell, error))
            return EMG_NO_MEMORY;
        double *sums = sums_of(track, cell);
        for (int c = 0; c < track->n_channels; c++) {
            double x = emg_block_at(band, c, i);
            sums[c] += x * x;
        }
    }
    return EMG_OK;
}

emg_status
emg_track_take(emg_track *track, const emg_block *raw, emg_error *error)
{
    return emg_side_take(track->side, raw, hear, track, error);
}

emg_status
emg_track_end(emg_track *track, emg_error *error)
{
    return emg_side_end(track->side, hear, track, error);
}

void
emg_track_gap(emg_track *track)
{
    track->frames = track->first = 0;
}

int64_t
emg_track_frames(const emg_track *track)
{
    return track->frames;
}

int64_t
emg_track_cell_frames(const emg_track *track)
{
    return track->cell_frames;
}

int
emg_track_cells(const emg_track *track, int channel, int64_t from, int64_t to,
                double *cells)
{
    int64_t cell = (from + track->cell_frames - 1) / track->cell_frames;
    int n = 0;
    for (; (cell + 1) * track->cell_frames <= to; cell++)
        cells[n++] = sums_of(track, cell)[channel] / (double)track->cell_frames;
    return n;
}

void
emg_track_drop(emg_track *track, int64_t frame)
{
    int64_t first = frame / track->cell_frames;
    int64_t end = (track->frames + track->cell_frames - 1) / track->cell_frames;
    if (first > track->first && first < end)
        memmove(track->sums, sums_of(track, first),
                (size_t)(end - first) * (size_t)track->n_channels *
                    sizeof *track->sums);
    track->first = first;
}

void
emg_track_destroy(emg_track *track)
{
    if (!track)
        return;
    emg_side_destroy(track->side);
    emg_free(track->sums);
    emg_free(track);
}
