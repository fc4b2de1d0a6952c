/* Stretches in which a channel stands still are bridged, and marked. */
#ifndef EMG_FILTER_STANDSTILL_H
#define EMG_FILTER_STANDSTILL_H

#include "emg/flow.h"
#include "filter/marks.h"

#define EMG_STILL_S 0.015 /* equal samples for so long are no signal */

/**
 * Runs of equal samples of 15 ms and more are marked, and replaced by the last
 * sample before them; the step where the signal comes back fades away within
 * 50 ms, so that filters have nothing to ring at. Lag: 15 ms.
 *
 * marks  outlives the stage
 */
emg_stage *emg_standstill_create(const emg_format *in, emg_marks *marks,
                                 emg_error *error);

#endif
