/* Where a recording lacks numbers: found in a first pass, mended in a second.
 */
#ifndef EMG_FLOW_HOLES_H
#define EMG_FLOW_HOLES_H

#include "emg/signal.h"

/** A stretch that is left out, in all channels. */
typedef struct emg_hole {
    emg_ticks from, to; /* of the recording; to is not in it */
} emg_hole;

/** A few samples of one channel that are interpolated. */
typedef struct emg_patch {
    int64_t first, end; /* frames of the group */
    double before, after;
} emg_patch;

typedef struct emg_holes_channel {
    int64_t begun; /* the first frame that is no number, -1: the last was one */
    double last;   /* the last number */
    emg_patch *patches;
    size_t n, room;
    size_t next; /* the first patch that is not behind us */
} emg_holes_channel;

typedef struct emg_holes_group {
    emg_rate rate;
    double longest; /* frames that are interpolated at most */
    bool looked_at;
    emg_segment segment; /* of the last frames */
    int64_t end;         /* behind the last frame, -1 before the first */
    int n_channels;
    emg_holes_channel *channels;
} emg_holes_group;

/** Zeroed is empty. */
typedef struct emg_holes {
    int n_groups;
    emg_holes_group *groups;
    emg_hole *holes; /* in order, apart from each other, after _end */
    size_t n, room;
    int64_t n_patched; /* samples */
    bool found;        /* something; the first was here */
    int group, lane;
    double found_s;
} emg_holes;

/**
 * Begins. Groups that are passed on, and samples that are digital, are not
 * looked at.
 *
 * longest_s  of a stretch that is interpolated
 */
emg_status emg_holes_init(emg_holes *holes, const emg_recording *recording,
                          double longest_s, emg_error *error);
void emg_holes_clear(emg_holes *holes);

/** Looks at the next block. */
emg_status emg_holes_scan(emg_holes *holes, const emg_block *block,
                          emg_error *error);

/** All was looked at. */
emg_status emg_holes_end(emg_holes *holes, emg_error *error);

/** The second pass begins. */
void emg_holes_restart(emg_holes *holes);

/** Interpolates in the next block of it. */
void emg_holes_patch(emg_holes *holes, emg_block *block);

#endif
