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

/* All return NaN where the index is undefined (0/0, or no sample). */

/** 200 Sum lo / Sum (a + b), %: Falconer & Winter 1985, area by sums. */
double emg_index_falconer_winter(const emg_indices *sums);
/** The same with trapezoids. */
double emg_index_falconer_winter_trapezoid(const emg_indices *sums);
/** Mean of 200 lo / (a + b) over the samples with a + b > 0, %. */
double emg_index_falconer_winter_samples(const emg_indices *sums);
/** Mean of (lo / hi)(lo + hi), amplitude: Rudolph 2000. */
double emg_index_rudolph(const emg_indices *sums);
/** Integral of lo over a time base of 0 to 100: Unnithan 1996. */
double emg_index_common_area(const emg_indices *sums);
/** Mean of lo, amplitude. */
double emg_index_overlap(const emg_indices *sums);
/** 100 mean lo / max (hi - lo), %. */
double emg_index_wasted(const emg_indices *sums);
/** 200 min / sum of the two means, %. */
double emg_index_ratio_of_means(const emg_indices *sums);
/** 100 mean b / mean a, %: a is the agonist (Kellis 1998). */
double emg_index_antagonist(const emg_indices *sums);
/** 100 both on / n, %. */
double emg_index_temporal(const emg_indices *sums);
/** 100 both on / either on, %. */
double emg_index_jaccard(const emg_indices *sums);
double emg_index_pearson(const emg_indices *sums);
double emg_index_cosine(const emg_indices *sums);

/** Of n envelopes scaled 0 to 1 at one instant: Ranavolo 2015. */
double emg_index_ranavolo(const double *envelopes, int n);

#endif
