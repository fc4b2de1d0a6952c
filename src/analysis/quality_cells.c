/* Activity is told from rest cell by cell; noise is what is left, heartbeats
 * are what comes again in it. */
#include "analysis/quality_cells.h"

#include "base/math.h"

#include <math.h>

#define CONTRAST 1.41  /* of activity to rest, in amplitude */
#define LEAST_CELLS 5  /* 0.5 s, as of any rest */
#define BURST_CELLS 3  /* in a row; a heartbeat is shorter */
#define SHORTEST_S 0.4 /* from beat to beat */
#define LONGEST_S 1.5
#define LEAST_BEATS 3 /* longest ones, to be found in what is left */

static bool
is_active(const emg_quality_cells *cells, int i, double rest)
{
    return cells->at[i] > CONTRAST * CONTRAST * rest * rest;
}

void
emg_quality_levels(emg_quality *quality, const emg_quality_cells *cells,
                   double rest)
{
    double active = 0, quiet = 0, floor = rest * rest;
    int n_active = 0, n_quiet = 0;
    if (isnan(rest))
        return;
    for (int i = 0; i < cells->n; i++)
        if (is_active(cells, i, rest)) {
            active += cells->at[i];
            n_active++;
        } else {
            quiet += cells->at[i];
            n_quiet++;
        }
    active /= n_active;
    if (n_quiet >= LEAST_CELLS)
        quality->values[EMG_QUALITY_NOISE] = sqrt(quiet / n_quiet);
    if (n_active < LEAST_CELLS)
        return;
    quality->values[EMG_QUALITY_SNR] = 10 * emg_log10(active / floor);
    quality->values[EMG_QUALITY_SNR_EXCESS] =
        10 * emg_log10(fmax(active - floor, 0) / floor);
}

/* Cells become 1 where activity is low; 0 in bursts, which are runs of more
 * than a heartbeat, and beside them, where they begin and end. */
static void
mark_low(emg_quality_cells *cells, double rest)
{
    for (int from = 0, to; from < cells->n; from = to + 1) {
        for (to = from; to < cells->n && is_active(cells, to, rest);)
            to++;
        bool burst = to - from >= BURST_CELLS;
        for (int i = from; i <= to && i < cells->n; i++)
            cells->at[i] = !burst;
        if (burst && from > 0)
            cells->at[from - 1] = 0;
    }
}

/* Beats become NaN in activity, the others lose their mean. Returns how many
 * are left. */
static int
keep_low(emg_quality_cells *beats, const emg_quality_cells *low)
{
    double sum = 0;
    int n = 0;
    for (int i = 0; i < beats->n; i++) {
        int cell = (int)((i + 0.5) * beats->length_s / low->length_s);
        if (cell < low->n && low->at[cell] > 0) {
            sum += beats->at[i];
            n++;
        } else {
            beats->at[i] = NAN;
        }
    }
    for (int i = 0; i < beats->n; i++)
        beats->at[i] -= sum / n;
    return n;
}

/* Mean product at a lag over the pairs that are left; NaN without one. */
static double
product(const emg_quality_cells *beats, int lag)
{
    double sum = 0;
    int n = 0;
    for (int i = 0; i + lag < beats->n; i++) {
        double one = beats->at[i] * beats->at[i + lag];
        if (isnan(one))
            continue;
        sum += one;
        n++;
    }
    return n > 0 ? sum / n : NAN;
}

double
emg_quality_beat(emg_quality_cells *beats, emg_quality_cells *cells,
                 double rest)
{
    int first = (int)round(SHORTEST_S / beats->length_s);
    int last = (int)round(LONGEST_S / beats->length_s);
    double peak = -INFINITY;
    if (isnan(rest))
        return NAN;
    mark_low(cells, rest);
    if (keep_low(beats, cells) < LEAST_BEATS * last)
        return NAN;
    double power = product(beats, 0);
    for (int lag = first; lag <= last; lag++)
        peak = fmax(peak, product(beats, lag));
    return power > 0 ? peak / power : NAN;
}
