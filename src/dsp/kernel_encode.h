/* Lanes into digital samples: a part of kernel.c. */
#ifndef EMG_DSP_KERNEL_ENCODE_H
#define EMG_DSP_KERNEL_ENCODE_H

#include "dsp/kernel_decode.h"

/* Adding and taking away this leaves a whole number, half to even. */
#define WHOLE 6755399441055744.0 /* 1.5 x 2^52 */

/* A product with 1 / gain lies within this of the quotient, for all codes that
 * count: what is as near to a tie is divided. */
#define DOUBT 0x1p-20
#define TOGETHER 32 /* frames whose codes are worked out together */

typedef uint64_t bits __attribute__((vector_size(EMG_WIDTH), may_alias));

typedef struct row_codes {
    alignas(64) int64_t of[TOGETHER][EMG_LANES];
} row_codes;

/* By the reciprocal, which is sooner than by division. The bits of a number
 * after WHOLE was added are those of WHOLE and the code: what is no number or
 * far outside lies outside there, too. False: something lies outside or near a
 * tie, and must be looked at one by one. */
INLINE bool
multiply_part(const emg_encode *how, vector inverse, const emg_lanes *frames,
              size_t n, row_codes *codes, int part)
{
    const vector zero = {0}, least = zero + WHOLE;
    const vector physical_min = ((const vector *)&how->physical_min)[part];
    const vector digital_min = ((const vector *)&how->digital_min)[part];
    const vector lowest = ((const vector *)&how->lowest)[part];
    const vector highest = ((const vector *)&how->highest)[part];
    const bits low = (bits)(lowest + least), high = (bits)(highest + least);
    bits outside = {0};
    vector worst = {0};
    for (size_t i = 0; i < n; i++) {
        vector x = ((const vector *)(frames + i))[part];
        vector code = (x - physical_min) * inverse + digital_min;
        vector near = code + least;
        vector apart = code - (near - least);
        outside |= ((bits)near - low) | (high - (bits)near);
        worst = GREATER((vector)((mask)apart & INT64_MAX), worst);
        ((bits *)codes->of[i])[part] = (bits)near - (bits)least;
    }
    bool sure = true;
    for (int k = 0; k < EMG_WIDTH / 8; k++)
        sure &= outside[k] >> 63 == 0 && worst[k] < 0.5 - DOUBT;
    return sure;
}

INLINE void
divide(emg_encode *how, const emg_lanes *frame, int64_t digital[EMG_LANES])
{
    for (int k = 0; k < EMG_LANES; k++) {
        const double lowest = how->lowest.v[k], highest = how->highest.v[k];
        double code = (frame->v[k] - how->physical_min.v[k]) / how->gain.v[k] +
                      how->digital_min.v[k];
        double near = code < lowest - 1    ? lowest - 1
                      : code > highest + 1 ? highest + 1
                                           : code;
        near = (near + WHOLE) - WHOLE;
        double held = near < lowest ? lowest : near > highest ? highest : near;
        how->outside.v[k] += held != near ? 1.0 : 0.0;
        how->strange.v[k] += code - code;
        digital[k] = code == code ? (int64_t)held : 0;
    }
}

/* n frames, at most TOGETHER. */
INLINE void
quantise(emg_encode *how, const emg_lanes *inverse, const emg_lanes *frames,
         size_t n, row_codes *codes)
{
    bool sure = true;
    for (int part = 0; part < PARTS; part++)
        sure &= multiply_part(how, ((const vector *)inverse)[part], frames, n,
                              codes, part);
    for (size_t i = 0; i < n && !sure; i++)
        divide(how, frames + i, codes->of[i]);
}

INLINE emg_lanes
inverse_of(const emg_lanes *gain)
{
    emg_lanes inverse;
    for (int k = 0; k < EMG_LANES; k++)
        inverse.v[k] = 1 / gain->v[k];
    return inverse;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* n frames, at most ROW. The three rounds that make frames of samples make
 * samples of frames, too. */
INLINE void
encode_rows(emg_encode *how, const emg_lanes *inverse, int lanes,
            const emg_lanes *frames, size_t first, const size_t n)
{
    row a[EMG_LANES], b[EMG_LANES];
    row_codes codes;
    quantise(how, inverse, frames + first, n, &codes);
    for (size_t i = 0; i < n; i++) {
        int16_t *to = (int16_t *)&b[i % 8] + i / 8 * EMG_LANES;
        for (int k = 0; k < EMG_LANES; k++)
            to[k] = (int16_t)codes.of[i][k];
    }
    interleave(a, b);
    interleave(b, a);
    interleave(a, b);
    for (int k = 0; k < lanes; k++)
        memcpy(how->to[k] + 2 * first, &a[k], 2 * n);
}

static void
encode16(emg_encode *how, int lanes, const emg_lanes *frames, int64_t n)
{
    const emg_lanes inverse = inverse_of(&how->gain);
    size_t i = 0, end = (size_t)n;
    for (; i + ROW <= end; i += ROW)
        encode_rows(how, &inverse, lanes, frames, i, ROW);
    if (i < end)
        encode_rows(how, &inverse, lanes, frames, i, end - i);
}
#endif

/* The low bytes of n codes. */
INLINE void
put_bytes(emg_encode *how, int lanes, const row_codes *codes, size_t first,
          size_t n, const int width)
{
    for (int k = 0; k < lanes; k++) {
        uint8_t *to = how->to[k] + (size_t)width * first;
        for (size_t i = 0; i < n; i++)
            for (int byte = 0; byte < width; byte++)
                *to++ = (uint8_t)((uint64_t)codes->of[i][k] >> 8 * byte);
    }
}

INLINE void
encode_bytes(emg_encode *how, int lanes, const emg_lanes *frames, size_t end,
             const int width)
{
    const emg_lanes inverse = inverse_of(&how->gain);
    row_codes codes;
    for (size_t i = 0, n; i < end; i += n) {
        n = end - i < TOGETHER ? end - i : TOGETHER;
        quantise(how, &inverse, frames + i, n, &codes);
        put_bytes(how, lanes, &codes, i, n, width);
    }
}

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
static void
encode16(emg_encode *how, int lanes, const emg_lanes *frames, int64_t n)
{
    encode_bytes(how, lanes, frames, (size_t)n, 2);
}
#endif

static void
encode24(emg_encode *how, int lanes, const emg_lanes *frames, int64_t n)
{
    encode_bytes(how, lanes, frames, (size_t)n, 3);
}

#endif
