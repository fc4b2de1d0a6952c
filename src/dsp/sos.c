/* What is asked of any cascade, however it was designed. */
#include "dsp/sos.h"

#include "base/math.h"

#include <math.h>

void
emg_sos_steady(const emg_sos *sos, double (*state)[2])
{
    double input = 1;
    for (int i = 0; i < sos->n; i++) {
        const emg_section *s = &sos->section[i];
        double gain = (s->b0 + s->b1 + s->b2) / (1 + s->a1 + s->a2);
        state[i][0] = input * (s->b1 + s->b2 - (s->a1 + s->a2) * gain);
        state[i][1] = input * (s->b2 - s->a2 * gain);
        input *= gain;
    }
}

/* Group delay of p[0] + p[1] z^-1 + p[2] z^-2 at z = e^(iw): the real part of
 * the sum of k p[k] z^-k over that of p[k] z^-k. */
static double
delay_of(const double p[3], double w)
{
    double re = 0, im = 0, weighted_re = 0, weighted_im = 0;
    for (int k = 0; k < 3; k++) {
        double c = p[k] * emg_cos(k * w), s = -p[k] * emg_sin(k * w);
        re += c;
        im += s;
        weighted_re += k * c;
        weighted_im += k * s;
    }
    return (weighted_re * re + weighted_im * im) / (re * re + im * im);
}

double
emg_sos_delay(const emg_sos *sos, double hz, double rate_hz)
{
    double delay = 0, w = 2 * (double)EMG_PI * hz / rate_hz;
    for (int i = 0; i < sos->n; i++) {
        const emg_section *s = &sos->section[i];
        const double above[] = {s->b0, s->b1, s->b2};
        const double below[] = {1, s->a1, s->a2};
        delay += delay_of(above, w) - delay_of(below, w);
    }
    return delay;
}

/* The radius of the pole that is farther out. */
static double
slowest_pole(const emg_section *s)
{
    double half = -s->a1 / 2;
    double inside = half * half - s->a2;
    if (inside < 0)
        return sqrt(s->a2);
    return fabs(half) + sqrt(inside);
}

int64_t
emg_sos_memory(const emg_sos *sos)
{
    double radius = 0;
    for (int i = 0; i < sos->n; i++)
        radius = fmax(radius, slowest_pole(&sos->section[i]));
    if (radius <= 0)
        return 2 * sos->n;
    /* ln 1e-16, and a little for each section: residues of close poles add */
    double frames = ceil((36.8 + 2 * sos->n) / -emg_log(radius)) + 2 * sos->n;
    return frames > 0 && frames < 1e15 ? (int64_t)frames : INT64_MAX;
}
