/* RIFF WAVE that holds nothing but a format and samples tells nobody and is
 * copied byte for byte. Anything else is refused. */
#include "io/anonymize_part.h"

#include "io/wav.h"

#include <string.h>

#define FORM 12 /* RIFF, size, WAVE */
#define HEAD 8  /* name and size of a chunk */
#define PIECE ((size_t)64 * 1024)

typedef struct copier {
    emg_bytes *bytes;
    emg_output *output;
    int64_t end; /* as the form says */
    bool has_samples;
} copier;

static emg_status
refuse(int64_t byte, const char *why, emg_error *error)
{
    return emg_fail_at(error, EMG_BAD_FILE, byte,
                       "%s, which may name people; write its samples alone "
                       "to a new WAV (ffmpeg -map_metadata -1 -bitexact), or "
                       "to EDF, and anonymise that",
                       why);
}

static uint32_t
little(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 |
           (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static emg_status
put_next(copier *self, uint64_t n, emg_error *error)
{
    emg_status status = EMG_OK;
    while (n > 0 && !status) {
        const uint8_t *view;
        size_t have, some = n < PIECE ? (size_t)n : PIECE;
        status = emg_bytes_peek(self->bytes, some, &view, &have, error);
        if (!status && have < some)
            status = emg_fail_at(error, EMG_BAD_FILE,
                                 emg_bytes_at(self->bytes) + (int64_t)have,
                                 "the file is cut short: a copy could not be "
                                 "told from a damaged one");
        if (!status)
            status = emg_output_write(self->output, view, some, error);
        if (!status)
            emg_bytes_take(self->bytes, some);
        n -= some;
    }
    return status;
}

/* The form has sizes that a text could hide in; only its usual ones may be. */
static bool
is_harmless(const uint8_t *head)
{
    uint32_t size = little(head + 4);
    if (memcmp(head, "fmt ", 4) == 0)
        return size == 16 || size == 18 || size == 40;
    return memcmp(head, "fact", 4) == 0 && size == 4;
}

static emg_status
put_samples(copier *self, uint64_t size, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    emg_status status = put_next(self, HEAD + size, error);
    if (!status && size % 2 == 1) {
        status = emg_bytes_peek(self->bytes, 1, &view, &have, error);
        if (!status && have == 1)
            emg_bytes_take(self->bytes, 1);
        if (!status)
            status = emg_output_write(self->output, "", 1, error);
    }
    self->has_samples = true;
    return status;
}

static emg_status
put_chunk(copier *self, const uint8_t *head, emg_error *error)
{
    int64_t at = emg_bytes_at(self->bytes);
    uint64_t size = little(head + 4);
    if (memcmp(head, "data", 4) == 0 && !self->has_samples &&
        at + HEAD + (int64_t)size <= self->end)
        return put_samples(self, size, error);
    if (!is_harmless(head))
        return refuse(at, "it holds more than a format and samples", error);
    return put_next(self, HEAD + size, error);
}

static emg_status
copy(copier *self, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    emg_status status = emg_wav_look(self->bytes, FORM, &view, error);
    if (!status &&
        (memcmp(view, "RIFF", 4) != 0 || memcmp(view + 8, "WAVE", 4) != 0))
        return refuse(0, "it is of a form that may hold texts anywhere", error);
    if (!status) {
        self->end = HEAD + (int64_t)little(view + 4);
        status = put_next(self, FORM, error);
    }
    while (!status) {
        status = emg_bytes_peek(self->bytes, HEAD, &view, &have, error);
        if (status || have == 0)
            break;
        status = have < HEAD ? refuse(emg_bytes_at(self->bytes),
                                      "bytes follow its samples", error)
                             : put_chunk(self, view, error);
    }
    if (!status && !self->has_samples)
        status = emg_fail_at(error, EMG_BAD_FILE, emg_bytes_at(self->bytes),
                             "it holds no samples");
    return status;
}

emg_status
emg_anonymize_wav(emg_bytes *bytes, const char *target,
                  const emg_anonymity *how, emg_error *error)
{
    copier self = {.bytes = bytes};
    self.output = emg_output_open(target, how->force, error);
    emg_status status = self.output ? EMG_OK : error->status;
    if (self.output)
        emg_output_account(self.output, &how->provenance);
    if (!status)
        status = emg_output_hold(self.output, error);
    if (!status)
        status = copy(&self, error);
    if (!status)
        status = emg_output_finish(self.output, error);
    if (status)
        emg_error_in_file(error, emg_bytes_name(bytes));
    emg_output_destroy(self.output);
    emg_bytes_close(bytes);
    return status;
}
