/* Times after a pulse are those usual for a muscle of the hand or forearm. */
#include "simulate/magnet.h"

#include "simulate/streams.h"
#include "simulate/tones.h"

#include <math.h>

#define JITTER 0.15
#define PHASE_S 0.0005
#define LONG_AGO_S (-1e12)

static void
draw(emg_magnet *magnet)
{
    magnet->next_s +=
        magnet->interval_s *
        emg_random_between(&magnet->random, 1 - JITTER, 1 + JITTER);
}

void
emg_magnet_start(emg_magnet *magnet, double interval_s, uint64_t seed)
{
    *magnet = (emg_magnet){.interval_s = interval_s, .last_s = LONG_AGO_S};
    emg_random_seed(&magnet->random, seed, emg_stream_of(EMG_STREAM_MAGNET, 0));
    draw(magnet);
}

double
emg_magnet_since(emg_magnet *magnet, double time_s)
{
    while (magnet->next_s <= time_s) {
        magnet->last_s = magnet->next_s;
        draw(magnet);
    }
    return time_s - magnet->last_s;
}

double
emg_magnet_artefact(double since_s)
{
    return since_s < PHASE_S ? 1 : since_s < 2 * PHASE_S ? -1 : 0;
}

/* One turn of a sine under half a turn of sin^2, whose highest point is
 * 3 sqrt(3) / 8, a third of the way. */
double
emg_magnet_response(double since_s)
{
    double part = (since_s - EMG_MEP_S) / EMG_MEP_LENGTH_S;
    if (!(part > 0 && part < 1))
        return 0;
    double arch = emg_sine(part / 2);
    return emg_sine(part) * arch * arch * 4 / (3 * sqrt(3));
}

bool
emg_magnet_lets_work(double since_s)
{
    double after_s = since_s - EMG_MEP_S;
    return after_s < 0 || after_s >= EMG_MEP_LENGTH_S + EMG_SILENCE_S;
}
