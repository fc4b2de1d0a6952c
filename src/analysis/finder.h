/* How the events of pairs are found: one of several ways, each in passes of its
 * own; what is measured between their ends is the same for all. */
#ifndef EMG_ANALYSIS_FINDER_H
#define EMG_ANALYSIS_FINDER_H

#include "analysis/pair.h"
#include "analysis/pair_group.h"

/** What is looked at, by whom ever. */
typedef struct emg_pair_job {
    emg_recording recording;
    emg_conditioning conditioning;
    emg_pair_group *groups; /* one a rate group */
    emg_pair_state *pairs;
    int n_pairs;
} emg_pair_job;

/** True when something was found in a pair that can be analysed. */
bool emg_pair_job_has_candidates(const emg_pair_job *job);

typedef struct emg_finder emg_finder;

/**
 * prepare  before each pass
 * take     a raw block; groups know its segment already
 * finish   all of a pass came; sets *done after the last one: then each pair
 *          has its candidates, or a state that says why not
 */
typedef struct emg_finder_ops {
    emg_status (*prepare)(emg_finder *, emg_error *);
    emg_status (*take)(emg_finder *, const emg_block *raw, emg_error *);
    emg_status (*finish)(emg_finder *, bool *done, emg_error *);
    void (*destroy)(emg_finder *);
} emg_finder_ops;

/** Finders begin with this. */
struct emg_finder {
    const emg_finder_ops *ops;
    emg_pair_job *job; /* the caller's */
};

/** Envelopes against levels above rest. */
emg_finder *emg_threshold_finder_create(emg_pair_job *job, emg_error *error);

/** Energies in two bands against a noise that is followed, crosstalk taken
 * away. */
emg_finder *emg_strong_finder_create(emg_pair_job *job, emg_error *error);

/** Two thresholds on the signal, made white after its noise at rest. */
emg_finder *emg_double_finder_create(emg_pair_job *job, emg_error *error);

void emg_finder_destroy(emg_finder *finder);

/** Leads the frames of a view that lie in candidates of a pair through a step;
 * trimmed: between their own ends, else in their runs. over is called after the
 * last frame of each. */
typedef emg_status emg_candidate_over(void *to, emg_pair_state *pair,
                                      emg_candidate *candidate,
                                      emg_error *error);
emg_status emg_pair_walk(emg_pair_state *pair, const emg_view *view,
                         bool trimmed, emg_pair_step *step,
                         emg_candidate_over *over, void *to, emg_error *error);

#endif
