/* Digital samples into lanes: a part of kernel.c. */
#ifndef EMG_DSP_KERNEL_DECODE_H
#define EMG_DSP_KERNEL_DECODE_H

#include "dsp/kernel_vector.h"

#include <string.h>

INLINE void
to_physical(const emg_decode *how, const int32_t digital[EMG_LANES],
            emg_lanes *frame)
{
    for (int k = 0; k < EMG_LANES; k++)
        frame->v[k] =
            how->physical_min.v[k] +
            ((double)digital[k] - how->digital_min.v[k]) * how->gain.v[k];
}

static int32_t
digital16(const uint8_t *at)
{
    return (int16_t)(at[0] | at[1] << 8);
}

static int32_t
digital24(const uint8_t *at)
{
    return (int32_t)((uint32_t)at[0] << 8 | (uint32_t)at[1] << 16 |
                     (uint32_t)at[2] << 24) >>
           8;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ROW (EMG_WIDTH / 2) /* samples of a lane that one vector holds */

typedef int16_t row __attribute__((vector_size(EMG_WIDTH)));
typedef int16_t unaligned_row
    __attribute__((vector_size(EMG_WIDTH), aligned(1), may_alias));
typedef int16_t eight __attribute__((vector_size(16), may_alias));
typedef double whole __attribute__((vector_size(64), may_alias));

INLINE void
decode_frame(const emg_decode *how, eight digital, emg_lanes *to)
{
#if defined(__x86_64__) && EMG_WIDTH == 64 /* gcc 12 would go lane by lane */
    whole x =
        (whole)_mm512_cvtepi64_pd(_mm512_cvtepi16_epi64((__m128i)digital));
#else
    typedef int32_t eight_wide __attribute__((vector_size(32)));
    eight_wide wide = __builtin_convertvector(digital, eight_wide);
    whole x = __builtin_convertvector(wide, whole);
#endif
    x = (x - *(const whole *)&how->digital_min) * *(const whole *)&how->gain;
    *(whole *)to = *(const whole *)&how->physical_min + x;
}

/* Four samples of each of two rows in turn, in each 16 bytes of them. */
#define TURNS(i)                                                               \
    i, ROW + i, i + 1, ROW + i + 1, i + 2, ROW + i + 2, i + 3, ROW + i + 3
#if EMG_WIDTH == 64
#define FOURS(i) TURNS(i), TURNS(i + 8), TURNS(i + 16), TURNS(i + 24)
#elif EMG_WIDTH == 32
#define FOURS(i) TURNS(i), TURNS(i + 8)
#else
#define FOURS(i) TURNS(i)
#endif

INLINE void
interleave(row to[EMG_LANES], const row from[EMG_LANES])
{
    for (int i = 0; i < 4; i++) {
        to[2 * i] = __builtin_shufflevector(from[i], from[i + 4], FOURS(0));
        to[2 * i + 1] = __builtin_shufflevector(from[i], from[i + 4], FOURS(4));
    }
}

/* ROW frames. After three rounds the eight lanes of frame 8 i + f are the i-th
 * 16 bytes of row f. */
INLINE void
decode_rows(const emg_decode *how, emg_lanes *frames, size_t first)
{
    row a[EMG_LANES], b[EMG_LANES];

    for (int k = 0; k < EMG_LANES; k++)
        a[k] = *(const unaligned_row *)(how->from[k] + 2 * first);
    interleave(b, a);
    interleave(a, b);
    interleave(b, a);
    for (int f = 0; f < 8; f++) {
        const eight *digital = (const eight *)&b[f];
        for (int i = 0; i < ROW / 8; i++)
            decode_frame(how, digital[i], frames + first + 8 * i + f);
    }
}
#endif

static void
decode16(const emg_decode *how, emg_lanes *frames, int n)
{
    int i = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; i + ROW <= n; i += ROW)
        decode_rows(how, frames, (size_t)i);
    if (i > 0 && i < n) { /* the last of them, some for a second time */
        decode_rows(how, frames, (size_t)(n - ROW));
        i = n;
    }
#endif
    for (; i < n; i++) {
        int32_t digital[EMG_LANES];
        for (int k = 0; k < EMG_LANES; k++)
            digital[k] = digital16(how->from[k] + 2 * (size_t)i);
        to_physical(how, digital, frames + i);
    }
}

static void
decode24(const emg_decode *how, emg_lanes *frames, int n)
{
    for (int i = 0; i < n; i++) {
        int32_t digital[EMG_LANES];
        for (int k = 0; k < EMG_LANES; k++)
            digital[k] = digital24(how->from[k] + 3 * (size_t)i);
        to_physical(how, digital, frames + i);
    }
}

#endif
