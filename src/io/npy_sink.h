/* Recordings as one array for NumPy. */
#ifndef EMG_IO_NPY_SINK_H
#define EMG_IO_NPY_SINK_H

#include "emg/io.h"
#include "io/output.h"

/**
 * A sink that writes NPY 1.0: little-endian float64 in C order, of the shape
 * (frames, channels). Annotations go to a table beside path. One rate and no
 * gap, else EMG_BAD_OPTION.
 * The format: https://numpy.org/doc/stable/reference/generated/
 * numpy.lib.format.html
 *
 * Takes output whatever happens. Returns a sink that the caller owns, or NULL
 * with *error set.
 */
emg_sink *emg_npy_create(emg_output *output, const char *path,
                         const emg_recording *recording,
                         const emg_create_options *options, emg_error *error);

#endif
