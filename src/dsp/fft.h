/* Real sequences to half spectra and back. */
#ifndef EMG_DSP_FFT_H
#define EMG_DSP_FFT_H

#include "emg/base.h"

/**
 * A transform of one length. Running it changes nothing inside, so threads may
 * share one; making and destroying it are safe in any thread.
 */
typedef struct emg_fft emg_fft;

/** n  1 to 2^26; any, but products of 2, 3 and 5 are fast. */
emg_fft *emg_fft_create(int n, emg_error *error);

/** The same for use forward only: half as dear to make. */
emg_fft *emg_fft_create_forward(int n, emg_error *error);
void emg_fft_destroy(emg_fft *fft);

/** How many doubles half a spectrum takes: n / 2 + 1 pairs. */
int emg_fft_half(int n);

/**
 * half[2k] + i half[2k+1] = sum over t of real[t] exp(-2 pi i k t / n).
 *
 * Both arrays come from emg_new: their alignment decides which code runs, and
 * with it the last bit. real stays as it is.
 */
void emg_fft_forward(const emg_fft *fft, double *real, double *half);

/** The inverse times n. half is destroyed; arrays as above. */
void emg_fft_inverse(const emg_fft *fft, double *half, double *real);

#endif
