/* First where the power is, then how phases turn there. */
#include "dsp/rake_follow.h"

#include "base/math.h"
#include "dsp/phasor.h"

#include <math.h>
#include <string.h>

#define FOLLOWED 9 /* teeth that tell of the frequency */
#define REACH_HZ 0.5
#define STEP_HZ 0.02
#define STEPS 51   /* from one end to the other */
#define PIECE_S 2  /* in which a wandering frequency keeps its phase */
#define ROUGH 10   /* chunks that are one while the frequency is looked for */
#define FOLLOW_S 1 /* box of a triangle */

/* Power at off_hz times the harmonic, of pieces of whole rough chunks. */
static double
power_of(const double *rough, int n, double turns)
{
    int piece = PIECE_S * EMG_CHUNKS_HZ / ROUGH;
    double power = 0, by[2];
    emg_phasor(by, -turns);
    for (int from = 0; from < n; from += piece) {
        int to = from + piece < n ? from + piece : n;
        double sum[2] = {0, 0};
        for (int b = to - 1; b >= from; b--) { /* Horner */
            emg_times(sum, by[0], by[1]);
            sum[0] += rough[2 * b];
            sum[1] += rough[2 * b + 1];
        }
        power += sum[0] * sum[0] + sum[1] * sum[1];
    }
    return power;
}

static int
make_rough(const emg_teeth *v, int harmonic, double *rough)
{
    const double *z = emg_rake_of(v, v->z, harmonic);
    int n = v->n / ROUGH;
    memset(rough, 0, 2 * (size_t)n * sizeof *rough);
    for (int b = 0; b < n * ROUGH; b++)
        for (int part = 0; part < 2; part++)
            rough[2 * (b / ROUGH) + part] += z[2 * b + part];
    return n;
}

/* Where all harmonics together have the most, as a difference in Hz. */
static double
search(const emg_teeth *v)
{
    double powers[STEPS] = {0};
    double rough_s = (double)ROUGH * v->how->chunk / v->how->rate_hz;
    int best = 0;
    for (int h = 0; h < v->how->harmonics && h < FOLLOWED; h++) {
        int n = v->on[h] ? make_rough(v, h, v->one) : 0;
        for (int k = 0; k < STEPS; k++)
            powers[k] += power_of(v->one, n,
                                  (h + 1) * (k * STEP_HZ - REACH_HZ) * rough_s);
    }
    for (int k = 0; k < STEPS; k++)
        best = powers[k] > powers[best] ? k : best;
    return best * STEP_HZ - REACH_HZ;
}

static void
set_drift(const emg_teeth *v)
{
    for (int b = 0; b < v->n; b++)
        emg_phasor(v->drift + 2 * (ptrdiff_t)b, v->turns[b]);
}

/* What is left of the turning, from one chunk to the next: the mean over the
 * harmonics, by how well each tells it. */
static void
follow_once(const emg_teeth *v, const double *weights)
{
    double *sums = v->two, turns = 0;
    memset(sums, 0, 2 * (size_t)v->n * sizeof *sums);
    for (int h = 0; h < v->how->harmonics && h < FOLLOWED; h++) {
        if (!v->on[h])
            continue;
        emg_rake_smooth(v, h, emg_rake_half(v->how, FOLLOW_S), weights, v->one);
        for (int b = 1; b < v->n; b++) {
            const double *a = v->one + 2 * (ptrdiff_t)b;
            double re = a[0] * a[-2] + a[1] * a[-1];
            double im = a[1] * a[-2] - a[0] * a[-1];
            double size = sqrt(re * re + im * im), m = h + 1;
            sums[2 * b] += m * im; /* small angles are their sines */
            sums[2 * b + 1] += m * m * size;
        }
    }
    for (int b = 1; b < v->n; b++) {
        if (sums[2 * b + 1] > 0)
            turns += sums[2 * b] / sums[2 * b + 1] / (2 * (double)EMG_PI);
        v->turns[b] += turns;
    }
    set_drift(v);
}

void
emg_rake_follow(const emg_teeth *v, bool weighted)
{
    double chunk_s = v->how->chunk / v->how->rate_hz;
    double off_hz = search(v);
    for (int b = 0; b < v->n; b++)
        v->turns[b] = off_hz * chunk_s * b;
    set_drift(v);
    follow_once(v, NULL);
    follow_once(v, NULL);
    if (weighted)
        follow_once(v, v->weights);
}
