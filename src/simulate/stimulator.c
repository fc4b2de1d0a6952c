/* Pulses of 90 us are shorter than a sample, and their harmonics lie far above
 * half the rate. A sharp anti-aliasing filter would remove what real recorders
 * let through: lines at the distances of those harmonics from multiples of the
 * rate. So the pulses go through a first-order low-pass, in closed form, and
 * are looked at once a sample. */
#include "simulate/stimulator.h"

#include "base/math.h"

#include <math.h>

emg_stimulator
emg_stimulator_make(double rate_hz, double width_s, double sampling_hz,
                    double turns)
{
    return (emg_stimulator){.rate_hz = rate_hz,
                            .width_s = width_s,
                            .tau_s = 1 / ((double)EMG_PI * sampling_hz),
                            .turns = turns};
}

/* The low-pass' answer to a step `since_s` ago that is repeated every period:
 * earlier ones have all but died away, and add up as a geometric series. Steps
 * of a pulse sum to zero, so the constant that each leaves behind is left out.
 */
static double
step(const emg_stimulator *self, double since_s)
{
    double period_s = 1 / self->rate_hz;
    double ago_s = since_s < 0 ? since_s + period_s : since_s;
    double earlier = 1 - emg_exp(-period_s / self->tau_s);
    return (since_s >= 0) - emg_exp(-ago_s / self->tau_s) / earlier;
}

double
emg_stimulator_at(const emg_stimulator *stimulator, double time_s)
{
    double turns = stimulator->rate_hz * time_s + stimulator->turns;
    double since_s = (turns - floor(turns)) / stimulator->rate_hz;
    double width_s = stimulator->width_s;
    return step(stimulator, since_s) - 2 * step(stimulator, since_s - width_s) +
           step(stimulator, since_s - 2 * width_s);
}
