/* The records of a stream, written one by one; inside the sink alone. */
#ifndef EMG_IO_STREAM_WRITE_H
#define EMG_IO_STREAM_WRITE_H

#include "io/stream.h"
#include "io/stream_join.h"

#include <string.h>

#define EMG_STREAM_HEAD 12 /* tag and length */

/** The line of JSON. step, a JSON object or NULL, ends the history. */
emg_status emg_stream_write_header(emg_output *output,
                                   const emg_stream_header *header,
                                   const char *step, emg_error *error);

emg_status emg_stream_write_segment(emg_output *output, int group,
                                    const emg_segment *segment,
                                    emg_error *error);

emg_status emg_stream_write_event(emg_output *output, const emg_event *event,
                                  emg_error *error);

/** What a record of samples takes besides them. */
#define EMG_STREAM_SAMPLES_HEAD (EMG_STREAM_HEAD + 4)

/** Fills that for so many bytes of samples; where these begin. */
uint8_t *emg_stream_put_samples_head(uint8_t *record, int group, size_t bytes);

/** Puts a sample; where the next one goes. */
static inline uint8_t *
emg_stream_put_double(uint8_t *to, double value)
{
    memcpy(to, &value, sizeof value); /* little-endian, as all our hosts */
    return to + sizeof value;
}

/** The last record: what was written of so many rates. */
emg_status emg_stream_write_end(emg_output *output,
                                const emg_stream_rate *rates, int n_rates,
                                int64_t n_events, const char *fingerprint,
                                emg_error *error);

#endif
