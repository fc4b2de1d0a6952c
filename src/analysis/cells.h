/* Energies of 100 ms of band-passed signal, flat stretches left out. */
#ifndef EMG_ANALYSIS_CELLS_H
#define EMG_ANALYSIS_CELLS_H

#include "emg/signal.h"

/** Who is given the mean square of one good cell of one channel. */
typedef void emg_cell_taker(void *to, int channel, double mean_square);

typedef struct emg_cells emg_cells;

/** lag_frames  by how much at most the band-passed signal comes after the raw
 * one, the frames of a call included */
emg_cells *emg_cells_create(int n_channels, int64_t cell_frames,
                            int64_t lag_frames, emg_error *error);

/** Frames [from, to) of this segment are flat in one channel. */
void emg_cells_flat(emg_cells *cells, int channel, int64_t from, int64_t to);

/** So many raw frames of this segment were looked at for flat stretches. */
void emg_cells_raw(emg_cells *cells, int64_t frames);

/** The next band-passed frames of this segment. Gives every cell that is
 * complete and whose flat stretches are all known. */
void emg_cells_band(emg_cells *cells, const emg_block *band,
                    emg_cell_taker *taker, void *to);

/** The segment ends: gives the complete cells that are left. */
void emg_cells_end(emg_cells *cells, emg_cell_taker *taker, void *to);
void emg_cells_destroy(emg_cells *cells);

#endif
