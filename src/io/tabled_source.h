/* A source whose channels a table beside the file knows more about. */
#ifndef EMG_IO_TABLED_SOURCE_H
#define EMG_IO_TABLED_SOURCE_H

#include "emg/io.h"

/**
 * Takes a source that was opened from path and gives it, or one around it where
 * NAME_channels.tsv lies beside the file: rows of the same label tell kinds
 * that the file leaves open, and which channels are bad. Units are the file's;
 * where the table has others it warns.
 *
 * Returns NULL with *error set (EMG_NO_MEMORY; EMG_BAD_FILE when strict).
 */
emg_source *emg_tabled_create(emg_source *source, const char *path,
                              const emg_open_options *options,
                              emg_error *error);

#endif
