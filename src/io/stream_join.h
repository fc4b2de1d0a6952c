/* Groups of one rate, joined for the stream; inside the sink alone. */
#ifndef EMG_IO_STREAM_JOIN_H
#define EMG_IO_STREAM_JOIN_H

#include "flow/fifo.h"

/** A group of the recording that arrives. */
typedef struct emg_stream_member {
    int rate;           /* the joined group that it belongs to */
    emg_fifo fifo;      /* frames that were not written yet */
    int64_t frames;     /* that came so far */
    int64_t n_segments; /* that it began so far */
    int segment;        /* in which it is, -1 before the first */
} emg_stream_member;

/** All groups of one rate: they share their segments. */
typedef struct emg_stream_rate {
    double rate_hz;
    int record_frames;     /* of a whole record */
    emg_segment *segments; /* the one being written, and those behind it */
    size_t n_segments, room;
    int64_t dropped; /* segments before those */
    int64_t written; /* frames */
} emg_stream_rate;

/** The next record of a joined group. */
typedef struct emg_stream_head {
    int64_t frames; /* 0: nothing is left */
    bool is_whole;  /* it can be written; or else it must wait for more */
    int segment;    /* -1 before the first */
    double since_s; /* from the start of the segment */
} emg_stream_head;

/** Takes a block of a member. Fails where groups of one rate differ in their
 * segments. */
emg_status emg_stream_join(emg_stream_rate *rate, emg_stream_member *member,
                           const emg_block *block, emg_error *error);

/** What comes next of a group when its slowest member has `there` frames that
 * were not written; ended: no more will come. */
emg_stream_head emg_stream_look_ahead(emg_stream_rate *rate, int64_t there,
                                      bool ended);

#endif
