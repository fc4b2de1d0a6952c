/* A copy of a recording with the events that were found in it. */
#ifndef KIT_ANNOTATE_H
#define KIT_ANNOTATE_H

#include "kit/job.h"

/** Before anything is done: EMG_BAD_OPTION where --annotate cannot be. */
emg_status kit_annotate_check(const kit_chosen *chosen, emg_error *error);

/** The same of a tool that gives no events: of what was asked instead. */
emg_status kit_annotate_none(const kit_chosen *chosen, const char *instead,
                             emg_error *error);

/** Copies all channels and annotations of a job's recording to the file of
 * --annotate, EDF+ or BDF+, with the events of its table. */
emg_status kit_annotate(const kit_work *work, kit_job *job, emg_error *error);

#endif
