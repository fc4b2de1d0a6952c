/* The pool of Fuglevand, Winter & Patla, J Neurophysiol 70:2470, 1993:
 * exponential thresholds and sizes, discharge rates that rise with excitation,
 * intervals with 20 % of scatter. A potential is what a bipolar electrode makes
 * of a travelling wave, the derivative of a Gaussian, with widths that give the
 * mean frequencies of surface EMG: 0.18 / SD is 82 to 180 Hz. */
#include "simulate/units.h"

#include "simulate/streams.h"

#include "base/math.h"

#include <math.h>

#define RANGE 30.0        /* of thresholds */
#define SIZES 100.0       /* range of twitch forces; height is its root */
#define SLOWEST_HZ 8.0    /* a unit that is just recruited */
#define FIRST_HZ 35.0     /* the fastest rate of the first unit */
#define LAST_LESS_HZ 10.0 /* and by how much that of the last is lower */
#define SCATTER 0.2
#define MOST_SCATTER 3.9 /* in SD */
#define NARROWEST_S 0.001
#define WIDEST_S 0.0022
#define REACH 4 /* SD, beyond which a potential is nothing */

static const double full_excitation =
    RANGE + FIRST_HZ - LAST_LESS_HZ - SLOWEST_HZ;

static double
rate_of(const emg_unit *unit, double excitation)
{
    double hz = excitation - unit->threshold + SLOWEST_HZ;
    return hz < unit->fastest_hz ? hz : unit->fastest_hz;
}

/* Campbell's theorem: the power of a shower of potentials is rate x energy;
 * that of -(t / sd) exp(1/2 - t^2 / 2 sd^2), of height 1, is e sd sqrt(pi) / 2.
 */
static double
power(const emg_units *units, double excitation)
{
    double sum = 0;
    for (int i = 0; i < EMG_UNITS; i++) {
        const emg_unit *unit = &units->list[i];
        double energy = unit->height * unit->height * unit->sd_s * emg_exp(1) *
                        sqrt((double)EMG_PI) / 2;
        if (excitation >= unit->threshold)
            sum += rate_of(unit, excitation) * energy;
    }
    return sum;
}

static emg_unit
draw(emg_random *random, int number)
{
    double part = (double)number / EMG_UNITS;
    emg_unit unit = {.threshold = emg_pow(RANGE, part),
                     .height = emg_pow(SIZES, part / 2),
                     .next_s = -1};
    unit.fastest_hz = FIRST_HZ - LAST_LESS_HZ * unit.threshold / RANGE;
    unit.sd_s = emg_random_between(random, NARROWEST_S, WIDEST_S);
    if (emg_random_between(random, 0, 1) < 0.5)
        unit.height = -unit.height;
    return unit;
}

void
emg_units_start(emg_units *units, double rate_hz, uint64_t seed, int channel)
{
    *units = (emg_units){.rate_hz = rate_hz};
    emg_random_seed(&units->random, seed,
                    emg_stream_of(EMG_STREAM_UNITS, channel));
    for (int i = 0; i < EMG_UNITS; i++)
        units->list[i] = draw(&units->random, i + 1);
    double scale = 1 / sqrt(power(units, full_excitation / 2));
    for (int i = 0; i < EMG_UNITS; i++)
        units->list[i].height *= scale;
}

/* Adds the potential of a discharge that lies so many samples ahead of the
 * next one to come out. */
static void
begin(emg_units *units, const emg_unit *unit, double middle, double slower)
{
    double sd = unit->sd_s * slower * units->rate_hz;
    double height = unit->height / sqrt(slower);
    int first = (int)ceil(middle - REACH * sd);
    int last = (int)floor(middle + REACH * sd);
    for (int i = first > 0 ? first : 0; i <= last; i++) {
        double at = (i - middle) / sd;
        units->ahead[(units->frame + i) % EMG_UNITS_ROOM] -=
            height * at * emg_exp(0.5 - at * at / 2);
    }
}

static double
interval_s(emg_random *random, double hz)
{
    double scatter;
    do
        scatter = emg_random_gauss(random);
    while (fabs(scatter) > MOST_SCATTER);
    return (1 + SCATTER * scatter) / hz;
}

/* One that is recruited does not wait for the others. */
static void
discharge(emg_units *units, emg_unit *unit, double excitation, double slower)
{
    double now_s = (double)units->frame / units->rate_hz;
    double hz = rate_of(unit, excitation);
    if (unit->next_s < 0)
        unit->next_s = now_s + emg_random_between(&units->random, 0, 1) / hz;
    if (unit->next_s > now_s)
        return;
    double late = (now_s - unit->next_s) * units->rate_hz;
    begin(units, unit, EMG_UNITS_AHEAD_S * units->rate_hz - late, slower);
    unit->next_s += interval_s(&units->random, hz);
}

double
emg_units_next(emg_units *units, double gain, double slower)
{
    double excitation = gain * full_excitation / 2;
    for (int i = 0; i < EMG_UNITS; i++) {
        emg_unit *unit = &units->list[i];
        if (excitation >= unit->threshold)
            discharge(units, unit, excitation, slower);
        else
            unit->next_s = -1;
    }
    double *out = &units->ahead[units->frame++ % EMG_UNITS_ROOM];
    double value = *out;
    *out = 0;
    return value;
}
