/* A frequency by its harmonics, and samples folded on its period. */
#include "dsp/period.h"

#include "base/math.h"

#include <math.h>
#include <stdbool.h>

#define COARSE 8 /* harmonics that find the frequency, and */
#define FINE 32  /* that tell it to a part of a phase over all samples */
#define REACH_HZ 0.5
#define BLOCK_S                                                                \
    0.1 /* a harmonic turns little in it when the frequency is off */
#define PHASES 256
#define LEAST_IN_PHASE                                                         \
    8 /* samples, that a mean tells more than each itself                      \
       */
#define LEAST_RATIO 4

/* Harmonics of hz in blocks of `length` samples: z[harmonic][block][2]. */
typedef struct demodulated {
    double *z;
    int harmonics, blocks, length;
    double block_s;
} demodulated;

static demodulated
blocks_of(int n, double rate_hz, int harmonics, double *z)
{
    int length = (int)ceil(BLOCK_S * rate_hz);
    return (demodulated){.z = z,
                         .harmonics = harmonics,
                         .blocks = n / length,
                         .length = length,
                         .block_s = length / rate_hz};
}

size_t
emg_period_room(int n, double rate_hz)
{
    return 2 * FINE * (size_t)blocks_of(n, rate_hz, FINE, NULL).blocks;
}

/* The sum of x e^(-2 pi i turns k), k from `first` on. */
static void
sum_block(const double *x, int n, double turns, double first, double z[2])
{
    double start = 2 * (double)EMG_PI * fmod(turns * first, 1);
    double step = 2 * (double)EMG_PI * turns;
    double re = emg_cos(start), im = -emg_sin(start);
    double by_re = emg_cos(step), by_im = -emg_sin(step);
    z[0] = z[1] = 0;
    for (int k = 0; k < n; k++) {
        double next = re * by_re - im * by_im;
        z[0] += x[k] * re;
        z[1] += x[k] * im;
        im = re * by_im + im * by_re;
        re = next;
    }
}

static void
demodulate(const demodulated *d, const double *x, double hz, double rate_hz)
{
    for (int m = 0; m < d->harmonics; m++)
        for (int b = 0; b < d->blocks; b++)
            sum_block(x + b * d->length, d->length,
                      fmod((m + 1) * hz / rate_hz, 1), (double)b * d->length,
                      d->z + 2 * (m * d->blocks + b));
}

/* Power of all harmonics if the frequency is off_hz higher. */
static double
power_at(const demodulated *d, double off_hz)
{
    double power = 0;
    for (int m = 0; m < d->harmonics; m++) {
        const double *z = d->z + 2 * m * d->blocks;
        double turn = 2 * (double)EMG_PI * (m + 1) * off_hz * d->block_s;
        double by_re = emg_cos(turn), by_im = -emg_sin(turn);
        double re = 0, im = 0;
        for (int b = d->blocks - 1; b >= 0; b--) { /* Horner */
            double next = re * by_re - im * by_im + z[2 * b];
            im = re * by_im + im * by_re + z[2 * b + 1];
            re = next;
        }
        power += re * re + im * im;
    }
    return power;
}

/* The best within reach, in steps, then in ever smaller ones. */
static double
search(const demodulated *d, double reach_hz, double step_hz)
{
    int steps = (int)ceil(reach_hz / step_hz);
    double best = 0, most = -1;
    for (int i = -steps; i <= steps; i++) {
        double power = power_at(d, i * step_hz);
        if (power > most) {
            most = power;
            best = i * step_hz;
        }
    }
    for (double by = step_hz / 2; by > step_hz / 1000; by /= 2)
        for (int sign = -1; sign <= 1; sign += 2) {
            double power = power_at(d, best + sign * by);
            if (power > most) {
                most = power;
                best += sign * by;
            }
        }
    return best;
}

double
emg_period_find(const double *samples, int n, double rate_hz, double hz,
                double *work)
{
    double whole_s = n / rate_hz;
    double coarse_hz = 1 / (4 * COARSE * whole_s);
    demodulated d = blocks_of(n, rate_hz, COARSE, work);
    demodulate(&d, samples, hz, rate_hz);
    hz += search(&d, REACH_HZ, coarse_hz);
    d = blocks_of(n, rate_hz, FINE, work);
    demodulate(&d, samples, hz, rate_hz);
    return hz + search(&d, coarse_hz, 1 / (4 * FINE * whole_s));
}

/* ---- the mean period --------------------------------------------------- */

static int
phase_of(int i, double per_sample)
{
    return (int)(fmod(i * per_sample, 1) * PHASES);
}

typedef struct folded {
    double mean;          /* of all samples */
    double means[PHASES]; /* of each phase, less that; 0 of what has few */
    int counts[PHASES];
    int used; /* phases that have a mean */
} folded;

static void
fold(folded *f, const double *x, int n, double per_sample)
{
    *f = (folded){0};
    for (int i = 0; i < n; i++)
        f->mean += (x[i] - f->mean) / (i + 1);
    for (int i = 0; i < n; i++) {
        int p = phase_of(i, per_sample);
        f->means[p] += x[i] - f->mean;
        f->counts[p]++;
    }
    for (int p = 0; p < PHASES; p++) {
        bool known = f->counts[p] >= LEAST_IN_PHASE;
        f->means[p] = known ? f->means[p] / f->counts[p] : 0;
        f->used += known;
    }
}

/* Variance that the means explain over what is left, each by its degrees of
 * freedom: 1 by chance. */
static bool
stands_out(const folded *f, const double *x, int n)
{
    double all = 0, explained = 0;
    for (int i = 0; i < n; i++)
        all += (x[i] - f->mean) * (x[i] - f->mean);
    for (int p = 0; p < PHASES; p++)
        explained += f->counts[p] * f->means[p] * f->means[p];
    return f->used > 1 && n > f->used &&
           explained * (n - f->used) >=
               LEAST_RATIO * (all - explained) * (f->used - 1);
}

int
emg_period_subtract(double *samples, int n, double per_sample)
{
    folded f;
    fold(&f, samples, n, per_sample);
    if (!stands_out(&f, samples, n))
        return 0;
    for (int i = 0; i < n; i++)
        samples[i] -= f.means[phase_of(i, per_sample)];
    return f.used;
}
