/* Two groups of muscles, and what their envelopes become before an index is
 * taken of them. */
#ifndef EMG_ANALYSIS_JOINT_H
#define EMG_ANALYSIS_JOINT_H

#include "emg/analysis.h"

#include "analysis/index_sums.h"
#include "analysis/mask.h"

/** One muscle of a side. */
typedef struct emg_joint_muscle {
    int number, lane;
    double rest, on; /* levels of the envelope; NaN: not known */
    double mvc;
    double most, sum; /* of the corrected envelope */
    int64_t frames;
    double per_unit; /* what it is multiplied by */
} emg_joint_muscle;

typedef struct emg_joint {
    emg_joint_muscle muscles[2 * EMG_MOST_IN_GROUP]; /* a's, then b's */
    int n_a, n;
    int group;
    emg_state state;
    bool floor;  /* envelopes are corrected for rest */
    bool scaled; /* and shares of something */
} emg_joint;

/** Levels and lanes; a state that is not ok says why it cannot be looked at. */
emg_status emg_joint_init(emg_joint *joint, const emg_recording *recording,
                          const emg_group_pair *pair,
                          const emg_index_rule *rule,
                          const emg_rest_level *levels, int n_levels,
                          emg_error *error);

/** Adds frames [from, to) to what envelopes are divided by. */
void emg_joint_refer(emg_joint *joint, const emg_block *envelope, int from,
                     int to);

/** All came: from now on points are in units of the reference. */
void emg_joint_settle(emg_joint *joint, emg_reference reference);

emg_index_point emg_joint_point(const emg_joint *joint,
                                const emg_block *envelope, int frame);

/** The run of frames from `from` on in which one of the muscles is hidden, or
 * none is. */
emg_mask_run emg_joint_run(const emg_joint *joint, const emg_mask *mask,
                           const emg_format *format, const emg_block *block,
                           int from);

/** The level from which on every muscle counts as active is known. */
bool emg_joint_knows_activity(const emg_joint *joint);

#endif
