/* What opening and naming a target share. */
#ifndef EMG_IO_TARGET_PART_H
#define EMG_IO_TARGET_PART_H

#include "io/target.h"

#define EMG_TARGET_SLOTS 8 /* runs that may replace one path at a time */

/** Fails with errno's reason; EMG_NO_OUTPUT. */
emg_status emg_target_not_created(const emg_target *target, emg_error *error);
emg_status emg_target_exists_already(const emg_target *target,
                                     emg_error *error);

/** Makes `waiting` the name of this slot. */
emg_status emg_target_set_waiting(emg_target *target, int slot,
                                  emg_error *error);

/** The path by which an open file without a name can be given one. */
void emg_target_link_of(int fd, char path[32]);

#endif
