/* When a muscle is on: the likeliest path over steps of its variance. */
#ifndef EMG_DETECT_LADDER_H
#define EMG_DETECT_LADDER_H

#include "dsp/kernels.h"

#include <stdbool.h>

#define EMG_LADDER_ROW EMG_CLIMB_ROW
#define EMG_LADDER_CHAPTER 400 /* frames that are decided at a time */
#define EMG_LADDER_LAG 600     /* frames behind them that must be known */

/**
 * Viterbi's algorithm over 30 variances, 1.25 dB apart, from -1.5 to 34.75 dB
 * over the noise. A muscle is on from a threshold up; to turn on or off costs 5
 * nats, to rise or fall half a nat a dB, at most 8. Where the threshold is more
 * than 30 dB over the noise, the steps count from 30 dB below it instead.
 */
typedef struct emg_ladder {
    const emg_kernels_table *kernels;
    emg_climb climb;
    uint8_t *from;  /* [frame in a ring][level]: the level before */
    uint8_t *first; /* [frame in a ring]: the lowest level that is on */
    int64_t taken, decided;
} emg_ladder;

/** freedom  degrees of freedom of a frame's energy */
emg_status emg_ladder_init(emg_ladder *ladder, double freedom,
                           emg_error *error);

/** A new segment. */
void emg_ladder_start(emg_ladder *ladder);

/** The next frame: its energy over the noise (below 0: missing, which says
 * nothing), and the ratio from which the muscle is on. */
void emg_ladder_add(emg_ladder *ladder, double energy, double threshold);

/**
 * Decides on a chapter when enough frames behind it are known, or at the end of
 * a segment on all that is left, at most room. on holds a flag for each frame
 * from `decided` (before the call) on. Returns how many, 0 when there are none.
 */
int emg_ladder_decide(emg_ladder *ladder, bool ended, bool *on, int room);
void emg_ladder_clear(emg_ladder *ladder);

#endif
