/* Every chunk is projected on a table; what is taken away goes straight from
 * the middle of a chunk to that of the next. */
#include "dsp/rake.h"

#include "base/memory.h"
#include "dsp/kernels.h"
#include "dsp/phasor.h"
#include "dsp/triangle.h"

#include <assert.h>
#include <math.h>
#include <stdalign.h>

#define HIGHEST 0.45 /* of the rate */

static void
set_table(emg_rake *self)
{
    for (int h = 0; h < self->harmonics; h++)
        for (int i = 0; i < self->chunk; i++) {
            double *row = self->table + (ptrdiff_t)i * 2 * self->width;
            double z[2];
            emg_phasor(z, (h + 1) * self->hz / self->rate_hz * i);
            row[h] = z[0];
            row[self->width + h] = z[1];
        }
}

emg_status
emg_rake_init(emg_rake *rake, double hz, double rate_hz, emg_error *error)
{
    *rake = (emg_rake){.hz = hz, .rate_hz = rate_hz};
    rake->chunk = (int)fmax(1, round(rate_hz / EMG_CHUNKS_HZ));
    while (rake->harmonics < EMG_MOST_TEETH &&
           (rake->harmonics + 1) * hz < HIGHEST * rate_hz)
        rake->harmonics++;
    rake->width = (rake->harmonics + EMG_LANES - 1) / EMG_LANES * EMG_LANES;
    rake->table = emg_new((size_t)rake->chunk * 2 * (size_t)rake->width + 1,
                          sizeof(double), error);
    if (!rake->table)
        return EMG_NO_MEMORY;
    set_table(rake);
    return EMG_OK;
}

void
emg_rake_clear(emg_rake *rake)
{
    emg_free(rake->table);
}

int
emg_rake_half(const emg_rake *rake, double box_s)
{
    return (int)round(box_s * rake->rate_hz / rake->chunk / 2);
}

/* ---- a stretch --------------------------------------------------------- */

emg_teeth
emg_teeth_over(const emg_rake *rake, int n, double *work)
{
    size_t chunks = (size_t)(n / rake->chunk);
    emg_teeth v = {.how = rake, .n = (int)chunks, .z = work};
    v.fitted = v.z + 2 * chunks * (size_t)rake->harmonics;
    v.spin = v.fitted + 2 * chunks * (size_t)rake->harmonics;
    v.drift = v.spin + 2 * chunks;
    v.turns = v.drift + 2 * chunks;
    v.weights = v.turns + chunks;
    v.one = v.weights + chunks;
    v.two = v.one + 2 * chunks;
    v.work = v.two + 2 * chunks;
    v.rest = v.work + emg_triangle_room(v.n);
    assert((size_t)(v.rest - work) + (size_t)n == emg_teeth_room(rake, n));
    for (int h = 0; h < rake->harmonics; h++)
        v.on[h] = true;
    return v;
}

size_t
emg_teeth_room(const emg_rake *rake, int n)
{
    int chunks = n / rake->chunk;
    size_t a_chunk = 4 * (size_t)rake->harmonics + 10;
    return (size_t)chunks * a_chunk + emg_triangle_room(chunks) + (size_t)n;
}

double *
emg_rake_of(const emg_teeth *v, double *all, int harmonic)
{
    return all + (ptrdiff_t)harmonic * v->n * 2;
}

void
emg_rake_project(const emg_teeth *v, const double *samples)
{
    const emg_rake *how = v->how;
    alignas(64) double sums[2 * EMG_MOST_TEETH];
    double middle = 0, chunk_turns = how->hz * how->chunk / how->rate_hz;
    for (int b = 0; b < v->n; b++)
        emg_phasor(v->spin + 2 * (ptrdiff_t)b, chunk_turns * b);
    for (int i = 0; i < v->n * how->chunk; i++)
        middle += (samples[i] - middle) / (i + 1);
    for (int b = 0; b < v->n; b++) {
        const double *x = samples + (ptrdiff_t)b * how->chunk;
        for (int i = 0; i < how->chunk; i++)
            v->rest[i] = x[i] - middle;
        emg_kernels()->project(v->rest, how->chunk, (emg_lanes *)how->table,
                               2 * how->width / EMG_LANES, (emg_lanes *)sums);
        for (int h = 0; h < how->harmonics; h++) {
            double *z = emg_rake_of(v, v->z, h) + 2 * (ptrdiff_t)b;
            z[0] = sums[h] / how->chunk;
            z[1] = -sums[how->width + h] / how->chunk;
            emg_turn_back(z, v->spin + 2 * (ptrdiff_t)b, h + 1);
        }
    }
}

/* The phasor of a harmonic at rest, under a triangle. */
void
emg_rake_smooth(const emg_teeth *v, int harmonic, int half,
                const double *weights, double *out)
{
    const double *z = emg_rake_of(v, v->z, harmonic);
    for (int b = 0; b < v->n; b++) {
        out[2 * b] = z[2 * b];
        out[2 * b + 1] = z[2 * b + 1];
        emg_turn_back(out + 2 * b, v->drift + 2 * (ptrdiff_t)b, harmonic + 1);
    }
    emg_triangle(out, v->n, half, weights, v->work);
}

void
emg_rake_fit(const emg_teeth *v, int half, const double *weights)
{
    for (int h = 0; h < v->how->harmonics; h++) {
        double *out = emg_rake_of(v, v->fitted, h);
        if (!v->on[h])
            continue;
        emg_rake_smooth(v, h, half, weights, out);
        for (int b = 0; b < v->n; b++) {
            emg_turn(out + 2 * b, v->drift + 2 * (ptrdiff_t)b, h + 1);
            emg_turn(out + 2 * b, v->spin + 2 * (ptrdiff_t)b, h + 1);
        }
    }
}

/* ---- out of the samples ------------------------------------------------ */

/* The phasor of a chunk, as it would be seen from the start of another one
 * next to it; beyond the ends it stays. */
static void
seen_from(const emg_teeth *v, int harmonic, int chunk, int from, double z[2])
{
    int at = chunk < 0 ? 0 : chunk >= v->n ? v->n - 1 : chunk;
    const double *a = emg_rake_of(v, v->fitted, harmonic) + 2 * (ptrdiff_t)at;
    z[0] = a[0];
    z[1] = a[1];
    if (at < from)
        emg_turn(z, v->spin + 2, harmonic + 1);
    if (at > from)
        emg_turn_back(z, v->spin + 2, harmonic + 1);
}

/* One harmonic out of the samples [from, to) of a chunk, between two phasors
 * that stand `span` samples apart, the first of them `before` samples before
 * the chunk's start. */
static void
take_part(const emg_teeth *v, int harmonic, double *x, int from, int to,
          const double a[2], const double b[2], double before)
{
    const emg_rake *how = v->how;
    double re_step = (b[0] - a[0]) / how->chunk;
    double im_step = (b[1] - a[1]) / how->chunk;
    for (int i = from; i < to; i++) {
        const double *row = how->table + (ptrdiff_t)i * 2 * how->width;
        double way = i + before;
        x[i] -= 2 * ((a[0] + way * re_step) * row[harmonic] -
                     (a[1] + way * im_step) * row[how->width + harmonic]);
    }
}

static void
take_away(const emg_teeth *v, int harmonic, double *samples, int n)
{
    int size = v->how->chunk, half = size / 2;
    double middle = (size - 1) / 2.0;
    for (int b = 0; b * size < n; b++) {
        double *x = samples + (ptrdiff_t)b * size, z[3][2];
        int to = n - b * size < size ? n - b * size : size;
        for (int k = 0; k < 3; k++)
            seen_from(v, harmonic, b - 1 + k, b, z[k]);
        take_part(v, harmonic, x, 0, half < to ? half : to, z[0], z[1],
                  size - middle);
        take_part(v, harmonic, x, half, to, z[1], z[2], -middle);
    }
}

void
emg_rake_take_away(const emg_teeth *v, double *samples, int n)
{
    for (int h = 0; h < v->how->harmonics; h++)
        if (v->on[h])
            take_away(v, h, samples, n);
}
