/* The table that stands beside a recording which a program made. */
#ifndef KIT_BESIDE_H
#define KIT_BESIDE_H

#include "kit/job.h"

#include "io/output.h"

/**
 * Fills the table and writes it, but does not finish it: it gets its name when
 * the recording has its own. *output is NULL where none is wanted: the tool
 * has none, or the recording goes to standard output.
 */
emg_status kit_beside_open(const kit_work *work, const kit_job *job,
                           emg_source *source, emg_output **output,
                           emg_error *error);

#endif
