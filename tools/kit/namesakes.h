/* Recordings of one name, out of several folders. */
#ifndef KIT_NAMESAKES_H
#define KIT_NAMESAKES_H

#include "kit/job.h"

/** Warns where one table of recordings below folders cannot tell them apart. */
void kit_namesakes_say(const kit_work *work);

/** Fails (EMG_BAD_OPTION) where this table of events, the value of an option
 * ("--mask"), has rows for a name that several recordings have: whose they are
 * it cannot tell. */
emg_status kit_namesakes_refuse(const kit_work *work, const char *table,
                                const char *option, emg_error *error);

#endif
