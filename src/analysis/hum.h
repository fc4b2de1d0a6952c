/* How much of a signal is mains hum. */
#ifndef EMG_ANALYSIS_HUM_H
#define EMG_ANALYSIS_HUM_H

#include "dsp/tones.h"
#include "emg/base.h"

typedef struct emg_hum emg_hum;

emg_hum *emg_hum_create(double rate_hz, emg_error *error);
void emg_hum_add(emg_hum *hum, double sample);

/** A gap: the second that was filling is left out. */
void emg_hum_gap(emg_hum *hum);

/**
 * RMS of the lines at 50 or 60 Hz, whichever is stronger, and its harmonics
 * below 0.45 of the rate: the power within 1 Hz above the mean of the 2 Hz on
 * either side, from spectra of 1 s. 0 before the first second.
 */
double emg_hum_rms(const emg_hum *hum);

/** All lines, over the seconds that were heard; without one there are no bins.
 * It lives until more is added. */
emg_tones emg_hum_tones(const emg_hum *hum);
void emg_hum_destroy(emg_hum *hum);

#endif
