/* UTF-8, and texts of files that say not what they are written in. */
#ifndef EMG_BASE_UTF8_H
#define EMG_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How many bytes the UTF-8 character at c takes, n at most; 0 when it is
 * none. */
size_t emg_utf8_length(const uint8_t *c, size_t n);

/**
 * Copies n bytes as UTF-8 into to[0..size), cut at a whole character: as they
 * are when all of them are UTF-8, else taken for Latin-1. A NUL becomes a
 * blank. Returns the length.
 */
size_t emg_utf8_copy(char *to, size_t size, const uint8_t *from, size_t n);

/**
 * Appends a whole character of length bytes at to[*used], of a text that has
 * room for size bytes with its NUL. False when it does not fit.
 */
bool emg_utf8_append(char *to, size_t size, size_t *used, const char *one,
                     size_t length);

/**
 * Copies text into to[0..size) with Latin letters bare of their accents; other
 * characters stay. Cut at a whole character.
 */
void emg_utf8_plain(char *to, size_t size, const char *text);

#endif
