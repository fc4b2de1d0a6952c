/* Second-order sections over the lanes: a part of kernel.c, and
 * of kernel_two.c, which has narrower frames. */
#ifndef EMG_DSP_KERNEL_CASCADE_H
#define EMG_DSP_KERNEL_CASCADE_H

#include "dsp/kernel_root.h"

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

/* A window over the squares of the frames that leave: the roots of their means
 * take their places. ring and prefix are those of emg_moving. */
typedef struct window {
    FRAME *ring;
    vector prefix;
    double factor;
} window;

/* What runs: sections and the places of the frames that they run over.
 * `sections` and `general`, how many from the first on are not banded, and
 * whether there is a window are constants wherever the functions below are
 * inlined, so that states stay in registers. */
typedef struct passage {
    const spread_section *s;
    int sections, general;
    FRAME *frame; /* the first */
    int64_t n;
    int step, part;
    window *window; /* NULL: frames leave as they are */
} passage;

/* The processor's own root: it is taken while the sections go on. */
INLINE vector
leave(const passage *p, vector x)
{
    window *w = p->window;
    if (!w)
        return x;
    x *= x;
    w->prefix += x;
    vector sum = *part_of(w->ring + 1, p->part) + w->prefix;
    *part_of(w->ring++, p->part) = x;
    return plain_root(sum * w->factor);
}

/* Of frames that all sections are done with. */
INLINE void
leave_all(const passage *p, int64_t from)
{
    for (int64_t i = from; p->window && i < p->n; i++) {
        vector *frame = part_of(p->frame + i * p->step, p->part);
        *frame = leave(p, *frame);
    }
}

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
        *part_of(out, p->part) = leave(p, y[last]);
    }
#pragma GCC unroll 6
    for (int k = 1; k <= last; k++)
        *part_of(in - k * p->step, p->part) = x[k];
#pragma GCC unroll 6
    for (int k = 1; k <= last; k++)
        section_over(p, k, z[k], p->n - k, k);
    leave_all(p, p->n - last);
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
    if (p.n >= p.sections) {
        staggered(&p, z);
    } else {
#pragma GCC unroll 6
        for (int k = 0; k < p.sections; k++)
            section_over(&p, k, z[k], 0, p.n);
        leave_all(&p, 0);
    }
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
                (passage){all, sections, general, first, n, step, part, NULL}, \
                state);                                                        \
    }

/* All as they come, a band-pass, and one after a notch. */
#define CASCADES(define, sections)                                             \
    define(any, sections, sections) define(banded, sections, 0)                \
        define(mixed, sections, 1)
#define EACH_CASCADE(define)                                                   \
    CASCADES(define, 1)                                                        \
    CASCADES(define, 2)                                                        \
    CASCADES(define, 3)                                                        \
    CASCADES(define, 4) CASCADES(define, 5) CASCADES(define, 6)
#define CASCADE_NAMES(kind)                                                    \
    any##kind##_1, any##kind##_2, any##kind##_3, any##kind##_4, any##kind##_5, \
        any##kind##_6, banded##kind##_1, banded##kind##_2, banded##kind##_3,   \
        banded##kind##_4, banded##kind##_5, banded##kind##_6, mixed##kind##_1, \
        mixed##kind##_2, mixed##kind##_3, mixed##kind##_4, mixed##kind##_5,    \
        mixed##kind##_6

EACH_CASCADE(CASCADE)

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

/* Which of CASCADE_NAMES they are for. */
static int
cascade_number(const emg_section *s, int sections)
{
    int general = general_of(s, sections);
    return (general == 0 ? MOST : general == 1 ? 2 * MOST : 0) + sections - 1;
}

static void
sections_over(const emg_section *s, int sections, FRAME *state, FRAME *first,
              int64_t n, int step)
{
    static cascade_run *const all[] = {CASCADE_NAMES()};
    for (int done = 0, now; done < sections; done += now) {
        now = sections - done < MOST ? sections - done : MOST;
        all[cascade_number(s + done, now)](s + done, state + 2 * done, first, n,
                                           step);
    }
}

#define STRETCH 256 /* frames that stay in the first cache between groups */

static void
cascade(const emg_sos *sos, FRAME *state, FRAME *first, int64_t n, int step)
{
    while (n > 0) {
        int64_t now = n < STRETCH ? n : STRETCH;
        sections_over(sos->section, sos->n, state, first, now, step);
        first += now * step;
        n -= now;
    }
}

#endif
