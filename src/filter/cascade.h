/* The two ways of running one cascade. */
#ifndef EMG_FILTER_CASCADE_H
#define EMG_FILTER_CASCADE_H

#include "dsp/sos.h"
#include "emg/flow.h"

/** Forward only, from rest: equal to scipy's sosfilt bit for bit. */
emg_stage *emg_cascade_create(const emg_format *in, const emg_sos *sos,
                              emg_error *error);

/**
 * From now on the stage passes frames on as they are: the one right behind it
 * in the same chain runs the sections. False: it is no cascade.
 */
bool emg_cascade_lend(emg_stage *stage);

/** What that one runs: the sections, and their state ([section][2]). */
const emg_sos *emg_cascade_borrow(const emg_stage *stage, int bank,
                                  emg_lanes **state);

/**
 * Forward and backward: equal to scipy's sosfiltfilt(padtype='odd', padlen =
 * padding). A segment of fewer frames is padded with all but one of its own.
 */
emg_stage *emg_zero_phase_create(const emg_format *in, const emg_sos *sos,
                                 int64_t padding, emg_error *error);

#endif
