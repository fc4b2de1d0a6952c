/* Recordings as text, one line a frame. */
#ifndef EMG_IO_TABLE_SINK_H
#define EMG_IO_TABLE_SINK_H

#include "emg/io.h"
#include "io/output.h"

/**
 * A sink that writes CSV (separator ',') or TSV (TAB): a column `time` in
 * seconds, then one a channel, "label (unit)". Annotations go to a table beside
 * path. One rate and no gap, else EMG_BAD_OPTION.
 *
 * Takes output whatever happens. Returns a sink that the caller owns, or NULL
 * with *error set.
 */
emg_sink *emg_table_create(emg_output *output, const char *path, char separator,
                           const emg_recording *recording,
                           const emg_create_options *options, emg_error *error);

#endif
