/* What stands still, and sums of squares: a part of kernel.c. */
#ifndef EMG_DSP_KERNEL_STILL_H
#define EMG_DSP_KERNEL_STILL_H

#include "dsp/kernel_vector.h"

INLINE void
still_part(emg_still *s, const emg_lanes *frames, int n, emg_lanes *ring,
           emg_lanes *out, int part)
{
    vector last = *part_of(&s->last, part), same = *part_of(&s->same, part);
    vector held = *part_of(&s->held, part), before = *part_of(&s->before, part);
    vector offset = *part_of(&s->offset, part);
    for (int i = 0; i < n; i++) {
        vector x = ((const vector *)(frames + i))[part];
        vector leaves = *part_of(ring + i, part);
        mask is_same = x == last;
        held = (vector)((is_same & (mask)held) | (~is_same & (mask)before));
        same = (vector)((mask)same & is_same) + 1;
        last = x;
        before = x + offset;
        offset *= s->fade;
        *part_of(ring + i, part) = before;
        *part_of(out + i, part) = leaves;
    }
    *part_of(&s->last, part) = last;
    *part_of(&s->same, part) = same;
    *part_of(&s->held, part) = held;
    *part_of(&s->before, part) = before;
    *part_of(&s->offset, part) = offset;
}

static void
still(emg_still *s, const emg_lanes *frames, int n, emg_lanes *ring,
      emg_lanes *out)
{
    for (int part = 0; part < PARTS; part++)
        still_part(s, frames, n, ring, out, part);
}

INLINE void
squares_part(const emg_lanes *frames, int n, emg_lanes *sum, int part)
{
    vector all = *part_of(sum, part);
    for (int i = 0; i < n; i++) {
        vector x = ((const vector *)(frames + i))[part];
        all += x * x;
    }
    *part_of(sum, part) = all;
}

static void
add_squares(const emg_lanes *frames, int n, emg_lanes *sum)
{
    for (int part = 0; part < PARTS; part++)
        squares_part(frames, n, sum, part);
}

#endif
