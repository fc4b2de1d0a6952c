/* Moving sums over the lanes: a part of kernel.c. */
#ifndef EMG_DSP_KERNEL_MOVING_H
#define EMG_DSP_KERNEL_MOVING_H

#include "dsp/kernel_cascade.h"

/* What becomes of sums. */
typedef struct moving_end {
    bool rooted;
    double factor;
} moving_end;

/* The sum over the window that ends at this frame. A value takes the place of
 * the suffix sum that was needed last. */
INLINE vector
moving_step(emg_lanes *ring, const bool squares, vector *prefix,
            emg_lanes *frame, int part)
{
    vector value = *part_of(frame, part);
    if (squares)
        value *= value;
    *prefix += value;
    vector sum = *part_of(ring + 1, part) + *prefix;
    *part_of(ring, part) = value;
    return sum;
}

/* Adds n frames to a stretch that has room for them. */
INLINE void
moving_stretch(emg_moving *m, const bool squares, const moving_end end,
               emg_lanes *frames, int64_t n, int part)
{
    emg_lanes *ring = m->ring + m->at;
    vector prefix = *part_of(&m->prefix, part);
    int64_t i = 0;
    for (; end.rooted && i + ROOTS <= n; i += ROOTS) {
        vector sums[ROOTS];
        for (int k = 0; k < ROOTS; k++)
            sums[k] = moving_step(ring + i + k, squares, &prefix,
                                  frames + i + k, part);
        roots_of_scaled(sums, end.factor);
        for (int k = 0; k < ROOTS; k++)
            *part_of(frames + i + k, part) = sums[k];
    }
    for (; i < n; i++) {
        vector sum = moving_step(ring + i, squares, &prefix, frames + i, part);
        *part_of(frames + i, part) =
            end.rooted ? root_of_scaled(sum, end.factor) : sum;
    }
    *part_of(&m->prefix, part) = prefix;
}

/* The values of a whole stretch become suffix sums. */
static void
moving_turn(emg_moving *m)
{
    for (int part = 0; part < PARTS; part++) {
        vector sum = {0};
        for (int64_t i = m->length - 1; i >= 0; i--) {
            sum += *part_of(m->ring + i, part);
            *part_of(m->ring + i, part) = sum;
        }
    }
    m->prefix = (emg_lanes){0};
    m->at = 0;
}

INLINE void
moving_run(emg_moving *m, const bool squares, const moving_end end,
           emg_lanes *frames, int n)
{
    while (n > 0) {
        int64_t room = m->length - m->at;
        int64_t now = n < room ? n : room;
        for (int part = 0; part < PARTS; part++)
            moving_stretch(m, squares, end, frames, now, part);
        m->at += now;
        if (m->at == m->length)
            moving_turn(m);
        frames += now;
        n -= (int)now;
    }
}

static void
moving_sum(emg_moving *m, emg_lanes *frames, int n)
{
    if (m->squares)
        moving_run(m, true, (moving_end){0}, frames, n);
    else
        moving_run(m, false, (moving_end){0}, frames, n);
}

/* The roots keep the processor busy while memory gives and takes the ring. */
static void
moving_root(emg_moving *m, emg_lanes *frames, int n, double factor)
{
    moving_run(m, true, (moving_end){true, factor}, frames, n);
}

static void
scaled_root(emg_lanes *frames, int n, double factor)
{
    for (int part = 0; part < PARTS; part++) {
        int i = 0;
        for (; i + ROOTS <= n; i += ROOTS) {
            vector values[ROOTS];
            for (int k = 0; k < ROOTS; k++)
                values[k] = *part_of(frames + i + k, part);
            roots_of_scaled(values, factor);
            for (int k = 0; k < ROOTS; k++)
                *part_of(frames + i + k, part) = values[k];
        }
        for (; i < n; i++)
            *part_of(frames + i, part) =
                root_of_scaled(*part_of(frames + i, part), factor);
    }
}

/* ---- a cascade before it ------------------------------------------------ */

typedef void rooted_run(const emg_section *, emg_lanes *, emg_lanes *, int64_t,
                        emg_moving *, double);

#define ROOTED(name, sections, general)                                        \
    static void name##_rooted_##sections(                                      \
        const emg_section *s, emg_lanes *state, emg_lanes *frames, int64_t n,  \
        emg_moving *m, double factor)                                          \
    {                                                                          \
        spread_section all[sections];                                          \
        spread(s, sections, all);                                              \
        for (int part = 0; part < PARTS; part++) {                             \
            window w = {m->ring + m->at, *part_of(&m->prefix, part), factor};  \
            cascade_part(                                                      \
                (passage){all, sections, general, frames, n, 1, part, &w},     \
                state);                                                        \
            *part_of(&m->prefix, part) = w.prefix;                             \
        }                                                                      \
    }
EACH_CASCADE(ROOTED)

/* All sections over at most STRETCH frames, for which the ring has room. */
static void
cascade_root_stretch(const emg_sos *sos, emg_lanes *state, emg_moving *m,
                     emg_lanes *frames, int64_t n, double factor)
{
    static rooted_run *const rooted[] = {CASCADE_NAMES(_rooted)};
    int before = (sos->n - 1) / MOST * MOST, last = sos->n - before;
    const emg_section *s = sos->section + before;
    sections_over(sos->section, before, state, frames, n, 1);
    rooted[cascade_number(s, last)](s, state + 2 * before, frames, n, m,
                                    factor);
}

static void
cascade_root(const emg_sos *sos, emg_lanes *state, emg_moving *m,
             emg_lanes *frames, int n, double factor)
{
    while (n > 0) {
        int64_t room = m->length - m->at;
        int now = n < STRETCH ? n : STRETCH;
        now = now < room ? now : (int)room;
        cascade_root_stretch(sos, state, m, frames, now, factor);
        m->at += now;
        if (m->at == m->length)
            moving_turn(m);
        frames += now;
        n -= now;
    }
}

#endif
