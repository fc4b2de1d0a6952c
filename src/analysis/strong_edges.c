/* From flags of frames to runs with edges between samples. */
#include "analysis/strong_muscle.h"

#include "base/memory.h"

#include <math.h>

#define MOST 1024
#define NOISY 0.75     /* from EMG's colour to that of noise */
#define EDGE_FRAMES 24 /* that an edge looks at to each side, at most */

static bool
is_on(const emg_strong_muscle *m, int64_t frame)
{
    return m->on[emg_strong_place(frame)];
}

/* Frames from an edge on, in one direction, that are all alike. */
static int
alike(const emg_strong_muscle *m, int64_t first, int direction)
{
    int n = 0;
    for (int64_t f = first; n < EDGE_FRAMES; f += direction, n++)
        if (f < 0 || f >= m->decided || is_on(m, f) != is_on(m, first))
            break;
    return n;
}

static double
square_at(const emg_strong_muscle *m, int64_t sample)
{
    int n = m->own->samples;
    double x =
        (double)m->residual[emg_strong_place(sample / n) * n + sample % n];
    return x * x;
}

/* The edge at the start of a frame, in samples; the rough one where no ramp
 * fits. Time runs backward for an offset. */
static emg_ramp
edge_of(const emg_strong_muscle *m, int64_t frame, bool onset)
{
    double squares[MOST];
    int n = m->own->samples, direction = onset ? 1 : -1;
    int64_t edge = frame * n;
    int outside = alike(m, onset ? frame - 1 : frame, -direction) * n;
    int inside = alike(m, onset ? frame : frame - 1, direction) * n;
    int before = (int)(EMG_RAMP_BEFORE_S * m->rate_hz);
    int behind = (int)(EMG_RAMP_BEHIND_S * m->rate_hz);
    emg_ramp ramp;
    before = before < outside ? before : outside;
    behind = behind < inside ? behind : inside;
    for (int i = 0; i < before + behind; i++)
        squares[i] =
            square_at(m, onset ? edge - before + i : edge + before - 1 - i);
    emg_ramp_view view = {squares, before + behind, before};
    if (!emg_ramp_find(&m->ramps, &view, &ramp))
        ramp = (emg_ramp){before, n};
    ramp.edge = (double)edge + direction * (ramp.edge - before);
    return ramp;
}

static int64_t
raw_frame(const emg_strong_muscle *m, const emg_segment *segment, double sample)
{
    return segment->first_frame + (int64_t)round(sample * m->every);
}

static void
begin_run(emg_strong_muscle *m, int64_t frame, const emg_segment *segment)
{
    emg_ramp ramp = {0};
    if (frame > 0)
        ramp = edge_of(m, frame, true);
    m->is_open = true;
    m->heard_in[0] = m->heard_in[1] = 0;
    m->open = (emg_burst){.from = raw_frame(m, segment, ramp.edge),
                          .segment = segment->number,
                          .from_spread_s = ramp.uncertainty / m->rate_hz,
                          .truncated = frame == 0};
    if (m->runs.n > 0 && m->open.from < m->runs.at[m->runs.n - 1].to)
        m->open.from = m->runs.at[m->runs.n - 1].to;
}

static void
hear(emg_strong_muscle *m, int64_t frame)
{
    const double *bands = m->bands + 2 * emg_strong_place(frame);
    for (int i = 0; i < 2; i++)
        m->heard_in[i] += bands[i];
}

/* What grew louder without another colour is noise. */
static bool
is_noise(const emg_strong_muscle *m)
{
    const emg_noise_model *model = &m->own->model;
    double noisy = model->r + NOISY * (model->s - model->r);
    return model->apart && m->heard_in[1] > noisy * m->heard_in[0];
}

static emg_status
end_run(emg_strong_muscle *m, int64_t frame, bool truncated,
        const emg_segment *segment, emg_error *error)
{
    emg_ramp ramp = {(double)(frame * m->own->samples), 0};
    if (!truncated)
        ramp = edge_of(m, frame, false);
    m->is_open = false;
    m->open.to = raw_frame(m, segment, ramp.edge);
    m->open.to_spread_s = ramp.uncertainty / m->rate_hz;
    m->open.truncated |= truncated;
    if (m->open.to <= m->open.from || is_noise(m))
        return EMG_OK;
    if (emg_grow((void **)&m->runs.at, &m->runs.room, m->runs.n + 1,
                 sizeof m->open, error))
        return EMG_NO_MEMORY;
    m->runs.at[m->runs.n++] = m->open;
    return EMG_OK;
}

emg_status
emg_strong_settle(emg_strong_muscle *m, int64_t until,
                  const emg_segment *segment, emg_error *error)
{
    emg_status status = EMG_OK;
    for (; m->settled < until && !status; m->settled++) {
        bool on = is_on(m, m->settled);
        if (on && !m->is_open)
            begin_run(m, m->settled, segment);
        else if (!on && m->is_open)
            status = end_run(m, m->settled, false, segment, error);
        if (m->is_open)
            hear(m, m->settled);
    }
    if (!status && m->is_open && m->own->ended && until == m->own->frames)
        status = end_run(m, until, true, segment, error);
    return status;
}
