/* Loops over rows of floats, for what searches and learns: a part of kernel.c.
 * Each vector of a row stays in registers from the first turn to the last. */
#ifndef EMG_DSP_KERNEL_ROWS_H
#define EMG_DSP_KERNEL_ROWS_H

#include "dsp/kernel_vector.h"

#include <string.h>

#define WIDE (EMG_WIDTH / 4) /* floats in a vector */

typedef float floats __attribute__((vector_size(EMG_WIDTH), may_alias));
typedef int32_t integers __attribute__((vector_size(EMG_WIDTH), may_alias));

typedef uint8_t bytes __attribute__((vector_size(EMG_WIDTH / 4), may_alias));

INLINE integers
integers_at(const int32_t *from)
{
    integers all;
    memcpy(&all, from, sizeof all);
    return all;
}

INLINE floats
floats_at(const float *from)
{
    floats all;
    memcpy(&all, from, sizeof all);
    return all;
}

/* Where a score is more than the top so far, it is the top, and i comes back.
 */
#if defined(__x86_64__) && EMG_WIDTH == 64
INLINE void
keep_better(floats score, int i, floats *top, integers *back)
{
    __mmask16 more =
        _mm512_cmp_ps_mask((__m512)score, (__m512)*top, _CMP_GT_OQ);
    *top = (floats)_mm512_max_ps((__m512)score, (__m512)*top);
    *back = (integers)_mm512_mask_set1_epi32((__m512i)*back, more, i);
}
#else
INLINE integers
either(integers where, integers yes, integers no)
{
    return (where & yes) | (~where & no);
}

INLINE void
keep_better(floats score, int i, floats *top, integers *back)
{
    integers more = score > *top;
    *top = (floats)either(more, (integers)score, (integers)*top);
    *back = either(more, (integers){0} + i, *back);
}
#endif

#define ROWS (EMG_CLIMB_ROW / WIDE < 4 ? EMG_CLIMB_ROW / WIDE : 4)

/* Levels first + 0, 1, ... of ROWS vectors: the ways from levels [from, to). */
INLINE void
climb_rows(const emg_climb *how, int first, int from, int to, floats top[ROWS],
           integers back[ROWS])
{
    static const int32_t numbers[EMG_CLIMB_ROW] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
    floats same[ROWS], other[ROWS];
#pragma GCC unroll 4
    for (int r = 0; r < ROWS; r++) {
        top[r] = (floats){0} - __builtin_huge_valf();
        back[r] = (integers){0};
        integers below = integers_at(numbers + first + r * WIDE) < how->on_from;
        other[r] = (floats)((integers)((floats){0} + how->turn) & below);
        same[r] = how->turn - other[r];
    }
    for (int i = from; i < to; i++) {
        const float *cost = how->cost + EMG_CLIMB_ROW - i + first;
        bool on = i >= how->on_from;
#pragma GCC unroll 4
        for (int r = 0; r < ROWS; r++)
            keep_better(how->score[i] - floats_at(cost + r * WIDE) -
                            (on ? other[r] : same[r]),
                        i, &top[r], &back[r]);
    }
}

INLINE void
take_energy(emg_climb *how, double energy, float *best)
{
    if (energy >= 0)
        for (int k = 0; k < EMG_CLIMB_ROW; k++)
            best[k] -= (float)(how->freedom *
                               (how->log[k] + energy * how->inverse[k]));
    for (int k = how->levels; k < EMG_CLIMB_ROW; k++)
        best[k] = -__builtin_huge_valf();
    float top[WIDE], most;
    memcpy(top, best, sizeof top);
    for (int i = WIDE; i < EMG_CLIMB_ROW; i += WIDE)
        for (int k = 0; k < WIDE; k++)
            top[k] = best[i + k] > top[k] ? best[i + k] : top[k];
    for (int half = WIDE / 2; half > 0; half /= 2)
        for (int k = 0; k < half; k++)
            top[k] = top[k + half] > top[k] ? top[k + half] : top[k];
    most = top[0];
    for (int k = 0; k < EMG_CLIMB_ROW; k++)
        how->score[k] = best[k] - most;
}

static void
climb(emg_climb *how, double energy, uint8_t *from)
{
    float best[EMG_CLIMB_ROW];
    for (int first = 0; first < EMG_CLIMB_ROW; first += ROWS * WIDE) {
        floats top[ROWS];
        integers back[ROWS];
        climb_rows(how, first, 0, how->levels, top, back);
        memcpy(best + first, top, sizeof top);
        for (int r = 0; r < ROWS; r++) {
            bytes narrow = __builtin_convertvector(back[r], bytes);
            memcpy(from + first + r * WIDE, &narrow, sizeof narrow);
        }
    }
    take_energy(how, energy, best);
}

/* Columns first + 0, 1, ... of the products of a path's normal equations. */
INLINE void
products_part(const float *source, const float *destination, int n,
              float weight, float (*sums)[EMG_PATH_ROW], int first)
{
    floats here[EMG_PATH_TAPS + 1] = {{0}};
    for (int t = 0; t < n; t++) {
        const float *around = source + t - EMG_PATH_REACH;
        floats beside = floats_at(around + first);
        for (int i = 0; i < EMG_PATH_TAPS; i++)
            here[i] += around[i] * beside;
        here[EMG_PATH_TAPS] += destination[t] * beside;
    }
    for (int i = 0; i <= EMG_PATH_TAPS; i++) {
        floats sum = floats_at(sums[i] + first) + weight * here[i];
        memcpy(sums[i] + first, &sum, sizeof sum);
    }
}

static void
products(const float *source, const float *destination, int n, float weight,
         float (*sums)[EMG_PATH_ROW])
{
    for (int first = 0; first < EMG_PATH_ROW; first += WIDE)
        products_part(source, destination, n, weight, sums, first);
}

/* Of the products of 16 taps, those half the row apart are added, until one is
 * left; samples stand side by side. */
INLINE floats
tap_pair(const float *taps, const float *first, int k)
{
    const int half = EMG_PATH_ROW / 2;
    return taps[k] * floats_at(first + k) +
           taps[k + half] * floats_at(first + k + half);
}

INLINE floats
tap_quad(const float *taps, const float *first, int k)
{
    return tap_pair(taps, first, k) + tap_pair(taps, first, k + 4);
}

INLINE floats
tap_eight(const float *taps, const float *first, int k)
{
    return tap_quad(taps, first, k) + tap_quad(taps, first, k + 2);
}

static void
image(const float *taps, const float *source, int n, float *image)
{
    for (int t = 0; t < n; t += WIDE) {
        const float *first = source + t - EMG_PATH_REACH;
        floats sum = tap_eight(taps, first, 0) + tap_eight(taps, first, 1);
        memcpy(image + t, &sum, sizeof sum);
    }
}

#endif
