/* One input as a JSON object, for sidecars. */
#ifndef KIT_ADD_INPUT_H
#define KIT_ADD_INPUT_H

#include "kit/job.h"

/** Adds its fingerprint, what was found in it, what was warned of. All of it
 * must have been read; NULL: it is read by its path. */
emg_status kit_add_input(emg_text *to, const kit_work *work, const kit_job *job,
                         emg_source *source, emg_error *error);

/** Adds a member; "" is null. */
void kit_add_fingerprint(emg_text *to, const char *fingerprint);

#endif
