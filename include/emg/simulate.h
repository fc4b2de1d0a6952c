/* Recordings with known truth. */
#ifndef EMG_SIMULATE_H
#define EMG_SIMULATE_H

#include <emg/flow.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the muscles of a pair, A and B, do. Between bouts both rest. */
typedef enum emg_family {
    EMG_FAMILY_MIXED,         /* A, B, brief and sustained co-contraction */
    EMG_FAMILY_COCONTRACTION, /* sustained ones only */
    EMG_FAMILY_TREMULOUS,     /* the same, modulated at 4 to 7 Hz */
    EMG_FAMILY_ALTERNATING,   /* A and B in turn, at 0.5 to 3 Hz */
    EMG_FAMILY_SINGLE,        /* A alone */
    EMG_FAMILY_CROSSTALK,     /* A alone, and heard in B */
    EMG_FAMILY_REST,          /* nothing */
    EMG_FAMILY_TONIC,         /* both, from before the start to after the end */
    EMG_FAMILY_FLAT,          /* mixed, but the electrode of B is off */
    EMG_FAMILY_CLIPPED        /* mixed, cut off at half the amplitude */
} emg_family;

#define EMG_FAMILIES 10

/** "mixed", "cocontraction", ... */
EMG_API const char *emg_family_name(emg_family family);

/** One of these names; EMG_BAD_OPTION when it is none. */
EMG_API emg_status emg_family_read(const char *name, emg_family *family,
                                   emg_error *error);

/**
 * A recording to be made. Gaussian EMG with the spectrum of surface
 * electrodes, gated by what the muscles do, in white noise.
 *
 * duration_s      above 0, at most a week
 * rate_hz         500 to 10000
 * seed            any; another seed is another recording of the same kind
 * n_pairs         1 to 128; channels 2p + 1 and 2p + 2 are the pair p
 * labels          2 n_pairs, or NULL for those of usual pairs (at most 8)
 * accelerometer   one more channel, in g at 148 Hz
 * amplitude_uv    RMS of A while it contracts, 1 to 1000
 * ratio           amplitude of B over that of A, noise alike; 0.1 to 10
 * snr_db          20 log10(amplitude / RMS of the noise), -20 to 120
 * ramp_s          0 to 1: length of rises and falls, each centred on its edge
 * cosine          ramps are half a cosine, else straight
 * shortest_s      of a bout, at least 0.3
 * longest_s       at least shortest_s
 * rest_s          mean rest between bouts, 0.3 to 1000
 * hum_uv          peak of the mains line, with 0.3 and 0.15 of it at its third
 *                 and fifth harmonic
 * hum_hz          45 to 65
 * crosstalk       0 to 1: the fraction of what A does that B hears as well,
 *                 whatever ratio is; used by every family
 */
typedef struct emg_scenario {
    emg_family family;
    double duration_s;
    int rate_hz;
    uint64_t seed;
    int n_pairs;
    const char *const *labels;
    bool accelerometer;
    double amplitude_uv;
    double ratio;
    double snr_db;
    double ramp_s;
    bool cosine;
    double shortest_s;
    double longest_s;
    double rest_s;
    double hum_uv;
    double hum_hz;
    double crosstalk;
} emg_scenario;

/** A mixed minute of one pair, FCR and ECR, at 1000 Hz, 100 uV, 26 dB. */
EMG_API emg_scenario emg_scenario_default(void);

/**
 * A source that makes the recording as it is read, in memory that only the
 * list of contractions makes grow. The same scenario gives the same samples,
 * however they are asked for.
 *
 * Returns a source that the caller owns, or NULL with *error set
 * (EMG_BAD_OPTION, EMG_NO_MEMORY).
 */
EMG_API emg_source *emg_simulate_open(const emg_scenario *scenario,
                                      emg_error *error);

/** From start to end, in seconds from the start of the recording. */
typedef struct emg_bout {
    double start_s;
    double end_s;
} emg_bout;

/**
 * When the muscle of a channel contracts, inside the recording, in order: the
 * nominal times, at which its amplitude has risen or fallen to half.
 *
 * source   from emg_simulate_open, which keeps the list
 * channel  its number, from 1 to 2 n_pairs
 */
EMG_API const emg_bout *emg_simulate_contractions(const emg_source *source,
                                                  int channel, int *n);

/**
 * When both muscles of a pair contract, gaps below 125 ms closed, of 0.5 s or
 * more: the sustained co-contractions.
 *
 * pair     from 0
 */
EMG_API const emg_bout *emg_simulate_truth(const emg_source *source, int pair,
                                           int *n);

#ifdef __cplusplus
}
#endif
#endif
