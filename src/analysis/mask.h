/* Which frames of a block a mask hides. */
#ifndef EMG_ANALYSIS_MASK_H
#define EMG_ANALYSIS_MASK_H

#include "emg/analysis.h"

/** Frames of a block from `from` to `to`, all hidden or all not. */
typedef struct emg_mask_run {
    int from, to;
    bool hidden;
} emg_mask_run;

/**
 * The run that begins with frame `from` of the block, of the channel with this
 * number. Without a mask (NULL) it is all the rest.
 */
emg_mask_run emg_mask_next(const emg_mask *mask, int number,
                           const emg_format *format, const emg_block *block,
                           int from);

#endif
