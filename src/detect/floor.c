/* The floor needs no second of rest, only moments: it is the lowest mode of
 * the energies, wherever in the recording they were. */
#include "detect/floor.h"

#include "base/math.h"

#include <math.h>

#define STEP 0.025     /* nat a bin */
#define LOWEST (-51.0) /* nat, of the first bin */
#define HALF_WIDTH 14  /* bins: 0.35 nat, two SD of 100 ms of noise */
#define LEAST_SHARE 0.12

void
emg_energies_add(emg_energies *energies, double mean_square)
{
    if (!(mean_square > 0))
        return;
    double place = (emg_log(mean_square) - LOWEST) / STEP;
    int bin = place < 0                     ? 0
              : place >= EMG_FLOOR_BINS - 1 ? EMG_FLOOR_BINS - 1
                                            : (int)place;
    energies->counts[bin]++;
    energies->sums[bin] += mean_square;
    energies->n++;
}

static int64_t
held(const emg_energies *energies, int centre)
{
    int64_t n = 0;
    for (int i = centre - HALF_WIDTH; i <= centre + HALF_WIDTH; i++)
        if (i >= 0 && i < EMG_FLOOR_BINS)
            n += energies->counts[i];
    return n;
}

/* The middle of the best window above `from` while it still climbs: the first
 * window whose count no window within its own width exceeds. */
static int
lowest_mode(const emg_energies *energies, int64_t least)
{
    int best = -1;
    int64_t most = 0;
    for (int i = 0; i < EMG_FLOOR_BINS; i++) {
        int64_t n = held(energies, i);
        if (n >= least && n > most) {
            most = n;
            best = i;
        }
        if (best >= 0 && i - best > 2 * HALF_WIDTH)
            break;
    }
    return best;
}

static double
energy_below(const emg_energies *energies, double share)
{
    double wanted = share * (double)energies->n;
    double below = 0;
    int bin = 0;
    for (; bin < EMG_FLOOR_BINS - 1; bin++) {
        below += energies->counts[bin];
        if (below >= wanted)
            break;
    }
    return energies->counts[bin] ? energies->sums[bin] / energies->counts[bin]
                                 : 0;
}

bool
emg_floor_find(const emg_energies *energies, emg_floor *found)
{
    int64_t least = (int64_t)ceil(LEAST_SHARE * (double)energies->n);
    int mode = energies->n ? lowest_mode(energies, least) : -1;
    double sum = 0;

    *found = (emg_floor){.high = sqrt(energy_below(energies, 0.95))};
    if (mode < 0)
        return false;
    int64_t n = held(energies, mode);
    for (int i = mode - HALF_WIDTH; i <= mode + HALF_WIDTH; i++)
        if (i >= 0 && i < EMG_FLOOR_BINS)
            sum += energies->sums[i];
    found->rms = sqrt(sum / (double)n);
    found->share = (double)n / (double)energies->n;
    return true;
}
