/* One bank on its way forward and backward through a cascade. */
#ifndef EMG_FILTER_SHUTTLE_H
#define EMG_FILTER_SHUTTLE_H

#include "filter/lane_ring.h"

#define EMG_SHUTTLE_CHUNK 256 /* frames taken in at a time */

/** What all banks share. */
typedef struct emg_shuttle_plan {
    emg_sos sos;
    double steady[EMG_MAX_SECTIONS][2];
    int64_t padding; /* frames that extend both ends of a segment */
    int64_t memory;  /* after so many frames nothing is left of a beginning */
    int64_t window;  /* frames that a backward pass is for */
    int64_t room;    /* frames in the ring, and the lag */
    bool woven;      /* windows are run backward while the next frames come */
} emg_shuttle_plan;

/** memory is that of the sections. */
emg_shuttle_plan emg_shuttle_plan_for(const emg_sos *sos, int64_t memory,
                                      int64_t padding, int n_channels);

typedef struct emg_shuttle {
    const emg_shuttle_plan *plan; /* the caller's */
    emg_lane_ring ring; /* frames that left, are ready, went forward, are raw */
    double *state;      /* of the forward pass */
    int64_t taken;      /* input frames of this segment */
    int64_t forward;    /* those whose forward pass is done: the last padding +
                           1 stay raw, for the extension past the end */
    int64_t ready;      /* frames whose backward pass is done */
    double *state_back; /* of the backward pass over a window that is woven */
    int64_t back;       /* into the forward one, from here down; */
    int64_t back_end;   /* to the window's end it only warms up */
    bool weaves;
    int64_t given; /* frames that left */
    bool started;  /* the extension before the first frame was filtered */
    bool ended;    /* the last backward pass is done */
} emg_shuttle;

/** In zeroed memory, which is cleared whatever happens: for a bank of which so
 * many lanes are used. */
emg_status emg_shuttle_init(emg_shuttle *shuttle, const emg_shuttle_plan *plan,
                            int lanes, emg_error *error);
void emg_shuttle_clear(emg_shuttle *shuttle);

/** Begins a segment. */
void emg_shuttle_restart(emg_shuttle *shuttle);

/** Takes in at most EMG_SHUTTLE_CHUNK frames. */
void emg_shuttle_take(emg_shuttle *shuttle, const emg_lanes *frames, int n);

/** The segment is over: all that was taken can be given. */
void emg_shuttle_end(emg_shuttle *shuttle);

/** The next frames that went both ways, at most so many; how many. */
int emg_shuttle_give(emg_shuttle *shuttle, emg_lanes *frames, int most);

#endif
