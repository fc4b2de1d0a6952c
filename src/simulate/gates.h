/* When muscles contract, and how strongly at a moment. */
#ifndef EMG_SIMULATE_GATES_H
#define EMG_SIMULATE_GATES_H

#include "emg/simulate.h"

/** Intervals in order of time that do not overlap. Zeroed is empty. */
typedef struct emg_gates {
    emg_bout *list;
    size_t n, room;
} emg_gates;

/** Adds one after the last; nothing when it would be empty. */
emg_status emg_gates_add(emg_gates *gates, double start_s, double end_s,
                         emg_error *error);
void emg_gates_clear(emg_gates *gates);

/** Keeps what lies in 0 to duration_s. */
void emg_gates_cut(emg_gates *gates, double duration_s);

/**
 * Adds to the empty *to the times when both are on, gaps shorter than gap_s
 * closed, and of those the ones of at least shortest_s.
 */
emg_status emg_gates_intersect(emg_gates *to, const emg_gates *a,
                               const emg_gates *b, double gap_s,
                               double shortest_s, emg_error *error);

/** The same by the definition of a sustained co-contraction: 0.125 and 0.5 s.
 */
emg_status emg_gates_sustained(emg_gates *to, const emg_gates *a,
                               const emg_gates *b, emg_error *error);

/** How a gate opens and closes: ramps are centred on its edges, and at most
 * half as long as it is. */
typedef struct emg_ramp {
    double length_s; /* 0: at once; the first moment of a gate is open */
    bool cosine;
} emg_ramp;

/**
 * The gain at a time, 0 to 1: the gates, smoothed by the ramp. *at is the
 * first gate that may still matter: 0 before the first call, and times do not
 * go back.
 */
double emg_gates_gain(const emg_gates *gates, emg_ramp ramp, double time_s,
                      size_t *at);

#endif
