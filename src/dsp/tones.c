/* Lines above what lies beside them. */
#include "dsp/tones.h"

#include <math.h>
#include <stdbool.h>

#define HIGHEST 0.45 /* of the rate */

static int
bin_of(const emg_tones *t, double hz)
{
    return t->n > 0 ? (int)round(hz / t->step_hz) : 0;
}

static bool
has_sides(const emg_tones *t, int k)
{
    return k >= 3 && k + 3 < t->n;
}

/* What the three bins about k hold without a line, by the two on either side.
 */
static double
floor_at(const emg_tones *t, int k)
{
    const double *p = t->power + k;
    return 3 * (p[-3] + p[-2] + p[2] + p[3]) / 4;
}

static double
line(const emg_tones *t, int k)
{
    if (!has_sides(t, k))
        return 0;
    const double *p = t->power + k;
    return fmax(0, p[-1] + p[0] + p[1] - floor_at(t, k));
}

double
emg_tones_lines(const emg_tones *tones, double hz)
{
    double sum = 0, end_hz = HIGHEST * 2 * (tones->n - 1) * tones->step_hz;
    for (int m = 1; m * hz < end_hz; m++)
        sum += line(tones, bin_of(tones, m * hz));
    return sum;
}

double
emg_tones_contrast(const emg_tones *tones, double hz)
{
    int k = bin_of(tones, hz);
    double above = line(tones, k);
    return above > 0 ? above / floor_at(tones, k) : 0;
}

double
emg_tones_centre(const emg_tones *tones, double hz)
{
    int k = bin_of(tones, hz);
    const double *p = tones->power + k;
    if (!has_sides(tones, k))
        return k * tones->step_hz;
    double least = fmin(floor_at(tones, k) / 3, fmin(p[-1], p[1]));
    double all = p[-1] + p[0] + p[1] - 3 * least;
    double off = all > 0 ? (p[1] - p[-1]) / all : 0;
    return (k + off) * tones->step_hz;
}

double
emg_tones_band(const emg_tones *tones, double low_hz, double high_hz)
{
    double sum = 0;
    for (int k = bin_of(tones, low_hz);
         k < tones->n && k <= bin_of(tones, high_hz); k++)
        sum += tones->power[k];
    return sum;
}
