/* The words of the identity fields, and the search for them. */
#include "io/anonymize_identity.h"

#include "io/anonymize_vocabulary.h"

#include <string.h>

#define SHORTEST 3
#define SHORTEST_IN_SAMPLES 6
#define PATIENT 8    /* bytes of the header: 80 for the patient, */
#define RECORDING 88 /* 80 for the recording, */
#define WIDTH 80     /* */
#define DATE 168     /* and 8 each for date and time */
#define TIME 176

static bool
is_between(uint8_t c)
{
    return c <= ' ' || c == '_' || c == 0x7F;
}

static bool
is_word_byte(uint8_t c)
{
    return (c >= '0' && c <= '9') || emg_letters(&c, 1) == 1;
}

static void
add_word(emg_identity *self, int at, int n)
{
    if (n >= SHORTEST && self->n_words < EMG_IDENTITY_WORDS &&
        !emg_is_trade_word(self->bytes + at, (size_t)n))
        self->words[self->n_words++] = (emg_identity_word){at, n};
}

/* "Doe,Jane": each word. What has none of length, "J.D." or "12-7": all. */
static void
add_part(emg_identity *self, int at, int n)
{
    bool any = false;
    for (int i = at; i < at + n;) {
        int end = i;
        while (end < at + n && is_word_byte(self->bytes[end]))
            end++;
        any |= end - i >= SHORTEST;
        add_word(self, i, end - i);
        i = end + 1;
    }
    if (!any)
        add_word(self, at, n);
}

static void
add_field(emg_identity *self, int from, int width)
{
    emg_day day;
    for (int at = from; at < from + width;) {
        int end = at;
        while (end < from + width && !is_between(self->bytes[end]))
            end++;
        const char *text = (const char *)self->bytes + at;
        if (emg_day_read_long(&day, text, (size_t)(end - at)))
            add_word(self, at, end - at);
        else
            add_part(self, at, end - at);
        at = end + 1;
    }
}

/* ---- what may be kept ------------------------------------------------- */

/* The next part between blanks; false when there is none. */
static bool
next_part(const uint8_t *field, size_t *at, size_t *n)
{
    *at += *n;
    while (*at < WIDTH && field[*at] == ' ')
        ++*at;
    for (*n = 0; *at + *n < WIDTH && field[*at + *n] != ' ';)
        ++*n;
    return *n > 0;
}

/* The second part of an EDF+ field, wherever the days stand. */
static void
read_patient(emg_identity *self, const uint8_t *field)
{
    size_t at = 0, n = 0;
    self->sex = 'X';
    for (int part = 0; next_part(field, &at, &n); part++) {
        char c = (char)(field[at] & ~0x20);
        emg_day day;
        if (part == 1 && n == 1 && (c == 'F' || c == 'M'))
            self->sex = c;
        if (self->birth.month == 0 &&
            emg_day_read_long(&day, (const char *)field + at, n))
            self->birth = day;
    }
}

static void
read_start(emg_identity *self, const uint8_t *first)
{
    const uint8_t *field = first + RECORDING;
    size_t at = 0, n = 0;
    bool told = next_part(field, &at, &n) && next_part(field, &at, &n) &&
                emg_day_read_long(&self->start, (const char *)field + at, n);
    if (!told && memcmp(first + DATE, "01.01.85", 8) != 0)
        emg_day_read_short(&self->start, (const char *)first + DATE, 8);
}

void
emg_identity_read(emg_identity *identity, const uint8_t *first)
{
    *identity = (emg_identity){0};
    memcpy(identity->bytes, first + PATIENT, EMG_IDENTITY_BYTES);
    for (int i = 0; i < EMG_IDENTITY_BYTES; i++)
        identity->lower[i] = emg_lower(identity->bytes[i]);
    add_field(identity, PATIENT - PATIENT, WIDTH);
    add_field(identity, RECORDING - PATIENT, WIDTH);
    if (memcmp(first + DATE, "01.01.85", 8) != 0)
        add_field(identity, DATE - PATIENT, 8);
    if (memcmp(first + TIME, "00.00.00", 8) != 0)
        add_field(identity, TIME - PATIENT, 8);
    read_patient(identity, first + PATIENT);
    read_start(identity, first);
}

/* ---- search ----------------------------------------------------------- */

/* True when text[at..at+n) lies within one word of the trade. */
static bool
is_of_the_trade(const uint8_t *text, size_t size, size_t at, size_t n)
{
    size_t from = at;
    while (from > 0 && emg_letters(text + from - 1, 1) == 1)
        from--;
    size_t letters = emg_letters(text + from, size - from);
    return from + letters >= at + n && emg_is_trade_word(text + from, letters);
}

static bool
equals_lower(const uint8_t *text, const uint8_t *lower, int n)
{
    for (int i = 0; i < n; i++)
        if (emg_lower(text[i]) != lower[i])
            return false;
    return true;
}

int64_t
emg_identity_in_text(const emg_identity *identity, const uint8_t *text,
                     size_t n)
{
    for (size_t at = 0; at < n; at++)
        for (int w = 0; w < identity->n_words; w++) {
            const emg_identity_word *word = &identity->words[w];
            size_t length = (size_t)word->n;
            if (length <= n - at &&
                equals_lower(text + at, identity->lower + word->at, word->n) &&
                !is_of_the_trade(text, n, at, length))
                return (int64_t)at;
        }
    return -1;
}

int64_t
emg_identity_in_samples(const emg_identity *identity, const uint8_t *samples,
                        size_t n)
{
    int64_t first = -1;
    for (int w = 0; w < identity->n_words; w++) {
        const emg_identity_word *word = &identity->words[w];
        if (word->n < SHORTEST_IN_SAMPLES)
            continue;
        const uint8_t *found =
            memmem(samples, n, identity->bytes + word->at, (size_t)word->n);
        if (found && (first < 0 || found - samples < first))
            first = found - samples;
    }
    return first;
}
