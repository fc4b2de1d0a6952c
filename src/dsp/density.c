/* Motion, noise and deformation. */
#include "dsp/density.h"

#include <math.h>

#include "base/math.h"

#define SMOOTH 6         /* bins on either side of an average */
#define LEAST_PEAK_HZ 35 /* below it lie motion and heartbeats */
#define MOTION_HZ 20
#define HIGHEST_HZ 600 /* of surface EMG */

static double
average(const emg_tones *d, int k)
{
    double sum = 0;
    for (int i = k - SMOOTH; i <= k + SMOOTH; i++)
        sum += d->power[i];
    return sum / (2 * SMOOTH + 1);
}

typedef struct extremes {
    double highest, at_hz, lowest;
} extremes;

static extremes
find_extremes(const emg_tones *d, double end_hz)
{
    extremes found = {NAN, NAN, NAN};
    for (int k = SMOOTH; k + SMOOTH < d->n && k * d->step_hz <= end_hz; k++) {
        if (k * d->step_hz < LEAST_PEAK_HZ)
            continue;
        double power = average(d, k);
        if (!(power <= found.highest)) {
            found.highest = power;
            found.at_hz = k * d->step_hz;
        }
        if (!(power >= found.lowest))
            found.lowest = power;
    }
    return found;
}

static double
decibels(double ratio)
{
    return 10 * emg_log10(ratio);
}

double
emg_density_motion_db(const emg_tones *d, double end_hz)
{
    extremes found = find_extremes(d, end_hz);
    double slope = found.highest / found.at_hz;
    double above = 0, all = 0;
    for (int k = 0; k < d->n && k * d->step_hz < HIGHEST_HZ; k++) {
        double hz = k * d->step_hz;
        all += d->power[k];
        if (hz < MOTION_HZ)
            above += fmax(0, d->power[k] - slope * hz);
    }
    return isnan(slope) ? NAN : decibels(all / above);
}

double
emg_density_range_db(const emg_tones *d, double end_hz)
{
    extremes found = find_extremes(d, end_hz);
    return decibels(found.highest / found.lowest);
}

double
emg_density_deformation(const emg_tones *d)
{
    double m0 = 0, m1 = 0, m2 = 0;
    for (int k = 0; k < d->n && k * d->step_hz < HIGHEST_HZ; k++) {
        double hz = k * d->step_hz;
        m0 += d->power[k];
        m1 += hz * d->power[k];
        m2 += hz * hz * d->power[k];
    }
    return sqrt(m2 * m0) / m1;
}
