/* Powers by squares. */
#include "dsp/phasor.h"

#include "base/math.h"

#include <math.h>

void
emg_times(double z[2], double re, double im)
{
    double real = z[0] * re - z[1] * im;
    z[1] = z[0] * im + z[1] * re;
    z[0] = real;
}

void
emg_turn(double z[2], const double phasor[2], int times_over)
{
    double by[2] = {phasor[0], phasor[1]};
    for (int left = times_over; left > 0; left /= 2) {
        if (left % 2)
            emg_times(z, by[0], by[1]);
        emg_times(by, by[0], by[1]);
    }
}

void
emg_turn_back(double z[2], const double phasor[2], int times_over)
{
    const double back[2] = {phasor[0], -phasor[1]};
    emg_turn(z, back, times_over);
}

void
emg_phasor(double z[2], double turns)
{
    double angle = 2 * (double)EMG_PI * fmod(turns, 1);
    z[0] = emg_cos(angle);
    z[1] = emg_sin(angle);
}
