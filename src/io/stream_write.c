/* A tag, the length of what follows, the content: see stream.h. */
#include "io/stream_write.h"

#include "base/memory.h"

static uint8_t *
put(uint8_t *to, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = (uint8_t)(value >> 8 * i);
    return to + n;
}

static uint8_t *
put_head(uint8_t *to, const char *tag, uint64_t length)
{
    memcpy(to, tag, 4);
    return put(to + 4, length, 8);
}

emg_status
emg_stream_write_header(emg_output *output, const emg_stream_header *header,
                        const char *step, emg_error *error)
{
    emg_text line = {0};
    emg_stream_header_print(&line, header, step);
    emg_status status =
        line.status ? emg_fail(error, line.status, "no memory for the header")
                    : emg_output_write(output, line.chars, line.length, error);
    emg_text_free(&line);
    return status;
}

emg_status
emg_stream_write_segment(emg_output *output, int group,
                         const emg_segment *segment, emg_error *error)
{
    uint8_t record[EMG_STREAM_HEAD + 16], *to = put_head(record, "SEGM", 16);
    to = put(to, (uint64_t)group, 4);
    to = put(to, (uint64_t)segment->number, 4);
    put(to, (uint64_t)segment->start, 8);
    return emg_output_write(output, record, sizeof record, error);
}

emg_status
emg_stream_write_event(emg_output *output, const emg_event *event,
                       emg_error *error)
{
    uint8_t head[EMG_STREAM_HEAD + 16];
    size_t length = strlen(event->text);
    uint8_t *to = put_head(head, "EVNT", 16 + (uint64_t)length);

    if (16 + length > EMG_STREAM_RECORD_MAX)
        return emg_fail(error, EMG_BAD_FILE,
                        "an annotation of %zu bytes is too long", length);
    to = emg_stream_put_double(to, event->onset_s);
    emg_stream_put_double(to, event->duration_s);
    emg_status status = emg_output_write(output, head, sizeof head, error);
    return status ? status
                  : emg_output_write(output, event->text, length, error);
}

uint8_t *
emg_stream_put_samples_head(uint8_t *record, int group, size_t bytes)
{
    return put(put_head(record, "SAMP", 4 + bytes), (uint64_t)group, 4);
}

emg_status
emg_stream_write_end(emg_output *output, const emg_stream_rate *rates,
                     int n_rates, int64_t n_events, const char *fingerprint,
                     emg_error *error)
{
    size_t counts = 8 * ((size_t)n_rates + 1), length = strlen(fingerprint);
    uint8_t *record = emg_new(EMG_STREAM_HEAD + counts, 1, error);
    if (!record)
        return EMG_NO_MEMORY;
    uint8_t *to = put_head(record, "DONE", counts + length);
    for (int r = 0; r < n_rates; r++)
        to = put(to, (uint64_t)rates[r].written, 8);
    put(to, (uint64_t)n_events, 8);
    emg_status status =
        emg_output_write(output, record, EMG_STREAM_HEAD + counts, error);
    if (!status)
        status = emg_output_write(output, fingerprint, length, error);
    emg_free(record);
    return status;
}
