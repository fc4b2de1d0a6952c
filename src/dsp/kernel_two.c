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

/* Two ways that have nothing to do with each other: while one waits for its own
 * last frame, the other goes on. */
INLINE void
weave(const emg_section *s, const int sections, const int general,
      const emg_two_way *forward, const emg_two_way *backward, int64_t n)
{
    spread_section all[MOST];
    vector f[MOST][2], b[MOST][2];
    emg_two *ahead = forward->first, *back = backward->first;
    spread(s, sections, all);
    load_states(sections, general, forward->state, 0, f);
    load_states(sections, general, backward->state, 0, b);
    for (int64_t i = 0; i < n; i++, ahead++, back--) {
        vector x = *part_of(ahead, 0), y = *part_of(back, 0);
#pragma GCC unroll 3
        for (int k = 0; k < sections; k++) {
            x = section_step(all + k, k >= general, f[k], x);
            y = section_step(all + k, k >= general, b[k], y);
        }
        *part_of(ahead, 0) = x;
        *part_of(back, 0) = y;
    }
    keep_states(sections, general, forward->state, 0, f);
    keep_states(sections, general, backward->state, 0, b);
}

void
emg_two_weave(const emg_sos *sos, const emg_two_way *forward,
              const emg_two_way *backward, int64_t n)
{
    const emg_section *s = sos->section;
    bool banded = general_of(s, sos->n) == 0;
    if (sos->n == 1 && !banded) {
        weave(s, 1, 1, forward, backward, n);
    } else if (sos->n == 2 && banded) {
        weave(s, 2, 0, forward, backward, n);
    } else if (sos->n == 3 && banded) {
        weave(s, 3, 0, forward, backward, n);
    } else {
        emg_two_cascade(sos, forward->state, forward->first, n, 1);
        emg_two_cascade(sos, backward->state, backward->first, n, -1);
    }
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
