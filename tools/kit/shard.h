/* One of several machines' share of a batch. */
#ifndef KIT_SHARD_H
#define KIT_SHARD_H

#include "kit/job.h"

/** Leaves of all jobs those of --shard K/N. Names were chosen before, so that
 * all shares agree on them. */
emg_status kit_take_shard(kit_work *work, emg_error *error);

#endif
