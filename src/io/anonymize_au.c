/* AU: samples byte for byte under a header written anew. Its annotation is left
 * out, but for labels of the trade, units and scales of a table of channels. */
#include "io/anonymize_part.h"

#include "io/anonymize_vocabulary.h"
#include "io/sound.h"
#include "io/wav.h"

#include <string.h>

#define XXH_STATIC_LINKING_ONLY /* lets the state live inside our struct */
#include <xxhash.h>

#define HEAD 24
#define PIECE ((size_t)64 * 1024)

typedef struct copier {
    XXH3_state_t samples; /* of all that are copied */
    const emg_anonymity *how;
    emg_bytes *bytes;
    emg_output *output;
    emg_wav_layout layout;
    emg_text head; /* of the copy: fields and annotation */
    int64_t copied;
} copier;

/* ---- the header ------------------------------------------------------ */

static void
keep_trade_words(char *text)
{
    size_t n = strlen(text), at = 0;
    emg_keep_trade_words((uint8_t *)text, n);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    text[n] = 0;
    while (text[at] == ' ')
        at++;
    memmove(text, text + at, n - at + 1);
}

/* Only what a table of channels says is printed again. */
static void
put_rows(emg_text *to, emg_channel_table *table)
{
    emg_text_add(to, EMG_SOUND_HEADING);
    for (size_t i = 0; i < table->n; i++) {
        emg_channel_row *row = &table->rows[i];
        keep_trade_words(row->label);
        keep_trade_words(row->unit);
        emg_sound_row_print(to, row->label, row->kind, row->unit,
                            row->full_scale);
    }
}

/* first: the old fields; all but the place of the samples stay. */
static emg_status
make_head(copier *self, const uint8_t *first, emg_error *error)
{
    emg_channel_table table = {0};
    emg_warnings warnings;
    const emg_open_options options = {.listener = self->how->listener,
                                      .strict = self->how->strict};
    bool found;
    emg_warnings_init(&warnings, &options, emg_bytes_name(self->bytes));
    emg_status status =
        emg_wav_note_table(&table, &self->layout, &found, &warnings, error);
    emg_text_add_bytes(&self->head, (const char *)first, HEAD);
    if (found)
        put_rows(&self->head, &table);
    emg_sound_note_end(&self->head);
    emg_channel_table_clear(&table);
    if (!status)
        emg_warnings_release(&warnings);
    emg_warnings_clear(&warnings);
    if (status || self->head.status)
        return status ? status : emg_fail(error, EMG_NO_MEMORY, "no memory");
    bool is_big = first[0] == '.';
    for (int i = 0; i < 4; i++)
        self->head.chars[is_big ? 7 - i : 4 + i] =
            (char)(self->head.length >> 8 * i);
    return EMG_OK;
}

static emg_status
read_head(copier *self, emg_error *error)
{
    const uint8_t *view;
    uint8_t first[HEAD];
    emg_status status = emg_wav_look(self->bytes, HEAD, &view, error);
    if (status)
        return status;
    memcpy(first, view, HEAD);
    status = emg_wav_layout_read(&self->layout, self->bytes, error);
    return status ? status : make_head(self, first, error);
}

/* ---- samples --------------------------------------------------------- */

static emg_status
put_samples(copier *self, emg_error *error)
{
    emg_status status = EMG_OK;
    while (!status) {
        const uint8_t *view;
        size_t have;
        status = emg_bytes_peek(self->bytes, PIECE, &view, &have, error);
        if (status || have == 0)
            break;
        XXH3_128bits_update(&self->samples, view, have);
        status = emg_output_write(self->output, view, have, error);
        self->copied += (int64_t)have;
        emg_bytes_take(self->bytes, have);
    }
    return status;
}

/* More than was announced may be a text, less be anything. */
static emg_status
judge_length(const copier *self, emg_error *error)
{
    const emg_wav_layout *layout = &self->layout;
    bool fits = layout->data_bytes < 0 ? self->copied % layout->frame_bytes == 0
                                       : self->copied == layout->data_bytes;
    if (fits && self->copied > 0)
        return EMG_OK;
    return emg_fail_at(error, EMG_BAD_FILE, layout->data_at,
                       "%lld bytes follow the header, which are not the whole "
                       "frames that it announces; write the samples alone to a "
                       "new AU with emg-convert, and anonymise that",
                       (long long)self->copied);
}

/* ---- read again ------------------------------------------------------ */

static emg_status
check(copier *self, emg_error *error)
{
    uint8_t piece[4096];
    XXH128_hash_t copied = XXH3_128bits_digest(&self->samples);
    int64_t end = (int64_t)self->head.length + self->copied;
    bool same = emg_output_written(self->output) == end;
    emg_status status = EMG_OK;
    XXH3_128bits_reset(&self->samples);
    for (int64_t at = 0; at < end && same && !status;) {
        int64_t stop =
            at < (int64_t)self->head.length ? (int64_t)self->head.length : end;
        size_t n = stop - at < (int64_t)sizeof piece ? (size_t)(stop - at)
                                                     : sizeof piece;
        status = emg_output_read(self->output, at, piece, n, error);
        if (!status && at < (int64_t)self->head.length)
            same = memcmp(self->head.chars + at, piece, n) == 0;
        else
            XXH3_128bits_update(&self->samples, piece, n);
        at += (int64_t)n;
    }
    XXH128_hash_t found = XXH3_128bits_digest(&self->samples);
    if (!status && !(same && XXH128_isEqual(copied, found)))
        status = emg_fail(error, EMG_INTERNAL,
                          "the copy is not what was written; nothing is kept");
    return status;
}

static emg_status
copy(copier *self, const char *target, emg_error *error)
{
    emg_status status = read_head(self, error);
    if (status)
        return status;
    self->output = emg_output_open(target, self->how->force, error);
    if (!self->output)
        return error->status;
    emg_output_account(self->output, &self->how->provenance);
    status = emg_output_hold(self->output, error);
    if (!status)
        status = emg_output_write(self->output, self->head.chars,
                                  self->head.length, error);
    if (!status)
        status = put_samples(self, error);
    if (!status)
        status = judge_length(self, error);
    if (!status)
        status = check(self, error);
    if (!status && self->layout.has_text)
        emg_warn(&self->how->listener, emg_bytes_name(self->bytes), -1,
                 "the annotation of the header is left out");
    return status ? status : emg_output_finish(self->output, error);
}

emg_status
emg_anonymize_au(emg_bytes *bytes, const char *target, const emg_anonymity *how,
                 emg_error *error)
{
    copier self = {.bytes = bytes, .how = how};
    XXH3_128bits_reset(&self.samples);
    emg_status status = copy(&self, target, error);
    if (status)
        emg_error_in_file(error, emg_bytes_name(bytes));
    emg_output_destroy(self.output);
    emg_wav_layout_clear(&self.layout);
    emg_text_free(&self.head);
    emg_bytes_close(bytes);
    return status;
}
