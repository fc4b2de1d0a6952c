/* The one bounded cursor for bytes that came from outside. */
#ifndef EMG_BASE_CURSOR_H
#define EMG_BASE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/**
 * Walks over bytes[0..size). Reading past the end gives zeros and sets
 * `short_of`, so that a parser may read straight down and ask once.
 */
typedef struct emg_cursor {
    const uint8_t *bytes;
    size_t size;
    size_t at;
    bool short_of;
} emg_cursor;

static inline emg_cursor
emg_cursor_over(const void *bytes, size_t size)
{
    return (emg_cursor){.bytes = bytes, .size = size};
}

static inline size_t
emg_cursor_left(const emg_cursor *cursor)
{
    return cursor->size - cursor->at;
}

/** The next n bytes, or NULL when there are fewer. */
static inline const uint8_t *
emg_cursor_take(emg_cursor *cursor, size_t n)
{
    if (n > emg_cursor_left(cursor)) {
        cursor->short_of = true;
        cursor->at = cursor->size;
        return NULL;
    }
    const uint8_t *bytes = cursor->bytes + cursor->at;
    cursor->at += n;
    return bytes;
}

static inline uint64_t
emg_cursor_little(emg_cursor *cursor, size_t n)
{
    const uint8_t *bytes = emg_cursor_take(cursor, n);
    uint64_t value = 0;
    for (size_t i = n; bytes && i > 0; i--)
        value = value << 8 | bytes[i - 1];
    return value;
}

static inline uint64_t
emg_cursor_big(emg_cursor *cursor, size_t n)
{
    const uint8_t *bytes = emg_cursor_take(cursor, n);
    uint64_t value = 0;
    for (size_t i = 0; bytes && i < n; i++)
        value = value << 8 | bytes[i];
    return value;
}

static inline double
emg_cursor_double(emg_cursor *cursor)
{
    uint64_t bits = emg_cursor_little(cursor, 8);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#endif
