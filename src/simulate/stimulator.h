/* A deep brain stimulator, as a recorder with a gentle low-pass takes it. */
#ifndef EMG_SIMULATE_STIMULATOR_H
#define EMG_SIMULATE_STIMULATOR_H

typedef struct emg_stimulator {
    double rate_hz; /* of the pulses */
    double width_s; /* of each of their two phases */
    double tau_s;   /* of the recorder's low-pass */
    double turns;   /* phase at time 0 */
} emg_stimulator;

/** Pulses of 1, then of -1, each width_s long, before a first-order low-pass
 * at half of sampling_hz. */
emg_stimulator emg_stimulator_make(double rate_hz, double width_s,
                                   double sampling_hz, double turns);

/** What has gone on like that for ever gives at this time. */
double emg_stimulator_at(const emg_stimulator *stimulator, double time_s);

#endif
