/* --dry-run: what would be done. */
#ifndef KIT_DRY_RUN_H
#define KIT_DRY_RUN_H

#include "kit/job.h"

/** Prints a row a recording; nothing is written. */
emg_status kit_dry_run(const kit_work *work, emg_error *error);

#endif
