/* One channel through a chain, and noise that needs no generator. */
#ifndef TESTS_TRACE_H
#define TESTS_TRACE_H

#include "emg/filter.h"

/** A chain without stages for one channel in uV. */
emg_chain *trace_chain(int64_t rate_hz);

/** Runs the samples through it, in place, in blocks; as many must leave as
 * came. Destroys the chain. */
void trace_run(emg_chain *chain, double *samples, int64_t n);

/** The same for one filter. */
void trace_filter(double *samples, int64_t n, int64_t rate_hz,
                  emg_filter filter, emg_direction direction);

/** ... and for an envelope. */
void trace_envelope(double *samples, int64_t n, int64_t rate_hz,
                    emg_envelope envelope, emg_direction direction);

/** n samples of white Gaussian noise of variance 1. */
void trace_noise(double *samples, int64_t n, uint64_t seed);

/** n samples with the spectrum of surface EMG, RMS 1. */
void trace_emg(double *samples, int64_t n, int64_t rate_hz, uint64_t seed);

/** -10 to 10: the same whole arithmetic in any language. */
double trace_golden(int64_t n);

double trace_mean(const double *samples, int64_t n);
double trace_sd(const double *samples, int64_t n);

#endif
