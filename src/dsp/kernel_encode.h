/* Lanes into digital samples: a part of kernel.c. */
#ifndef EMG_DSP_KERNEL_ENCODE_H
#define EMG_DSP_KERNEL_ENCODE_H

#include "dsp/kernel_decode.h"

/* Adding and taking away this leaves a whole number, half to even. */
#define WHOLE 6755399441055744.0 /* 1.5 x 2^52 */

INLINE void
quantise(emg_encode *how, const emg_lanes *frame, int32_t digital[EMG_LANES])
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
        digital[k] = code == code ? (int32_t)held : 0;
    }
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* n frames, at most ROW. The three rounds that make frames of samples make
 * samples of frames, too. */
INLINE void
encode_rows(emg_encode *how, int lanes, const emg_lanes *frames, size_t first,
            const size_t n)
{
    row a[EMG_LANES], b[EMG_LANES];
    for (size_t i = 0; i < n; i++) {
        int32_t digital[EMG_LANES];
        int16_t *to = (int16_t *)&b[i % 8] + i / 8 * EMG_LANES;
        quantise(how, frames + first + i, digital);
        for (int k = 0; k < EMG_LANES; k++)
            to[k] = (int16_t)digital[k];
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
    size_t i = 0, end = (size_t)n;
    for (; i + ROW <= end; i += ROW)
        encode_rows(how, lanes, frames, i, ROW);
    if (i < end)
        encode_rows(how, lanes, frames, i, end - i);
}
#else
static void
encode16(emg_encode *how, int lanes, const emg_lanes *frames, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        int32_t digital[EMG_LANES];
        quantise(how, frames + i, digital);
        for (int k = 0; k < lanes; k++) {
            how->to[k][2 * i] = (uint8_t)digital[k];
            how->to[k][2 * i + 1] = (uint8_t)((uint32_t)digital[k] >> 8);
        }
    }
}
#endif

static void
encode24(emg_encode *how, int lanes, const emg_lanes *frames, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        int32_t digital[EMG_LANES];
        quantise(how, frames + i, digital);
        for (int k = 0; k < lanes; k++) {
            uint8_t *to = how->to[k] + 3 * i;
            uint32_t code = (uint32_t)digital[k];
            to[0] = (uint8_t)code;
            to[1] = (uint8_t)(code >> 8);
            to[2] = (uint8_t)(code >> 16);
        }
    }
}

#endif
