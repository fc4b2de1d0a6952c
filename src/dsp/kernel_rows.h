/* Loops over rows of floats, for what searches and learns: a part of kernel.c.
 * Each vector of a row stays in registers from the first turn to the last. */
#ifndef EMG_DSP_KERNEL_ROWS_H
#define EMG_DSP_KERNEL_ROWS_H

#include "dsp/kernel_vector.h"

#include <string.h>

#define WIDE (EMG_WIDTH / 4) /* floats in a vector */

typedef float floats __attribute__((vector_size(EMG_WIDTH), may_alias));
typedef int32_t integers __attribute__((vector_size(EMG_WIDTH), may_alias));

INLINE floats
floats_at(const float *from)
{
    floats all;
    memcpy(&all, from, sizeof all);
    return all;
}

INLINE integers
either(integers where, integers yes, integers no)
{
    return (where & yes) | (~where & no);
}

/* Levels first + 0, 1, ... of a step of Viterbi's algorithm. */
INLINE void
climb_part(const emg_climb *how, int first, float *best, uint8_t *from)
{
    floats top = {0}, same = {0}, other = {0};
    integers back = {0};
    for (int k = 0; k < WIDE; k++) {
        top[k] = -__builtin_huge_valf();
        other[k] = first + k >= how->on_from ? 0 : how->turn;
        same[k] = how->turn - other[k];
    }
    for (int i = 0; i < how->levels; i++) {
        floats turn = i >= how->on_from ? other : same;
        floats score = how->score[i] -
                       floats_at(how->cost + EMG_CLIMB_ROW - i + first) - turn;
        integers better = score > top;
        top = (floats)either(better, (integers)score, (integers)top);
        back = either(better, (integers){0} + i, back);
    }
    memcpy(best + first, &top, sizeof top);
    for (int k = 0; k < WIDE; k++)
        from[first + k] = (uint8_t)back[k];
}

static void
climb(const emg_climb *how, float *best, uint8_t *from)
{
    for (int first = 0; first < EMG_CLIMB_ROW; first += WIDE)
        climb_part(how, first, best, from);
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

#endif
