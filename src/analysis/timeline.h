/* Which frame of a group is at what time, gaps included. */
#ifndef EMG_ANALYSIS_TIMELINE_H
#define EMG_ANALYSIS_TIMELINE_H

#include "emg/flow.h"

/** A stretch without a gap, of one group. */
typedef struct emg_stretch_frames {
    double start_s;
    int64_t first, end; /* frames, counted as in emg_segment */
} emg_stretch_frames;

/** Those of one group, in order. Zeroed but for rate_hz is empty. */
typedef struct emg_timeline {
    double rate_hz;
    size_t n, room;
    emg_stretch_frames *stretches;
} emg_timeline;

/** Each block of the group in turn. */
emg_status emg_timeline_add(emg_timeline *timeline, const emg_block *block,
                            emg_error *error);

/** The time of a frame that was there. */
double emg_timeline_time(const emg_timeline *timeline, int64_t frame);

/** The frame nearest to a time; -1 where none is within half a sample. */
int64_t emg_timeline_frame(const emg_timeline *timeline, double time_s);
void emg_timeline_clear(emg_timeline *timeline);

#endif
