/* What is wrong with the raw samples of one channel: flat and clipped. */
#ifndef EMG_DETECT_FAULTS_H
#define EMG_DETECT_FAULTS_H

#include "emg/base.h"

#include <stdbool.h>

/**
 * step      one digital step, 0 when unknown
 * long_run  equal samples in a row that make a flat stretch
 */
typedef struct emg_faults {
    double step;
    int64_t long_run;
    double last;         /* the sample before */
    double least, most;  /* so far */
    int64_t run;         /* equal samples in a row, the last one included */
    int64_t n, flat;     /* samples in all, and in flat stretches */
    int64_t at_least[2]; /* samples in runs of 3 or more: at the end itself */
    int64_t at_most[2];  /* and one step from it */
    bool started;
} emg_faults;

/**
 * Looks at one sample. Returns how many samples, up to and with this one,
 * have just become known to be flat: 0, long_run, then 1 after 1.
 */
int64_t emg_faults_add(emg_faults *faults, double sample);

/** The same, many at a time, `stride` apart, up to the first of which there may
 * be something to say: returns how many were looked at. */
int emg_faults_pass(emg_faults *faults, const double *samples, int stride,
                    int n);

/** A gap: what follows does not continue the run. */
void emg_faults_gap(emg_faults *faults);

bool emg_faults_silent(const emg_faults *faults);

/** Share of samples, 0 to 1, in runs of 3 or more equal ones within one step of
 * the smallest or largest sample. 0 where all samples lie within 64 steps:
 * there the extremes are reached by nature. */
double emg_faults_clipped(const emg_faults *faults);

/** Share of samples, 0 to 1, in flat stretches. */
double emg_faults_flat(const emg_faults *faults);

#endif
