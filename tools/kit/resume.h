/* --resume: what need not be done again. */
#ifndef KIT_RESUME_H
#define KIT_RESUME_H

#include "kit/job.h"

/**
 * True when the job's output is whole and was made by this version with these
 * parameters of the bytes that are there now.
 */
bool kit_job_is_done(const kit_work *work, const kit_job *job);

/** The same of one table of all recordings. */
bool kit_table_is_done(const kit_work *work);

#endif
