/* Mains hum whose frequency, amplitude and phase drift, out of one channel. */
#ifndef EMG_DSP_MAINS_H
#define EMG_DSP_MAINS_H

#include "emg/base.h"

#include <stddef.h>

/** Where to look: near a frequency and at its harmonics. Never changes. */
typedef struct emg_mains emg_mains;

/** hz  its frequency, to 0.5 Hz; harmonics end at 0.45 of the rate */
emg_mains *emg_mains_create(double hz, double rate_hz, emg_error *error);

/** Doubles that emg_mains_subtract works in. */
size_t emg_mains_room(const emg_mains *mains, int n);

/**
 * Takes hum out of n samples: sines of one frequency, which is followed, and of
 * its multiples, fitted by least squares under a triangle 4 s wide. Moments
 * weigh the more the weaker what is not hum is in them (after Mewett, Nazeran &
 * Reynolds 2001, who fit where the muscle is quiet). Harmonics that do not
 * stand out of what lies beside them stay, and so does less than 1 s.
 *
 * Returns how many sines were taken out.
 */
int emg_mains_subtract(const emg_mains *mains, double *samples, int n,
                       double *work);
void emg_mains_destroy(emg_mains *mains);

#endif
