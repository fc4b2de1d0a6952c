/* What follows the samples: other chunks, or a sign of a wrong size. */
#include "io/wav.h"

#include "base/cursor.h"

#include <string.h>

static bool
is_name(const uint8_t *name)
{
    for (int i = 0; i < 4; i++)
        if (name[i] < ' ' || name[i] > '~')
            return false;
    return true;
}

/* A size that wrapped at 4 GiB leaves samples where chunks should be. */
static emg_status
bad_tail(emg_bytes *bytes, emg_warnings *warnings, emg_error *error)
{
    return emg_io_warn(warnings, error, emg_bytes_at(bytes),
                       "more follows the samples than the header's sizes "
                       "tell; it is passed over");
}

static emg_status
pass_chunk(const emg_wav_layout *layout, emg_bytes *bytes, bool *there,
           emg_warnings *warnings, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    emg_status status = emg_bytes_peek(bytes, 8, &view, &have, error);
    if (!status && have > 0 && view[0] == 0) {
        emg_bytes_take(bytes, 1); /* fills up a chunk of odd size */
        status = emg_bytes_peek(bytes, 8, &view, &have, error);
    }
    *there = !status && have > 0;
    if (!*there)
        return status;
    if (have < 8 || !is_name(view)) {
        *there = false;
        return bad_tail(bytes, warnings, error);
    }
    emg_cursor cursor = emg_cursor_over(view + 4, 4);
    uint64_t size = strcmp(layout->format, "RIFX") == 0
                        ? emg_cursor_big(&cursor, 4)
                        : emg_cursor_little(&cursor, 4);
    if (memcmp(view, "data", 4) == 0)
        status = emg_io_warn(warnings, error, emg_bytes_at(bytes),
                             "a further data chunk is passed over");
    emg_bytes_take(bytes, 8);
    if (!status)
        status = emg_wav_skip(bytes, size, there, error);
    return status || *there ? status : bad_tail(bytes, warnings, error);
}

emg_status
emg_wav_tail_read(const emg_wav_layout *layout, emg_bytes *bytes,
                  emg_warnings *warnings, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    bool there = true;
    emg_status status = EMG_OK;

    if (strcmp(layout->format, "W64") == 0)
        return EMG_OK;
    if (strcmp(layout->format, "AU") == 0) {
        status = emg_bytes_peek(bytes, 1, &view, &have, error);
        return !status && have > 0 ? bad_tail(bytes, warnings, error) : status;
    }
    while (!status && there)
        status = pass_chunk(layout, bytes, &there, warnings, error);
    return status;
}
