/* A frequency that wanders, and the harmonics that power supplies add. */
#include "simulate/mains.h"

#include "simulate/tones.h"

#include "base/math.h"

#define WANDER_HZ 0.05 /* about its frequency */
#define WANDER_S 20.0  /* and how long it takes over it */

/* sin 3x and sin 5x by Chebyshev; harmonics above half the rate are left out.
 */
double
emg_mains_at(const emg_scenario *scenario, double turns, double time_s)
{
    double wander = WANDER_HZ * WANDER_S / (double)(2 * EMG_PI) *
                    emg_sine(time_s / WANDER_S);
    double s = emg_sine(scenario->hum_hz * time_s + wander + turns);
    double square = s * s, wave = s;
    if (6 * scenario->hum_hz < scenario->rate_hz)
        wave += 0.3 * s * (3 - 4 * square);
    if (10 * scenario->hum_hz < scenario->rate_hz)
        wave += 0.15 * s * (5 - 20 * square + 16 * square * square);
    return scenario->hum_uv * wave;
}
