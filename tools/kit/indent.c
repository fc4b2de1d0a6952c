/* Line breaks are all that is added, so that the bytes follow from the JSON. */
#include "kit/indent.h"

#include <stdbool.h>
#include <string.h>

static void
add_break(emg_text *to, int depth)
{
    emg_text_add(to, "\n");
    for (int i = 0; i < depth; i++)
        emg_text_add(to, "  ");
}

/* The bytes of a string with both its quotes. */
static size_t
string_length(const char *json)
{
    size_t n = 1;
    while (json[n] && json[n] != '"')
        n += json[n] == '\\' && json[n + 1] ? 2 : 1;
    return n + (json[n] == '"');
}

static const char *
past_blanks(const char *json)
{
    return json + strspn(json, " ");
}

void
kit_add_indented(emg_text *to, const char *json)
{
    int depth = 0;
    bool empty = false; /* nothing stands in what was opened last */
    for (size_t n; *(json = past_blanks(json)); json += n) {
        bool opens = *json == '{' || *json == '[';
        bool closes = *json == '}' || *json == ']';
        depth -= closes;
        if (closes && !empty)
            add_break(to, depth);
        n = *json == '"' ? string_length(json) : 1;
        emg_text_add_bytes(to, json, n);
        depth += opens;
        const char *next = past_blanks(json + n);
        empty = opens && (*next == '}' || *next == ']');
        if (*json == ',' || (opens && !empty))
            add_break(to, depth);
        emg_text_add(to, *json == ':' ? " " : "");
    }
    emg_text_add(to, "\n");
}
