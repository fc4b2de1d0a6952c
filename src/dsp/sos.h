/* Second-order sections: what a filter is once it is designed. */
#ifndef EMG_DSP_SOS_H
#define EMG_DSP_SOS_H

#include "emg/base.h"

#include <stdbool.h>

#define EMG_MAX_SECTIONS 64

/** y = b0 x + b1 x[-1] + b2 x[-2] - a1 y[-1] - a2 y[-2] */
typedef struct emg_section {
    double b0, b1, b2, a1, a2;
} emg_section;

typedef struct emg_sos {
    int n;
    emg_section section[EMG_MAX_SECTIONS];
} emg_sos;

typedef enum emg_band {
    EMG_BAND_LOW,
    EMG_BAND_HIGH,
    EMG_BAND_PASSES,
    EMG_BAND_STOPS
} emg_band;

/**
 * Appends a Butterworth filter to *sos.
 *
 * order    of the prototype, 1 to 12: the order at each edge
 * low_hz   the edge of a high-pass, the lower one of a band
 * high_hz  the edge of a low-pass, the upper one of a band
 * passes   how often the filter will run over the signal (1 or 2): edges are
 *          moved so that the gain there is -3 dB after all of them
 *          (Winter, Biomechanics and Motor Control of Human Movement, p. 69)
 *
 * Design: bilinear transform of the analogue prototype, edges prewarped
 * (Oppenheim & Schafer, Discrete-Time Signal Processing, 3rd ed., ch. 7).
 * EMG_BAD_OPTION names what cannot be.
 */
emg_status emg_butterworth(emg_sos *sos, emg_band band, int order,
                           double low_hz, double high_hz, double rate_hz,
                           int passes, emg_error *error);

/** Appends a notch: -3 dB width hz / q, gain 1 far away; q is 0.5 to 1000. */
emg_status emg_notch(emg_sos *sos, double hz, double q, double rate_hz,
                     emg_error *error);

/** Appends such notches, all of one width, at every multiple of hz below 0.45
 * of the rate. */
emg_status emg_comb(emg_sos *sos, double hz, double q, double rate_hz,
                    emg_error *error);

/**
 * The state of each section, [section][2], that a constant input of 1 settles
 * to (direct form II transposed): a filter started there has no transient.
 */
void emg_sos_steady(const emg_sos *sos, double (*state)[2]);

/** Group delay in samples at hz, which is no zero of the filter. */
double emg_sos_delay(const emg_sos *sos, double hz, double rate_hz);

/** Samples after which the filter's memory is below 1e-16 of what it was;
 * INT64_MAX where it hardly ever ends. */
int64_t emg_sos_memory(const emg_sos *sos);

#endif
