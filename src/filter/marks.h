/* Which short stretches of a channel are not to be trusted: kept beside the
 * signal until it has passed all stages. */
#ifndef EMG_FILTER_MARKS_H
#define EMG_FILTER_MARKS_H

#include "emg/base.h"

#include <stdbool.h>

/** A vote for the value that most still samples of a channel have. */
typedef struct emg_vote {
    double value;
    int64_t ahead; /* votes, less those that it took to outvote others */
    int64_t cast;
} emg_vote;

/** Marks of the last `room` chunks of a segment. */
typedef struct emg_marks {
    int n_channels, chunk; /* frames */
    int64_t room;
    bool *marked;    /* [room][n_channels] */
    int64_t *open;   /* [n_channels]: chunks that were begun */
    emg_vote *votes; /* [n_channels], since the beginning */
    bool any;        /* something was marked since then */
} emg_marks;

/** lag_frames  after which nobody asks for a frame any more */
emg_status emg_marks_init(emg_marks *marks, int n_channels, int chunk,
                          int64_t lag_frames, emg_error *error);

/** A channel has come to this frame of the segment. */
void emg_marks_open(emg_marks *marks, int channel, int64_t frame);

/** Frames [from, to) are missing: so are 20 ms before and after them. */
void emg_marks_add(emg_marks *marks, int channel, int64_t from, int64_t to);

/** So many more samples of a channel stand still at a value. */
void emg_marks_vote(emg_marks *marks, int channel, double value,
                    int64_t samples);

/** Share of the still samples by which those of one value outnumber all others,
 * at most 1; near 0 where there is no such value. */
double emg_marks_same(const emg_marks *marks, int channel);
bool emg_marks_at(const emg_marks *marks, int channel, int64_t chunk);

/** A new segment. */
void emg_marks_gap(emg_marks *marks);
void emg_marks_clear(emg_marks *marks);

#endif
