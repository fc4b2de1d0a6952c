/* One pair on its way through the passes of the co-contraction analysis. */
#ifndef EMG_ANALYSIS_PAIR_H
#define EMG_ANALYSIS_PAIR_H

#include "emg/analysis.h"

#include "detect/activity.h"
#include "detect/change.h"
#include "detect/correlation.h"
#include "detect/faults.h"
#include "detect/indices.h"
#include "detect/modulation.h"
#include "detect/quantile.h"

/** One muscle of a pair. */
typedef struct emg_muscle {
    int lane;
    double rest; /* mean of the envelope at rest, in the unit */
    double rest_from_s, rest_to_s; /* both below 0: not known by its time */
    double factor; /* to the unit that both muscles are compared in */
    double back;   /* from there to the unit that is reported */
    emg_activity activity;
    emg_faults faults;
    emg_intervals flat; /* or masked */
    emg_intervals masked;
    double quiet;         /* variance of the band-passed signal at rest */
    emg_recent recent;    /* for edges by change */
    emg_quantile squares; /* of the corrected envelope inside a candidate */
} emg_muscle;

/** A stretch in which both are on: from its run to what is left of it. */
typedef struct emg_candidate {
    emg_interval run;
    double half_a, half_b; /* squares of half the medians */
    int64_t from, to;      /* trimmed; from -1 while no frame passed */
    int64_t segment_from, segment_to; /* of the segment around it */
    bool truncated;                   /* by its segment */
    emg_evidence evidence;
} emg_candidate;

typedef struct emg_pair_state {
    emg_pair wanted;
    emg_method method;
    int index;
    emg_state state;
    int flags;
    int group;
    double rate_hz;
    emg_muscle a, b;
    emg_candidate *candidates;
    size_t n_candidates;
    size_t now;     /* the candidate that the pass has come to */
    size_t now_end; /* and whose end, where edges are sought */
    int64_t both_frames;
    int64_t frames, analysable;
    emg_indices sums, all; /* of this event, of all events */
    emg_correlation correlation;
    emg_modulation modulation;
} emg_pair_state;

/** Findings of all pairs, in the order in which they ended. */
typedef struct emg_findings {
    emg_finding *at;
    size_t n, room;
} emg_findings;

/** The frames of band and envelope that a step looks at. */
typedef struct emg_view {
    const emg_block *band, *envelope;
} emg_view;

/** A step of a pass: one frame (of the view) of a candidate. */
typedef void emg_pair_step(emg_pair_state *pair, emg_candidate *candidate,
                           const emg_view *view, int frame);

/** All NaN. */
emg_evidence emg_no_evidence(void);

/** Sets up levels (which the strong method can do without) and units; a state
 * that is not ok says why it cannot. */
emg_status emg_pair_init(emg_pair_state *pair, const emg_recording *recording,
                         const emg_rest_level *a, const emg_rest_level *b,
                         emg_error *error);
void emg_pair_clear(emg_pair_state *pair);

/** The next raw frames: flat and masked stretches are no time that can be
 * analysed. */
emg_status emg_pair_faults(emg_pair_state *pair, const emg_mask *mask,
                           const emg_format *format, const emg_block *raw,
                           emg_error *error);

/** The next frames of the envelope: when each muscle is on. */
emg_status emg_pair_activity(emg_pair_state *pair, const emg_block *envelope,
                             emg_error *error);

/** Frames in which neither is flat. */
int64_t emg_pair_analysable(const emg_pair_state *pair, emg_error *error);

/** All frames came: candidates from the runs of both. */
emg_status emg_pair_candidates(emg_pair_state *pair, emg_error *error);

/** Steps of the passes over candidates, and what follows a candidate's end. */
void emg_pair_weigh(emg_pair_state *, emg_candidate *, const emg_view *, int);
void emg_pair_weighed(emg_pair_state *pair, emg_candidate *candidate);
void emg_pair_trim(emg_pair_state *, emg_candidate *, const emg_view *, int);

/** Edges by change, instead of trimming: memory, and the next frames of the
 * band-passed signal. */
emg_status emg_pair_edges_init(emg_pair_state *pair, emg_error *error);
void emg_pair_edges(emg_pair_state *pair, const emg_block *band);

void emg_pair_drop_short(emg_pair_state *pair);
void emg_pair_measure(emg_pair_state *, emg_candidate *, const emg_view *, int);

/** Ends the event: balance, crosstalk, and a finding unless it is unbalanced.
 * onset_s is the time of its first frame. */
emg_status emg_pair_conclude(emg_pair_state *pair,
                             const emg_candidate *candidate, double onset_s,
                             bool truncated, emg_findings *findings,
                             emg_error *error);

emg_pair_summary emg_pair_summarise(const emg_pair_state *pair,
                                    const emg_finding *findings, size_t n,
                                    emg_error *error);

#endif
