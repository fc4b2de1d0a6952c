/* What mean squares of short stretches tell: activity, noise, heartbeats. */
#ifndef EMG_ANALYSIS_QUALITY_CELLS_H
#define EMG_ANALYSIS_QUALITY_CELLS_H

#include "emg/analysis.h"

/** Mean squares of stretches of one length. */
typedef struct emg_quality_cells {
    double *at;
    int n;
    double length_s;
} emg_quality_cells;

/** SNR, its excess and noise, into *quality; cells of 100 ms. */
void emg_quality_levels(emg_quality *quality, const emg_quality_cells *cells,
                        double rest);

/**
 * The ECG index.
 *
 * beats  of 10 ms of the band of heartbeats
 * cells  of the band of EMG, at the same time; both are changed
 * rest   RMS of that at rest; NaN: the result is NaN
 */
double emg_quality_beat(emg_quality_cells *beats, emg_quality_cells *cells,
                        double rest);

#endif
