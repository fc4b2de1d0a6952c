/* Mean squares of short stretches of a filtered signal, kept until dropped. */
#ifndef EMG_ANALYSIS_TRACK_H
#define EMG_ANALYSIS_TRACK_H

#include "emg/analysis.h"

typedef struct emg_track emg_track;

/** cell_s  length of a stretch, counted from the start of the segment */
emg_track *emg_track_create(const emg_format *format,
                            const emg_conditioning *conditioning, double cell_s,
                            emg_error *error);
emg_status emg_track_take(emg_track *track, const emg_block *raw,
                          emg_error *error);

/** The segment ends: all of its frames come through. */
emg_status emg_track_end(emg_track *track, emg_error *error);

/** Before the first frame of the next segment: counts afresh. */
void emg_track_gap(emg_track *track);

/** Filtered frames of this segment so far. */
int64_t emg_track_frames(const emg_track *track);
int64_t emg_track_cell_frames(const emg_track *track);

/**
 * Copies the mean squares of one channel of the cells that lie in the frames
 * [from, to) of this segment. Returns how many.
 */
int emg_track_cells(const emg_track *track, int channel, int64_t from,
                    int64_t to, double *cells);

/** Cells that lie before this frame will not be asked for again. */
void emg_track_drop(emg_track *track, int64_t frame);
void emg_track_destroy(emg_track *track);

#endif
