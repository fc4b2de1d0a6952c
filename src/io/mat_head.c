/* Elements: a type, a size, and bytes filled up to a multiple of eight. */
#include "io/mat.h"

#include <string.h>

#define ELEMENT_MOST 0x7FFFFFFF /* readers take sizes for signed */
#define DATA_EXTRA 64           /* more than what else `data` holds */

enum { INT8 = 1, INT32 = 5, UINT32 = 6, DOUBLE = 9, MATRIX = 14, UTF16 = 17 };
enum { CELL = 1, CHARACTERS = 4, DOUBLES = 6 };

static void
add_number(emg_text *bytes, uint64_t value, int n)
{
    char little[8];
    for (int i = 0; i < n; i++)
        little[i] = (char)(uint8_t)(value >> (8 * i));
    emg_text_add_bytes(bytes, little, (size_t)n);
}

static void
add_tag(emg_text *bytes, int type, uint64_t size)
{
    add_number(bytes, (uint64_t)type, 4);
    add_number(bytes, size, 4);
}

static uint64_t
filled(uint64_t size)
{
    return (size + 7) / 8 * 8;
}

static void
fill(emg_text *bytes, uint64_t size)
{
    add_number(bytes, 0, (int)(filled(size) - size));
}

static void
add_double(emg_text *bytes, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    add_number(bytes, bits, 8);
}

/* The head of an array of rows x columns, of which `content` bytes follow. */
static void
add_array(emg_text *bytes, int class, const char *name, int64_t rows,
          int64_t columns, uint64_t content)
{
    uint64_t length = strlen(name);
    add_tag(bytes, MATRIX, 16 + 16 + 8 + filled(length) + content);
    add_tag(bytes, UINT32, 8);
    add_number(bytes, (uint64_t) class, 8);
    add_tag(bytes, INT32, 8);
    add_number(bytes, (uint64_t)rows, 4);
    add_number(bytes, (uint64_t)columns, 4);
    add_tag(bytes, INT8, length);
    emg_text_add(bytes, name);
    fill(bytes, length);
}

/* ---- text ------------------------------------------------------------ */

/* UTF-16 from valid UTF-8; returns the units. */
static uint64_t
to_units(const char *text, uint16_t *units)
{
    uint64_t n = 0;
    for (const uint8_t *at = (const uint8_t *)text; *at;) {
        int more = *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : *at >= 0xC0 ? 1 : 0;
        uint32_t code = *at++ & (0x7Fu >> (more ? more + 1 : 0));
        for (; more > 0 && *at; more--)
            code = code << 6 | (*at++ & 0x3Fu);
        if (code >= 0x10000) {
            units[n++] = (uint16_t)(0xD7C0 + (code >> 10));
            code = 0xDC00 | (code & 0x3FF);
        }
        units[n++] = (uint16_t)code;
    }
    return n;
}

static void
add_characters(emg_text *bytes, const char *text)
{
    uint16_t units[EMG_COLUMN_SIZE];
    uint64_t n = to_units(text, units);
    add_array(bytes, CHARACTERS, "", n > 0, (int64_t)n, 8 + filled(2 * n));
    add_tag(bytes, UTF16, 2 * n);
    for (uint64_t i = 0; i < n; i++)
        add_number(bytes, units[i], 2);
    fill(bytes, 2 * n);
}

static void
add_texts(emg_text *bytes, const char *name, const emg_columns *columns,
          bool is_units)
{
    emg_text cells = {0};
    for (int c = 0; c < columns->n_channels; c++) {
        char label[EMG_COLUMN_SIZE];
        emg_columns_name(columns, c, label);
        add_characters(&cells, is_units ? emg_columns_channel(columns, c)->unit
                                        : label);
    }
    add_array(bytes, CELL, name, 1, columns->n_channels, cells.length);
    emg_text_add_bytes(bytes, cells.chars, cells.length);
    if (cells.status)
        bytes->status = cells.status;
    emg_text_free(&cells);
}

/* ---- the whole ------------------------------------------------------- */

void
emg_mat_add_head(emg_text *bytes, const emg_columns *columns)
{
    char description[124] = "MATLAB 5.0 MAT-file";
    size_t length = strlen(description);
    memset(description + length, ' ', 116 - length); /* then 8 of zero */
    emg_text_add_bytes(bytes, description, sizeof description);
    add_number(bytes, 0x0100, 2);
    emg_text_add(bytes, "IM"); /* little-endian */

    add_array(bytes, DOUBLES, "rate_hz", 1, 1, 16);
    add_tag(bytes, DOUBLE, 8);
    add_double(bytes, columns->recording.groups[0].rate_hz);
    add_texts(bytes, "labels", columns, false);
    add_texts(bytes, "units", columns, true);
}

void
emg_mat_add_data(emg_text *bytes, int n_channels, int64_t n_frames)
{
    uint64_t size = 8 * (uint64_t)n_channels * (uint64_t)n_frames;
    add_array(bytes, DOUBLES, "data", n_channels, n_frames, 8 + size);
    add_tag(bytes, DOUBLE, size);
}

int64_t
emg_mat_frames_most(int n_channels)
{
    return (ELEMENT_MOST - DATA_EXTRA) / (8 * (int64_t)n_channels);
}
