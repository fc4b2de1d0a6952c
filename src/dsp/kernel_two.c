/* The cascade over frames of two lanes: what a frame of eight would be, were it
 * as narrow as a pair of muscles. */
#include "dsp/kernels.h"

#define EMG_WIDTH 16
#define FRAME emg_two
#include "dsp/kernel_cascade.h"

void
emg_two_cascade(const emg_sos *sos, emg_two *state, emg_two *first, int64_t n,
                int step)
{
    cascade(sos, state, first, n, step);
}

void
emg_two_take(const emg_lanes *from, int64_t n, emg_two *to)
{
    for (int64_t i = 0; i < n; i++)
        *part_of(to + i, 0) = *(const vector *)(from + i);
}

void
emg_two_give(const emg_two *from, int64_t n, emg_lanes *to)
{
    const vector nothing = {0};
    for (int64_t i = 0; i < n; i++) {
        vector *frame = (vector *)(to + i);
        frame[0] = *(const vector *)(from + i);
        frame[1] = frame[2] = frame[3] = nothing;
    }
}
