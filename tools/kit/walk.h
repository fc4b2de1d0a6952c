/* Folders, all the way down. */
#ifndef KIT_WALK_H
#define KIT_WALK_H

#include "kit/kit.h"

/**
 * Calls take with each plain file below a folder, in the order of names;
 * and each link to one. Hidden ones, and links to folders, are passed over.
 * Stops where take fails.
 */
emg_status kit_walk(const char *folder,
                    emg_status (*take)(void *to, const char *path,
                                       emg_error *error),
                    void *to, emg_error *error);

#endif
