/* What is learnt about one channel while looking for its rest. */
#ifndef EMG_ANALYSIS_LISTENER_H
#define EMG_ANALYSIS_LISTENER_H

#include "emg/analysis.h"

#include "analysis/hum.h"
#include "detect/faults.h"
#include "detect/floor.h"

#define EMG_QUIET_CELLS 10 /* of 100 ms: the quietest second */

/** Mean and sum of squared deviations, updated one by one (Welford). */
typedef struct emg_moments {
    int64_t n;
    double mean, squares;
} emg_moments;

typedef struct emg_listener_cell {
    double sum, squares;
} emg_listener_cell;

typedef struct emg_rest_listener {
    emg_rest_level level;
    const emg_channel *channel;
    double rate_hz;
    emg_faults faults;
    emg_energies *energies; /* only for auto */
    emg_moments rest;       /* of the envelope inside the given intervals */
    emg_listener_cell cells[EMG_QUIET_CELLS]; /* the last second, in a ring */
    emg_listener_cell filling;
    emg_moments quietest;
    double quiet_from_s;
    emg_floor floor;
    emg_hum *hum; /* only while the hum pass runs */
} emg_rest_listener;

void emg_moments_add(emg_moments *moments, double value);

/** One frame of the envelope, counted from the segment's start. */
void emg_listener_quiet(emg_rest_listener *listener, double envelope,
                        int64_t frame, int64_t cell_frames, double time_s);

/**
 * Fills level from what was heard. True when the floor of a channel is so high
 * and so bare of activity that its hum has to be known first.
 */
bool emg_listener_judge(emg_rest_listener *listener, emg_rest_kind kind,
                        const emg_envelope *envelope);

/** Judges again, without the power of the hum that was found. */
void emg_listener_judge_hum(emg_rest_listener *listener);

#endif
