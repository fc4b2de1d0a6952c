/* Narrow lines in a mean power spectrum whose bins are about 1 Hz wide. */
#ifndef EMG_DSP_TONES_H
#define EMG_DSP_TONES_H

/** n bins, at 0, step_hz, 2 step_hz ...; NULL power where n is 0. */
typedef struct emg_tones {
    const double *power;
    int n;
    double step_hz;
} emg_tones;

/**
 * Power of the lines at hz and its multiples below 0.45 of the rate: that of
 * the bin and its neighbours above the mean of the two bins on either side of
 * them, none below 0.
 */
double emg_tones_lines(const emg_tones *tones, double hz);

/** Of the one line nearest to hz, in times of what is there without it. */
double emg_tones_contrast(const emg_tones *tones, double hz);

/** Where that line is, by the centre of mass of its three bins. */
double emg_tones_centre(const emg_tones *tones, double hz);

/** Power from low_hz to high_hz, both included. */
double emg_tones_band(const emg_tones *tones, double low_hz, double high_hz);

#endif
