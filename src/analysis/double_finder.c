/* Finds activity by two thresholds in two passes: one learns the colour of the
 * noise at rest, one looks at the signal made white. */
#include "analysis/finder.h"

#include "base/memory.h"
#include "detect/double_threshold.h"

#include <math.h>

typedef struct side {
    emg_whitening white;
    emg_double_threshold active;
    bool begun;
} side;

typedef struct double_finder {
    emg_finder finder; /* first, so that a finder pointer is one of these */
    bool learnt;
    side *sides; /* of a and of b, pair by pair */
} double_finder;

typedef struct heard {
    double_finder *self;
    int group;
} heard;

/* ---- frames ----------------------------------------------------------------
 */

/* Where rest is known by its time, that counts; else what is below the level at
 * which a muscle is off. */
static void
learn(side *s, const emg_muscle *muscle, const emg_format *format,
      const emg_block *band, const emg_block *envelope)
{
    bool timed = muscle->rest_to_s > muscle->rest_from_s;
    if (band->first_frame == band->segment.first_frame)
        emg_whitening_gap(&s->white);
    for (int i = 0; i < band->n_frames; i++) {
        double at_s =
            emg_frame_time(format, &band->segment, band->first_frame + i);
        bool rest =
            timed ? at_s >= muscle->rest_from_s && at_s < muscle->rest_to_s
                  : emg_block_at(envelope, muscle->lane, i) <
                        muscle->activity.off;
        emg_whitening_add(&s->white, emg_block_at(band, muscle->lane, i), rest);
    }
}

static emg_status
decide(side *s, const emg_muscle *muscle, const emg_block *band,
       emg_error *error)
{
    emg_status status = EMG_OK;
    if (band->first_frame == band->segment.first_frame) {
        if (s->begun)
            status = emg_double_threshold_end(&s->active, error);
        emg_whitening_gap(&s->white);
        emg_double_threshold_begin(&s->active, band->first_frame,
                                   band->segment.number);
        s->begun = true;
    }
    for (int i = 0; i < band->n_frames && !status; i++)
        status = emg_double_threshold_add(
            &s->active,
            emg_whitened(&s->white, emg_block_at(band, muscle->lane, i)),
            error);
    return status;
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    const heard *at = to;
    double_finder *self = at->self;
    emg_pair_job *job = self->finder.job;
    const emg_format *format = &job->recording.groups[at->group];
    emg_status status = EMG_OK;
    for (int i = 0; i < 2 * job->n_pairs && !status; i++) {
        emg_pair_state *pair = &job->pairs[i / 2];
        emg_muscle *muscle = i % 2 ? &pair->b : &pair->a;
        if (pair->state || pair->group != at->group)
            continue;
        if (self->learnt)
            status = decide(&self->sides[i], muscle, band, error);
        else
            learn(&self->sides[i], muscle, format, band, envelope);
    }
    return status;
}

static emg_status
double_take(emg_finder *finder, const emg_block *raw, emg_error *error)
{
    heard at = {(double_finder *)finder, raw->group};
    return emg_side_take(finder->job->groups[raw->group].side, raw, hear, &at,
                         error);
}

/* ---- between passes --------------------------------------------------------
 */

static void
settle(double_finder *self, int i)
{
    emg_pair_state *pair = &self->finder.job->pairs[i / 2];
    side *s = &self->sides[i];
    const emg_pair *wanted = &pair->wanted;
    double p =
        emg_chance_of_each(wanted->points, wanted->enough, wanted->false_alarm);
    if (!pair->state && !emg_whitening_settle(&s->white))
        pair->state = EMG_STATE_NO_REST;
    s->active = (emg_double_threshold){
        .level = emg_level_of_chance(s->white.variance, p),
        .points = wanted->points,
        .enough = wanted->enough,
        .runs = i % 2 ? &pair->b.activity.runs : &pair->a.activity.runs};
}

static emg_status
conclude(double_finder *self, int i, emg_error *error)
{
    const emg_pair_job *job = self->finder.job;
    emg_pair_state *pair = &job->pairs[i];
    const emg_pair_group *g = &job->groups[pair->group];
    emg_status status =
        emg_double_threshold_end(&self->sides[2 * i].active, error);
    if (!status)
        status =
            emg_double_threshold_end(&self->sides[2 * i + 1].active, error);
    if (!status && emg_pair_group_is_short(g)) {
        pair->state = EMG_STATE_TOO_SHORT;
        return EMG_OK;
    }
    if (!status)
        status = emg_pair_candidates(pair, error);
    for (size_t k = 0; k < pair->n_candidates; k++) {
        pair->candidates[k].from = pair->candidates[k].run.from;
        pair->candidates[k].to = pair->candidates[k].run.to;
    }
    return status;
}

static emg_status
double_finish(emg_finder *finder, bool *done, emg_error *error)
{
    double_finder *self = (double_finder *)finder;
    emg_pair_job *job = finder->job;
    emg_status status = EMG_OK;
    for (int g = 0; g < job->recording.n_groups && !status; g++) {
        heard at = {self, g};
        status = emg_side_end(job->groups[g].side, hear, &at, error);
    }
    *done = self->learnt;
    for (int i = 0; i < 2 * job->n_pairs && !self->learnt; i++)
        settle(self, i);
    for (int i = 0; i < job->n_pairs && *done && !status; i++)
        if (!job->pairs[i].state)
            status = conclude(self, i, error);
    self->learnt = true;
    return status;
}

static emg_status
double_prepare(emg_finder *finder, emg_error *error)
{
    const double_finder *self = (const double_finder *)finder;
    (void)error;
    for (int g = 0; g < finder->job->recording.n_groups; g++)
        emg_side_reset(finder->job->groups[g].side,
                       self->learnt ? EMG_SIDE_BAND : EMG_SIDE_BOTH);
    return EMG_OK;
}

/* ---- life ------------------------------------------------------------------
 */

static void
double_destroy(emg_finder *finder)
{
    emg_free(((double_finder *)finder)->sides);
    emg_free(finder);
}

static const emg_finder_ops double_ops = {double_prepare, double_take,
                                          double_finish, double_destroy};

emg_finder *
emg_double_finder_create(emg_pair_job *job, emg_error *error)
{
    double_finder *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->finder = (emg_finder){&double_ops, job};
    self->sides = emg_new(2 * (size_t)job->n_pairs, sizeof *self->sides, error);
    if (self->sides)
        return &self->finder;
    double_destroy(&self->finder);
    return NULL;
}
