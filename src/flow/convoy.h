/* Blocks under way: while threads share out the banks of those that were read,
 * the caller reads the next ones. */
#ifndef EMG_FLOW_CONVOY_H
#define EMG_FLOW_CONVOY_H

#include "emg/flow.h"

typedef struct emg_convoy emg_convoy;

/** What goes where. */
typedef struct emg_road {
    const emg_recording *recording;
    emg_chain *const *chains; /* one a group, each may be NULL */
    int n_channels, n_frames; /* that the largest block has room for */
    emg_sink *sink;
    int n_threads; /* the caller among them */
} emg_road;

/** True when several threads can share this work and it is long enough: a chain
 * has banks to share out, and none gives more frames than it takes. */
bool emg_convoy_pays(const emg_road *road);

emg_convoy *emg_convoy_create(const emg_road *road, emg_error *error);

/** Where the next block is to be read. It stays the caller's until it is
 * added or this is called again. */
emg_block *emg_convoy_room(emg_convoy *convoy);

/** Takes the block that was read, of the segment that its chain is in. Blocks
 * that were added before may go to the sink. */
emg_status emg_convoy_add(emg_convoy *convoy, emg_error *error);

/** All that was added goes through its chains and to the sink. */
emg_status emg_convoy_settle(emg_convoy *convoy, emg_error *error);

void emg_convoy_destroy(emg_convoy *convoy);

#endif
