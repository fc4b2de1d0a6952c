/* Between frames, counted from the start of a segment, and time. */
#ifndef EMG_FLOW_FRAME_TICKS_H
#define EMG_FLOW_FRAME_TICKS_H

#include "emg/signal.h"

/** The time of a frame, rounded to the nearest tick. */
emg_ticks emg_frame_ticks(emg_rate rate, int64_t frame);

/** The first frame whose time, so rounded, does not lie before this one. */
int64_t emg_first_frame_at(emg_rate rate, emg_ticks time);

#endif
