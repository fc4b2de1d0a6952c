/* Joins the groups of a recording by time: a sink is given blocks of one group
 * after another, some of them late, and writes what belongs together. */
#ifndef EMG_IO_JOIN_H
#define EMG_IO_JOIN_H

#include "flow/fifo.h"

/** Frames of one group that wait, all of one segment. */
typedef struct emg_join_run {
    emg_segment segment;
    int64_t n_frames;
    int64_t first_frame; /* the number of the oldest one */
} emg_join_run;

typedef struct emg_join_group {
    emg_fifo fifo;
    emg_join_run *runs; /* in order of time */
    size_t n_runs, room;
    int segment; /* of the last frames that came, 0 before the first */
} emg_join_group;

/**
 * Frames are read from the earliest segment that may still lack some. Its
 * number is `segment`; a group's waiting frames of it count from 0.
 */
typedef struct emg_join {
    int n_groups;
    emg_join_group *groups;
    int segment;
    bool ended;
} emg_join;

emg_status emg_join_init(emg_join *join, const emg_recording *recording,
                         emg_error *error);
void emg_join_clear(emg_join *join);

/** Keeps the block's frames. */
emg_status emg_join_take(emg_join *join, const emg_block *block,
                         emg_error *error);

/** Nothing more will come. */
void emg_join_end(emg_join *join);

/** The frames of the segment that wait in a group; NULL when none do. */
const emg_join_run *emg_join_run_of(const emg_join *join, int group);

/** How many frames of the segment wait in a group. */
int64_t emg_join_waiting(const emg_join *join, int group);

/** Whether no frame of the segment is still to come to any group. */
bool emg_join_is_whole(const emg_join *join);

/** One that waits, 0 the oldest. */
static inline double
emg_join_at(const emg_join *join, int group, int lane, int64_t frame)
{
    return emg_fifo_at(&join->groups[group].fifo, lane / EMG_LANES, frame)
        ->v[lane % EMG_LANES];
}

/** Forgets the n oldest frames of the segment in a group; goes on to a later
 * segment once the whole one has been forgotten. */
void emg_join_drop(emg_join *join, int group, int64_t n);

#endif
