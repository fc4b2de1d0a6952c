/* The Teager-Kaiser energy operator. */
#ifndef EMG_FILTER_TKEO_H
#define EMG_FILTER_TKEO_H

#include "emg/flow.h"

/**
 * x[i]^2 - x[i-1] x[i+1] (Li et al., Ann Biomed Eng 35:1532, 2007), the first
 * and the last frame as their neighbours; 0 in a segment of less than three.
 * The unit is squared. Lag: 2 frames.
 */
emg_stage *emg_tkeo_create(const emg_format *in, emg_error *error);

#endif
