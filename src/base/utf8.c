/* UTF-8, judged byte by byte: a file can hold anything. */
#include "base/utf8.h"

#include <string.h>

size_t
emg_utf8_length(const uint8_t *c, size_t left)
{
    if (left == 0)
        return 0;
    size_t n = c[0] < 0x80 ? 1 : c[0] >= 0xF0 ? 4 : c[0] >= 0xE0 ? 3 : 2;
    if (n > left || (n > 1 && (c[0] < 0xC2 || c[0] > 0xF4)))
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((c[i] & 0xC0) != 0x80)
            return 0;
    bool overlong =
        (c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xF0 && c[1] < 0x90);
    bool no_character =
        (c[0] == 0xED && c[1] > 0x9F) || (c[0] == 0xF4 && c[1] > 0x8F);
    return overlong || no_character ? 0 : n;
}

static bool
is_utf8(const uint8_t *text, size_t n)
{
    size_t at = 0;
    while (at < n) {
        size_t length = emg_utf8_length(text + at, n - at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

/* One character of Latin-1 as UTF-8. */
static size_t
from_latin1(char to[2], uint8_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    to[0] = (char)(0xC0 | c >> 6);
    to[1] = (char)(0x80 | (c & 0x3F));
    return 2;
}

bool
emg_utf8_append(char *to, size_t size, size_t *used, const char *one,
                size_t length)
{
    if (*used + length + 1 > size)
        return false;
    memcpy(to + *used, one, length);
    *used += length;
    return true;
}

size_t
emg_utf8_copy(char *to, size_t size, const uint8_t *from, size_t n)
{
    bool utf8 = is_utf8(from, n);
    size_t used = 0;
    size_t at = 0;
    while (at < n) {
        char one[4] = " ";
        size_t taken = utf8 ? emg_utf8_length(from + at, n - at) : 1;
        size_t length = utf8 ? taken : from_latin1(one, from[at]);
        if (utf8)
            memcpy(one, from + at, taken);
        if (from[at] == 0)
            one[0] = ' ';
        if (!emg_utf8_append(to, size, &used, one, length))
            break;
        at += taken;
    }
    to[used] = 0;
    return used;
}

/* The letter below the accents of U+00C0 to U+017F; a blank: it is none. */
static char
bare_letter(uint8_t lead, uint8_t next)
{
    static const char letters[] =
        "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTsaaaaaaaceeeeiiiidnooooo ouuuuyty"
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKk"
        "kLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTt"
        "TtTtUuUuUuUuUuUuWwYyYZzZzZzs";
    int at = (lead - 0xC3) * 64 + (next - 0x80);
    return lead >= 0xC3 && lead <= 0xC5 ? letters[at] : ' ';
}

/* U+0300 to U+036F stand behind the letter that they change. */
static bool
is_accent(uint8_t lead, uint8_t next)
{
    return lead == 0xCC || (lead == 0xCD && next < 0xB0);
}

void
emg_utf8_plain(char *to, size_t size, const char *text)
{
    const uint8_t *from = (const uint8_t *)text;
    size_t n = strlen(text), used = 0, taken;
    for (; n > 0; from += taken, n -= taken) {
        char one[4] = {(char)from[0]};
        size_t length = emg_utf8_length(from, n);
        taken = length ? length : 1;
        memcpy(one, from, taken);
        length = taken;
        if (taken == 2 && is_accent(from[0], from[1]))
            continue;
        if (taken == 2 && bare_letter(from[0], from[1]) != ' ') {
            one[0] = bare_letter(from[0], from[1]);
            length = 1;
        }
        if (!emg_utf8_append(to, size, &used, one, length))
            break;
    }
    to[used] = 0;
}
