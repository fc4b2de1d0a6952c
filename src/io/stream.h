/* The EMG stream: how a recording travels between our programs.
 *
 * One line of JSON, then records: a tag of four letters, the length of what
 * follows as 64 bits, the content. All numbers are little-endian.
 *
 *   SEGM  group u32, number u32, start i64 in 100 ns: a segment of a group
 *   SAMP  group u32, then frames of float64, one value a channel of the group
 *   EVNT  onset f64, duration f64 in seconds, then the text in UTF-8
 *   DONE  frames u64 of each group, events u64, then the fingerprint of the
 *         first program's input in 32 digits, or nothing; the last record
 *
 * A stream has one group for each rate. Unknown tags in lower case are passed
 * over. */
#ifndef EMG_IO_STREAM_H
#define EMG_IO_STREAM_H

#include "base/bytes.h"
#include "base/text.h"
#include "emg/io.h"
#include "io/output.h"

#define EMG_STREAM_MAGIC "{\"emg_stream\":"
#define EMG_STREAM_VERSION 1
#define EMG_STREAM_RECORD_MAX ((uint64_t)16 << 20)
#define EMG_STREAM_LINE_MAX ((size_t)16 << 20)

/** What the line of JSON says. Channels stand in the order of their numbers;
 * that is their order in the frames of their group, too. */
typedef struct emg_stream_header {
    char name[256];
    double duration_s; /* -1 when unknown */
    char *history;     /* JSON array, or NULL */
    int n_groups;
    emg_rate *rates; /* of the groups, no two alike */
    int *widths;     /* channels of the groups */
    int n_channels;
    emg_channel *channels;
    int *groups;   /* of each channel */
    int *columns;  /* its place in a frame of the group */
    emg_use *uses; /* what the writing program did with it */
} emg_stream_header;

/** Room for so many groups and channels, all zero. */
emg_status emg_stream_header_init(emg_stream_header *header, int n_groups,
                                  int n_channels, emg_error *error);
void emg_stream_header_clear(emg_stream_header *header);

/** Counts columns and widths from the channels' groups. */
void emg_stream_header_number(emg_stream_header *header);

/** What a stream of this recording says. */
emg_status emg_stream_header_from(emg_stream_header *header,
                                  const emg_recording *recording,
                                  emg_error *error);

/** The line with its line end. step, a JSON object or NULL, ends the history. */
void emg_stream_header_print(emg_text *text, const emg_stream_header *header,
                             const char *step);

/** Reads a line without its line end; on failure nothing is kept. */
emg_status emg_stream_header_read(emg_stream_header *header, const char *line,
                                  size_t length, emg_error *error);

/** True when an input begins as a stream does. */
bool emg_stream_looks_like(const uint8_t *bytes, size_t n);

/** A source over bytes, which it owns from now on, whatever happens. */
emg_source *emg_stream_open(emg_bytes *bytes, const emg_open_options *options,
                            emg_error *error);

/** A sink into output, which it owns from now on, whatever happens. */
emg_sink *emg_stream_create(emg_output *output, const emg_recording *recording,
                            const emg_create_options *options,
                            emg_error *error);

#endif
