/* What stages that change the sampling rate share. */
#ifndef EMG_FILTER_RATE_CHANGE_H
#define EMG_FILTER_RATE_CHANGE_H

#include "emg/flow.h"

/** to / from as up / down in lowest terms; EMG_BAD_OPTION where that is no
 * ratio of two 64-bit numbers. */
emg_status emg_rate_ratio(emg_rate from, emg_rate to, int64_t *up,
                          int64_t *down, emg_error *error);

/** What leaves the stage has this rate, and no digital steps any more. */
void emg_rate_describe(emg_stage *stage, emg_rate rate);

#endif
