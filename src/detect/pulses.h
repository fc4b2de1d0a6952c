/* Pulses that stand far out of a signal: stimuli, triggers. */
#ifndef EMG_DETECT_PULSES_H
#define EMG_DETECT_PULSES_H

#include "detect/quantile.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct emg_pulse {
    int64_t frame;
    double size;
} emg_pulse;

/**
 * Steps from one sample to the next, those above `times` the quantile `share`
 * of all steps so far; of steps within 20 ms of each other the first.
 */
typedef struct emg_pulses {
    double rate_hz;
    bool is_trigger;
    emg_quantile steps;
    double limit; /* as it is known, renewed once a second; 0: not yet */
    double last;  /* sample */
    bool goes_on; /* it is of this stretch */
    size_t n, room;
    emg_pulse *items;
} emg_pulses;

/**
 * is_trigger  only upward steps count, all that are half as large as the
 *             largest; else steps of either sign, ten times as large as 99 %
 *             of all are
 */
emg_status emg_pulses_init(emg_pulses *pulses, double rate_hz, bool is_trigger,
                           emg_error *error);
emg_status emg_pulses_add(emg_pulses *pulses, double sample, int64_t frame,
                          emg_error *error);

/** The next sample is of another stretch of time. */
void emg_pulses_gap(emg_pulses *pulses);

/** Drops what was too small in the end: items[0..n) are pulses. */
void emg_pulses_finish(emg_pulses *pulses);
void emg_pulses_clear(emg_pulses *pulses);

#endif
