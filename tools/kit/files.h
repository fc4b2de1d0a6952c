/* The recordings that a command line names. */
#ifndef KIT_FILES_H
#define KIT_FILES_H

#include "kit/kit.h"

/**
 * Completes chosen->operands: with the lines of --files-from, or "-" where
 * nothing is named. *names holds what the caller frees after their last use.
 */
emg_status kit_files(kit_chosen *chosen, char **names, emg_error *error);

#endif
