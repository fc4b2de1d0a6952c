/* One contraction in a trial: from which cell of energies on, and until when.
 */
#ifndef EMG_DETECT_ONSET_H
#define EMG_DETECT_ONSET_H

#include "emg/base.h"

#include <stdbool.h>

/**
 * Where a trial's energies change; cells are counted from 0.
 *
 * from, to   the contraction is [from, to)
 * earliest, latest  cells whose likelihood as an onset is at most 2 nats below
 *            that of `from`: about 95 %
 * before, during  mean energy of a cell before it and in it
 * gain       log-likelihood that the change explains, nats
 * ends       false: it lasts to the end of the trial
 */
typedef struct emg_onset {
    int from, to;
    int earliest, latest;
    double before, during;
    double gain;
    bool ends;
} emg_onset;

/** What a trial turned out to hold. */
typedef enum emg_onset_state {
    EMG_ONSET_FOUND,
    EMG_ONSET_TOO_SHORT, /* for 50 ms of rest and 100 ms of contraction */
    EMG_ONSET_NONE,      /* nothing changes */
    EMG_ONSET_NO_REST    /* it begins within the first 50 ms */
} emg_onset_state;

/**
 * Finds the onset of the strongest contraction: the step in the variance of a
 * Gaussian signal that is likeliest between the start of the trial and the end
 * of its strongest 100 ms, both variances unknown (Staude & Wolf, Med Eng Phys
 * 21:449, 1999, with both sides estimated). Where a linear rise of amplitude is
 * likelier than the step, the onset is the first cell of three standard
 * deviations of rest from there on where the rise is as strong as rest. Weaker
 * activity that leads to it without a pause of 50 ms belongs to it. Its end
 * likewise.
 *
 * sums        of the energies of the cells before each: n + 1 of them, the
 *             first is 0
 * first       the contraction begins at this cell or later
 * cells_a_second  about 2000
 */
emg_onset_state emg_onset_find(const double *sums, int n, int first,
                               double cells_a_second, emg_onset *found);

#endif
