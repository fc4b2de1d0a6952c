/* Time-stamped annotation lists of EDF+, list by list:
 * onset [0x15 duration] 0x14 { text 0x14 } 0x00. */
#include "io/anonymize_notes.h"

#include "base/memory.h"

#include <string.h>

#define END_OF_TEXT 0x14
#define BEFORE_DURATION 0x15
#define LONGEST_TIME                                                           \
    64 /* digits of onset and duration; more hides something                   \
        */

typedef struct copier {
    uint8_t *to;
    const uint8_t *from;
    size_t used;
    const emg_notes_kept *keep;
    emg_notes_count *count;
    emg_error *error;
} copier;

static size_t
find(const uint8_t *bytes, size_t from, size_t end, uint8_t what)
{
    const uint8_t *found =
        from < end ? memchr(bytes + from, what, end - from) : NULL;
    return found ? (size_t)(found - bytes) : end;
}

/* Nothing but what a time is written with may stay as it is. */
static bool
is_time(const uint8_t *head, size_t n)
{
    if (n == 0 || n > LONGEST_TIME)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!strchr("+-0123456789.,\x15", head[i]) || head[i] == 0)
            return false;
    return *head != BEFORE_DURATION;
}

static bool
is_kept(const emg_notes_kept *keep, const uint8_t *text, size_t n)
{
    for (int i = 0; i < keep->n_texts && !keep->all; i++)
        if (strlen(keep->texts[i]) == n && memcmp(keep->texts[i], text, n) == 0)
            return true;
    return keep->all;
}

/* A kept text is told once, so that people see what they let out. */
static emg_status
remember(copier *self, const uint8_t *text, size_t n)
{
    emg_notes_count *count = self->count;
    count->kept++;
    for (int i = 0; i < count->n_told; i++)
        if (strlen(count->told[i]) == n && memcmp(count->told[i], text, n) == 0)
            return EMG_OK;
    if (count->n_told == EMG_NOTES_TOLD) {
        count->more = true;
        return EMG_OK;
    }
    char *copy = emg_new(n + 1, 1, self->error);
    if (!copy)
        return EMG_NO_MEMORY;
    memcpy(copy, text, n);
    count->told[count->n_told++] = copy;
    return EMG_OK;
}

static void
put(copier *self, const void *bytes, size_t n)
{
    memcpy(self->to + self->used, bytes, n);
    self->used += n;
}

/* One text with its end; never longer than it was. */
static emg_status
copy_text(copier *self, size_t from, size_t end)
{
    emg_status status = EMG_OK;
    if (is_kept(self->keep, self->from + from, end - from)) {
        put(self, self->from + from, end - from);
        if (end > from)
            status = remember(self, self->from + from, end - from);
    } else if (end > from) {
        put(self, "X", 1);
        self->count->replaced++;
    }
    put(self, "\x14", 1);
    return status;
}

static emg_status
copy_list(copier *self, size_t from, size_t end, bool *whole)
{
    emg_status status = EMG_OK;
    size_t head = find(self->from, from, end, END_OF_TEXT);
    *whole = head < end && is_time(self->from + from, head - from);
    if (!*whole)
        return EMG_OK;
    put(self, self->from + from, head + 1 - from);
    for (size_t at = head + 1; at < end && !status;) {
        size_t last = find(self->from, at, end, END_OF_TEXT);
        if (last == end)
            *whole = false;
        else
            status = copy_text(self, at, last);
        at = last + 1;
    }
    self->used++; /* the NUL that stands there already */
    return status;
}

emg_status
emg_notes_copy(uint8_t *to, const uint8_t *from, size_t n,
               const emg_notes_kept *keep, emg_notes_count *count, int64_t at,
               emg_warnings *warnings, emg_error *error)
{
    copier self = {to, from, 0, keep, count, error};
    emg_status status = EMG_OK;
    memset(to, 0, n);
    for (size_t list = 0; list < n && !status;) {
        size_t end = find(from, list, n, 0);
        bool whole = true;
        if (end > list)
            status = copy_list(&self, list, end, &whole);
        if (!status && !whole)
            status = emg_io_warn(warnings, error, at + (int64_t)list,
                                 "an annotation that cannot be read is left "
                                 "out of the copy");
        list = end + 1;
    }
    return status;
}

void
emg_notes_count_clear(emg_notes_count *count)
{
    for (int i = 0; i < count->n_told; i++)
        emg_free(count->told[i]);
    *count = (emg_notes_count){0};
}

bool
emg_notes_next_text(const uint8_t *lists, size_t n, size_t *at,
                    const uint8_t **text, size_t *length)
{
    while (*at < n) {
        size_t from = *at;
        size_t end = find(lists, from, n, END_OF_TEXT);
        bool inside = from > 0 && lists[from - 1] == END_OF_TEXT;
        bool is_text = lists[from] != 0 && lists[from] != END_OF_TEXT;
        *at = is_text ? end + 1 : from + 1;
        if (!inside || !is_text)
            continue;
        *text = lists + from;
        *length = end - from;
        return true;
    }
    return false;
}
