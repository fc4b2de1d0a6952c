/* Second-order sections over the lanes: a part of kernel.c, and
 * of kernel_two.c, which has narrower frames. */
#ifndef EMG_DSP_KERNEL_CASCADE_H
#define EMG_DSP_KERNEL_CASCADE_H

#include "dsp/kernel_vector.h"

#define MOST 6 /* sections in one loop */

/* The numbers of a section in every lane of a vector of their own: nothing that
 * is written through a frame can be one of them, and so they stay where they
 * are at hand. */
typedef struct spread_section {
    vector b0, b1, b2, a1, a2;
} spread_section;

INLINE void
spread(const emg_section *from, int sections, spread_section *to)
{
    const vector zero = {0};
#pragma GCC unroll 6
    for (int k = 0; k < sections; k++)
        to[k] = (spread_section){from[k].b0 - zero, from[k].b1 - zero,
                                 from[k].b2 - zero, from[k].a1 - zero,
                                 from[k].a2 - zero};
}

/* One frame through one section. `banded`: b1 is 0 and b2 -b0, as in a
 * band-pass, and 6 operations give what 9 do; then z is the state with its
 * sign turned. */
INLINE vector
section_step(const spread_section *s, const bool banded, vector z[2], vector x)
{
    vector in = s->b0 * x, y;
    if (banded) {
        y = in - z[0];
        z[0] = s->a1 * y + z[1];
        z[1] = in + s->a2 * y;
    } else {
        y = in + z[0];
        z[0] = s->b1 * x - s->a1 * y + z[1];
        z[1] = s->b2 * x - s->a2 * y;
    }
    return y;
}

INLINE void
section_run(const spread_section *s, const bool banded, vector z[2],
            FRAME *frame, int64_t n, int step, int part)
{
    for (int64_t i = 0; i < n; i++, frame += step)
        *part_of(frame, part) =
            section_step(s, banded, z, *part_of(frame, part));
}

/* What runs: sections and the places of the frames that they run over.
 * `sections` and `general`, how many from the first on are not banded, are
 * constants wherever the functions below are inlined, so that states stay in
 * registers. */
typedef struct passage {
    const spread_section *s;
    int sections, general;
    FRAME *frame; /* the first */
    int64_t n;
    int step, part;
} passage;

INLINE void
section_over(const passage *p, int k, vector z[2], int64_t from, int64_t n)
{
    section_run(p->s + k, k >= p->general, z, p->frame + from * p->step, n,
                p->step, p->part);
}

/* Each section a frame behind the one before it: none waits for another, and
 * the processor works at all of them at once. n is at least `sections`. */
INLINE void
staggered(const passage *p, vector z[MOST][2])
{
    const int last = p->sections - 1;
    FRAME *in = p->frame + last * p->step, *out = p->frame;
    vector x[MOST]; /* what each section is given next */

#pragma GCC unroll 6
    for (int k = 0; k < last; k++)
        section_over(p, k, z[k], 0, last - k);
#pragma GCC unroll 6
    for (int k = 1; k <= last; k++)
        x[k] = *part_of(in - k * p->step, p->part);
    for (int64_t i = last; i < p->n; i++, in += p->step, out += p->step) {
        vector y[MOST];
        x[0] = *part_of(in, p->part);
#pragma GCC unroll 6
        for (int k = last; k >= 0; k--)
            y[k] = section_step(p->s + k, k >= p->general, z[k], x[k]);
#pragma GCC unroll 6
        for (int k = last; k > 0; k--)
            x[k] = y[k - 1];
        *part_of(out, p->part) = y[last];
    }
#pragma GCC unroll 6
    for (int k = 1; k <= last; k++)
        *part_of(in - k * p->step, p->part) = x[k];
#pragma GCC unroll 6
    for (int k = 1; k <= last; k++)
        section_over(p, k, z[k], p->n - k, k);
}

/* In registers, and back. */
INLINE void
load_states(int sections, int general, FRAME *state, int part,
            vector z[MOST][2])
{
#pragma GCC unroll 6
    for (int k = 0; k < sections; k++)
        for (int j = 0; j < 2; j++) {
            vector held = *part_of(state + 2 * k + j, part);
            z[k][j] = k < general ? held : -held;
        }
}

INLINE void
keep_states(int sections, int general, FRAME *state, int part,
            vector z[MOST][2])
{
#pragma GCC unroll 6
    for (int k = 0; k < sections; k++)
        for (int j = 0; j < 2; j++)
            *part_of(state + 2 * k + j, part) =
                k < general ? z[k][j] : -z[k][j];
}

INLINE void
cascade_part(passage p, FRAME *state)
{
    vector z[MOST][2];
    load_states(p.sections, p.general, state, p.part, z);
    if (p.n >= p.sections)
        staggered(&p, z);
    else
#pragma GCC unroll 6
        for (int k = 0; k < p.sections; k++)
            section_over(&p, k, z[k], 0, p.n);
    keep_states(p.sections, p.general, state, p.part, z);
}

#define CASCADE(name, sections, general)                                       \
    static void name##_##sections(const emg_section *s, FRAME *state,          \
                                  FRAME *first, int64_t n, int step)           \
    {                                                                          \
        spread_section all[sections];                                          \
        spread(s, sections, all);                                              \
        for (int part = 0; part < PARTS; part++)                               \
            cascade_part(                                                      \
                (passage){all, sections, general, first, n, step, part},       \
                state);                                                        \
    }
/* All as they come, a band-pass, and one after a notch. */
#define CASCADES(sections)                                                     \
    CASCADE(any, sections, sections)                                           \
    CASCADE(banded, sections, 0)                                               \
    CASCADE(mixed, sections, 1)

CASCADES(1)
CASCADES(2)
CASCADES(3)
CASCADES(4)
CASCADES(5)
CASCADES(6)

typedef void cascade_run(const emg_section *, FRAME *, FRAME *, int64_t, int);

/* How many from the first on are not banded, or may as well not be. */
static int
general_of(const emg_section *s, int sections)
{
    int general = sections;
    while (general > 0 && s[general - 1].b1 == 0 &&
           s[general - 1].b2 == -s[general - 1].b0)
        general--;
    return general;
}

static cascade_run *
cascade_for(const emg_section *s, int sections)
{
    static cascade_run *const any[] = {any_1, any_2, any_3,
                                       any_4, any_5, any_6};
    static cascade_run *const banded[] = {banded_1, banded_2, banded_3,
                                          banded_4, banded_5, banded_6};
    static cascade_run *const mixed[] = {mixed_1, mixed_2, mixed_3,
                                         mixed_4, mixed_5, mixed_6};
    int general = general_of(s, sections);
    return general == 0   ? banded[sections - 1]
           : general == 1 ? mixed[sections - 1]
                          : any[sections - 1];
}

#define STRETCH 256 /* frames that stay in the first cache between groups */

static void
cascade(const emg_sos *sos, FRAME *state, FRAME *first, int64_t n, int step)
{
    while (n > 0) {
        int64_t now = n < STRETCH ? n : STRETCH;
        for (int done = 0; done < sos->n;) {
            int sections = sos->n - done < MOST ? sos->n - done : MOST;
            const emg_section *s = sos->section + done;
            cascade_for(s, sections)(s, state + 2 * done, first, now, step);
            done += sections;
        }
        first += now * step;
        n -= now;
    }
}

#endif
