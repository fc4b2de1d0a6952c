/* Which short stretches of a channel are not to be trusted: kept beside the
 * signal until it has passed all stages. */
#ifndef EMG_FILTER_MARKS_H
#define EMG_FILTER_MARKS_H

#include "emg/base.h"

#include <stdbool.h>

/** Marks of the last `room` chunks of a segment. */
typedef struct emg_marks {
    int n_channels, chunk; /* frames */
    int64_t room;
    bool *marked;  /* [room][n_channels] */
    int64_t *open; /* [n_channels]: chunks that were begun */
    bool any;      /* something was marked since the beginning */
} emg_marks;

/** lag_frames  after which nobody asks for a frame any more */
emg_status emg_marks_init(emg_marks *marks, int n_channels, int chunk,
                          int64_t lag_frames, emg_error *error);

/** A channel has come to this frame of the segment. */
void emg_marks_open(emg_marks *marks, int channel, int64_t frame);

/** Frames [from, to) are missing: so are 20 ms before and after them. */
void emg_marks_add(emg_marks *marks, int channel, int64_t from, int64_t to);
bool emg_marks_at(const emg_marks *marks, int channel, int64_t chunk);

/** A new segment. */
void emg_marks_gap(emg_marks *marks);
void emg_marks_clear(emg_marks *marks);

#endif
