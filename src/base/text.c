/* Growing text, and what makes foreign text fit to be shown. */
#include "base/text.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/utf8.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

int
emg_text_print(char *to, size_t size, const char *format, va_list values)
{
    /* in glibc a constant object: this takes no memory */
    locale_t before = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
    int length = vsnprintf(to, size, format, values);
    uselocale(before);
    return length;
}

static bool
make_room(emg_text *text, size_t more)
{
    if (!text->status)
        text->status = emg_grow((void **)&text->chars, &text->capacity,
                                text->length + more + 1, 1, NULL);
    return !text->status;
}

void
emg_text_add_bytes(emg_text *text, const char *more, size_t length)
{
    if (!make_room(text, length))
        return;
    memcpy(text->chars + text->length, more, length);
    text->length += length;
    text->chars[text->length] = 0;
}

void
emg_text_add(emg_text *text, const char *more)
{
    emg_text_add_bytes(text, more, strlen(more));
}

void
emg_text_add_number(emg_text *text, double number)
{
    char digits[EMG_NUMBER_SIZE];
    int length = emg_number_print(digits, number);
    emg_text_add_bytes(text, digits, (size_t)length);
}

void
emg_text_add_integer(emg_text *text, int64_t number)
{
    emg_text_format(text, "%lld", (long long)number);
}

void
emg_text_format(emg_text *text, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int length = emg_text_print(NULL, 0, format, values);
    if (length > 0 && make_room(text, (size_t)length))
        emg_text_print(text->chars + text->length, (size_t)length + 1, format,
                       again);
    if (length > 0 && !text->status)
        text->length += (size_t)length;
    va_end(again);
    va_end(values);
}

void
emg_text_add_json(emg_text *text, const char *more)
{
    const uint8_t *c = (const uint8_t *)more;
    emg_text_add(text, "\"");
    while (*c) {
        size_t n = emg_utf8_length(c, 4); /* NUL ends it */
        if (n == 0)
            emg_text_add(text, "\\ufffd");
        else if (*c == '"' || *c == '\\')
            emg_text_format(text, "\\%c", *c);
        else if (*c < 0x20 || *c == 0x7F)
            emg_text_format(text, "\\u%04x", *c);
        else
            emg_text_add_bytes(text, (const char *)c, n);
        c += n ? n : 1;
    }
    emg_text_add(text, "\"");
}

void
emg_text_clear(emg_text *text)
{
    text->length = 0;
    text->status = EMG_OK;
    if (text->chars)
        text->chars[0] = 0;
}

void
emg_text_free(emg_text *text)
{
    emg_free(text->chars);
    *text = (emg_text){0};
}

/* One character made fit to be shown, in shown[0..5). Returns how many bytes
 * of the input it used up. */
static size_t
show_one(char shown[5], const uint8_t *c)
{
    size_t n = emg_utf8_length(c, 4); /* NUL ends it */
    bool control =
        *c < 0x20 || *c == 0x7F || (n == 2 && *c == 0xC2 && c[1] < 0xA0);
    if (control) {
        snprintf(shown, 5, "\\x%02x", n == 2 ? c[1] : *c);
        return n;
    }
    if (n > 0) {
        memcpy(shown, c, n);
        shown[n] = 0;
        return n;
    }
    if (*c < 0xA0) {
        snprintf(shown, 5, "\\x%02x", *c);
    } else {
        shown[0] = (char)(0xC0 | *c >> 6);
        shown[1] = (char)(0x80 | (*c & 0x3F));
        shown[2] = 0;
    }
    return 1;
}

void
emg_text_add_cell(emg_text *text, const char *more, char separator)
{
    const unsigned char *c = (const unsigned char *)more;
    bool quoted = separator == ',' && strpbrk(more, ",\"");
    if (quoted)
        emg_text_add(text, "\"");
    while (*c) {
        char shown[5];
        if (quoted && *c == '"')
            emg_text_add(text, "\"");
        c += show_one(shown, c);
        emg_text_add(text, shown);
    }
    if (quoted)
        emg_text_add(text, "\"");
}

void
emg_text_show(char *to, size_t size, const char *text)
{
    const uint8_t *c = (const uint8_t *)text;
    size_t used = 0;
    while (*c) {
        char shown[5];
        size_t taken = show_one(shown, c);
        if (!emg_utf8_append(to, size, &used, shown, strlen(shown)))
            break;
        c += taken;
    }
    to[used] = 0;
}

bool
emg_text_may_name(const char *text, size_t length)
{
    int letters = 0, partings = 0;
    for (size_t i = 0; i < length && letters < 4 && partings < 2; i++) {
        char c = text[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (unsigned char)c >= 0x80;
        letters = is_letter ? letters + 1 : 0;
        partings += i > 0 && memchr(".-/:", c, 4) != NULL;
    }
    return letters == 4 || partings == 2;
}
