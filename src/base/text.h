/* A text that grows: tables, JSON and messages are made in one. */
#ifndef EMG_BASE_TEXT_H
#define EMG_BASE_TEXT_H

#include "emg/base.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * Always ends in NUL once something was added. The first failure stays in
 * status and later additions are passed over, so that it is asked once.
 */
typedef struct emg_text {
    char *chars; /* NULL while empty */
    size_t length;
    size_t capacity;
    emg_status status;
} emg_text;

void emg_text_add(emg_text *text, const char *more);
void emg_text_add_bytes(emg_text *text, const char *more, size_t length);
void emg_text_add_number(emg_text *text, double number);
void emg_text_add_integer(emg_text *text, int64_t number);
void emg_text_format(emg_text *text, const char *format, ...) EMG_PRINTF(2, 3);

/** vsnprintf in the C locale: numbers in messages have a point everywhere. */
int emg_text_print(char *to, size_t size, const char *format, va_list values);

/** As a JSON string with its quotes; what is not UTF-8 becomes U+FFFD. */
void emg_text_add_json(emg_text *text, const char *more);

/** As one cell of TSV or CSV: no control byte survives, CSV is quoted. */
void emg_text_add_cell(emg_text *text, const char *more, char separator);

/** Forgets what it holds and keeps the room. */
void emg_text_clear(emg_text *text);
void emg_text_free(emg_text *text);

/**
 * Copies text into to[0..size), control bytes written as \xNN and bytes that
 * are not UTF-8 taken for Latin-1, cut at a whole character.
 */
void emg_text_show(char *to, size_t size, const char *text);

/**
 * Whether a text that should be a number may be a name, a date or a time: four
 * letters in a row, or two of the signs that part days and hours. Messages do
 * not tell it.
 */
bool emg_text_may_name(const char *text, size_t length);

#endif
