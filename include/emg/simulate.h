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
    EMG_FAMILY_CLIPPED,       /* mixed, cut off at half the amplitude */
    EMG_FAMILY_TREMOR,        /* A and B in turn, at 4 to 7 Hz */
    EMG_FAMILY_NO_REST,       /* A hands over to B and B to A, for ever */
    EMG_FAMILY_CLINIC,        /* sustained co-contraction, A, B, both in turn
                                 slowly and at 4 to 7 Hz */
    EMG_FAMILY_HEALTHY        /* the same without co-contraction */
} emg_family;

#define EMG_FAMILIES 14

/** "mixed", "cocontraction", ... */
EMG_API const char *emg_family_name(emg_family family);

/** One of these names; EMG_BAD_OPTION when it is none. */
EMG_API emg_status emg_family_read(const char *name, emg_family *family,
                                   emg_error *error);

/** How crosstalk gets from a muscle to its neighbour's electrode. */
typedef enum emg_path_kind {
    EMG_PATH_PLAIN,    /* at once, all frequencies alike */
    EMG_PATH_FILTERED, /* low-pass of 150 to 300 Hz, 0.5 to 3 ms late */
    EMG_PATH_VARYING   /* fades from one such path to another and back */
} emg_path_kind;

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
 * clean           only what a cleaner must keep: muscles, crosstalk, responses
 *                 to TMS, noise of the amplifier; the same samples of them as
 *                 without, in the same digital steps
 *
 * What the muscles do:
 *
 * amplitude_uv    RMS of A while it contracts, 1 to 1000
 * ratio           amplitude of B over that of A, noise alike; 0.1 to 10
 * ramp_s          0 to 1: length of rises and falls, each centred on its edge,
 *                 at most half of the contraction
 * units           EMG is that of 120 motor units instead of Gaussian noise;
 *                 below 4 % of the amplitude none is recruited
 * cosine          ramps are half a cosine, else straight
 * shortest_s      of a bout, at least 0.3
 * longest_s       at least shortest_s
 * rest_s          mean rest between bouts, 0.3 to 1000
 * tonic           activity that never stops, in % of the muscle's amplitude
 * coactivation    while its antagonist contracts, a muscle works along with so
 *                 much of its amplitude, in %; neither is in the truth
 * fatigue         0 to 80: by so many % is the mean frequency lower in the end
 *
 * What is heard of them:
 *
 * snr_db          20 log10(amplitude / RMS of the noise), -20 to 120
 * noise_steps_db  every 15 to 40 s the noise jumps to another level, within +-
 *                 so much
 * noise_drift_db  it drifts by +- so much, within 90 to 240 s
 * crosstalk       0 to 1: the fraction of what A does that B hears as well,
 *                 whatever ratio is; used by every family
 * crosstalk_path  on what way
 * mutual          A hears B as well, by the same fraction
 *
 * What else is there; levels are of the electrode that hears it loudest:
 *
 * hum_uv          peak of the mains line, with 0.3 and 0.15 of it at its third
 *                 and fifth harmonic
 * hum_hz          45 to 65
 * ecg_uv          height of the R waves, 60 to 90 a minute
 * dbs_uv          height of the biphasic pulses of a deep brain stimulator,
 *                 before the recorder's first-order low-pass at half the rate
 * dbs_hz          1 to 250
 * dbs_width_s     of each phase, 10 us to 1 ms
 * tms_uv          height of the artefact of a magnetic pulse: 0.5 ms up, then
 *                 down; pulses are the recording's events, "TMS"
 * tms_interval_s  from pulse to pulse, 0.5 to 1000, by +- 15 %
 * mep_uv          peak to peak of the muscles' response, 20 to 35 ms after a
 *                 pulse; then they are silent for 100 ms
 * motion_uv       size of artefacts of moved cables, some ten a minute
 * wander_uv       RMS of a baseline that wanders at 0.05 to 0.8 Hz
 * spikes_uv       height of spikes of some ms, about one a second
 * clip_uv         what lies beyond is cut off; 0: nothing is
 * dropouts        a minute; the last sample is repeated for 30 to 300 ms
 */
typedef struct emg_scenario {
    emg_family family;
    double duration_s;
    int rate_hz;
    uint64_t seed;
    int n_pairs;
    const char *const *labels;
    bool accelerometer;
    bool clean;
    double amplitude_uv;
    double ratio;
    double ramp_s;
    bool units;
    bool cosine;
    double shortest_s;
    double longest_s;
    double rest_s;
    double tonic;
    double coactivation;
    double fatigue;
    double snr_db;
    double noise_steps_db;
    double noise_drift_db;
    double crosstalk;
    emg_path_kind crosstalk_path;
    bool mutual;
    double hum_uv;
    double hum_hz;
    double ecg_uv;
    double dbs_uv;
    double dbs_hz;
    double dbs_width_s;
    double tms_uv;
    double tms_interval_s;
    double mep_uv;
    double motion_uv;
    double wander_uv;
    double spikes_uv;
    double clip_uv;
    double dropouts;
} emg_scenario;

/** A mixed minute of one pair, FCR and ECR, at 1000 Hz, 100 uV, 26 dB. */
EMG_API emg_scenario emg_scenario_default(void);

/**
 * A source that makes the recording as it is read, in memory that only the
 * list of contractions makes grow. The same scenario gives the same samples,
 * however they are asked for. Pulses of TMS come as events.
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
