/* The frequency of a rake, as it drifts. */
#ifndef EMG_DSP_RAKE_FOLLOW_H
#define EMG_DSP_RAKE_FOLLOW_H

#include "dsp/rake.h"

/**
 * Sets the drift of a stretch by the teeth that are on, of the first nine: the
 * frequency within 0.5 Hz at which they have the most power, and what turns
 * under triangles with boxes of 1 s tell beyond that.
 *
 * weighted  after that once more, by the weights
 */
void emg_rake_follow(const emg_teeth *v, bool weighted);

#endif
