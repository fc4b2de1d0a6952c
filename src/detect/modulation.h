/* How fast and how deeply a contraction waxes and wanes. */
#ifndef EMG_DETECT_MODULATION_H
#define EMG_DETECT_MODULATION_H

#include "emg/base.h"

#define EMG_MODULATION_CELLS 200 /* 10 ms each: one spectrum is of 2 s */
#define EMG_MODULATION_BINS 27   /* 2 to 15 Hz by 0.5 Hz */

/** Averaged spectra of a rectified signal, 2 s each, half overlapped, Hann. */
typedef struct emg_modulation {
    double rate_hz;
    int64_t in_cell;
    double cell;
    int64_t n_cells; /* waiting in cells */
    int64_t done;    /* cells in all */
    double cells[EMG_MODULATION_CELLS];
    double power[EMG_MODULATION_BINS];
    int64_t n_spectra;
    double sum;
    int64_t n;
} emg_modulation;

void emg_modulation_start(emg_modulation *modulation, double rate_hz);
void emg_modulation_add(emg_modulation *modulation, double rectified);

/**
 * The strongest modulation from 2 to 15 Hz: its frequency in Hz, and its depth
 * sqrt(2) SD / mean with the power within 1 Hz of it. Both NaN below 2 s and
 * below a rate of 100 Hz.
 */
void emg_modulation_peak(const emg_modulation *modulation, double *hz,
                         double *depth);

#endif
