/* The two ways of running one cascade. */
#ifndef EMG_FILTER_CASCADE_H
#define EMG_FILTER_CASCADE_H

#include "dsp/sos.h"
#include "emg/flow.h"

/** Forward only, from rest: equal to scipy's sosfilt bit for bit. */
emg_stage *emg_cascade_create(const emg_format *in, const emg_sos *sos,
                              emg_error *error);

/**
 * Forward and backward: equal to scipy's sosfiltfilt(padtype='odd', padlen =
 * padding). A segment of fewer frames is padded with all but one of its own.
 */
emg_stage *emg_zero_phase_create(const emg_format *in, const emg_sos *sos,
                                 int64_t padding, emg_error *error);

#endif
