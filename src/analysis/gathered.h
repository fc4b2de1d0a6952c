/* One channel of a trial while it lasts: sums of the energies of its cells, of
 * those that no mask hides. */
#ifndef EMG_ANALYSIS_GATHERED_H
#define EMG_ANALYSIS_GATHERED_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

/** Cells that were left out stand before a cell that was kept. */
typedef struct emg_seam {
    size_t at;     /* the kept cell, from 0 */
    size_t hidden; /* cells left out so far */
} emg_seam;

typedef struct emg_gathered {
    double *sums; /* [n + 1] of the cells that were kept */
    size_t n, room;
    emg_seam *seams;
    size_t n_seams, seam_room;
    size_t passed; /* cells, kept or not */
    double energy; /* of the cell that is being filled */
    int frames;    /* in it */
    bool hidden;   /* one of them at least is */
} emg_gathered;

/** One frame more, of a cell of `cell_frames`. */
emg_status emg_gathered_add(emg_gathered *all, double value, bool hidden,
                            int cell_frames, emg_error *error);
void emg_gathered_clear(emg_gathered *all);

/** Which cell of the trial a kept cell is, and behind which one it begins. The
 * two differ where cells were left out before it. */
size_t emg_gathered_cell(const emg_gathered *all, size_t kept);
size_t emg_gathered_behind(const emg_gathered *all, size_t kept);

/** How many cells were kept before this cell of the trial. */
size_t emg_gathered_before(const emg_gathered *all, size_t cell);

#endif
