/* Hann windows, and the bins that lie in the band. */
#include "detect/alternation.h"

#include "base/math.h"

#include <math.h>

#define WINDOW EMG_ALTERNATION_WINDOW
#define HOP (WINDOW / 2)
#define FIRST_BIN 2
#define LEAST_MEAN 0.1
#define SLOW -0.50

static double
mean_of(const double *values)
{
    double sum = 0;
    for (int i = 0; i < WINDOW; i++)
        sum += values[i];
    return sum / WINDOW;
}

void
emg_alternation_prepare(emg_alternation_ring *ring)
{
    ring->power = 0;
    for (int i = 0; i < WINDOW; i++) {
        double phase = 2 * (double)EMG_PI * i / WINDOW;
        double hann = 0.5 - 0.5 * emg_cos(phase);
        ring->power += hann * hann;
        for (int k = 0; k < EMG_ALTERNATION_BINS; k++) {
            ring->waves[k][0][i] = hann * emg_cos((FIRST_BIN + k) * phase);
            ring->waves[k][1][i] = hann * emg_sin((FIRST_BIN + k) * phase);
        }
    }
}

static double
product(const double *wave, const double *values, int64_t first, double mean)
{
    double sum = 0;
    for (int i = 0; i < WINDOW; i++)
        sum += wave[i] * (values[(first + i) % WINDOW] - mean);
    return sum;
}

/* The mean product of the parts of both that lie in the band. */
static double
cospectrum(const emg_alternation_ring *ring, int64_t newest, double mean_x,
           double mean_y)
{
    double sum = 0;
    for (int k = 0; k < EMG_ALTERNATION_BINS; k++)
        for (int part = 0; part < 2; part++) {
            const double *wave = ring->waves[k][part];
            sum += product(wave, ring->x, newest + 1, mean_x) *
                   product(wave, ring->y, newest + 1, mean_y);
        }
    return 2 * sum / (WINDOW * ring->power);
}

double
emg_alternation_add(emg_alternation *sums, emg_alternation_ring *ring, double x,
                    double y)
{
    int64_t at = sums->n++;
    ring->x[at % WINDOW] = x;
    ring->y[at % WINDOW] = y;
    sums->x += x;
    sums->y += y;
    sums->xy += x * y;
    if (sums->n < WINDOW || (sums->n - WINDOW) % HOP != 0)
        return NAN;
    double mean_x = mean_of(ring->x), mean_y = mean_of(ring->y);
    double together = cospectrum(ring, at, mean_x, mean_y);
    sums->together += together;
    sums->windows++;
    return together / (fmax(mean_x, LEAST_MEAN) * fmax(mean_y, LEAST_MEAN));
}

void
emg_alternation_join(emg_alternation *sums, const emg_alternation *more)
{
    sums->n += more->n;
    sums->x += more->x;
    sums->y += more->y;
    sums->xy += more->xy;
    sums->windows += more->windows;
    sums->together += more->together;
}

static double
product_of_means(const emg_alternation *sums)
{
    double n = (double)sums->n;
    return fmax(sums->x / n, LEAST_MEAN) * fmax(sums->y / n, LEAST_MEAN);
}

double
emg_alternation_slow(const emg_alternation *sums)
{
    double n = (double)sums->n;
    if (sums->n == 0)
        return NAN;
    return (sums->xy / n - sums->x / n * (sums->y / n)) /
           product_of_means(sums);
}

double
emg_alternation_fast(const emg_alternation *sums)
{
    if (sums->windows == 0)
        return NAN;
    return sums->together / (double)sums->windows / product_of_means(sums);
}

bool
emg_alternates(const emg_alternation *sums)
{
    return emg_alternation_fast(sums) < EMG_ALTERNATION_FAST ||
           emg_alternation_slow(sums) < SLOW;
}
