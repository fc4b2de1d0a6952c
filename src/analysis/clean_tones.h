/* Mean spectra of all treated channels, for steps of cleaning. */
#ifndef EMG_ANALYSIS_CLEAN_TONES_H
#define EMG_ANALYSIS_CLEAN_TONES_H

#include "dsp/tones.h"
#include "emg/flow.h"
#include "filter/spectral.h"

/** A sink that hears spectra of 1 s. */
emg_sink *emg_clean_tones_create(const emg_recording *recording,
                                 emg_error *error);

/** Of a channel of a treated group; no bins before the first second. */
emg_tones emg_clean_tones_of(const emg_sink *sink, int group, int lane);

/**
 * Mean over all channels of the power of the lines at hz against that from 20
 * to 450 Hz: each channel weighs the same, however it was amplified.
 */
double emg_clean_tones_share(const emg_sink *sink, double hz);

/** Adds a line, unless the list is full. */
void emg_clean_add_line(emg_line_list *list, double hz);

/**
 * Adds lines that stand out of the mean spectrum of 5 s or more and are not
 * within 1.5 Hz of one of the list.
 */
void emg_clean_add_narrow(emg_line_list *list, const emg_sink *sink, int group,
                          int lane);

#endif
