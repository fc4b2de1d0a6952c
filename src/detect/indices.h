/* Co-contraction indices of two envelopes, by their names in the literature. */
#ifndef EMG_DETECT_INDICES_H
#define EMG_DETECT_INDICES_H

#include "emg/base.h"

#include <stdbool.h>

/**
 * Sums over samples of two envelopes a and b >= 0 in one unit, from which all
 * indices follow. lo and hi are the smaller and the larger of the two. Zeroed
 * is empty.
 */
typedef struct emg_indices {
    int64_t n;
    double lo, sum; /* of lo, of a + b */
    double a, b;
    double aa, bb, ab;
    double rudolph;
    double share; /* of 200 lo / (a + b) where a + b > 0 */
    int64_t n_share;
    double widest; /* largest hi - lo */
    double peak_a, peak_b;
    int64_t both_on, either_on;
    double first_lo, first_sum, last_lo, last_sum; /* for trapezoids */
} emg_indices;

void emg_indices_add(emg_indices *sums, double a, double b, bool a_on,
                     bool b_on);

/** Adds the sums of `more` to `sums`; trapezoids are not to be asked then. */
void emg_indices_join(emg_indices *sums, const emg_indices *more);

/** Of such sums; NaN where it is undefined (0/0, or no sample). */
typedef double emg_index(const emg_indices *sums);

/* Shape. Falconer & Winter 1985, %: 200 Sum lo / Sum (a + b), by sums; the
 * same by trapezoids; the mean of 200 lo / (a + b) over samples with a + b > 0.
 * Ratio of means, %: 200 min / sum of the two means. Pearson's r, cosine. */
emg_index emg_index_falconer_winter, emg_index_falconer_winter_trapezoid,
    emg_index_falconer_winter_samples, emg_index_ratio_of_means,
    emg_index_pearson, emg_index_cosine;

/* Amplitude. Rudolph 2000: mean of (lo / hi)(lo + hi). Common area: integral
 * of lo over a time base of 0 to 100 (Unnithan 1996). Overlap: mean of lo.
 * Wasted contraction, %: 100 mean lo / max (hi - lo). Antagonist over agonist,
 * %: 100 mean b / mean a, a being the agonist (Kellis 1998). */
emg_index emg_index_rudolph, emg_index_common_area, emg_index_overlap,
    emg_index_wasted, emg_index_antagonist;

/* Time, %: 100 both on / n; Jaccard: 100 both on / either on. */
emg_index emg_index_temporal, emg_index_jaccard;

/** Of n envelopes scaled 0 to 1 at one instant: Ranavolo 2015. */
double emg_index_ranavolo(const double *envelopes, int n);

#endif
