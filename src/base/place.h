/* What lies at a path. */
#ifndef EMG_BASE_PLACE_H
#define EMG_BASE_PLACE_H

#include "emg/base.h"

#include <stdbool.h>
#include <sys/stat.h>

/**
 * Says what lies at a path; *there is false where nothing does. Where the disk
 * does not answer that is EMG_NO_INPUT, never "nothing": a table beside a
 * recording that is overlooked would give another result.
 */
emg_status emg_place_look(const char *path, struct stat *about, bool *there,
                          emg_error *error);

/** The same of a file that is to be read. */
emg_status emg_place_is_file(const char *path, bool *is, emg_error *error);

/**
 * The path of a file beside one: `ending` in place of the name's own, and of
 * `part` before that where the name has it ("" for none). A dot that begins a
 * name is no ending. The caller frees it; NULL: no memory.
 */
char *emg_place_beside(const char *path, const char *part, const char *ending,
                       emg_error *error);

#endif
