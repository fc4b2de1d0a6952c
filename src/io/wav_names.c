/* Names of channels as Backyard Brains' SpikeRecorder writes them: LIST INFO,
 * entry cnam, parted by semicolons; behind the samples, or before them. */
#include "io/wav.h"

#include "base/cursor.h"

#include <string.h>

#define TAIL_MOST 65536

/* The entry of a list, as text of *size bytes; NULL: it has none. */
static const uint8_t *
find_entry(emg_cursor list, const char *name, size_t *size)
{
    while (emg_cursor_left(&list) >= 8) {
        const uint8_t *head = emg_cursor_take(&list, 4);
        *size = (size_t)emg_cursor_little(&list, 4);
        if (*size > emg_cursor_left(&list))
            return NULL;
        const uint8_t *text = emg_cursor_take(&list, *size);
        if (memcmp(head, name, 4) == 0)
            return text;
        if ((*size & 1) && emg_cursor_left(&list) > 0)
            emg_cursor_take(&list, 1);
    }
    return NULL;
}

static void
keep(emg_wav_layout *layout, const uint8_t *text, size_t size)
{
    size_t length = strnlen((const char *)text, size);
    if (length >= sizeof layout->names)
        return;
    memcpy(layout->names, text, length);
    layout->names[length] = 0;
}

bool
emg_wav_names_take(emg_wav_layout *layout, const uint8_t *list, size_t size)
{
    size_t length;
    if (size < 4 || memcmp(list, "INFO", 4) != 0)
        return false;
    const uint8_t *names =
        find_entry(emg_cursor_over(list + 4, size - 4), "cnam", &length);
    if (names)
        keep(layout, names, length);
    return true;
}

static void
read_tail(emg_wav_layout *layout, const uint8_t *view, size_t have)
{
    size_t size;
    const uint8_t *list =
        find_entry(emg_cursor_over(view, have), "LIST", &size);
    if (list)
        emg_wav_names_take(layout, list, size);
}

emg_status
emg_wav_names_read(emg_wav_layout *layout, emg_bytes *bytes, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    int64_t end = layout->data_at + layout->data_bytes;
    end += layout->data_bytes & 1;
    if (strcmp(layout->format, "WAV") != 0 || layout->data_bytes <= 0 ||
        !emg_bytes_can_seek(bytes) || end >= emg_bytes_size(bytes))
        return EMG_OK;
    emg_status status = emg_bytes_seek(bytes, end, error);
    if (!status)
        status = emg_bytes_peek(bytes, TAIL_MOST, &view, &have, error);
    if (!status)
        read_tail(layout, view, have);
    return status ? status : emg_bytes_seek(bytes, layout->data_at, error);
}
