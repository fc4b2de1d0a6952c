/* Numbers of three kinds of processors, and the parameters made of them. */
#include "io/c3d.h"

#include <math.h>
#include <string.h>

#define SECTION_HEAD 4

int
emg_c3d_word(emg_c3d_order order, const uint8_t *at)
{
    unsigned word = order == EMG_C3D_MIPS ? (unsigned)(at[0] << 8 | at[1])
                                          : (unsigned)(at[1] << 8 | at[0]);
    return (int)word - (word >= 0x8000 ? 0x10000 : 0);
}

/* DEC: words of Intel's order, the higher one first, and exponents that count
 * from 128 with the point before the first bit: a quarter of IEEE's value. */
static double
dec_float(const uint8_t *at)
{
    uint32_t bits = (uint32_t)at[1] << 24 | (uint32_t)at[0] << 16 |
                    (uint32_t)at[3] << 8 | at[2];
    int exponent = (int)(bits >> 23 & 0xFF);
    double size = ldexp((double)(bits & 0x7FFFFF) + 0x800000, exponent - 152);
    if (exponent == 0)
        return bits >> 31 ? (double)NAN : 0;
    return bits >> 31 ? -size : size;
}

double
emg_c3d_float(emg_c3d_order order, const uint8_t *at)
{
    uint32_t bits = 0;
    float value;
    if (order == EMG_C3D_DEC)
        return dec_float(at);
    for (int i = 0; i < 4; i++)
        bits = bits << 8 | at[order == EMG_C3D_MIPS ? i : 3 - i];
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* ---- parameters -------------------------------------------------------- */

/* A group or a parameter of one. */
typedef struct entry {
    int id; /* below 0: a group's, else of the group -id */
    const char *name;
    size_t name_length;
    const uint8_t *data, *end;
} entry;

/* Reads the entry at *at and goes on to the next; false at the end. */
static bool
next_entry(const emg_c3d_section *section, size_t *at, entry *to)
{
    const uint8_t *bytes = section->bytes;
    size_t left = section->size - *at;
    if (left < 4)
        return false;
    int length = (int8_t)bytes[*at]; /* below 0: locked */
    size_t name = (size_t)(length < 0 ? -length : length);
    if (name == 0 || left < name + 4)
        return false;
    size_t link = *at + 2 + name;
    unsigned to_next =
        (unsigned)emg_c3d_word(section->order, bytes + link) & 0xFFFF;
    to->id = (int8_t)bytes[*at + 1];
    to->name = (const char *)bytes + *at + 2;
    to->name_length = name;
    to->data = bytes + link + 2;
    to->end = bytes + section->size;
    bool last = to_next < 2 || link + to_next > section->size;
    *at = last ? section->size : link + to_next;
    return true;
}

static bool
is_called(const entry *one, const char *name)
{
    const emg_text_cell cell = {one->name, one->name_length};
    return emg_text_cell_is(&cell, name);
}

static bool
read_value(const entry *from, emg_c3d_order order, emg_c3d_value *value)
{
    size_t left = (size_t)(from->end - from->data);
    int64_t n = 1;
    if (left < 2 || left < 2 + (size_t)from->data[1])
        return false;
    int dimensions = from->data[1];
    value->order = order;
    value->type = (int8_t)from->data[0];
    value->width = dimensions > 0 ? from->data[2] : 1;
    for (int i = 0; i < dimensions && n <= 0x10000; i++)
        n *= from->data[2 + i];
    int64_t size = value->type < 0 ? 1 : value->type;
    if (n > 0x10000 || size == 0 || size > 4 || size == 3 ||
        n * size > (int64_t)left - 2 - dimensions)
        return false;
    value->n = (int)n;
    value->bytes = from->data + 2 + dimensions;
    return true;
}

bool
emg_c3d_find(const emg_c3d_section *section, const char *group,
             const char *name, emg_c3d_value *value)
{
    size_t at = SECTION_HEAD;
    entry one;
    int id = 0;

    *value = (emg_c3d_value){.order = section->order};
    while (!id && section->size > at && next_entry(section, &at, &one))
        if (one.id < 0 && is_called(&one, group))
            id = -one.id;
    for (at = SECTION_HEAD;
         id && section->size > at && next_entry(section, &at, &one);)
        if (one.id == id && is_called(&one, name))
            return read_value(&one, section->order, value);
    return false;
}

double
emg_c3d_number(const emg_c3d_value *value, int i, double otherwise)
{
    if (i >= value->n || value->type < 0)
        return otherwise;
    const uint8_t *at = value->bytes + (size_t)i * (size_t)value->type;
    if (value->type == 1)
        return *at;
    return value->type == 2 ? emg_c3d_word(value->order, at)
                            : emg_c3d_float(value->order, at);
}

emg_text_cell
emg_c3d_text(const emg_c3d_value *value, int i)
{
    emg_text_cell cell = {"", 0};
    int64_t at = (int64_t)i * value->width;
    if (value->type != -1 || value->width < 1 || at + value->width > value->n)
        return cell;
    const char *text = (const char *)value->bytes + at;
    size_t length = strnlen(text, (size_t)value->width);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    cell = (emg_text_cell){text, length};
    return cell;
}
