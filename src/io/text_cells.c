/* The cells of a line, and the numbers in them. */
#include "io/text.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LONGEST 64   /* characters of a number */
#define MOST_TEN 400 /* 0 can have any exponent */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void
trim(emg_text_cell *cell)
{
    while (cell->length > 0 && is_blank(cell->text[0])) {
        cell->text++;
        cell->length--;
    }
    while (cell->length > 0 && is_blank(cell->text[cell->length - 1]))
        cell->length--;
}

static void
strip(emg_text_cell *cell)
{
    trim(cell);
    if (cell->length >= 2 && cell->text[0] == '"' &&
        cell->text[cell->length - 1] == '"') {
        cell->text++;
        cell->length -= 2;
        trim(cell);
    }
}

static const char *
find_end(const char *at, const char *end, char separator)
{
    bool blanks = separator == ' ';
    const char *start = at;
    bool quoted = false;
    while (start < end && is_blank(*start) && *start != separator)
        start++;
    bool may_quote = start < end && *start == '"';
    for (; at < end; at++) {
        if (*at == '"')
            quoted = may_quote && !quoted;
        else if (!quoted && (*at == separator || (blanks && *at == '\t')))
            break;
    }
    return at;
}

void
emg_text_cell_next(const char **at, const char *end, char separator,
                   emg_text_cell *cell)
{
    bool blanks = separator == ' ';
    const char *from = *at;
    while (blanks && from < end && is_blank(*from))
        from++;
    const char *stop = find_end(from, end, separator);

    *cell = (emg_text_cell){from, (size_t)(stop - from)};
    strip(cell);
    for (*at = stop; blanks && *at < end && is_blank(**at);)
        ++*at;
    if (*at == end)
        *at = NULL;
    else if (!blanks)
        ++*at;
}

int
emg_text_cells(const emg_text_line *line, char separator, int *filled)
{
    const char *at = line->text, *end = line->text + line->length;
    emg_text_cell cell;
    int n = 0;
    *filled = 0;
    while (at) {
        emg_text_cell_next(&at, end, separator, &cell);
        n++;
        if (cell.length > 0)
            *filled = n;
    }
    return n;
}

bool
emg_text_cell_is(const emg_text_cell *cell, const char *word)
{
    return cell->length == strlen(word) &&
           strncasecmp(cell->text, word, cell->length) == 0;
}

bool
emg_text_cell_is_any(const emg_text_cell *cell, const char *const *words)
{
    for (; *words; words++)
        if (emg_text_cell_is(cell, *words))
            return true;
    return false;
}

static emg_cell_kind
read_word(const emg_text_cell *cell, emg_cell_number *number)
{
    static const char *const missing[] = {"",     "nan",  "n/a",  "na",
                                          "#na",  "-",    "null", "-nan",
                                          "+nan", "#n/a", NULL};
    static const char *const infinite[] = {"inf", "+inf", "infinity",
                                           "+infinity", NULL};
    static const char *const negative[] = {"-inf", "-infinity", NULL};

    if (emg_text_cell_is_any(cell, missing))
        return EMG_CELL_MISSING;
    if (emg_text_cell_is_any(cell, infinite) ||
        emg_text_cell_is_any(cell, negative)) {
        number->value = cell->text[0] == '-' ? -INFINITY : INFINITY;
        return EMG_CELL_NUMBER;
    }
    return EMG_CELL_WORD;
}

/* The digits of what is known to be a number. */
static void
count_digits(const char *text, size_t length, emg_cell_number *number)
{
    int64_t exponent = 0;
    size_t i = 0;
    bool fraction = false;
    for (; i < length && text[i] != 'e' && text[i] != 'E'; i++) {
        if (text[i] == '.') {
            fraction = true;
        } else if (text[i] >= '0') { /* signs lie below */
            number->ten -= fraction;
            number->significant += number->significant > 0 || text[i] > '0';
        }
    }
    if (i < length && emg_integer_read(text + i + 1, length - i - 1, &exponent))
        number->ten += exponent > MOST_TEN    ? MOST_TEN
                       : exponent < -MOST_TEN ? -MOST_TEN
                                              : (int)exponent;
}

emg_cell_kind
emg_text_cell_read(const emg_text_cell *cell, bool comma,
                   emg_cell_number *number)
{
    const char *text = cell->text;
    char copy[LONGEST];
    const char *found =
        comma && cell->length > 0 ? memchr(text, ',', cell->length) : NULL;

    *number = (emg_cell_number){.value = (double)NAN};
    if (found && cell->length <= LONGEST) {
        memcpy(copy, text, cell->length);
        if (memchr(text, '.', cell->length))
            return EMG_CELL_WORD; /* 1.234,5: not ours to guess */
        copy[found - text] = '.';
        text = copy;
        number->decimal = ',';
    }
    if (!emg_number_read(text, cell->length, &number->value)) {
        number->value = (double)NAN;
        number->decimal = 0;
        return read_word(cell, number);
    }
    if (!found && memchr(text, '.', cell->length))
        number->decimal = '.';
    count_digits(text, cell->length, number);
    return EMG_CELL_NUMBER;
}

void
emg_text_cell_show(char *to, size_t size, const emg_text_cell *cell)
{
    char plain[512];
    size_t n = 0;
    for (size_t i = 0; i < cell->length && n + 1 < sizeof plain; i++) {
        plain[n++] = cell->text[i];
        if (cell->text[i] == '"' && i + 1 < cell->length &&
            cell->text[i + 1] == '"')
            i++;
    }
    plain[n] = 0;
    emg_text_show(to, size, plain);
}
