/* The bins are the leading bits of the double itself: exponent and the first
 * nine of the fraction. No logarithm, so no rounding to argue about. */
#include "detect/quantile.h"

#include "base/memory.h"

#include <string.h>

#define STEP_BITS 9
#define OCTAVES 64
#define BINS (OCTAVES << STEP_BITS)
#define SHIFT (52 - STEP_BITS)
#define LOWEST ((uint64_t)(1023 - OCTAVES / 2) << STEP_BITS) /* 2^-32 */

emg_status
emg_quantile_init(emg_quantile *quantile, double scale, emg_error *error)
{
    *quantile = (emg_quantile){.scale = scale > 0 ? scale : 1};
    quantile->counts = emg_new_sparse(BINS, sizeof *quantile->counts, error);
    return quantile->counts ? EMG_OK : EMG_NO_MEMORY;
}

static int
bin_of(double value)
{
    uint64_t bits;
    if (!(value > 0))
        return 0;
    memcpy(&bits, &value, sizeof bits);
    uint64_t step = bits >> SHIFT;
    return step <= LOWEST          ? 0
           : step - LOWEST >= BINS ? BINS - 1
                                   : (int)(step - LOWEST);
}

static double
edge_of(int bin)
{
    uint64_t bits = (LOWEST + (uint64_t)bin) << SHIFT;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

void
emg_quantile_add(emg_quantile *quantile, double value)
{
    uint32_t *count = &quantile->counts[bin_of(value / quantile->scale)];
    *count += *count < UINT32_MAX;
    quantile->n++;
}

double
emg_quantile_at(const emg_quantile *quantile, double share)
{
    double wanted = share * (double)quantile->n;
    double below = 0;
    if (quantile->n == 0)
        return 0;
    for (int bin = 0; bin < BINS; bin++) {
        double here = quantile->counts[bin];
        if (here > 0 && below + here >= wanted) {
            double low = bin ? edge_of(bin) : 0;
            double into = (wanted - below) / here;
            return quantile->scale * (low + into * (edge_of(bin + 1) - low));
        }
        below += here;
    }
    return quantile->scale * edge_of(BINS);
}

void
emg_quantile_reset(emg_quantile *quantile)
{
    memset(quantile->counts, 0, BINS * sizeof *quantile->counts);
    quantile->n = 0;
}

void
emg_quantile_clear(emg_quantile *quantile)
{
    emg_free(quantile->counts);
    *quantile = (emg_quantile){0};
}
