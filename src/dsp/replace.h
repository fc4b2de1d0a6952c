/* Bins of a spectrum that get another magnitude and keep their phase. */
#ifndef EMG_DSP_REPLACE_H
#define EMG_DSP_REPLACE_H

/**
 * Half a spectrum, as emg_fft_forward gives it.
 *
 * n_bins   of real and imaginary part each
 * width_hz of a bin
 */
typedef struct emg_spectrum {
    double *half;
    int n_bins;
    double width_hz;
} emg_spectrum;

/** The first bin from hz on, and the first one past it; 0 to n_bins. */
int emg_bin_from(const emg_spectrum *spectrum, double hz);
int emg_bin_past(const emg_spectrum *spectrum, double hz);

/**
 * Draws a line through the spectrum at hz: magnitudes within 0.5 Hz become the
 * straight line between the mean of the 2 Hz below them, at hz - 1.5, and of
 * those above, at hz + 1.5 (Mewett, Nazeran & Reynolds 2001). Beside an end of
 * the spectrum the one mean that is left is used.
 *
 * Returns how many bins that were.
 */
int emg_replace_line(const emg_spectrum *spectrum, double hz);

/**
 * Cuts outliers down in the bins from `from` to `to` (not included): a
 * magnitude above M + threshold S becomes M, where M is the median of the
 * magnitudes within 2 Hz, itself included, and S 1.4826 times the median of
 * their distances to M (Allen 2010).
 *
 * magnitudes  n_bins, of the spectrum as it was before any replacement
 * work        room for as many as lie within 2 Hz
 *
 * Returns how many bins that were.
 */
int emg_replace_outliers(const emg_spectrum *spectrum, const double *magnitudes,
                         int from, int to, double threshold, double *work);

/** Bins on each side that lie within 2 Hz. */
int emg_replace_reach(double width_hz);

/** Fills magnitudes, n_bins of them. */
void emg_magnitudes(const emg_spectrum *spectrum, double *magnitudes);

#endif
