/* A stage that follows mains hum and takes it out. */
#ifndef EMG_FILTER_MAINS_H
#define EMG_FILTER_MAINS_H

#include "emg/flow.h"

/**
 * Windows of 10 s, with 4 s on either side, see dsp/mains.h; a segment below
 * 1 s passes as it is.
 *
 * hz   near which the frequency is
 * on   one a channel, copied; false: the channel passes as it is
 *
 * Things: sines, of each window. Lag: 14 s.
 */
emg_stage *emg_mains_stage_create(const emg_format *in, double hz,
                                  const bool *on, emg_error *error);

#endif
