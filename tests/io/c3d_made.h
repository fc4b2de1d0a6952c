/* A small C3D file as each kind of processor would write it: 2 markers, 3
 * analog channels, 4 samples of each in a frame. */
#ifndef TESTS_IO_C3D_MADE_H
#define TESTS_IO_C3D_MADE_H

#include "unit.h"

#include "io/c3d.h"

#define READING_OPEN(bytes, options, error) emg_c3d_open(bytes, options, error)
#include "reading.h"

#include <math.h>
#include <string.h>

#define C3D_CHANNELS 3
#define C3D_PER_FRAME 4
#define C3D_FRAMES 7
#define C3D_ROWS (C3D_FRAMES * C3D_PER_FRAME)
#define C3D_DATA_AT 2048

typedef struct c3d_made {
    emg_c3d_order order;
    bool is_float;
    bool is_unsigned;
    uint8_t bytes[8192];
    size_t size;
    size_t end; /* of the parameters, where further ones may follow */
} c3d_made;

static inline void
c3d_put(c3d_made *to, const void *bytes, size_t n)
{
    memcpy(to->bytes + to->size, bytes, n);
    to->size += n;
}

static inline void
c3d_word(c3d_made *to, int word)
{
    uint8_t low = (uint8_t)word, high = (uint8_t)(word >> 8);
    bool big = to->order == EMG_C3D_MIPS;
    uint8_t bytes[2] = {big ? high : low, big ? low : high};
    c3d_put(to, bytes, 2);
}

static inline void
c3d_float(c3d_made *to, float value)
{
    uint32_t bits;
    float stored = to->order == EMG_C3D_DEC ? value * 4 : value;
    memcpy(&bits, &stored, 4);
    uint8_t b[4] = {(uint8_t)(bits >> 24), (uint8_t)(bits >> 16),
                    (uint8_t)(bits >> 8), (uint8_t)bits};
    uint8_t intel[4] = {b[3], b[2], b[1], b[0]};
    uint8_t dec[4] = {b[1], b[0], b[3], b[2]};
    c3d_put(to,
            to->order == EMG_C3D_MIPS  ? b
            : to->order == EMG_C3D_DEC ? dec
                                       : intel,
            4);
}

/* A group (below 0) or the head of a parameter with one dimension (0: none)
 * and one behind it (0: none), whose data takes so many bytes. */
static inline void
c3d_entry(c3d_made *to, int id, const char *name, int type, int width, int n,
          size_t data)
{
    int dimensions = (width > 0) + (n > 0);
    uint8_t head[2] = {(uint8_t)strlen(name), (uint8_t)id};
    uint8_t tail[4] = {(uint8_t)type, (uint8_t)dimensions, (uint8_t)width,
                       (uint8_t)n};
    c3d_put(to, head, 2);
    c3d_put(to, name, strlen(name));
    c3d_word(to, id < 0 ? 3 : 5 + dimensions + (int)data);
    if (id > 0)
        c3d_put(to, tail, 2 + (size_t)dimensions);
    else
        c3d_put(to, "", 1);
}

static inline void
c3d_number(c3d_made *to, const char *name, int type, float value)
{
    c3d_entry(to, 2, name, type, 0, 0, type == 2 ? 2 : 4);
    if (type == 2)
        c3d_word(to, (int)value);
    else
        c3d_float(to, value);
    c3d_put(to, "", 1);
}

static inline void
c3d_analog(c3d_made *to)
{
    c3d_entry(to, -2, "ANALOG", 0, 0, 0, 0);
    c3d_number(to, "USED", 2, C3D_CHANNELS);
    c3d_number(to, "GEN_SCALE", 4, 0.5F);
    c3d_number(to, "RATE", 4, 100.0F * C3D_PER_FRAME);
    c3d_number(to, "BITS", 2, 16);
    c3d_entry(to, 2, "LABELS", -1, 8, C3D_CHANNELS, 24);
    c3d_put(to, "EMG FCR ECR     Fx1     ", 25);
    c3d_entry(to, 2, "UNITS", -1, 4, C3D_CHANNELS, 12);
    c3d_put(to, "V   mV  N   ", 13);
    c3d_entry(to, 2, "FORMAT", -1, 8, 0, 8);
    c3d_put(to, to->is_unsigned ? "UNSIGNED" : "SIGNED  ", 9);
    c3d_entry(to, 2, "SCALE", 4, C3D_CHANNELS, 0, 12);
    c3d_float(to, 0.25F), c3d_float(to, 2), c3d_float(to, -1.5F);
    c3d_put(to, "", 1);
    c3d_entry(to, 2, "OFFSET", 2, C3D_CHANNELS, 0, 6);
    c3d_word(to, 0), c3d_word(to, -3), c3d_word(to, 100);
    c3d_put(to, "", 1);
}

static inline int
c3d_raw(const c3d_made *of, int row, int channel)
{
    return of->is_unsigned ? (row * 37 + channel * 30000) % 65000
                           : row * 37 + channel * 1000 - 15000;
}

/* (raw - OFFSET) x SCALE x GEN_SCALE; an offset of -3 is 65533 where words
 * have no sign. */
static inline double
c3d_value(const c3d_made *of, int row, int channel)
{
    static const double scales[] = {0.125, 1, -0.75};
    double offset = channel == 0 ? 0 : channel == 2 ? 100 : -3;
    if (channel == 1 && of->is_unsigned)
        offset = 65533;
    return (c3d_raw(of, row, channel) - offset) * scales[channel];
}

static inline void
c3d_sample(c3d_made *to, int value)
{
    if (to->is_float)
        c3d_float(to, (float)value);
    else
        c3d_word(to, value);
}

static inline void
c3d_make(c3d_made *to, emg_c3d_order order, bool is_float, bool is_unsigned)
{
    *to = (c3d_made){
        .order = order, .is_float = is_float, .is_unsigned = is_unsigned};
    c3d_put(to, "\2\x50", 2);
    c3d_word(to, 2); /* markers */
    c3d_word(to, C3D_CHANNELS * C3D_PER_FRAME);
    c3d_word(to, 1);
    c3d_word(to, C3D_FRAMES);
    c3d_word(to, 10);
    c3d_float(to, is_float ? -1.0F : 0.1F);
    c3d_word(to, C3D_DATA_AT / 512 + 1);
    c3d_word(to, C3D_PER_FRAME);
    c3d_float(to, 100);
    to->size = 512;
    c3d_put(to, (uint8_t[]){1, 0x50, 3, (uint8_t)order}, 4);
    c3d_analog(to);
    to->end = to->size;
    to->size = C3D_DATA_AT;
    for (int f = 0; f < C3D_FRAMES; f++) {
        for (int p = 0; p < 8; p++)
            c3d_sample(to, 15);
        for (int r = 0; r < C3D_PER_FRAME; r++)
            for (int c = 0; c < C3D_CHANNELS; c++)
                c3d_sample(to, c3d_raw(to, f * C3D_PER_FRAME + r, c));
    }
    to->size = (to->size + 511) / 512 * 512;
}

#endif
