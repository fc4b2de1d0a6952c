/* A stage that takes sharp lines out of each channel. */
#ifndef EMG_FILTER_LINES_H
#define EMG_FILTER_LINES_H

#include "dsp/lines.h"
#include "emg/flow.h"
#include "filter/marks.h"

/**
 * lines  one list a channel
 * marks  outlives the stage; chunks are its chunks. A last one that is not
 *        whole passes as it is
 */
emg_stage *emg_lines_create(const emg_format *in, const emg_lines *lines,
                            const emg_marks *marks, emg_error *error);

#endif
