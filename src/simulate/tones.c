/* A sum of sines needs no memory of what went before. */
#include "simulate/tones.h"

#include "base/math.h"

#include <math.h>

/* Whole turns are taken off first: what is left keeps its digits after hours.
 */
double
emg_sine(double turns)
{
    return emg_sin((double)(2 * EMG_PI) * (turns - floor(turns)));
}

/* One tone in each twelfth of the band, so that none is left empty. */
void
emg_tones_start(emg_tones *tones, emg_random *random, double low_hz,
                double high_hz)
{
    double width_hz = (high_hz - low_hz) / EMG_TONES;
    for (int i = 0; i < EMG_TONES; i++) {
        double from_hz = low_hz + i * width_hz;
        tones->hz[i] = emg_random_between(random, from_hz, from_hz + width_hz);
        tones->turns[i] = emg_random_between(random, 0, 1);
    }
}

double
emg_tones_at(const emg_tones *tones, double time_s)
{
    double sum = 0;
    for (int i = 0; i < EMG_TONES; i++)
        sum += emg_sine(tones->hz[i] * time_s + tones->turns[i]);
    return sum * sqrt(2.0 / EMG_TONES);
}
