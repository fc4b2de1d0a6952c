/* Products of samples and rows of phasors: a part of kernel.c. */
#ifndef EMG_DSP_KERNEL_LINES_H
#define EMG_DSP_KERNEL_LINES_H

#include "dsp/kernel_vector.h"

/* Two columns at a time: neither addition waits for the other. */
static void
project(const double *samples, int n, const emg_lanes *rows, int wide,
        emg_lanes *sums)
{
    for (int at = 0; at < wide; at += 2)
        for (int part = 0; part < PARTS; part++) {
            vector one = {0}, two = {0};
            for (int i = 0; i < n; i++) {
                const emg_lanes *phasors = rows + (int64_t)i * wide + at;
                one += samples[i] * ((const vector *)phasors)[part];
                two += samples[i] * ((const vector *)(phasors + 1))[part];
            }
            *part_of(sums + at, part) = one;
            *part_of(sums + at + 1, part) = two;
        }
}

static void
take_away(double *samples, int n, const emg_lanes *rows, int wide,
          const emg_lanes *weights)
{
    for (int i = 0; i < n; i++) {
        const emg_lanes *phasors = rows + (int64_t)i * wide;
        emg_lanes sum;
        for (int part = 0; part < PARTS; part++) {
            vector all = {0};
            for (int at = 0; at < wide; at++)
                all += ((const vector *)(weights + at))[part] *
                       ((const vector *)(phasors + at))[part];
            *part_of(&sum, part) = all;
        }
        samples[i] -= ((sum.v[0] + sum.v[1]) + (sum.v[2] + sum.v[3])) +
                      ((sum.v[4] + sum.v[5]) + (sum.v[6] + sum.v[7]));
    }
}

#endif
