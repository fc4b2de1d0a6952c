/* Lines of text, of any file in bounded memory. */
#include "io/text.h"

#include <string.h>

#define FIRST_LOOK ((size_t)4096)

static void
cut(emg_text_line *line, const char *text, size_t length)
{
    if (!line->ended && length > 0 && text[length - 1] == EMG_TEXT_DOS_END)
        length--;
    while (length > 0 && text[length - 1] == '\r') /* CR CR LF, too */
        length--;
    line->text = text;
    line->length = length;
}

emg_status
emg_text_lines_next(emg_text_lines *lines, emg_text_line *line, bool *there,
                    emg_error *error)
{
    const uint8_t *view = NULL, *stop = NULL;
    size_t have = 0, want = FIRST_LOOK;

    emg_bytes_take(lines->bytes, lines->shown);
    lines->shown = 0;
    for (;; want *= 4) {
        emg_status status =
            emg_bytes_peek(lines->bytes, want, &view, &have, error);
        if (status)
            return status;
        stop = have > 0 ? memchr(view, '\n', have) : NULL;
        if (stop || have < want || want >= EMG_TEXT_WINDOW)
            break;
    }
    lines->number++;
    line->at = emg_bytes_at(lines->bytes);
    line->number = lines->number;
    if (!stop && have == want)
        return emg_fail_at(error, EMG_BAD_FILE, line->at,
                           "line %lld is longer than %zu bytes",
                           (long long)line->number, want);
    *there = have > 0;
    line->ended = stop != NULL;
    cut(line, (const char *)view, stop ? (size_t)(stop - view) : have);
    lines->shown = stop ? (size_t)(stop - view) + 1 : have;
    return EMG_OK;
}

bool
emg_text_head_next(emg_text_head *head, emg_text_line *line)
{
    size_t left = (size_t)(head->end - head->text);
    const char *stop = left > 0 ? memchr(head->text, '\n', left) : NULL;
    if (left == 0 || (!stop && !head->whole))
        return false;
    size_t length = stop ? (size_t)(stop - head->text) : left;
    size_t taken = stop ? length + 1 : left;

    line->at = head->at;
    line->number = ++head->number;
    line->ended = stop != NULL;
    cut(line, head->text, length);
    head->text += taken;
    head->at += (int64_t)taken;
    return true;
}

bool
emg_text_line_begins(const emg_text_line *line, const char *with)
{
    size_t n = strlen(with);
    return line->length >= n && memcmp(line->text, with, n) == 0;
}

bool
emg_text_line_is_blank(const emg_text_line *line)
{
    for (size_t i = 0; i < line->length; i++)
        if (line->text[i] != ' ' && line->text[i] != '\t')
            return false;
    return true;
}

emg_status
emg_text_head_fail(const emg_text_head *head, const char *what,
                   emg_error *error)
{
    return emg_fail_at(error, EMG_BAD_FILE, head->at, "line %lld: %s",
                       (long long)head->number + 1, what);
}
