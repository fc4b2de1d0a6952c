/* Whole jobs: from the samples of a recording to what is said about them. */
#ifndef EMG_ANALYSIS_H
#define EMG_ANALYSIS_H

#include <emg/filter.h>
#include <emg/flow.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- plain statistics ------------------------------------------------- */

/**
 * What one channel holds, in its unit. Without a sample all but the counts
 * are NaN.
 *
 * sum      of all samples
 * rms      root of the mean square, the mean included
 * clipped  share of the samples, 0 to 1, that stand in runs of 3 or more equal
 *          ones within one step of the ends of the digital range; NaN where
 *          that range is not known
 * flat_s   the longest time in which no sample differs from the one before by
 *          more than one step (of equal samples where no step is known)
 */
typedef struct emg_stats {
    int64_t samples;
    double min, max, sum, mean, rms;
    double clipped;
    double flat_s;
} emg_stats;

/**
 * A sink that takes the statistics of every channel. The result does not
 * depend on how the recording was cut into blocks.
 *
 * recording  what will arrive; a copy is kept
 */
EMG_API emg_sink *emg_stats_create(const emg_recording *recording,
                                   emg_error *error);

/** Of the channel with this number, once the sink has finished. */
EMG_API emg_stats emg_stats_of(const emg_sink *sink, int number);

/** A sink that only counts samples: emg_stats_of then tells no more. */
EMG_API emg_sink *emg_count_create(const emg_recording *recording,
                                   emg_error *error);

/**
 * A stage that changes nothing and remembers whether a channel ever did:
 * a silent one holds one value from beginning to end. Lag: 0 frames.
 */
EMG_API emg_stage *emg_silence_create(const emg_format *in, emg_error *error);

/** Of one channel of the stage, after the last frame. */
EMG_API bool emg_silence_of(const emg_stage *stage, int channel);

/* ---- trends ------------------------------------------------------------ */

/**
 * A sink that fits a straight line to each treated channel, one a segment, by
 * least squares as scipy's detrend does; constant: its mean.
 */
EMG_API emg_sink *emg_trends_create(const emg_recording *recording,
                                    bool constant, emg_error *error);

/** What emg_detrend_create wants; n of them, the sink's. */
EMG_API const emg_trend *emg_trends_of(const emg_sink *sink, size_t *n);

/* ---- cleaning ---------------------------------------------------------- */

typedef enum emg_line_use {
    EMG_LINE_OFF,
    EMG_LINE_AUTO,  /* only where signal / line is below 9 dB */
    EMG_LINE_ALWAYS /* in every channel */
} emg_line_use;

typedef enum emg_tms_use {
    EMG_TMS_OFF,
    EMG_TMS_ANNOTATION, /* where an annotation has this text */
    EMG_TMS_TRIGGER,    /* where a channel steps up */
    EMG_TMS_DETECT      /* where a treated channel makes a huge step */
} emg_tms_use;

typedef enum emg_dbs_use {
    EMG_DBS_OFF,
    EMG_DBS_SEARCH,  /* anywhere in the spectrum */
    EMG_DBS_GIVEN,   /* near where its harmonics must be */
    EMG_DBS_TEMPLATE /* the mean of its periods */
} emg_dbs_use;

#define EMG_MOST_STIMULATORS 2

typedef enum emg_ecg_use {
    EMG_ECG_OFF,
    EMG_ECG_HIGH_PASS, /* 30 Hz, order 4, zero-phase (Drake & Callaghan 2006) */
    EMG_ECG_TEMPLATE   /* a mean heartbeat, fitted to each one */
} emg_ecg_use;

/**
 * What is to be taken out of a recording. Zeroed is nothing. Steps run in the
 * order of the fields, all channels of a step before the next one.
 *
 * missing  saturated and dropped samples: at most 10 ms of them become a
 *          straight line; longer stretches stay and are told of
 * tms      magnetic stimuli: a straight line from before to after each one
 * tms_text, tms_channel  the annotation, which the caller keeps, or the number
 *          of the trigger channel
 * dbs      stimulation of the deep brain: outliers of spectra of 0.2 Hz a bin
 *          become the median of what lies within 2 Hz (Allen 2010)
 * dbs_hz   of one or two stimulators; looked at are their harmonics as sampling
 *          folds them, and narrow lines that stand out of the mean spectrum. A
 *          template is the mean over 30 s of all periods, whose exact length is
 *          found within 0.5 Hz of these
 * ecg      heartbeats
 * ecg_channel  the number of a channel in which they are looked for; 0: the
 *          first of kind ECG, or else the treated one whose beats are most
 *          regular
 * line     mains hum and its harmonics below 0.45 of the rate: sines that are
 *          followed as they drift, fitted where the muscle is quiet
 * line_hz  its frequency; 0: 50 or 60 Hz, whichever is stronger
 * narrow   other narrow lines that stand out of the mean spectrum, by spectrum
 *          interpolation (Mewett, Nazeran & Reynolds 2001)
 * interpolate  mains as well by spectrum interpolation
 */
typedef struct emg_cleaning {
    bool missing;
    emg_tms_use tms;
    const char *tms_text;
    int tms_channel;
    double tms_before_s, tms_after_s;
    emg_dbs_use dbs;
    double dbs_hz[EMG_MOST_STIMULATORS];
    emg_ecg_use ecg;
    int ecg_channel;
    emg_line_use line;
    double line_hz;
    bool narrow;
    bool interpolate;
} emg_cleaning;

/** True when something is asked for. */
EMG_API bool emg_cleaning_asks(const emg_cleaning *cleaning);

/** What a step did to a channel, or why it did nothing. */
typedef enum emg_cleaned_state {
    EMG_CLEANED,
    EMG_CLEANED_NOT_NEEDED,
    EMG_CLEANED_TOO_SHORT,
    EMG_CLEANED_IN_PART /* stretches too long to be bridged stay */
} emg_cleaned_state;

/** "ok", "not_needed", "too_short", "in_part". */
EMG_API const char *emg_cleaned_name(emg_cleaned_state state);

/**
 * What one step did to one channel. NaN: not known, or not of this step.
 *
 * step        "missing", "tms", "dbs", "ecg", "line", "narrow"
 * found       how many things: stretches, stimuli, beats, sines, bins
 * hz          the frequency of what was taken out: beats, mains
 * ratio_db    signal / line before
 * frames      that were read, of which `changed` were changed
 * removed_db  power that was taken away, against the power before
 */
typedef struct emg_cleaned {
    int number; /* of the channel */
    const char *step;
    emg_cleaned_state state;
    int64_t found;
    double hz;
    double ratio_db;
    int64_t frames, changed;
    double removed_db;
} emg_cleaned;

/**
 * A source that gives another one cleaned. Takes that source, which was not
 * read yet and can be rewound, whatever happens. Before the first block it
 * listens to all of it, once a step that needs that.
 *
 * Only treated channels are cleaned; the others pass.
 */
EMG_API emg_source *emg_clean_create(emg_source *source,
                                     const emg_cleaning *cleaning,
                                     emg_error *error);

/** True of a source that emg_clean_create made. */
EMG_API bool emg_clean_made(const emg_source *source);

/**
 * From the next rewind on the source gives what it takes away, input minus
 * output, instead of what it leaves.
 */
EMG_API void emg_clean_give_removed(emg_source *source, bool removed);

/** What was done so far: a row a step and treated channel, which lives as long
 * as the source. NULL with *error set, or *n 0. */
EMG_API const emg_cleaned *emg_clean_report(emg_source *source, size_t *n,
                                            emg_error *error);

/* ---- conditioning and rest -------------------------------------------- */

#define EMG_MOST_FILTERS 16

/** A stretch of one channel that is not to be looked at. */
typedef struct emg_masked {
    int number;          /* of the channel */
    double from_s, to_s; /* from the start of the recording */
} emg_masked;

/** Stretches that an analysis leaves out: nothing is found in them, and they
 * are no time that can be analysed. */
typedef struct emg_mask emg_mask;

/** stretches  n of them, in any order; copied. NULL with *error set. */
EMG_API emg_mask *emg_mask_create(const emg_masked *stretches, size_t n,
                                  emg_error *error);
EMG_API void emg_mask_destroy(emg_mask *mask);

/**
 * What an analysis does to a channel before it decides anything.
 *
 * filters  one cascade, in this order; none: the signal is band-passed already
 * clamped  the upper edge of a band-pass is at most 0.45 of the rate
 * mask     what is left out, or NULL; the caller's, who keeps it
 */
typedef struct emg_conditioning {
    emg_filter filters[EMG_MOST_FILTERS];
    int n_filters;
    bool clamped;
    emg_direction direction;
    emg_envelope envelope;
    emg_mask *mask;
} emg_conditioning;

/** Surface EMG: 20-450 Hz of order 2, clamped, and an envelope of 6 Hz, both
 * zero-phase. */
EMG_API emg_conditioning emg_conditioning_default(void);

/** The filters as they are used at this rate, clamped where that is asked. */
EMG_API void emg_conditioning_filters(const emg_conditioning *conditioning,
                                      double rate_hz,
                                      emg_filter filters[EMG_MOST_FILTERS]);

/** Why a channel or a pair cannot be analysed, or what is to be known. */
typedef enum emg_state {
    EMG_STATE_OK,
    EMG_STATE_TOO_SHORT,   /* for the filters, or for a rest */
    EMG_STATE_NO_REST,     /* no level that could be rest */
    EMG_STATE_NO_CONTRAST, /* nothing stands out, and the unit is unknown */
    EMG_STATE_SILENT,      /* one value from beginning to end */
    EMG_STATE_FLAT,        /* flat for more than half of its time */
    EMG_STATE_CLIPPED,     /* more than 1 % of its samples */
    EMG_STATE_UNDEFINED,   /* the two channels have no common rate */
    EMG_STATE_TOO_LONG,    /* for one trial */
    EMG_STATE_NO_REFERENCE /* nothing that could be 100 % */
} emg_state;

/** "ok", "too_short", "no_rest", ... */
EMG_API const char *emg_state_name(emg_state state);

typedef enum emg_rest_kind {
    EMG_REST_AUTO,       /* the floor of energies of 100 ms, anywhere */
    EMG_REST_QUIETEST,   /* the quietest second; biased low */
    EMG_REST_INTERVAL,   /* from_s to to_s */
    EMG_REST_ANNOTATION, /* events with this text */
    EMG_REST_WHOLE       /* the recording is one of rest */
} emg_rest_kind;

typedef struct emg_rest {
    emg_rest_kind kind;
    double from_s, to_s;
    const char *annotation;
} emg_rest;

/**
 * What rest looks like in one channel, in its unit.
 *
 * mean, sd    of the envelope at rest
 * floor       RMS of the band-passed signal at the floor; 0 unless auto
 * stands_out  something rises above the floor
 * hum         RMS of mains hum that was left out of the floor's judgement
 * clipped     share of samples in runs of 3 or more at an end of the range
 * flat        share of samples in flat runs of 100 ms or more
 * frames      of the channel, gaps not counted
 * from_s, to_s  the interval that was used, or -1
 */
typedef struct emg_rest_level {
    int number; /* of the channel */
    emg_state state;
    double mean, sd;
    double floor;
    bool stands_out;
    double hum;
    double clipped, flat;
    int64_t frames;
    double from_s, to_s;
} emg_rest_level;

/**
 * An analysis that finds the rest level of every channel of `recording` that
 * is not EMG_PASS.
 *
 * At least 0.5 s of rest is needed, 1 s for auto and quietest; else the state
 * is EMG_STATE_TOO_SHORT. Filters as in `conditioning`.
 */
EMG_API emg_analysis *emg_rest_create(const emg_recording *recording,
                                      const emg_conditioning *conditioning,
                                      const emg_rest *rest, emg_error *error);

/** One a channel, in the order of groups; they live as long as the analysis. */
EMG_API const emg_rest_level *emg_rest_levels(const emg_analysis *analysis,
                                              int *n);

/* ---- quality ------------------------------------------------------------ */

/**
 * What tells how good an epoch of one channel is. NaN: undefined, or the epoch
 * is too short or has too little rest or activity for it.
 */
typedef enum emg_quality_index {
    EMG_QUALITY_CLIPPED,     /* share of samples, 0 to 1, in runs of 3 or more
                                equal ones within one step of the smallest or
                                largest of the recording or of the range */
    EMG_QUALITY_FLAT,        /* s; longest run that changes by at most a step */
    EMG_QUALITY_SNR,         /* dB; RMS of activity over that of rest */
    EMG_QUALITY_SNR_EXCESS,  /* dB; the same of powers, rest subtracted */
    EMG_QUALITY_LINE,        /* dB; power of 20-450 Hz without mains lines over
                                that of the lines */
    EMG_QUALITY_MOTION,      /* dB; and the next two: Sinderby et al. 1995 */
    EMG_QUALITY_RANGE,       /* dB */
    EMG_QUALITY_DEFORMATION, /* a ratio of moments, 1 or more */
    EMG_QUALITY_ECG,         /* peak of the autocorrelation of the power of
                                5-40 Hz at 0.4 to 1.5 s, outside of activity */
    EMG_QUALITY_NOISE        /* RMS outside of activity, in the unit */
} emg_quality_index;

#define EMG_QUALITY_INDICES 10

typedef enum emg_verdict { EMG_GOOD, EMG_WARN, EMG_BAD } emg_verdict;

/** "good", "warn", "bad" */
EMG_API const char *emg_verdict_name(emg_verdict verdict);

/**
 * From which value on an index is a warning, and from which bad; NaN: never.
 *
 * below  it is so from there down, else up
 */
typedef struct emg_quality_limit {
    const char *name; /* "clipped", ... */
    double warn, bad;
    bool below;
} emg_quality_limit;

/** The limits; that of noise is in uV. */
EMG_API emg_quality_limit emg_quality_limit_of(emg_quality_index index);

/** What must be known of a channel before. */
typedef struct emg_quality_known {
    int number;         /* of the channel */
    double least, most; /* samples of the recording */
    double rest;        /* RMS at rest after the filters; NaN: unknown */
} emg_quality_known;

/** One epoch of one channel. */
typedef struct emg_quality {
    int number; /* of the channel */
    double onset_s, duration_s;
    double values[EMG_QUALITY_INDICES];
    double line_hz; /* of the mains, 50 or 60; NaN without a spectrum */
} emg_quality;

/**
 * A sink that measures the quality of every channel, epoch by epoch from the
 * start of each segment. Spectra are Welch's of 1 s. Activity is what exceeds
 * 1.41 x rest in stretches of 100 ms of the filtered signal; for the ECG only
 * runs of 3 of them or more, since a heartbeat is short.
 *
 * conditioning  its filters are used
 * known         n of them, one a channel; copied
 * epoch_s       1 to 3600
 */
EMG_API emg_sink *emg_quality_create(const emg_recording *recording,
                                     const emg_conditioning *conditioning,
                                     const emg_quality_known *known, int n,
                                     double epoch_s, emg_error *error);

/** In order of onset, then of channels, once the sink has finished. */
EMG_API const emg_quality *emg_quality_rows(const emg_sink *sink, size_t *n);

/** What one index of it is. to_uv as in emg_channel. */
EMG_API emg_verdict emg_quality_judge(const emg_quality *quality,
                                      emg_quality_index index, double to_uv);

/* ---- sustained co-contraction ------------------------------------------ */

/** What an edge of an event is. */
typedef enum emg_edges {
    EMG_EDGES_HALF,  /* above half of its medians, in both muscles */
    EMG_EDGES_LEVEL, /* where the muscles turn on and off */
    EMG_EDGES_CHANGE /* the likeliest change of variance of the band-passed
                        signal within 100 ms outside and 150 ms inside of that
                        (Staude & Wolf 1999) */
} emg_edges;

/**
 * Two antagonist muscles and what counts as their co-contraction.
 *
 * a, b             numbers of the channels, of one rate; both the same: the
 *                  bursts of one muscle
 * on_sd, off_sd    a muscle is on above mean + on_sd x SD of rest, until it
 *                  falls below mean + off_sd x SD
 * floor_mvc        and above this share of its MVC, %, where that is known
 * mvc_a, mvc_b     envelope at maximal contraction, in the unit; 0: unknown
 * gap_s            shorter gaps between runs are joined
 * min_duration_s   shorter events are dropped
 * min_balance      less balanced ones too: 200 Sum min / Sum (a + b), %
 * max_correlation  events with a raw cross-correlation from this on are
 *                  crosstalk suspects; above 1: none is, and lags are not
 *                  looked at
 * hold_s           a muscle turns on only where the mean of its envelope over
 *                  so long from there is above the level as well, and off
 *                  where that is below, too (Hodges & Bui 1996); 0: at once
 * edges            where events begin and end
 * points, enough, false_alarm  of two thresholds: active where `enough` of so
 *                  many neighbouring values (1 to 64) are above a level, which
 *                  noise is with this chance
 */
typedef struct emg_pair {
    int a, b;
    double on_sd, off_sd;
    double floor_mvc;
    double mvc_a, mvc_b;
    double gap_s, min_duration_s;
    double min_balance;
    double max_correlation;
    double hold_s;
    emg_edges edges;
    int points, enough;
    double false_alarm;
} emg_pair;

/** How events are found. */
typedef enum emg_method {
    EMG_METHOD_STRONG,    /* noise told from EMG by its colour and followed,
                             crosstalk taken away, alternation told apart;
                             rest, levels, holds and edges are not looked at */
    EMG_METHOD_THRESHOLD, /* envelopes above levels of rest */
    EMG_METHOD_DOUBLE     /* two thresholds on the whitened signal (Bonato,
                             D'Alessio & Knaflitz 1998) */
} emg_method;

/** The defaults: 4, 2, 5 %, no MVC, 125 ms, 0.5 s, 50 %, 0.30, at once,
 * trimmed, 1 of 5 with a chance of 0.05. */
EMG_API emg_pair emg_pair_default(int a, int b);

typedef enum emg_finding_type {
    EMG_SUSTAINED_COCONTRACTION,
    EMG_CROSSTALK_SUSPECT,
    EMG_ALTERNATING_TREMOR,
    EMG_NOT_ANALYSED
} emg_finding_type;

/** "sustained_cocontraction", ... */
EMG_API const char *emg_finding_name(emg_finding_type type);

enum emg_finding_flags {
    EMG_FLAG_TRUNCATED = 1,    /* within gap_s of an end of its segment, or of
                                  what is masked */
    EMG_FLAG_CLIPPED = 2,      /* some samples of a channel, 0.1 to 1 % */
    EMG_FLAG_FLAT = 4,         /* a channel is flat for some of its time */
    EMG_FLAG_HUM = 8,          /* mains hum was left out of the floor */
    EMG_FLAG_NO_REFERENCE = 16 /* an MVC not above 3 x rest was passed over */
};

/**
 * What the strong method decided on; NaN where it did not.
 *
 * crosstalk_a, crosstalk_b  share of each muscle's power over its noise that
 *                           was the image of the other, 0 to 1
 * noise_a, noise_b          RMS that counted as noise, 40-250 Hz
 * turns_fast, turns_slow    covariance of the two powers over their means, from
 *                           3 to 9 Hz and of all: below 0 where one rests
 *                           while the other works
 * onset_spread_s, offset_spread_s  edges within so much of the one that is
 *                           given are nearly as likely (2 nats)
 */
typedef struct emg_evidence {
    double crosstalk_a, crosstalk_b;
    double noise_a, noise_b;
    double turns_fast, turns_slow;
    double onset_spread_s, offset_spread_s;
    bool alternates;
} emg_evidence;

/**
 * One event, or a pair that was not analysed. Amplitudes are of envelopes
 * corrected for the noise floor, sqrt(e^2 - mean of rest^2), in the channel's
 * unit, or in % of MVC where both are known. NaN: undefined.
 *
 * overlap           mean of the smaller one, in a's unit
 * lag_ms            of the largest correlation, positive when b follows a
 * modulation_depth  sqrt(2) SD / mean of the rectified sum within 1 Hz of
 *                   modulation_hz; both NaN for events below 2 s
 */
typedef struct emg_finding {
    int pair; /* index into the pairs */
    emg_finding_type type;
    emg_state state; /* of a pair that was not analysed */
    double onset_s, duration_s;
    double balance, rudolph, overlap;
    double mean_a, mean_b, peak_a, peak_b;
    double correlation, lag_ms;
    double modulation_hz, modulation_depth;
    emg_evidence evidence;
    int flags;
} emg_finding;

/** "burst" below 0.5 s, "sustained" below 2 s, "tonic" from there on. */
EMG_API const char *emg_duration_class(double duration_s);

/**
 * A pair over the whole recording. Suspects count only in n_suspects, tremor
 * that alternates not at all; the
 * indices are those of all events together, NaN without one.
 */
typedef struct emg_pair_summary {
    emg_state state;
    int n_events, n_suspects;
    double analysable_s;
    double total_s, longest_s, median_s;
    double balance;  /* shape: Falconer-Winter area, % */
    double rudolph;  /* amplitude */
    double overlap;  /* amplitude */
    double temporal; /* time: both on, % of the analysable time */
    int flags;
} emg_pair_summary;

/**
 * An analysis that finds sustained co-contraction:
 * both muscles on, balanced, long enough, judged for crosstalk.
 *
 * recording  channels of pairs must be in one group
 * levels     n_levels of emg_rest_levels, by channel number; copied. The strong
 *            method needs none: by those that are there it only corrects
 *            amplitudes
 */
EMG_API emg_analysis *emg_cocontract_create(
    const emg_recording *recording, const emg_conditioning *conditioning,
    emg_method method, const emg_pair *pairs, int n_pairs,
    const emg_rest_level *levels, int n_levels, emg_error *error);

/** All findings in order of onset, pairs that were not analysed first. */
EMG_API const emg_finding *emg_cocontract_findings(const emg_analysis *analysis,
                                                   int *n);
EMG_API emg_pair_summary emg_cocontract_summary(const emg_analysis *analysis,
                                                int pair);

/* ---- indices of co-contraction ------------------------------------------ */

/** One index of the literature; all of them are computed. */
typedef struct emg_index_kind {
    const char *name;    /* "falconer_winter" */
    const char *family;  /* "shape", "amplitude", "time" */
    const char *unit;    /* "%", "" or "a": that of the envelopes; "a%" */
    const char *formula; /* lo, hi: the smaller and the larger of a and b */
} emg_index_kind;

EMG_API const emg_index_kind *emg_index_kinds(int *n);

#define EMG_MOST_IN_GROUP 16

/** One side of a joint: a muscle, or several whose mean counts.
 * mvc  of each, in the channel's unit; 0: unknown */
typedef struct emg_muscle_group {
    int n;
    int numbers[EMG_MOST_IN_GROUP];
    double mvc[EMG_MOST_IN_GROUP];
} emg_muscle_group;

typedef struct emg_group_pair {
    emg_muscle_group a, b; /* all channels of one rate */
} emg_group_pair;

/** What envelopes are divided by where no MVC is known. */
typedef enum emg_reference {
    EMG_REFERENCE_NONE, /* nothing: the unit stays */
    EMG_REFERENCE_MAX,  /* each channel's own maximum */
    EMG_REFERENCE_MEAN  /* its own mean */
} emg_reference;

/**
 * floor      envelopes are corrected for rest, sqrt(e^2 - mean^2)
 * on_sd      a muscle is on above mean + on_sd x SD of rest
 * grid       so many points of each window count, interpolated; 0: all frames
 * step_s     moments so far apart are kept, see emg_indices_course; 0: none
 */
typedef struct emg_index_rule {
    emg_reference reference;
    bool floor;
    double on_sd;
    int grid;
    double step_s;
} emg_index_rule;

/** A stretch of time that indices are taken of. */
typedef struct emg_epoch {
    double from_s, to_s;
} emg_epoch;

/**
 * An analysis that computes all indices of pairs in windows.
 *
 * conditioning  its mask hides a stretch of all muscles of a pair where it
 *               hides one
 * levels        n_levels of emg_rest_levels; copied. Where rest is not known,
 *               nothing is computed with `floor`, and no index of the time
 *               family without
 */
EMG_API emg_analysis *emg_indices_create(
    const emg_recording *recording, const emg_conditioning *conditioning,
    const emg_group_pair *pairs, int n_pairs, const emg_epoch *windows,
    int n_windows, const emg_index_rule *rule, const emg_rest_level *levels,
    int n_levels, emg_error *error);

/** One value; NaN where it is undefined. kind: index into emg_index_kinds. */
EMG_API double emg_indices_value(const emg_analysis *analysis, int pair,
                                 int window, int kind);

/** Why there is none; *at_rest: one of the two is never on in the window. */
EMG_API emg_state emg_indices_state(const emg_analysis *analysis, int pair,
                                    int window, bool *at_rest);

/**
 * Indices of one frame, of envelopes a and b as they are compared. While not
 * both are active they are NaN: two muscles at rest are alike in nothing.
 */
typedef struct emg_index_moment {
    double time_s;
    double a, b;
    double falconer_winter; /* %: 200 lo / (a + b) */
    double rudolph;         /* (lo / hi) (lo + hi) */
    double multi;           /* of all muscles of both sides */
} emg_index_moment;

/** The course of a pair over the whole recording, n moments. */
EMG_API const emg_index_moment *emg_indices_course(const emg_analysis *analysis,
                                                   int pair, size_t *n);

/**
 * When and in which band two muscles have energy in common.
 *
 * time     % of the window that is not hidden
 * low_hz, high_hz  the lowest and the highest voice; NaN where time is 0
 */
typedef struct emg_wavelet_support {
    emg_state state; /* undefined: a group of muscles; too_short; silent */
    double time;
    double low_hz, high_hz;
} emg_wavelet_support;

/**
 * An analysis of the coscalogram |Wa Wb*| of the band-passed signals of pairs
 * (Di Nardo et al., Sensors 22:4886, 2022): what reaches 1 % of its peak in the
 * whole recording is co-contraction. Analytic Morlet wavelets of 6 cycles, 8
 * voices an octave from 20 to 450 Hz, at most 0.45 of the rate.
 *
 * conditioning  what its mask hides of one muscle counts for neither, and is 0
 *               to the wavelets
 */
EMG_API emg_analysis *emg_wavelet_create(const emg_recording *recording,
                                         const emg_conditioning *conditioning,
                                         const emg_group_pair *pairs,
                                         int n_pairs, const emg_epoch *windows,
                                         int n_windows, emg_error *error);

EMG_API emg_wavelet_support emg_wavelet_of(const emg_analysis *analysis,
                                           int pair, int window);

/* ---- one onset a trial -------------------------------------------------- */

/**
 * A stretch of a recording that holds one contraction.
 *
 * from_s, to_s  what is looked at: rest, then the contraction; at most 120 s.
 *               A gap ends it
 * first_s       the contraction begins here or later
 */
typedef struct emg_trial {
    double from_s, to_s;
    double first_s;
} emg_trial;

/**
 * The contraction of one channel in one trial; NaN where there is none.
 *
 * state  ok; no_contrast: nothing stands out; no_rest: the channel is active
 *        from the first; too_short, too_long: the trial is
 * earliest_s, latest_s  the onset lies between them, about 95 %
 * rest, mean  RMS of the band-passed signal before it, and in it less the
 *        power of rest, in the channel's unit
 * flags  EMG_FLAG_TRUNCATED: it reaches the end of the trial, or what a mask
 *        hides
 */
typedef struct emg_trial_onset {
    int trial; /* index into the trials */
    int number;
    emg_state state;
    double onset_s, duration_s;
    double earliest_s, latest_s;
    double rest, mean;
    int flags;
} emg_trial_onset;

/**
 * A sink that finds them by the likeliest change of variance, up to the end of
 * the strongest 100 ms of the trial (Staude & Wolf 1999, both variances
 * unknown).
 *
 * conditioning  its filters run causally whatever it says: a zero-phase
 *               high-pass puts part of a strong contraction before its onset.
 *               What its mask hides is neither rest nor contraction
 */
EMG_API emg_sink *emg_trials_create(const emg_recording *recording,
                                    const emg_conditioning *conditioning,
                                    const emg_trial *trials, int n_trials,
                                    emg_error *error);

/**
 * An analysis that finds when a channel rises through a level: the triggers of
 * trials. One that begins above it has to fall first.
 *
 * number  of the channel
 * level   in its unit; NaN: half-way between its least and its largest sample
 */
EMG_API emg_analysis *emg_triggers_create(const emg_recording *recording,
                                          int number, double level,
                                          emg_error *error);

/** In s from the start of the recording, in order of time. */
EMG_API const double *emg_triggers_times(const emg_analysis *analysis, int *n);

/** Once it has finished: one a trial and treated channel, in this order. */
EMG_API const emg_trial_onset *emg_trials_onsets(const emg_sink *sink, int *n);

/* ---- events against events ----------------------------------------------- */

/** Detected - true, over matched events; NaN where there are too few. */
typedef struct emg_edge_errors {
    double mean_ms, sd_ms;     /* with the sign; SD with divisor n - 1 */
    double median_ms, high_ms; /* of the sizes: half, and 95 % of them, below */
} emg_edge_errors;

/**
 * How well detected events fit true ones. NaN: undefined (0/0, or the duration
 * is not known).
 *
 * precision    matched / detected; recall: matched / true; f1: both in one
 * sensitivity  share of the true time that was detected
 * specificity  share of the other time that was not
 * kappa        agreement in time beyond chance (Cohen)
 */
typedef struct emg_score {
    int64_t n_truth, n_found, n_hits;
    double precision, recall, f1;
    emg_edge_errors onset, offset;
    double false_per_hour;
    double sensitivity, specificity, kappa;
} emg_score;

typedef struct emg_scorer emg_scorer;

/**
 * Matches events whose intersection over union is least_iou or more (0 to 1):
 * each true one, in order of time, takes the free detection that fits best.
 */
EMG_API emg_scorer *emg_scorer_create(double least_iou, emg_error *error);

/**
 * Adds what is true and what was found in one channel of one recording, in any
 * order; texts are not read.
 *
 * duration_s  of what was looked at, from 0; 0: not known
 */
EMG_API emg_status emg_scorer_add(emg_scorer *scorer, const emg_event *truth,
                                  size_t n_truth, const emg_event *found,
                                  size_t n_found, double duration_s,
                                  emg_error *error);

/** Of all that was added so far, taken together. */
EMG_API emg_score emg_scorer_result(emg_scorer *scorer);
EMG_API void emg_scorer_destroy(emg_scorer *scorer);

#ifdef __cplusplus
}
#endif
#endif
