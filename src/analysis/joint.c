/* The mean of a group, corrected for rest and in units of a reference. */
#include "analysis/joint.h"

#include <math.h>

/* ---- levels ---------------------------------------------------------------
 */

static void
set_levels(emg_joint *joint, emg_joint_muscle *m, double on_sd,
           const emg_rest_level *levels, int n_levels)
{
    m->rest = m->on = NAN;
    for (int i = 0; i < n_levels; i++) {
        if (levels[i].number != m->number)
            continue;
        if (!levels[i].state) {
            m->rest = levels[i].mean;
            m->on = levels[i].mean + on_sd * levels[i].sd;
        } else if (joint->floor && !joint->state) {
            joint->state = levels[i].state;
        }
    }
    if (isnan(m->rest) && joint->floor && !joint->state)
        joint->state = EMG_STATE_NO_REST;
}

static emg_status
add_muscle(emg_joint *joint, const emg_recording *recording, int number,
           double mvc, emg_error *error)
{
    emg_joint_muscle *m = &joint->muscles[joint->n];
    int group = 0;
    const emg_channel *channel =
        emg_recording_channel(recording, number, &group);
    if (!channel)
        return emg_fail(error, EMG_BAD_OPTION, "channel %d is not read",
                        number);
    if (joint->n > 0 && group != joint->group)
        joint->state = EMG_STATE_UNDEFINED;
    joint->group = group;
    joint->n++;
    m->number = number;
    m->lane = (int)(channel - recording->groups[group].channels);
    m->mvc = mvc;
    return EMG_OK;
}

emg_status
emg_joint_init(emg_joint *joint, const emg_recording *recording,
               const emg_group_pair *pair, const emg_index_rule *rule,
               const emg_rest_level *levels, int n_levels, emg_error *error)
{
    emg_status status = EMG_OK;
    *joint = (emg_joint){.n_a = pair->a.n, .floor = rule->floor};
    for (int k = 0; k < pair->a.n && !status; k++)
        status = add_muscle(joint, recording, pair->a.numbers[k],
                            pair->a.mvc[k], error);
    for (int k = 0; k < pair->b.n && !status; k++)
        status = add_muscle(joint, recording, pair->b.numbers[k],
                            pair->b.mvc[k], error);
    for (int k = 0; k < joint->n; k++)
        set_levels(joint, &joint->muscles[k], rule->on_sd, levels, n_levels);
    return status;
}

bool
emg_joint_knows_activity(const emg_joint *joint)
{
    for (int k = 0; k < joint->n; k++)
        if (isnan(joint->muscles[k].on))
            return false;
    return true;
}

/* ---- references ------------------------------------------------------------
 */

static double
corrected(const emg_joint_muscle *m, double envelope, bool floor)
{
    return floor ? sqrt(fmax(envelope * envelope - m->rest * m->rest, 0))
                 : envelope;
}

void
emg_joint_refer(emg_joint *joint, const emg_block *envelope, int from, int to)
{
    for (int k = 0; k < joint->n; k++) {
        emg_joint_muscle *m = &joint->muscles[k];
        for (int i = from; i < to; i++) {
            double e =
                corrected(m, emg_block_at(envelope, m->lane, i), joint->floor);
            m->most = fmax(m->most, e);
            m->sum += e;
        }
        m->frames += to - from;
    }
}

static double
reference_of(const emg_joint_muscle *m, bool mvc, emg_reference reference)
{
    if (mvc)
        return m->mvc;
    if (reference == EMG_REFERENCE_MAX)
        return m->most;
    return reference == EMG_REFERENCE_MEAN ? m->sum / (double)m->frames : 1;
}

/* An envelope that is nothing is not divided by it. */
void
emg_joint_settle(emg_joint *joint, emg_reference reference)
{
    bool mvc = true;
    for (int k = 0; k < joint->n; k++)
        mvc = mvc && joint->muscles[k].mvc > 0;
    joint->scaled = mvc || reference != EMG_REFERENCE_NONE;
    for (int k = 0; k < joint->n; k++) {
        emg_joint_muscle *m = &joint->muscles[k];
        double by = reference_of(m, mvc, reference);
        m->per_unit = by > 0 ? 1 / by : 0;
    }
}

/* ---- frames ----------------------------------------------------------------
 */

emg_index_point
emg_joint_point(const emg_joint *joint, const emg_block *envelope, int frame)
{
    double all[2 * EMG_MOST_IN_GROUP];
    emg_index_point p = {0};
    for (int k = 0; k < joint->n; k++) {
        const emg_joint_muscle *m = &joint->muscles[k];
        double e = emg_block_at(envelope, m->lane, frame);
        bool is_on = e > m->on;
        all[k] = m->per_unit * corrected(m, e, joint->floor);
        if (k < joint->n_a) {
            p.a += all[k] / joint->n_a;
            p.a_on = p.a_on || is_on;
        } else {
            p.b += all[k] / (joint->n - joint->n_a);
            p.b_on = p.b_on || is_on;
        }
    }
    p.multi = joint->scaled ? emg_index_ranavolo(all, joint->n) : NAN;
    return p;
}

emg_mask_run
emg_joint_run(const emg_joint *joint, const emg_mask *mask,
              const emg_format *format, const emg_block *block, int from)
{
    emg_mask_run all = {from, block->n_frames, false};
    for (int k = 0; k < joint->n; k++) {
        emg_mask_run one =
            emg_mask_next(mask, joint->muscles[k].number, format, block, from);
        if (one.hidden)
            return one;
        all.to = one.to < all.to ? one.to : all.to;
    }
    return all;
}
