/* Sharp lines in a spectrum: mains hum, stimulation and their harmonics. */
#ifndef EMG_DSP_LINES_H
#define EMG_DSP_LINES_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EMG_MOST_LINES 64

typedef struct emg_line {
    double hz;
    double over_db;  /* above the spectrum around it */
    double variance; /* that it adds to the signal */
} emg_line;

typedef struct emg_lines {
    int n;
    emg_line at[EMG_MOST_LINES]; /* in order of frequency */
} emg_lines;

/** Listens to channels of one rate. */
typedef struct emg_line_finder emg_line_finder;

emg_line_finder *emg_line_finder_create(int n_channels, double rate_hz,
                                        emg_error *error);

/** The next n samples of a channel, `stride` apart. */
void emg_line_finder_add(emg_line_finder *finder, int channel,
                         const double *samples, int stride, int n);

/** Stretches that the first channel gave. */
int64_t emg_line_finder_stretches(const emg_line_finder *finder);

/** What comes next of any channel does not follow what came. */
void emg_line_finder_gap(emg_line_finder *finder);

/**
 * The lines from low_hz to high_hz of all that a channel gave: bins of about
 * 0.5 Hz whose mean log power is 9 dB above the median of the 12 Hz around them
 * (more where little was heard). None below two stretches of about 2 s.
 */
void emg_line_finder_find(const emg_line_finder *finder, int channel,
                          double low_hz, double high_hz, emg_lines *lines);
void emg_line_finder_destroy(emg_line_finder *finder);

#endif
