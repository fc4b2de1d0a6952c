/* From a job's path to a source as the command line wants it seen. */
#ifndef KIT_OPENING_H
#define KIT_OPENING_H

#include "kit/job.h"

/**
 * Opens a job's recording: derived, cut, cleaned, of no channel chosen yet.
 *
 * listener  hears warnings; zeroed where they were told before
 * shift     a part that is cut out begins at 0
 *
 * Returns a source that the caller owns, or NULL with *error set.
 */
emg_source *kit_open_job(const kit_work *work, const kit_job *job,
                         emg_listener listener, bool shift, emg_error *error);

#endif
