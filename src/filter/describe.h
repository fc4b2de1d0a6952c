/* What a filter leaves in the description of its channels. */
#ifndef EMG_FILTER_DESCRIBE_H
#define EMG_FILTER_DESCRIBE_H

#include "emg/filter.h"

/** Adds n filters to the prefilter texts of the stage's channels, which are
 * digital and rectified no more; taps of an FIR, else 0. */
void emg_describe(emg_stage *stage, const emg_filter *filters, int n, int taps);

/** The same of a straight line that is taken away. */
void emg_describe_detrend(emg_stage *stage);

#endif
