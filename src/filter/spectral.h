/* Stages that replace bins of spectra over blocks of 5 s. */
#ifndef EMG_FILTER_SPECTRAL_H
#define EMG_FILTER_SPECTRAL_H

#include "emg/flow.h"

#define EMG_MOST_LINES 256

/** Frequencies, of one channel. */
typedef struct emg_line_list {
    int n;
    double hz[EMG_MOST_LINES];
} emg_line_list;

/**
 * A stage that draws lines through the spectrum (Mewett, Nazeran & Reynolds
 * 2001): what lies within 0.5 Hz of each frequency becomes as strong as what
 * lies beside it.
 *
 * lists  one a channel, copied; an empty one: the channel passes as it is
 *
 * Blocks are rectangular, 5 s long, and the last one ends with the segment. A
 * shorter segment has blocks of as many whole seconds as it holds; one below
 * 1 s passes as it is. Things: bins. Lag: 5 s.
 */
emg_stage *emg_interpolate_create(const emg_format *in,
                                  const emg_line_list *lists, emg_error *error);

/**
 * A stage that cuts outliers of the spectrum down to the median of what lies
 * within 2 Hz (Allen 2010), in such blocks.
 *
 * lists      only within 1 Hz of these; NULL: everywhere
 * threshold  in standard deviations of magnitudes, above 0
 */
emg_stage *emg_hampel_create(const emg_format *in, const emg_line_list *lists,
                             double threshold, emg_error *error);

#endif
