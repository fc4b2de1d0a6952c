/* How it flows: sources, stages, chains, sinks, and the one loop. */
#ifndef EMG_FLOW_H
#define EMG_FLOW_H

#include <emg/signal.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EMG_BLOCK_FRAMES                                                       \
    256 /* a bank of one block fills half a first cache                        \
         */

/* ---- source ---------------------------------------------------------- */

typedef struct emg_source emg_source;

/**
 * What a source can do. All four are given.
 *
 * select   chooses channels before the first next(): use holds one emg_use a
 *          channel, in file order. Regroups source->recording.
 * next     fills the block from its first frame on, as much as fits and
 *          follows without a gap, and sets group, n_frames, first_frame,
 *          segment. n_frames 0: the end (or only events came). `ended` tells.
 * rewind   goes back to the first sample, for another pass.
 */
typedef struct emg_source_ops {
    const char *name;
    emg_status (*select)(emg_source *, const emg_use *use, emg_error *);
    emg_status (*next)(emg_source *, emg_block *, emg_error *);
    emg_status (*rewind)(emg_source *, emg_error *);
    emg_status (*fingerprint)(emg_source *, char text[33], emg_error *);
    void (*destroy)(emg_source *);
} emg_source_ops;

/** Sources begin with this, so that a source pointer is one of them. */
struct emg_source {
    const emg_source_ops *ops;
    emg_recording recording;
    emg_listener listener;
    bool ended;
    const emg_event
        *events; /* that came with the last next(), until the next */
    int n_events;
};

EMG_API emg_status emg_source_select(emg_source *source, const emg_use *use,
                                     emg_error *error);
EMG_API void emg_source_destroy(emg_source *source);

/**
 * A source that gives what another one has from from_s (included) to to_s
 * (not). Takes that source whatever happens.
 *
 * shift  the first frame of the fastest group becomes time 0; otherwise times
 *        stay those of the whole recording. Frames of slower groups keep their
 *        distance to within one of their own samples.
 *
 * Events that reach across an end are cut there. The whole source is read, so
 * that one that broke off is known. Returns NULL with *error set.
 */
EMG_API emg_source *emg_cut_create(emg_source *source, double from_s,
                                   double to_s, bool shift, emg_error *error);

/** One channel, by its number, times a weight. */
typedef struct emg_term {
    int number;
    double weight;
} emg_term;

/**
 * A channel made of those of another source: the sum of its terms, in their
 * order. One term of weight 1 is that channel itself.
 *
 * terms  n_terms of them, 1 or more, of one rate and unit
 * label  "" for that of the first term
 * said   a word for its prefilter text, or ""
 */
typedef struct emg_derived {
    const emg_term *terms;
    int n_terms;
    char label[64];
    char said[32];
} emg_derived;

/**
 * A source of n channels made of those of another one, in this order; what they
 * point to is copied. Takes that source, which was not read yet, whatever
 * happens. Numbers stay if all are channels themselves; else they count from 1.
 *
 * Returns NULL with *error set (EMG_BAD_OPTION where the terms of a channel
 * have other rates or units, EMG_NO_MEMORY).
 */
EMG_API emg_source *emg_derive_create(emg_source *source,
                                      const emg_derived *derived, int n,
                                      emg_error *error);

/**
 * A source without samples that are not numbers. Takes that source, which can
 * be rewound, whatever happens.
 *
 * longest_s  stretches up to this are interpolated, straight from the sample
 *            before to the one behind, each channel by itself
 *
 * Longer stretches, and those at the ends of a segment, are left out in all
 * channels, passed ones too, and a new segment begins behind them. What is
 * found is said to the listener. Channels that are passed on do not count and
 * stay as they are outside of these stretches. Returns NULL with *error set.
 */
EMG_API emg_source *emg_split_create(emg_source *source, double longest_s,
                                     emg_error *error);

/* ---- stage ----------------------------------------------------------- */

typedef struct emg_stage emg_stage;

/**
 * A stage works on one bank of eight lanes at a time, each bank with a state
 * of its own, so that a bank stays in the first cache on its way through the
 * chain. Every bank is given the same numbers of frames.
 *
 * process  changes n frames in place and returns how many leave, at most
 *          capacity, which has room for n frames at the rate of those that
 *          leave, and one more. A stage that lags gives none at first; the
 *          result must not depend on how the frames were cut into calls. -1:
 *          *error is set (only by stages that judge samples; a filter never
 *          fails).
 * flush    after the last frame: puts out at most capacity frames that were
 *          held back, 0 when there are none left. NULL: it holds nothing back.
 * gap      forgets what belongs to the segment; process or flush come next.
 * reset    as new, for another pass; NULL: the same as gap.
 * destroy  NULL is not passed.
 * apart    process changes nothing but what belongs to its bank, so that
 *          threads may work at several banks at once
 */
typedef struct emg_stage_ops {
    const char *name;
    int (*process)(emg_stage *, int bank, emg_lanes *frames, int n,
                   int capacity, emg_error *);
    int (*flush)(emg_stage *, int bank, emg_lanes *frames, int capacity);
    void (*gap)(emg_stage *);
    void (*reset)(emg_stage *);
    void (*destroy)(emg_stage *);
    bool apart;
} emg_stage_ops;

/**
 * By how much a stage delays what it passes: its group delay. hz is the
 * frequency of which that holds, NaN: of every one.
 */
typedef struct emg_delay {
    double s;
    double hz;
} emg_delay;

/** Stages begin with this. */
struct emg_stage {
    const emg_stage_ops *ops;
    emg_format out;     /* the format that leaves; the base owns it */
    int64_t lag_frames; /* most input frames that it holds back */
    emg_delay delay;    /* 0: what leaves is in time with what came */
};

/**
 * Sets ops and copies `in` to stage->out. On failure the caller frees stage.
 */
EMG_API emg_status emg_stage_init(emg_stage *stage, const emg_stage_ops *ops,
                                  const emg_format *in, emg_error *error);
EMG_API void emg_stage_destroy(emg_stage *stage);

/* ---- chain ----------------------------------------------------------- */

typedef struct emg_chain emg_chain;

/** A chain without stages for what arrives in this format. */
EMG_API emg_chain *emg_chain_create(const emg_format *in, emg_error *error);

/** Takes the stage whatever happens; NULL makes the chain fail for good, so
 * that building reads straight down. */
EMG_API emg_status emg_chain_add(emg_chain *chain, emg_stage *stage,
                                 emg_error *error);

/** The format at its far end. */
EMG_API const emg_format *emg_chain_format(const emg_chain *chain);

/** The delays of those of its stages that do, `most` at most; returns how many
 * there are. */
EMG_API size_t emg_chain_delays(const emg_chain *chain, emg_delay *delays,
                                size_t most);

/** Frames that all its stages together may hold back. */
EMG_API int64_t emg_chain_lag(const emg_chain *chain);

/**
 * Runs the block through all stages, in place; it may leave with fewer frames.
 * first_frame and segment are set to those of the frames that leave.
 */
EMG_API emg_status emg_chain_process(emg_chain *chain, emg_block *block,
                                     emg_error *error);

/** Gives what is held back, a block at a time; n_frames is 0 when all is out.
 */
EMG_API emg_status emg_chain_flush(emg_chain *chain, emg_block *block,
                                   emg_error *error);

/** A new segment begins: filters start afresh. */
EMG_API void emg_chain_gap(emg_chain *chain);

/** As new, for another pass. */
EMG_API void emg_chain_reset(emg_chain *chain);
EMG_API void emg_chain_destroy(emg_chain *chain);

/* ---- sink ------------------------------------------------------------ */

typedef struct emg_sink emg_sink;

/**
 * take     is given blocks of all groups, each group in order of time
 * event    an annotation, in the order of the file; NULL: not wanted
 * finish   all has come: completes the output. Not called after a failure.
 * destroy  without finish before it, leaves no trace
 */
typedef struct emg_sink_ops {
    const char *name;
    emg_status (*take)(emg_sink *, const emg_block *, emg_error *);
    emg_status (*event)(emg_sink *, const emg_event *, emg_error *);
    emg_status (*finish)(emg_sink *, emg_error *);
    void (*destroy)(emg_sink *);
} emg_sink_ops;

struct emg_sink {
    const emg_sink_ops *ops;
};

EMG_API void emg_sink_destroy(emg_sink *sink);

/* ---- the loop -------------------------------------------------------- */

/**
 * Reads source to its end, each block through the chain of its group, into
 * sink, and finishes it.
 *
 * chains        one a group of source->recording; NULL entries (or NULL for
 *               all) pass blocks on as they are
 * block_frames  1 or more; 0 for EMG_BLOCK_FRAMES. Changes no result.
 */
EMG_API emg_status emg_run(emg_source *source, emg_chain *const *chains,
                           emg_sink *sink, int block_frames, emg_error *error);

/**
 * The same by n_threads, the caller among them; 1 or less: by the caller alone.
 * They share out the banks of eight channels where all stages of a chain work
 * at each bank apart, while the caller reads ahead: two loads of up to 16
 * blocks, of about a MiB each. Source and sink are the caller's alone, and no
 * result changes, an error's neither. Short recordings, those of one bank, and
 * chains that give more frames than they take need no others.
 */
EMG_API emg_status emg_run_threads(emg_source *source, emg_chain *const *chains,
                                   emg_sink *sink, int block_frames,
                                   int n_threads, emg_error *error);

/** What leaves the chains: source's recording with their formats. */
EMG_API emg_status emg_recording_through(emg_recording *to,
                                         const emg_recording *from,
                                         emg_chain *const *chains,
                                         emg_error *error);

/* ---- analysis -------------------------------------------------------- */

typedef struct emg_analysis emg_analysis;

/**
 * A sink that reads the source several times over.
 *
 * prepare   before each pass, from 0; sets *wanted to false when that pass
 *           (and with it all later ones) need not be run
 */
typedef struct emg_analysis_ops {
    emg_sink_ops sink;
    emg_status (*prepare)(emg_analysis *, int pass, bool *wanted, emg_error *);
} emg_analysis_ops;

struct emg_analysis {
    emg_sink sink; /* its ops are those inside the analysis' ops */
    const emg_analysis_ops *ops;
};

/** Runs all passes; finish is called after each. */
EMG_API emg_status emg_analyse(emg_source *source, emg_analysis *analysis,
                               int block_frames, emg_error *error);
EMG_API void emg_analysis_destroy(emg_analysis *analysis);

#ifdef __cplusplus
}
#endif
#endif
