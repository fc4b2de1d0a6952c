/* Frames as they lie in files, channel beside channel, into blocks. */
#ifndef EMG_IO_FRAMES_H
#define EMG_IO_FRAMES_H

#include "emg/flow.h"

#define EMG_FRAMES_TOGETHER 16 /* of each bank, before the next has its turn   \
                                */

/** Channels of one rate that go to the same group of the recording. */
typedef struct emg_outlet {
    int group;
    int n;
    int *columns; /* the place in a frame of each lane */
} emg_outlet;

/** An outlet a group of channels that stand in a frame in order of their
 * numbers. columns: room for all of them. */
void emg_outlets_connect(emg_outlet *outlets, int *columns,
                         const emg_recording *recording);

/**
 * Puts block->n_frames frames of doubles into the block, which becomes one of
 * the outlet's group. frames need not be aligned.
 */
void emg_outlet_fill(const emg_outlet *outlet, const void *frames,
                     size_t frame_bytes, emg_block *block);

#endif
