/* The chunks of RIFF, RIFX, RF64 and W64, up to the first sample. */
#include "io/wav.h"

#include "base/cursor.h"

#include <string.h>

#define LIST_MOST 65536 /* of one that is looked into */
#define FORMAT_LEAST 16
#define FORMAT_MOST 40
#define STREAMED 0xFFFFFFFFu     /* ffmpeg into a pipe; RF64: see ds64 */
#define STREAMED_SOX 0x7FFFF000u /* sox into a pipe */
#define TAG_PCM 1
#define TAG_FLOAT 3
#define TAG_EXTENSIBLE 0xFFFE

typedef struct riff {
    emg_wav_layout *layout;
    emg_bytes *bytes;
    bool is_big, is_64, is_w64;
    int64_t end;        /* of all chunks as announced, -1 unknown */
    uint64_t data_size; /* as ds64 says */
    bool has_format, has_sizes;
} riff;

typedef struct riff_chunk {
    char name[4];
    uint64_t size; /* of what follows its head */
    bool is_unknown;
} riff_chunk;

static uint64_t
take_number(const riff *self, emg_cursor *cursor, size_t n)
{
    return self->is_big ? emg_cursor_big(cursor, n)
                        : emg_cursor_little(cursor, n);
}

/* What a size says of a place in the file; too large says nothing. */
static int64_t
end_at(uint64_t from, uint64_t size)
{
    return size > INT64_MAX - from ? -1 : (int64_t)(from + size);
}

static emg_status
read_form(riff *self, emg_error *error)
{
    const uint8_t *view;
    emg_status status = emg_wav_look(self->bytes, 4, &view, error);
    if (status) /* not here: they were looked at before */
        return status;
    self->is_w64 = memcmp(view, "riff", 4) == 0;
    self->is_big = memcmp(view, "RIFX", 4) == 0;
    self->is_64 = memcmp(view, "RF64", 4) == 0 || memcmp(view, "BW64", 4) == 0;
    size_t length = self->is_w64 ? 40 : 12;
    status = emg_wav_look(self->bytes, length, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, length);
    emg_cursor_take(&cursor, self->is_w64 ? 16 : 4);
    uint64_t size = take_number(self, &cursor, self->is_w64 ? 8 : 4);
    self->end = self->is_w64 ? end_at(0, size) : end_at(8, size);
    if (self->is_w64 && memcmp(view + 24, "wave", 4) != 0)
        return emg_fail_at(error, EMG_BAD_FILE, 24,
                           "the file holds no WAVE data");
    emg_bytes_take(self->bytes, length);
    return EMG_OK;
}

/* The head of the next chunk; without one the input has ended. */
static emg_status
read_chunk(riff *self, riff_chunk *chunk, bool *there, emg_error *error)
{
    size_t length = self->is_w64 ? 24 : 8, have;
    const uint8_t *view;
    emg_status status =
        emg_bytes_peek(self->bytes, length, &view, &have, error);
    *there = !status && have == length;
    if (!*there)
        return status;
    emg_cursor cursor = emg_cursor_over(view, length);
    memcpy(chunk->name, emg_cursor_take(&cursor, self->is_w64 ? 16 : 4), 4);
    chunk->size = take_number(self, &cursor, self->is_w64 ? 8 : 4);
    chunk->is_unknown = !self->is_w64 && (chunk->size == STREAMED ||
                                          chunk->size == STREAMED_SOX);
    if (self->is_w64)
        chunk->size = chunk->size < length ? 0 : chunk->size - length;
    emg_bytes_take(self->bytes, length);
    return EMG_OK;
}

/* Chunks begin at even bytes, in W64 at every eighth; some programs forget
 * the byte between, so that only a zero counts as one. */
static emg_status
skip_chunk(riff *self, uint64_t size, uint64_t left, bool *there,
           emg_error *error)
{
    const uint8_t *view;
    size_t have;
    emg_status status = emg_wav_skip(self->bytes, left, there, error);
    if (status || !*there)
        return status;
    if (self->is_w64)
        return emg_wav_skip(self->bytes, -size & 7, there, error);
    if (size & 1) {
        status = emg_bytes_peek(self->bytes, 1, &view, &have, error);
        if (!status && have && view[0] == 0)
            emg_bytes_take(self->bytes, 1);
    }
    return status;
}

static bool
read_tag(emg_cursor *cursor, uint64_t *tag)
{
    static const uint8_t tail[] = {0, 0,    0,    0,    0x10, 0,    0x80,
                                   0, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71};
    const uint8_t *guid;

    if (*tag != TAG_EXTENSIBLE)
        return true;
    emg_cursor_take(cursor, 8); /* size, valid bits, loudspeakers */
    *tag = emg_cursor_little(cursor, 2);
    guid = emg_cursor_take(cursor, sizeof tail);
    return guid && memcmp(guid, tail, sizeof tail) == 0;
}

static emg_status
judge_format(riff *self, emg_cursor *cursor, int64_t at, emg_error *error)
{
    emg_wav_layout *layout = self->layout;
    uint64_t tag = take_number(self, cursor, 2);
    uint64_t channels = take_number(self, cursor, 2);
    layout->rate_hz = (int64_t)take_number(self, cursor, 4);
    take_number(self, cursor, 4); /* bytes per second: many files are wrong */
    uint64_t frame_bytes = take_number(self, cursor, 2);
    uint64_t bits = take_number(self, cursor, 2);

    if (!read_tag(cursor, &tag))
        return emg_fail_at(error, EMG_BAD_FILE, at + 24,
                           "the coding of the samples is none that is known; "
                           "use PCM or floating point samples");
    if (tag != TAG_PCM && tag != TAG_FLOAT)
        return emg_fail_at(error, EMG_BAD_FILE, at,
                           "the coding %lld of the samples is not read; use "
                           "PCM or floating point samples",
                           (long long)tag);
    if (channels == 0 || channels > EMG_WAV_CHANNELS)
        return emg_fail_at(error, EMG_BAD_FILE, at + 2,
                           "%lld channels; 1 to 1024 can be read",
                           (long long)channels);
    layout->n_channels = (int)channels;
    if (!emg_wav_layout_samples(layout, (int)bits, tag == TAG_FLOAT,
                                self->is_big, false))
        return emg_fail_at(error, EMG_BAD_FILE, at + 14,
                           "samples of %lld bits are not read",
                           (long long)bits);
    if (frame_bytes != (uint64_t)layout->frame_bytes)
        return emg_fail_at(error, EMG_BAD_FILE, at + 12,
                           "a frame of %lld bytes does not fit the channels "
                           "and bits",
                           (long long)frame_bytes);
    return EMG_OK;
}

static emg_status
read_format(riff *self, const riff_chunk *chunk, uint64_t *left,
            emg_error *error)
{
    const uint8_t *view;
    int64_t at = emg_bytes_at(self->bytes);
    size_t length =
        chunk->size < FORMAT_MOST ? (size_t)chunk->size : FORMAT_MOST;
    if (length < FORMAT_LEAST || self->has_format)
        return emg_fail_at(error, EMG_BAD_FILE, at,
                           self->has_format ? "a second fmt chunk is here"
                                            : "the fmt chunk is too short");
    emg_status status = emg_wav_look(self->bytes, length, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, length);
    status = judge_format(self, &cursor, at, error);
    self->has_format = true;
    emg_bytes_take(self->bytes, length);
    *left -= length;
    return status;
}

/* RF64 keeps its sizes in a chunk of their own. */
static emg_status
read_sizes(riff *self, const riff_chunk *chunk, uint64_t *left,
           emg_error *error)
{
    const uint8_t *view;
    if (chunk->size < 16)
        return emg_fail_at(error, EMG_BAD_FILE, emg_bytes_at(self->bytes),
                           "the ds64 chunk is too short");
    emg_status status = emg_wav_look(self->bytes, 16, &view, error);
    if (status)
        return status;
    emg_cursor cursor = emg_cursor_over(view, 16);
    self->end = end_at(8, emg_cursor_little(&cursor, 8));
    self->data_size = emg_cursor_little(&cursor, 8);
    self->has_sizes = true;
    emg_bytes_take(self->bytes, 16);
    *left -= 16;
    return EMG_OK;
}

/* A size of 0 that the file's own size contradicts was left by a program that
 * was stopped before it could write it. */
static emg_status
find_data(riff *self, const riff_chunk *chunk, emg_error *error)
{
    emg_wav_layout *layout = self->layout;
    uint64_t size = chunk->size;
    bool is_unknown = chunk->is_unknown;

    layout->data_at = emg_bytes_at(self->bytes);
    if (!self->has_format)
        return emg_fail_at(error, EMG_BAD_FILE, layout->data_at,
                           "no fmt chunk comes before the data");
    if (self->is_64 && size == STREAMED && self->has_sizes) {
        size = self->data_size;
        is_unknown = false;
    }
    if (size > INT64_MAX / 2)
        is_unknown = true;
    layout->data_bytes = is_unknown ? -1 : (int64_t)size;
    layout->stopped = layout->data_bytes == 0 && self->end >= 0 &&
                      self->end <= layout->data_at;
    return EMG_OK;
}

static emg_status
read_known(riff *self, const riff_chunk *chunk, uint64_t *left,
           emg_error *error)
{
    const uint8_t *view;
    size_t have;
    if (memcmp(chunk->name, "fmt ", 4) == 0)
        return read_format(self, chunk, left, error);
    if (self->is_64 && memcmp(chunk->name, "ds64", 4) == 0)
        return read_sizes(self, chunk, left, error);
    if (memcmp(chunk->name, "LIST", 4) != 0)
        return EMG_OK;
    size_t want = chunk->size < LIST_MOST ? (size_t)chunk->size : LIST_MOST;
    emg_status status = emg_bytes_peek(self->bytes, want, &view, &have, error);
    if (!status && emg_wav_names_take(self->layout, view, have))
        self->layout->has_text = true;
    return status;
}

emg_status
emg_wav_riff_read(emg_wav_layout *layout, emg_bytes *bytes, emg_error *error)
{
    riff self = {.layout = layout, .bytes = bytes, .end = -1};
    emg_status status = read_form(&self, error);
    bool there = true;

    while (!status && there) {
        riff_chunk chunk = {.size = 0};
        status = read_chunk(&self, &chunk, &there, error);
        if (status || !there)
            break;
        if (memcmp(chunk.name, "data", 4) == 0)
            return find_data(&self, &chunk, error);
        uint64_t left = chunk.size;
        status = read_known(&self, &chunk, &left, error);
        if (!status)
            status = skip_chunk(&self, chunk.size, left, &there, error);
    }
    return status ? status
                  : emg_fail_at(error, EMG_BAD_FILE, emg_bytes_at(bytes),
                                "there is no data chunk");
}
