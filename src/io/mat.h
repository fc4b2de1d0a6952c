/* Recordings for MATLAB, Octave and scipy. */
#ifndef EMG_IO_MAT_H
#define EMG_IO_MAT_H

#include "base/text.h"
#include "emg/io.h"
#include "io/columns.h"
#include "io/output.h"

/** The file's header and the variables rate_hz, labels, units. */
void emg_mat_add_head(emg_text *bytes, const emg_columns *columns);

/** What comes before the samples of `data`; its length depends on no count. */
void emg_mat_add_data(emg_text *bytes, int n_channels, int64_t n_frames);

/** Most frames of n channels that an element of the format holds. */
int64_t emg_mat_frames_most(int n_channels);

/* ---- the sink -------------------------------------------------------- */

/**
 * A sink that writes a MAT file of level 5, uncompressed, with the variables
 * rate_hz, labels, units (cells) and data (channels x frames, double).
 * Annotations go to a table beside path. One rate, no gap, at most 2 GiB, else
 * EMG_BAD_OPTION.
 * The format: MathWorks, MAT-File Format, "Level 5 MAT-File Format".
 *
 * Takes output whatever happens. Returns a sink that the caller owns, or NULL
 * with *error set.
 */
emg_sink *emg_mat_create(emg_output *output, const char *path,
                         const emg_recording *recording,
                         const emg_create_options *options, emg_error *error);

#endif
