/* Finds events by levels, in three passes over the recording, each simple.
 *
 *   activity  when each muscle is on; then both, and candidates from it
 *   weigh     the median of each candidate, in fixed memory
 *   trim      where a candidate really begins and ends, by the envelope or
 *             by the signal
 *
 * A pass over candidates is left out when there are none. */
#include "analysis/finder.h"

#include "base/memory.h"

typedef enum pass { ACTIVITY, WEIGH, TRIM, DONE } pass;

typedef struct threshold {
    emg_finder finder; /* first, so that a finder pointer is one of these */
    pass pass;
} threshold;

typedef struct heard {
    threshold *self;
    int group;
} heard;

/* ---- the activity pass ----------------------------------------------- */

static emg_status
end_runs(emg_pair_state *pair, int64_t end, emg_error *error)
{
    emg_status status = emg_activity_end(&pair->a.activity, end, error);
    return status ? status : emg_activity_end(&pair->b.activity, end, error);
}

static emg_status
activity_step(emg_pair_state *pair, const emg_block *envelope, emg_error *error)
{
    emg_status status = EMG_OK;
    if (envelope->first_frame == envelope->segment.first_frame)
        status = end_runs(pair, envelope->first_frame, error);
    return status ? status : emg_pair_activity(pair, envelope, error);
}

/* A segment that the filters' padding does not fit into tells nothing. */
static void
drop_short_segments(const emg_pair_group *g, emg_intervals *runs)
{
    size_t kept = 0;
    for (size_t i = 0; i < runs->n; i++) {
        int64_t end = 0;
        const emg_segment *in =
            emg_pair_group_segment(g, runs->at[i].from, &end);
        if (end - in->first_frame > g->padding)
            runs->at[kept++] = runs->at[i];
    }
    runs->n = kept;
}

static emg_status
end_activity(threshold *self, emg_pair_state *pair, emg_error *error)
{
    const emg_pair_group *g = &self->finder.job->groups[pair->group];
    emg_status status = end_runs(pair, g->frames, error);
    if (!status && emg_pair_group_is_short(g)) {
        pair->state = EMG_STATE_TOO_SHORT;
        return EMG_OK;
    }
    drop_short_segments(g, &pair->a.activity.runs);
    drop_short_segments(g, &pair->b.activity.runs);
    if (!status)
        status = emg_pair_candidates(pair, error);
    for (size_t i = 0; i < pair->n_candidates && !status; i++) {
        emg_candidate *c = &pair->candidates[i];
        c->segment_from =
            emg_pair_group_segment(g, c->run.from, &c->segment_to)->first_frame;
    }
    return status;
}

/* ---- passes over candidates ------------------------------------------ */

static emg_status
over(void *to, emg_pair_state *pair, emg_candidate *candidate, emg_error *error)
{
    const threshold *self = to;
    (void)error;
    if (self->pass == WEIGH)
        emg_pair_weighed(pair, candidate);
    return EMG_OK;
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    const heard *at = to;
    threshold *self = at->self;
    emg_pair_job *job = self->finder.job;
    emg_view view = {band, envelope};
    emg_status status = EMG_OK;

    for (int i = 0; i < job->n_pairs && !status; i++) {
        emg_pair_state *pair = &job->pairs[i];
        if (pair->state || pair->group != at->group)
            continue;
        if (self->pass == ACTIVITY)
            status = activity_step(pair, envelope, error);
        else if (self->pass == TRIM && pair->wanted.edges == EMG_EDGES_CHANGE)
            emg_pair_edges(pair, band);
        else
            status = emg_pair_walk(pair, &view, false,
                                   self->pass == WEIGH ? emg_pair_weigh
                                                       : emg_pair_trim,
                                   over, self, error);
    }
    return status;
}

static emg_status
threshold_take(emg_finder *finder, const emg_block *raw, emg_error *error)
{
    heard at = {(threshold *)finder, raw->group};
    return emg_side_take(finder->job->groups[raw->group].side, raw, hear, &at,
                         error);
}

/* ---- between passes -------------------------------------------------- */

static emg_status
end_pass(threshold *self, emg_error *error)
{
    emg_pair_job *job = self->finder.job;
    emg_status status = EMG_OK;
    for (int i = 0; i < job->n_pairs && !status; i++) {
        emg_pair_state *pair = &job->pairs[i];
        if (pair->state)
            continue;
        if (self->pass == ACTIVITY)
            status = end_activity(self, pair, error);
        if (self->pass == TRIM)
            emg_pair_drop_short(pair);
        pair->now = pair->now_end = 0;
    }
    self->pass++;
    return status;
}

static emg_status
threshold_finish(emg_finder *finder, bool *done, emg_error *error)
{
    threshold *self = (threshold *)finder;
    emg_pair_job *job = finder->job;
    emg_status status = EMG_OK;
    for (int g = 0; g < job->recording.n_groups && !status; g++) {
        heard at = {self, g};
        status = emg_side_end(job->groups[g].side, hear, &at, error);
    }
    if (!status)
        status = end_pass(self, error);
    *done = self->pass == DONE || !emg_pair_job_has_candidates(job);
    return status;
}

static bool
looks_at_band(const threshold *self)
{
    const emg_pair_job *job = self->finder.job;
    for (int i = 0; i < job->n_pairs && self->pass == TRIM; i++)
        if (job->pairs[i].wanted.edges == EMG_EDGES_CHANGE)
            return true;
    return false;
}

static emg_status
threshold_prepare(emg_finder *finder, emg_error *error)
{
    const threshold *self = (const threshold *)finder;
    (void)error;
    for (int g = 0; g < finder->job->recording.n_groups; g++)
        emg_side_reset(finder->job->groups[g].side,
                       looks_at_band(self) ? EMG_SIDE_BOTH : EMG_SIDE_ENVELOPE);
    return EMG_OK;
}

static void
threshold_destroy(emg_finder *finder)
{
    emg_free(finder);
}

static const emg_finder_ops threshold_ops = {
    threshold_prepare, threshold_take, threshold_finish, threshold_destroy};

emg_finder *
emg_threshold_finder_create(emg_pair_job *job, emg_error *error)
{
    threshold *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->finder = (emg_finder){&threshold_ops, job};
    return &self->finder;
}
