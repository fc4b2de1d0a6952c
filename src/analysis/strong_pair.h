/* Two muscles under the strong detector: when both are on, and whether that is
 * together. */
#ifndef EMG_ANALYSIS_STRONG_PAIR_H
#define EMG_ANALYSIS_STRONG_PAIR_H

#include "analysis/strong_muscle.h"
#include "detect/alternation.h"
#include "detect/interval.h"

/** Sums over frames of one muscle: what its electrode heard, what was its own,
 * and the noise. */
typedef struct emg_own_power {
    double heard, own, noise;
} emg_own_power;

/** Frames in which both are on without a break. */
typedef struct emg_both {
    int64_t from, to; /* of the recording */
    int64_t n;
    emg_own_power a, b;
    emg_alternation turns;
} emg_both;

/** What both did together, edges and all. */
typedef struct emg_strong_event {
    emg_burst run;
    bool in_turns; /* a tremor too fast for the muscles to be told off */
    emg_both sums;
} emg_strong_event;

typedef struct emg_strong_pair {
    emg_strong_muscle a, b; /* b is not used where both are one muscle */
    bool alone;
    int64_t blocks, scanned;
    emg_both open;
    bool is_open;
    emg_alternation_ring ring;
    emg_both *both;
    size_t n_both, room_both;
    emg_intervals turns; /* in which they alternate, in frames as above */
} emg_strong_pair;

emg_status emg_strong_pair_init(emg_strong_pair *pair,
                                const emg_bands_shape *shape, double rate_hz,
                                emg_error *error);
void emg_strong_pair_clear(emg_strong_pair *pair);

/** A new segment. */
void emg_strong_pair_start(emg_strong_pair *pair);

/** Goes on as far as its channels do. */
emg_status emg_strong_pair_advance(emg_strong_pair *pair,
                                   const emg_segment *segment,
                                   emg_error *error);

/** Nothing is on in these stretches. */
emg_status emg_burst_list_cut(emg_burst_list *list, const emg_intervals *away,
                              emg_error *error);

/**
 * All events once every segment has ended: both on for least_s, pauses up to
 * gap_s closed where the times on both sides are twice as long, and four fifths
 * of the whole not paused. Where they begin or cease to alternate, one event
 * ends and another begins. The caller frees *events.
 */
emg_status emg_strong_pair_events(const emg_strong_pair *pair, double rate_hz,
                                  double gap_s, double least_s,
                                  emg_strong_event **events, size_t *n,
                                  emg_error *error);

#endif
