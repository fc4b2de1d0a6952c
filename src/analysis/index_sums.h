/* One pair in one window. */
#ifndef EMG_ANALYSIS_INDEX_SUMS_H
#define EMG_ANALYSIS_INDEX_SUMS_H

#include "detect/indices.h"

/** Both sides at one frame. */
typedef struct emg_index_point {
    double a, b;
    double multi; /* N-muscle function of all muscles of both */
    bool a_on, b_on;
} emg_index_point;

/** Zeroed is empty; frames and grid are set before the first point. */
typedef struct emg_index_sums {
    emg_indices sums;
    double multi;
    int64_t a_on, b_on;
    int64_t frames; /* that the window has */
    int grid;       /* points to be taken of them, or 0 */
    int taken;
    int64_t seen;
    emg_index_point last;
} emg_index_sums;

/** The next frame; with a grid, points between it and the one before. */
void emg_index_sums_add(emg_index_sums *sums, const emg_index_point *point);

#endif
