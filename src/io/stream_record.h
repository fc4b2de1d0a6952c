/* The records of a stream, read one by one; inside the source alone. */
#ifndef EMG_IO_STREAM_RECORD_H
#define EMG_IO_STREAM_RECORD_H

#include "io/frames.h"
#include "io/stream.h"

#define EMG_STREAM_EVENTS 64  /* that come with one next() */
#define EMG_STREAM_SKIP 65536 /* bytes looked at when nothing is used */

typedef struct emg_inlet {
    size_t frame_bytes;
    int n_outlets;
    emg_outlet outlets[2]; /* treated, passed on */
    emg_segment segment;
    int64_t frames; /* that came so far */
} emg_inlet;

typedef struct emg_stream {
    emg_source source;
    emg_bytes *bytes;
    emg_stream_header header;
    emg_inlet *inlets; /* one a group of the stream */
    int *columns;      /* of all outlets */
    int64_t data_at;
    int inlet;           /* whose samples are at hand */
    int64_t frames_left; /* of the record at hand */
    int outlet;          /* that the next block is for */
    int64_t n_events;
    emg_event events[EMG_STREAM_EVENTS]; /* of this next() */
    size_t text_at[EMG_STREAM_EVENTS];
    emg_text texts;
    char fingerprint[EMG_FINGERPRINT_SIZE];
} emg_stream;

/** All of the next n bytes, or an error: the stream breaks off. */
emg_status emg_stream_look(emg_stream *self, size_t n, const uint8_t **view,
                           emg_error *error);
/** Only `have` more bytes are there. */
emg_status emg_stream_breaks_off(const emg_stream *self, size_t have,
                                 emg_error *error);
emg_status emg_stream_skip(emg_stream *self, uint64_t n, emg_error *error);

/** Reads a record; of one with samples only what stands before them. */
emg_status emg_stream_read_record(emg_stream *self, emg_error *error);

#endif
