/* The recordings that a command line names. */
#ifndef KIT_FILES_H
#define KIT_FILES_H

#include "kit/kit.h"

/**
 * Completes chosen->operands: with the lines of --files-from, or "-" where
 * nothing is named. *names holds what the caller frees after their last use.
 */
emg_status kit_files(kit_chosen *chosen, char **names, emg_error *error);

/** Adds names that each end with NUL, as from find -print0, to the operands,
 * which point into the text from then on. */
emg_status kit_files_add(kit_chosen *chosen, const emg_text *text,
                         emg_error *error);

/**
 * Where --names is the path of a file, puts its lines in place of the path:
 * a label or OLD=NEW each. *names as above.
 */
emg_status kit_names(kit_chosen *chosen, char **names, emg_error *error);

/** Adds all that a file, or "-" standard input, holds. */
emg_status kit_read_text(emg_text *text, const char *path, emg_error *error);

/** With links followed, so that an input may be one. */
bool kit_is_folder(const char *path);

#endif
