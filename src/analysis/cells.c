/* A flat stretch is known only when it has lasted long enough, so a cell waits
 * until the raw samples are two cells past it. */
#include "analysis/cells.h"

#include "base/memory.h"

#include <string.h>

#define WAIT 2 /* cells: the length of a flat stretch, and the cell itself */

struct emg_cells {
    int n_channels;
    int64_t cell_frames, room;
    double *sums;      /* [room][n_channels], of squares */
    bool *flat;        /* [room][n_channels] */
    int64_t raw, band; /* frames so far */
    int64_t given;     /* cells so far */
};

emg_cells *
emg_cells_create(int n_channels, int64_t cell_frames, int64_t lag_frames,
                 emg_error *error)
{
    emg_cells *cells = emg_new(1, sizeof *cells, error);
    if (!cells)
        return NULL;
    cells->n_channels = n_channels;
    cells->cell_frames = cell_frames;
    cells->room = lag_frames / cell_frames + WAIT + 2;
    size_t n = (size_t)cells->room * (size_t)n_channels;
    cells->sums = emg_new(n, sizeof *cells->sums, error);
    cells->flat = emg_new(n, sizeof *cells->flat, error);
    if (!cells->sums || !cells->flat) {
        emg_cells_destroy(cells);
        return NULL;
    }
    return cells;
}

static int64_t
place(const emg_cells *cells, int64_t cell, int channel)
{
    return cell % cells->room * cells->n_channels + channel;
}

void
emg_cells_flat(emg_cells *cells, int channel, int64_t from, int64_t to)
{
    int64_t last = (to - 1) / cells->cell_frames;
    for (int64_t cell = from / cells->cell_frames; cell <= last; cell++)
        cells->flat[place(cells, cell, channel)] = true;
}

void
emg_cells_raw(emg_cells *cells, int64_t frames)
{
    cells->raw += frames;
}

static void
give(emg_cells *cells, int64_t end, emg_cell_taker *taker, void *to)
{
    for (; cells->given < end; cells->given++)
        for (int c = 0; c < cells->n_channels; c++) {
            int64_t at = place(cells, cells->given, c);
            if (!cells->flat[at])
                taker(to, c, cells->sums[at] / (double)cells->cell_frames);
            cells->flat[at] = false;
            cells->sums[at] = 0;
        }
}

static void
add_frame(emg_cells *cells, const emg_block *band, int frame)
{
    double *sums =
        cells->sums + place(cells, cells->band / cells->cell_frames, 0);
    for (int c = 0; c < cells->n_channels; c++) {
        double x = emg_block_at(band, c, frame);
        sums[c] += x * x;
    }
    cells->band++;
}

void
emg_cells_band(emg_cells *cells, const emg_block *band, emg_cell_taker *taker,
               void *to)
{
    for (int i = 0; i < band->n_frames; i++)
        add_frame(cells, band, i);
    int64_t known = cells->raw / cells->cell_frames - WAIT;
    int64_t complete = cells->band / cells->cell_frames;
    give(cells, known < complete ? known : complete, taker, to);
}

void
emg_cells_end(emg_cells *cells, emg_cell_taker *taker, void *to)
{
    size_t n = (size_t)cells->room * (size_t)cells->n_channels;
    give(cells, cells->band / cells->cell_frames, taker, to);
    memset(cells->sums, 0, n * sizeof *cells->sums);
    memset(cells->flat, 0, n * sizeof *cells->flat);
    cells->raw = cells->band = cells->given = 0;
}

void
emg_cells_destroy(emg_cells *cells)
{
    if (!cells)
        return;
    emg_free(cells->sums);
    emg_free(cells->flat);
    emg_free(cells);
}
