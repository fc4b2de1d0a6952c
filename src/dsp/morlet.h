/* Analytic Morlet wavelets of stretches of one length. */
#ifndef EMG_DSP_MORLET_H
#define EMG_DSP_MORLET_H

#include "dsp/fft.h"

#include <stdbool.h>

/**
 * The transform at voices from low_hz on, EMG_MORLET_VOICES an octave, up to
 * high_hz. Each is a Gaussian in frequency round its own, of a sixth of it as
 * standard deviation, so 6 cycles in time; scaled so that a tone of amplitude A
 * has the magnitude A. A real wavelet would swing with the phase of the signal;
 * no shape has a smaller product of widths than the Gaussian (Torrence & Compo,
 * Bull Am Meteorol Soc 79:61, 1998).
 *
 * n       frames of a stretch, which counts as a ring
 * reach   how many frames at each end of it are not to be trusted
 */
typedef struct emg_morlet {
    int n, reach;
    int n_voices;
    double low_hz, rate_hz;
    emg_fft *fft;
    double *half;    /* of the stretch times a voice */
    double *weights; /* of all voices, from the first bin on where it is felt */
} emg_morlet;

#define EMG_MORLET_VOICES 8

/** Sets the numbers that the memory depends on, too. */
emg_status emg_morlet_init(emg_morlet *morlet, double rate_hz, double low_hz,
                           double high_hz, emg_error *error);
void emg_morlet_clear(emg_morlet *morlet);

double emg_morlet_hz(const emg_morlet *morlet, int voice);

/** spectrum  emg_fft_half(n) pairs, of emg_new */
void emg_morlet_forward(const emg_morlet *morlet, double *stretch,
                        double *spectrum);

/** Real and imaginary part, n each, of emg_new. */
void emg_morlet_voice(emg_morlet *morlet, const double *spectrum, int voice,
                      double *real, double *imaginary);

#endif
