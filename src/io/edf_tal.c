/* Time-stamped annotation lists of EDF+:
 * onset [0x15 duration] 0x14 { text 0x14 } 0x00. */
#include "io/edf.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

#define END_OF_TEXT 0x14
#define BEFORE_DURATION 0x15
#define MOST_DIGITS 11 /* of whole seconds: three thousand years */
#define TICK_DIGITS 7  /* 100 ns */

typedef struct reader {
    emg_edf_tals *tals;
    emg_warnings *warnings;
    emg_error *error;
} reader;

typedef struct piece {
    const uint8_t *at;
    size_t n;
    int64_t byte;
} piece;

void
emg_edf_tals_begin(emg_edf_tals *tals)
{
    tals->n_notes = 0;
    tals->used = 0;
    tals->timed = false;
}

void
emg_edf_tals_clear(emg_edf_tals *tals)
{
    emg_free(tals->notes);
    emg_free(tals->text);
    *tals = (emg_edf_tals){0};
}

static bool
is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static size_t
count_digits(const uint8_t *text, size_t n)
{
    size_t digits = 0;
    while (digits < n && is_digit(text[digits]))
        digits++;
    return digits;
}

/* Digits with one point or comma as ticks, rounded to the nearest. */
static bool
ticks_of(const uint8_t *text, size_t n, emg_ticks *ticks)
{
    size_t whole = count_digits(text, n);
    size_t decimals = n > whole ? n - whole - 1 : 0;
    const uint8_t *fraction = text + whole + 1;
    if (whole == 0 || whole > MOST_DIGITS)
        return false;
    if (n > whole && ((text[whole] != '.' && text[whole] != ',') ||
                      count_digits(fraction, decimals) != decimals))
        return false;
    emg_ticks value = 0;
    for (size_t i = 0; i < whole; i++)
        value = value * 10 + text[i] - '0';
    for (size_t i = 0; i < TICK_DIGITS; i++)
        value = value * 10 + (i < decimals ? fraction[i] - '0' : 0);
    bool up = decimals > TICK_DIGITS && fraction[TICK_DIGITS] >= '5';
    *ticks = value + up;
    return true;
}

static bool
signed_ticks(const piece *onset, emg_ticks *ticks)
{
    bool has_sign = onset->n > 0 && (*onset->at == '+' || *onset->at == '-');
    if (!ticks_of(onset->at + has_sign, onset->n - has_sign, ticks))
        return false;
    if (has_sign && *onset->at == '-')
        *ticks = -*ticks;
    return true;
}

static emg_status
judge_onset(const reader *self, const piece *onset)
{
    emg_status status = EMG_OK;
    if (is_digit(*onset->at))
        status = emg_io_warn(self->warnings, self->error, onset->byte,
                             "the onset of an annotation lacks its sign, + is "
                             "taken");
    if (!status && memchr(onset->at, ',', onset->n))
        status = emg_io_warn(self->warnings, self->error, onset->byte,
                             "the onset of an annotation has a decimal comma, "
                             "read as a point");
    return status;
}

/* As UTF-8, what is none replaced by U+FFFD. */
static emg_status
copy_text(const reader *self, const piece *text)
{
    emg_edf_tals *tals = self->tals;
    bool bad = false;
    emg_status status = emg_grow((void **)&tals->text, &tals->room,
                                 tals->used + 3 * text->n + 1, 1, self->error);
    if (status)
        return status;
    for (size_t i = 0; i < text->n;) {
        size_t n = emg_utf8_length(text->at + i, text->n - i);
        memcpy(tals->text + tals->used,
               n ? (const char *)text->at + i : "\xEF\xBF\xBD", n ? n : 3);
        tals->used += n ? n : 3;
        i += n ? n : 1;
        bad |= n == 0;
    }
    tals->text[tals->used++] = 0;
    if (!bad)
        return EMG_OK;
    return emg_io_warn(self->warnings, self->error, text->byte,
                       "an annotation is not UTF-8; bad bytes are replaced");
}

static emg_status
add_note(const reader *self, const piece *text, emg_ticks onset,
         emg_ticks duration)
{
    emg_edf_tals *tals = self->tals;
    emg_status status =
        emg_grow((void **)&tals->notes, &tals->room_notes, tals->n_notes + 1,
                 sizeof *tals->notes, self->error);
    if (status)
        return status;
    tals->notes[tals->n_notes++] = (emg_edf_note){onset, duration, tals->used};
    return copy_text(self, text);
}

static size_t
find(const piece *in, size_t from, uint8_t what)
{
    const uint8_t *found =
        from < in->n ? memchr(in->at + from, what, in->n - from) : NULL;
    return found ? (size_t)(found - in->at) : in->n;
}

static piece
part_of(const piece *whole, size_t from, size_t to)
{
    return (piece){whole->at + from, to - from, whole->byte + (int64_t)from};
}

/* The texts of a list that share an onset and a duration. */
static emg_status
read_texts(const reader *self, const piece *texts, emg_ticks onset,
           emg_ticks duration, bool keeps_time)
{
    emg_status status = EMG_OK;
    size_t at = 0;
    while (at < texts->n && !status) {
        size_t end = find(texts, at, END_OF_TEXT);
        piece text = part_of(texts, at, end);
        if (end == texts->n)
            return emg_io_warn(self->warnings, self->error, text.byte,
                               "an annotation has no end in its record and is "
                               "left out");
        if (at == 0 && end == 0 && keeps_time) {
            self->tals->timed = true;
            self->tals->onset = onset;
        } else if (text.n > 0) {
            status = add_note(self, &text, onset, duration);
        }
        at = end + 1;
    }
    return status;
}

static emg_status
read_duration(const reader *self, const piece *text, emg_ticks *duration)
{
    if (ticks_of(text->at, text->n, duration))
        return EMG_OK;
    *duration = 0;
    return emg_io_warn(self->warnings, self->error, text->byte,
                       "the duration of an annotation is not a number; 0 is "
                       "taken");
}

static emg_status
read_list(const reader *self, const piece *list, bool keeps_time)
{
    size_t texts = find(list, 0, END_OF_TEXT);
    piece head = part_of(list, 0, texts);
    size_t split = find(&head, 0, BEFORE_DURATION);
    piece onset_text = part_of(&head, 0, split);
    emg_ticks onset = 0, duration = 0;

    if (texts == list->n || !signed_ticks(&onset_text, &onset))
        return emg_io_warn(self->warnings, self->error, list->byte,
                           "an annotation has no onset that can be read and "
                           "is left out");
    emg_status status = judge_onset(self, &onset_text);
    if (!status && split < head.n) {
        piece text = part_of(&head, split + 1, head.n);
        status = read_duration(self, &text, &duration);
    }
    piece rest = part_of(list, texts + 1, list->n);
    if (!status)
        status = read_texts(self, &rest, onset, duration, keeps_time);
    return status;
}

emg_status
emg_edf_tals_read(emg_edf_tals *tals, const uint8_t *bytes, size_t size,
                  bool first, int64_t at, emg_warnings *warnings,
                  emg_error *error)
{
    reader self = {tals, warnings, error};
    piece all = {bytes, size, at};
    emg_status status = EMG_OK;
    size_t from = 0;
    while (from < size && !status) {
        size_t end = find(&all, from, 0);
        piece list = part_of(&all, from, end);
        if (list.n > 0) {
            status = read_list(&self, &list, first);
            first = false;
        }
        from = end + 1;
    }
    return status;
}
