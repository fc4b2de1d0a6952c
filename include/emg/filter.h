/* Stages: signal in, signal out. */
#ifndef EMG_FILTER_H
#define EMG_FILTER_H

#include <emg/flow.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum emg_filter_kind {
    EMG_LOW_PASS,
    EMG_HIGH_PASS,
    EMG_BAND_PASS,
    EMG_BAND_STOP,
    EMG_NOTCH,
    EMG_COMB /* notches at all multiples below 0.45 of the rate */
} emg_filter_kind;

typedef enum emg_design {
    EMG_BUTTERWORTH,
    EMG_CHEBYSHEV_1, /* ripple where it passes */
    EMG_CHEBYSHEV_2, /* ripple where it stops; its edges are those of the stop
                      */
    EMG_BESSEL,      /* even delay; edges by phase, as scipy's bessel */
    EMG_ELLIPTIC     /* ripple in both, steepest */
} emg_design;

/**
 * One filter of a methods section.
 *
 * order    of the design at each edge, 1 to 12 (not for a notch or a comb)
 * low_hz   lower edge; of a low-pass unused; of a notch its centre, of a comb
 *          its lowest one
 * high_hz  upper edge; of a high-pass, notch and comb unused
 * q        of a notch: centre / width at -3 dB, 0.5 to 1000; all teeth of a
 *          comb are as wide as its lowest
 * design   not for a notch or a comb
 * ripple_db       of Chebyshev I and elliptic, 0.001 to 12
 * attenuation_db  of Chebyshev II and elliptic, 2 to 200, above ripple_db
 */
typedef struct emg_filter {
    emg_filter_kind kind;
    int order;
    double low_hz;
    double high_hz;
    double q;
    emg_design design;
    double ripple_db;
    double attenuation_db;
} emg_filter;

/**
 * How a filter runs.
 *
 * zero_phase  forward and backward, no shift in time, the output waits; false:
 *             forward only, as it comes
 * uncorrected forward and backward at the nominal edges, whose gain is then
 *             -6 dB; by default Butterworth edges are widened so that it is
 *             -3 dB after both passes (Winter, Biomechanics, 4th ed., p. 69);
 *             ripple and attenuation likewise are those after both. A Bessel
 *             filter is never corrected
 */
typedef struct emg_direction {
    bool zero_phase;
    bool uncorrected;
} emg_direction;

/**
 * A stage that runs n filters in the order given, as one cascade of
 * second-order sections, each channel by itself. Zero-phase equals scipy's
 * sosfiltfilt with odd padding, ends included; causal equals sosfilt.
 * Design: Oppenheim & Schafer, Discrete-Time Signal Processing, 3rd ed., ch. 7.
 *
 * in       any unit; the output is the same, its prefilter text says more
 * filters  every edge above 0 and below in->rate_hz / 2, low_hz < high_hz
 *
 * Returns a stage that the caller owns, or NULL with *error set
 * (EMG_BAD_OPTION, EMG_NO_MEMORY). Lag: 0 frames causal.
 */
EMG_API emg_stage *emg_filter_create(const emg_format *in,
                                     const emg_filter *filters, int n,
                                     emg_direction direction, emg_error *error);

/**
 * Frames of odd extension that a zero-phase stage of these filters puts at
 * each end of a segment: max(3 (2 sections + 1), ceil(rate / lowest edge)).
 * A segment of no more frames is too short for them. 0: *error is set.
 */
EMG_API int64_t emg_filter_padding(const emg_format *in,
                                   const emg_filter *filters, int n,
                                   emg_error *error);

/**
 * A stage that runs one filter as a convolution with `taps` weights: an ideal
 * filter under a Hamming window, equal to scipy's firwin, whose edges are 6 dB
 * down. Zero-phase it runs once and is not delayed, the ends extended by odd
 * reflection; causal it delays by (taps - 1) / 2 frames at every frequency.
 *
 * filter  no notch and no comb; order and design are not looked at
 * taps    odd, 3 to 100001; the transition is about 3.3 rate / taps wide
 */
EMG_API emg_stage *emg_fir_create(const emg_format *in,
                                  const emg_filter *filter, int taps,
                                  emg_direction direction, emg_error *error);

/**
 * The same with the smallest greatest error (McClellan, Parks & Rabiner 1973),
 * equal to scipy's remez: each edge is the middle of a transition, and outside
 * of these the gain is right to the filter's ripple_db, from its largest to its
 * smallest, and attenuation_db.
 *
 * taps           odd, 3 to 2001: what it reaches stands in the ratio of ripple
 *                and attenuation; 0: the fewest that keep both
 * transition_hz  above 0
 */
EMG_API emg_stage *emg_equiripple_create(const emg_format *in,
                                         const emg_filter *filter, int taps,
                                         double transition_hz,
                                         emg_direction direction,
                                         emg_error *error);

/** |x|, or with half_wave max(x, 0). Sets `rectified`. Lag: 0 frames. */
EMG_API emg_stage *emg_rectify_create(const emg_format *in, bool half_wave,
                                      emg_error *error);

/**
 * A stage that changes the sampling rate: frame m leaves for the time
 * m / rate. It passes up to 0.45 of the lower of both rates; from 0.5 of it on,
 * what would be mirrored lies below -100 dB.
 *
 * in    any unit; the output is the same, and a chain must not be given more
 *       frames at a time than its blocks have room for at the new rate
 * rate  another one, at most 256 times as high or low
 *
 * Returns a stage that the caller owns, or NULL with *error set
 * (EMG_BAD_OPTION, EMG_NO_MEMORY). Lag: 80 frames at the lower rate.
 */
EMG_API emg_stage *emg_resample_create(const emg_format *in, emg_rate rate,
                                       emg_error *error);

/**
 * A stage that gives fewer frames: frame m is that for the time m / rate, on
 * the straight line between the two around it where there is none. It does not
 * filter: for envelopes, which hold nothing above half the new rate.
 *
 * rate  at most that of what comes
 *
 * Returns a stage that the caller owns, or NULL with *error set
 * (EMG_BAD_OPTION, EMG_NO_MEMORY). Lag: 1 frame.
 */
EMG_API emg_stage *emg_downsample_create(const emg_format *in, emg_rate rate,
                                         emg_error *error);

/** The straight line of a channel over a segment: level + slope frame. */
typedef struct emg_trend {
    int number;  /* of the channel */
    int segment; /* counted among those of its group, from 0 */
    double level, slope;
} emg_trend;

/**
 * A stage that takes such lines away; where there is no line for a segment that
 * of the last one holds, and a channel without any stays as it is. Nothing may
 * lag before it. Lag: 0 frames.
 *
 * trends  n of them; copied
 */
EMG_API emg_stage *emg_detrend_create(const emg_format *in,
                                      const emg_trend *trends, size_t n,
                                      emg_error *error);

/** Tells voltages in another unit, such as "mV"; what is no voltage stays as it
 * is. EMG_BAD_OPTION when the unit is none of a voltage. Lag: 0 frames. */
EMG_API emg_stage *emg_unit_create(const emg_format *in, const char *unit,
                                   emg_error *error);

/** Fails (EMG_BAD_FILE) at the first sample that is not finite. */
EMG_API emg_stage *emg_finite_create(const emg_format *in, emg_error *error);

typedef enum emg_envelope_kind {
    EMG_ENVELOPE_LOW_PASS, /* of the rectified signal, never below 0 */
    EMG_ENVELOPE_RMS,      /* root of the moving mean of squares */
    EMG_ENVELOPE_ARV,      /* moving mean of the rectified signal */
    EMG_ENVELOPE_TKEO,     /* energy operator, rectified, low-pass; unit^2 */
    EMG_ENVELOPE_GAUSSIAN, /* Gaussian mean of the rectified signal */
    EMG_ENVELOPE_HILBERT   /* magnitude of the analytic signal */
} emg_envelope_kind;

/**
 * cutoff_hz  of the low-pass, Butterworth of `order`; of hilbert 0 for none
 * window_s   of rms and arv; above 0; zero-phase: centred, an even number of
 *            samples becomes one more, ends average over what exists;
 *            causal: the last ones, with zeros before the start. Of gaussian
 *            alike, six standard deviations long
 * window_frames  the same in samples, where it is above 0
 *
 * Hilbert's transformer is right to 0.1 % from 10 Hz to 10 Hz below half the
 * rate; band-pass before it. Causal, it and gaussian delay by half their
 * length.
 */
typedef struct emg_envelope {
    emg_envelope_kind kind;
    double window_s;
    double cutoff_hz;
    int order;
    int64_t window_frames;
} emg_envelope;

/** The length of its window at this rate. */
EMG_API double emg_envelope_window_s(const emg_envelope *envelope,
                                     double rate_hz);

/**
 * Adds the stages of an envelope to a chain; rectifies first where that is
 * needed and the channels are not rectified already.
 */
EMG_API emg_status emg_envelope_add(emg_chain *chain,
                                    const emg_envelope *envelope,
                                    emg_direction direction, emg_error *error);

/**
 * How the envelope of a channel is brought to scale.
 *
 * reference  what becomes 100 %, in the channel's unit; 0: it keeps its unit
 * floor      mean of the envelope at rest, or 0
 */
typedef struct emg_normal {
    int number; /* of the channel */
    double reference;
    double floor;
} emg_normal;

/**
 * A stage that takes the noise floor out of envelopes and tells them in percent
 * of a reference: 100 sqrt(max(e^2 - floor^2, 0)) / reference. Channels that
 * are not among the n normals stay as they are. Lag: 0 frames.
 */
EMG_API emg_stage *emg_normalise_create(const emg_format *in,
                                        const emg_normal *normals, int n,
                                        emg_error *error);

#ifdef __cplusplus
}
#endif
#endif
