/* Writing EDF+ and BDF+. */
#ifndef EMG_IO_EDF_SINK_H
#define EMG_IO_EDF_SINK_H

#include "emg/io.h"
#include "io/output.h"

/**
 * A sink that writes EDF+ (16 bits) or BDF+ (24 bits): EDF+D where there are
 * gaps, else EDF+C. How channels are scaled: emg_edf_scale_choose. The end of a
 * stretch is filled up to a whole record by repeating the last values; that,
 * and samples outside the range, are told to the listener.
 *
 * Nobody is named: the header says X X X X and a neutral time.
 *
 * Takes output whatever happens. Returns a sink that the caller owns, or NULL
 * with *error set (EMG_BAD_OPTION, EMG_NO_MEMORY, EMG_NO_OUTPUT).
 */
emg_sink *emg_edf_create(emg_output *output, bool bdf,
                         const emg_recording *recording,
                         const emg_create_options *options, emg_error *error);

#endif
