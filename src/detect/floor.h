/* The noise floor of a channel, from energies of 100 ms of all its time. */
#ifndef EMG_DETECT_FLOOR_H
#define EMG_DETECT_FLOOR_H

#include "emg/base.h"

#include <stdbool.h>

#define EMG_FLOOR_BINS 4096

/** A histogram of log energies. Zeroed is empty. */
typedef struct emg_energies {
    int64_t n;
    uint32_t counts[EMG_FLOOR_BINS];
    double sums[EMG_FLOOR_BINS]; /* of the energies in a bin */
} emg_energies;

typedef struct emg_floor {
    double rms;   /* of the lowest mode */
    double high;  /* RMS that 95 % of the 100 ms stretches stay below */
    double share; /* of all energies that the mode holds, 0 to 1 */
} emg_floor;

/** Adds the mean square of 100 ms of band-passed signal; 0 is passed over. */
void emg_energies_add(emg_energies *energies, double mean_square);

/**
 * The lowest mode that holds at least 12 % of the energies within +-0.35 nat;
 * its rms is that of the energies it holds. false when there is none.
 */
bool emg_floor_find(const emg_energies *energies, emg_floor *found);

#endif
