/* What comes in a stream, checked before it is believed. */
#include "io/stream_record.h"

#include "base/cursor.h"

#include <string.h>

#define RECORD_HEAD 12 /* tag and length */
/* As far apart as onsets that the reader of EDF takes. */
#define MOST_TICKS (2 * (int64_t)100000000000 * EMG_TICKS_PER_S)

typedef struct record_head {
    char tag[5];
    uint64_t length;
    int64_t at; /* of its first byte behind the head */
} record_head;

emg_status
emg_stream_breaks_off(const emg_stream *self, size_t have, emg_error *error)
{
    return emg_fail_at(error, EMG_BAD_FILE,
                       emg_bytes_at(self->bytes) + (int64_t)have,
                       "the stream breaks off: the program before this one "
                       "failed or was stopped");
}

emg_status
emg_stream_look(emg_stream *self, size_t n, const uint8_t **view,
                emg_error *error)
{
    size_t have;
    emg_status status = emg_bytes_peek(self->bytes, n, view, &have, error);
    if (!status && have < n)
        status = emg_stream_breaks_off(self, have, error);
    return status;
}

emg_status
emg_stream_skip(emg_stream *self, uint64_t n, emg_error *error)
{
    const uint8_t *view;
    emg_status status = EMG_OK;
    while (n > 0 && !status) {
        size_t some = n < EMG_STREAM_SKIP ? (size_t)n : EMG_STREAM_SKIP;
        status = emg_stream_look(self, some, &view, error);
        if (!status)
            emg_bytes_take(self->bytes, some);
        n -= some;
    }
    return status;
}

static emg_status
bad_record(const record_head *record, const char *what, emg_error *error)
{
    return emg_fail_at(error, EMG_BAD_FILE, record->at - RECORD_HEAD,
                       "the stream's record %s %s", record->tag, what);
}

static emg_status
read_segment(emg_stream *self, const record_head *record, emg_error *error)
{
    const uint8_t *view;
    if (record->length != 16)
        return bad_record(record, "has a wrong length", error);
    emg_status status = emg_stream_look(self, 16, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, 16);
    uint64_t group = emg_cursor_little(&cursor, 4);
    uint64_t number = emg_cursor_little(&cursor, 4);
    emg_ticks start = (emg_ticks)emg_cursor_little(&cursor, 8);
    if (group >= (uint64_t)self->header.n_groups)
        return bad_record(record, "is of no group", error);
    emg_inlet *inlet = &self->inlets[group];
    if (number > INT32_MAX || (int)number <= inlet->segment.number)
        return bad_record(record, "is out of order", error);
    if (start < -MOST_TICKS || start > MOST_TICKS)
        return bad_record(record, "starts at no sensible time", error);
    inlet->segment = (emg_segment){(int)number, start, inlet->frames};
    emg_bytes_take(self->bytes, 16);
    return EMG_OK;
}

static emg_status
read_samples(emg_stream *self, const record_head *record, emg_error *error)
{
    const uint8_t *view;
    if (record->length < 4)
        return bad_record(record, "has a wrong length", error);
    emg_status status = emg_stream_look(self, 4, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, 4);
    uint64_t group = emg_cursor_little(&cursor, 4);
    if (group >= (uint64_t)self->header.n_groups)
        return bad_record(record, "is of no group", error);
    const emg_inlet *inlet = &self->inlets[group];
    uint64_t length = record->length - 4;
    if (length == 0 || length % inlet->frame_bytes)
        return bad_record(record, "holds no whole frames", error);
    if (inlet->segment.number < 0)
        return bad_record(record, "comes before its segment", error);
    emg_bytes_take(self->bytes, 4);
    self->inlet = (int)group;
    self->frames_left = (int64_t)(length / inlet->frame_bytes);
    self->outlet = 0;
    return EMG_OK;
}

static emg_status
keep_event(emg_stream *self, double onset_s, double duration_s,
           const char *text, size_t length, emg_error *error)
{
    int i = self->source.n_events;
    self->events[i] = (emg_event){onset_s, duration_s, NULL};
    self->text_at[i] = self->texts.length;
    emg_text_add_bytes(&self->texts, text, length);
    emg_text_add_bytes(&self->texts, "", 1);
    if (self->texts.status)
        return emg_fail(error, self->texts.status, "no memory for an event");
    self->source.n_events++;
    self->n_events++;
    return EMG_OK;
}

static emg_status
read_event(emg_stream *self, const record_head *record, emg_error *error)
{
    const uint8_t *view;
    size_t length = (size_t)record->length;
    if (length < 16)
        return bad_record(record, "has a wrong length", error);
    emg_status status = emg_stream_look(self, length, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, length);
    double onset_s = emg_cursor_double(&cursor);
    double duration_s = emg_cursor_double(&cursor);
    const char *text = (const char *)view + cursor.at;
    if (memchr(text, 0, length - cursor.at))
        return bad_record(record, "holds a zero byte in its text", error);
    status =
        keep_event(self, onset_s, duration_s, text, length - cursor.at, error);
    emg_bytes_take(self->bytes, length);
    return status;
}

static bool
is_fingerprint(const char *text, size_t length)
{
    return length == 0 ||
           (length == EMG_FINGERPRINT_SIZE - 1 &&
            strspn(text, "0123456789abcdef") == EMG_FINGERPRINT_SIZE - 1);
}

static emg_status
check_counts(emg_stream *self, const record_head *record, emg_cursor *cursor,
             emg_error *error)
{
    for (int g = 0; g < self->header.n_groups; g++)
        if (emg_cursor_little(cursor, 8) != (uint64_t)self->inlets[g].frames)
            return bad_record(record, "counts other frames than came", error);
    if (emg_cursor_little(cursor, 8) != (uint64_t)self->n_events)
        return bad_record(record, "counts other events than came", error);
    return EMG_OK;
}

static emg_status
read_end(emg_stream *self, const record_head *record, emg_error *error)
{
    const uint8_t *view;
    size_t have, counts = 8 * ((size_t)self->header.n_groups + 1);
    if (record->length < counts ||
        record->length > counts + EMG_FINGERPRINT_SIZE - 1)
        return bad_record(record, "has a wrong length", error);
    size_t length = (size_t)record->length;
    emg_status status = emg_stream_look(self, length, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, length);
    status = check_counts(self, record, &cursor, error);
    if (status)
        return status;
    memcpy(self->fingerprint, view + counts, length - counts);
    self->fingerprint[length - counts] = 0;
    if (!is_fingerprint(self->fingerprint, length - counts))
        return bad_record(record, "holds no fingerprint", error);
    emg_bytes_take(self->bytes, length);
    status = emg_bytes_peek(self->bytes, 1, &view, &have, error);
    if (!status && have > 0)
        return emg_fail_at(error, EMG_BAD_FILE, emg_bytes_at(self->bytes),
                           "something follows the end of the stream; a stream "
                           "holds one recording");
    self->source.ended = true;
    return status;
}

static bool
may_be_skipped(const char *tag)
{
    for (int i = 0; i < 4; i++)
        if (tag[i] < 'a' || tag[i] > 'z')
            return false;
    return true;
}

static emg_status
read_head(emg_stream *self, record_head *record, emg_error *error)
{
    const uint8_t *view;
    emg_status status = emg_stream_look(self, RECORD_HEAD, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, RECORD_HEAD);
    *record = (record_head){.at = emg_bytes_at(self->bytes) + RECORD_HEAD};
    memcpy(record->tag, emg_cursor_take(&cursor, 4), 4);
    record->length = emg_cursor_little(&cursor, 8);
    if (record->length > EMG_STREAM_RECORD_MAX)
        return bad_record(record, "is longer than 16 MiB", error);
    emg_bytes_take(self->bytes, RECORD_HEAD);
    return EMG_OK;
}

emg_status
emg_stream_read_record(emg_stream *self, emg_error *error)
{
    static const struct {
        const char *tag;
        emg_status (*read)(emg_stream *, const record_head *, emg_error *);
    } known[] = {{"SAMP", read_samples},
                 {"SEGM", read_segment},
                 {"EVNT", read_event},
                 {"DONE", read_end}};
    record_head record;
    emg_status status = read_head(self, &record, error);
    if (status)
        return status;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(record.tag, known[i].tag) == 0)
            return known[i].read(self, &record, error);
    if (may_be_skipped(record.tag))
        return emg_stream_skip(self, record.length, error);
    return bad_record(&record, "is of a kind that this version does not know",
                      error);
}
