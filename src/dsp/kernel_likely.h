/* What likelihoods are made of, over doubles in a row: a part of kernel.c. */
#ifndef EMG_DSP_KERNEL_LIKELY_H
#define EMG_DSP_KERNEL_LIKELY_H

#include "dsp/kernel_vector.h"
#include "dsp/logarithm.h"

#include <string.h>

#define IN_A_ROW (EMG_WIDTH / 8) /* doubles in a vector */

typedef uint64_t bits_of __attribute__((vector_size(EMG_WIDTH), may_alias));

INLINE vector
doubles_at(const double *from)
{
    vector all;
    memcpy(&all, from, sizeof all);
    return all;
}

#define TWO_52_BITS 0x4330000000000000ULL /* 2^52, whose last bit is 1 */

/* Step by step what emg_ln does. */
INLINE vector
ln_of(vector x)
{
    x = GREATER(x, (vector){0} + EMG_LN_LEAST);
    bits_of raw = (bits_of)x + (EMG_ONE_BITS - EMG_ROOT_HALF_BITS);
    vector e = (vector)((raw >> 52) | TWO_52_BITS) - (0x1p52 + 1023);
    raw = (raw & EMG_FRACTION_BITS) + EMG_ROOT_HALF_BITS;
    vector m = (vector)raw;
    vector t = (m - 1) / (m + 1), q = t * t;
    vector series = (vector){0} + 1 / 17.0;
#pragma GCC unroll 8
    for (int k = 15; k >= 1; k -= 2)
        series = series * q + 1.0 / k;
    return e * EMG_LN_2 + 2 * t * series;
}

static void
logarithms(const double *values, int n, double *ln)
{
    int i = 0;
    for (; i + IN_A_ROW <= n; i += IN_A_ROW) {
        vector all = ln_of(doubles_at(values + i));
        memcpy(ln + i, &all, sizeof all);
    }
    if (i < n) {
        vector rest = {0};
        memcpy(&rest, values + i, (size_t)(n - i) * sizeof *values);
        rest = ln_of(rest);
        memcpy(ln + i, &rest, (size_t)(n - i) * sizeof *ln);
    }
}

#define ABREAST 4 /* vectors: none waits for the one before it */

INLINE void
slide_part(const emg_slide *how, int first, double *sums)
{
    vector here[ABREAST];
    int turn = how->from % how->step;
    const double *values = how->values + how->from / how->step + first;
    for (int k = 0; k < ABREAST; k++)
        here[k] = doubles_at(sums + k * IN_A_ROW);
    for (int i = 0; i < how->length; i++) {
        const double *at = values + (int64_t)turn * how->room;
        for (int k = 0; k < ABREAST; k++)
            here[k] += doubles_at(at + k * IN_A_ROW) * how->weights[i];
        turn++;
        if (turn == how->step) {
            turn = 0;
            values++;
        }
    }
    memcpy(sums, here, sizeof here);
}

static void
slide(const emg_slide *how, double *sums, int n)
{
    for (int i = 0; i < n; i += ABREAST * IN_A_ROW)
        slide_part(how, i, sums + i);
}

/* IN_A_ROW of them, or fewer at the end: then they end where others end. */
INLINE void
count_part(const double *values, int around, double times, int64_t *below)
{
    vector here = doubles_at(values + around / 2);
    mask count = {0};
    for (int k = 0; k < around; k++)
        count -= doubles_at(values + k) * times < here;
    memcpy(below, &count, sizeof count);
}

static void
count_lower(const double *values, int n, int around, double times,
            int64_t *below)
{
    int i = 0;
    for (; i + IN_A_ROW <= n; i += IN_A_ROW)
        count_part(values + i, around, times, below + i);
    if (n >= IN_A_ROW) {
        i = n - IN_A_ROW;
        count_part(values + i, around, times, below + i);
        return;
    }
    for (; i < n; i++) {
        below[i] = 0;
        for (int k = 0; k < around; k++)
            below[i] += values[i + k] * times < values[i + around / 2];
    }
}

#endif
