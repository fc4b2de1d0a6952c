/* Recordings as JSON Lines. */
#ifndef EMG_IO_JSON_SINK_H
#define EMG_IO_JSON_SINK_H

#include "emg/io.h"
#include "io/output.h"

/**
 * A sink that writes JSON Lines: an object that names the channels, then an
 * object a frame, {"time":0.5,"FCR":12.3}, then one an annotation,
 * {"onset":...,"duration":...,"trial_type":...}. A later one of equal labels is
 * called "FCR#2"; what is missing is null. One rate, else EMG_BAD_OPTION; a gap
 * shows in the times.
 *
 * Takes output whatever happens. Returns a sink that the caller owns, or NULL
 * with *error set.
 */
emg_sink *emg_json_create(emg_output *output, const emg_recording *recording,
                          emg_error *error);

#endif
