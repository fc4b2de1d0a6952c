/* Two thresholds: so many of a few neighbouring values above a level (Bonato,
 * D'Alessio & Knaflitz, IEEE Trans Biomed Eng 45:287, 1998). */
#ifndef EMG_DETECT_DOUBLE_THRESHOLD_H
#define EMG_DETECT_DOUBLE_THRESHOLD_H

#include "detect/interval.h"

#define EMG_WHITE_ORDER 6

/* ---- levels ----------------------------------------------------------------
 */

/** The chance that `enough` or more of `points` values are above a level, where
 * that of each is p. */
double emg_chance_of_enough(int points, int enough, double p);

/** The p for which that chance is `chance`, by bisection. */
double emg_chance_of_each(int points, int enough, double chance);

/** Of the sum of two squares of Gaussian noise of this variance, the level that
 * is passed with chance p: -2 variance ln p. */
double emg_level_of_chance(double variance, double p);

/** The chance that a value passes the level of chance p in EMG of so many times
 * the power of the noise (not dB) beside it. */
double emg_chance_in_emg(double p, double snr);

/* ---- white noise -----------------------------------------------------------
 */

/**
 * Samples of rest become a filter that leaves noise without colour. Zeroed is
 * empty; `past` begins afresh after emg_whitening_gap.
 */
typedef struct emg_whitening {
    double past[EMG_WHITE_ORDER]; /* the latest first */
    int n_past;
    double lags[EMG_WHITE_ORDER + 1]; /* sums of products */
    double weights[EMG_WHITE_ORDER];
    double variance; /* of what is left of the noise */
    int64_t n;
} emg_whitening;

void emg_whitening_gap(emg_whitening *white);

/** Adds a sample; only those that are at rest count. */
void emg_whitening_add(emg_whitening *white, double sample, bool rest);

/** Settles weights and variance by Levinson and Durbin; false: no noise. */
bool emg_whitening_settle(emg_whitening *white);

/** The next sample of the signal; begins with emg_whitening_gap. */
double emg_whitened(emg_whitening *white, double sample);

/* ---- activity --------------------------------------------------------------
 */

#define EMG_MOST_POINTS 64

/**
 * Values are z_i = x[2i]^2 + x[2i+1]^2 of white samples. Active is value i when
 * `enough` of z_i ... z_(i + points - 1) are above the level; a run of those
 * holds the samples from the first to the last value above it in their windows.
 */
typedef struct emg_double_threshold {
    double level;
    int points, enough;
    uint64_t above; /* bit k: the value k before the latest */
    int64_t values; /* of the segment */
    double half;    /* the square of a first sample */
    bool odd, on;
    int64_t first, last; /* values */
    int64_t start;       /* frame of the segment's first sample */
    int segment;
    emg_intervals *runs; /* the caller's */
} emg_double_threshold;

/** A segment begins with this frame. */
void emg_double_threshold_begin(emg_double_threshold *self, int64_t frame,
                                int segment);
emg_status emg_double_threshold_add(emg_double_threshold *self, double sample,
                                    emg_error *error);

/** The segment ends. */
emg_status emg_double_threshold_end(emg_double_threshold *self,
                                    emg_error *error);

#endif
