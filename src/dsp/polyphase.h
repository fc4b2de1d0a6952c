/* Low-pass filters for changes of the sampling rate. */
#ifndef EMG_DSP_POLYPHASE_H
#define EMG_DSP_POLYPHASE_H

#include "emg/base.h"

/**
 * A filter for up new samples in the time of `down` old ones, cut up by where
 * a new sample lies between two old ones: at phase / up behind the first.
 *
 * reach    old samples on each side that make a new one; taps = 2 reach
 * weights  [up][taps]: of the samples reach - 1 before that first one, to
 *          reach behind it; they add up to 1
 */
typedef struct emg_polyphase {
    int64_t up, down;
    int64_t reach;
    double *weights;
} emg_polyphase;

/**
 * Designs a sinc in a Kaiser window: it passes 0.45 of the lower rate and stops
 * 0.5 of it, with ripples of -120 dB.
 * Oppenheim & Schafer, Discrete-Time Signal Processing, 3rd ed., 7.6.1.
 *
 * up, down  both above 0, in lowest terms
 *
 * EMG_BAD_OPTION when the ratio would take more than 16 MiB of weights.
 */
emg_status emg_polyphase_design(emg_polyphase *filter, int64_t up, int64_t down,
                                emg_error *error);
void emg_polyphase_clear(emg_polyphase *filter);

#endif
