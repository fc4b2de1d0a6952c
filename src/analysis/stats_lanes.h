/* What the samples of eight channels come to. */
#ifndef EMG_ANALYSIS_STATS_LANES_H
#define EMG_ANALYSIS_STATS_LANES_H

#include "dsp/kernels.h"
#include "emg/analysis.h"

/** All of it is double, so that loops over lanes are plain. */
typedef struct emg_stats_lanes {
    const emg_kernels_table *kernels;
    int64_t frames;
    emg_tally cell;        /* of the cell that is open; still: of all */
    emg_lanes least, most; /* this and the next are of whole cells */
    emg_lanes sum, squares;
    emg_lanes at_end, clipped; /* samples of the run, of all runs */
    emg_lanes low, high;       /* one step inside the ends of the range */
} emg_stats_lanes;

/** Zeroed memory becomes empty; of n channels, at most eight. */
void emg_stats_lanes_init(emg_stats_lanes *s, const emg_channel *channels,
                          int n);

void emg_stats_lanes_add(emg_stats_lanes *s, const emg_lanes *frames, int n);

/** What comes next does not follow what came last. */
void emg_stats_lanes_gap(emg_stats_lanes *s);

/** After the last frame. */
void emg_stats_lanes_end(emg_stats_lanes *s);

/** Of the channel in a lane; NaN where nothing came. */
emg_stats emg_stats_lanes_of(const emg_stats_lanes *s, int lane,
                             const emg_channel *channel, double rate_hz);

#endif
