/* Finds events without a window of rest, in two passes, or three where there
 * are sharp lines to take out:
 *
 *   lines   sharp lines, and what noise and EMG look like if there are none
 *   noise   what they look like without lines
 *   events  the noise is followed, crosstalk taken away, activity timed
 *
 * The last needs no pass of its own where the frames of the one before it were
 * few enough to be kept.
 */
#include "analysis/finder.h"

#include "analysis/strong_conclude.h"
#include "base/memory.h"

#define LEAST_RATE_HZ 200

typedef struct strong {
    emg_finder finder; /* first, so that a finder pointer is one of these */
    emg_strong_aim aim;
    emg_strong_group *groups;
    emg_strong_pair *pairs;
} strong;

typedef struct heard {
    strong *self;
    int group;
} heard;

static bool
is_fast(const strong *self, int group)
{
    return self->finder.job->recording.groups[group].rate_hz >= LEAST_RATE_HZ;
}

/* ---- the pairs of a group ---------------------------------------------- */

static bool
goes_on(const heard *at, int pair)
{
    const emg_pair_state *state = &at->self->finder.job->pairs[pair];
    return !state->state && state->group == at->group;
}

static emg_status
begin(void *to, const emg_segment *segment, emg_error *error)
{
    const heard *at = to;
    (void)segment;
    (void)error;
    for (int i = 0; i < at->self->finder.job->n_pairs; i++)
        if (goes_on(at, i))
            emg_strong_pair_start(&at->self->pairs[i]);
    return EMG_OK;
}

static emg_status
advance(void *to, const emg_segment *segment, emg_error *error)
{
    const heard *at = to;
    emg_status status = EMG_OK;
    for (int i = 0; i < at->self->finder.job->n_pairs && !status; i++)
        if (goes_on(at, i))
            status =
                emg_strong_pair_advance(&at->self->pairs[i], segment, error);
    return status;
}

static emg_status
frame(void *to, int64_t number, emg_error *error)
{
    const heard *at = to;
    if (number % EMG_STRONG_BLOCK != 0)
        return EMG_OK;
    return advance(to, &at->self->groups[at->group].segment, error);
}

static emg_strong_ear
ear_of(heard *at)
{
    if (at->self->aim != EMG_STRONG_EVENTS)
        return (emg_strong_ear){0};
    return (emg_strong_ear){begin, frame, advance, at};
}

/* ---- passes ------------------------------------------------------------ */

static emg_status
strong_prepare(emg_finder *finder, emg_error *error)
{
    strong *self = (strong *)finder;
    emg_status status = EMG_OK;
    for (int g = 0; g < finder->job->recording.n_groups && !status; g++)
        if (is_fast(self, g))
            status =
                emg_strong_group_prepare(&self->groups[g], self->aim, error);
    return status;
}

static emg_status
strong_take(emg_finder *finder, const emg_block *raw, emg_error *error)
{
    strong *self = (strong *)finder;
    heard at = {self, raw->group};
    emg_strong_ear ear = ear_of(&at);
    if (!is_fast(self, raw->group))
        return EMG_OK;
    return emg_strong_group_take(&self->groups[raw->group], raw, &ear, error);
}

static emg_status
init_pair(strong *self, int i, emg_error *error)
{
    const emg_pair_state *state = &self->finder.job->pairs[i];
    emg_strong_group *g = &self->groups[state->group];
    emg_strong_pair *pair = &self->pairs[i];
    double floor = state->wanted.floor_mvc / 100;
    pair->alone = state->a.lane == state->b.lane;
    pair->a.own = pair->b.other = &g->channels[state->a.lane];
    pair->b.own = pair->a.other = &g->channels[state->b.lane];
    if (pair->alone)
        pair->a.other = NULL;
    double least_a = floor * state->wanted.mvc_a;
    double least_b = floor * state->wanted.mvc_b;
    pair->a.least = least_a * least_a;
    pair->b.least = least_b * least_b;
    return emg_strong_pair_init(pair, &g->shape, state->rate_hz, error);
}

static emg_status
admit_pair(strong *self, int i, emg_error *error)
{
    emg_pair_job *job = self->finder.job;
    emg_pair_state *pair = &job->pairs[i];
    if (is_fast(self, pair->group))
        emg_strong_admit(pair, &self->groups[pair->group], &job->conditioning);
    else
        pair->state = EMG_STATE_UNDEFINED;
    return pair->state ? EMG_OK : init_pair(self, i, error);
}

/* The models are known: which pairs can be analysed? */
static emg_status
admit(strong *self, emg_error *error)
{
    const emg_pair_job *job = self->finder.job;
    emg_status status = EMG_OK;
    for (int i = 0; i < job->n_pairs && !status; i++)
        if (!job->pairs[i].state)
            status = admit_pair(self, i, error);
    return status;
}

static emg_status
conclude(strong *self, emg_error *error)
{
    emg_pair_job *job = self->finder.job;
    emg_status status = EMG_OK;
    for (int i = 0; i < job->n_pairs && !status; i++)
        if (!job->pairs[i].state)
            status =
                emg_strong_candidates(&job->pairs[i], &self->pairs[i], error);
    return status;
}

/* After the pass that looked for lines: the energies are not known yet. */
static bool
is_unsurveyed(const strong *self)
{
    for (int g = 0; g < self->finder.job->recording.n_groups; g++)
        if (self->groups[g].unsurveyed)
            return true;
    return false;
}

static bool
keeps_all(const strong *self)
{
    for (int g = 0; g < self->finder.job->recording.n_groups; g++)
        if (is_fast(self, g) && !self->groups[g].frames.keeps)
            return false;
    return true;
}

static emg_status
replay(strong *self, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int g = 0; g < self->finder.job->recording.n_groups && !status; g++) {
        heard at = {self, g};
        emg_strong_ear ear = ear_of(&at);
        if (is_fast(self, g))
            status = emg_strong_group_replay(&self->groups[g], &ear, error);
    }
    return status;
}

static bool
has_pairs(const emg_pair_job *job)
{
    for (int i = 0; i < job->n_pairs; i++)
        if (!job->pairs[i].state)
            return true;
    return false;
}

static emg_status
next_aim(strong *self, bool *done, emg_error *error)
{
    emg_status status = EMG_OK;
    *done = false;
    if (self->aim == EMG_STRONG_EVENTS) {
        *done = true;
        return conclude(self, error);
    }
    if (self->aim == EMG_STRONG_LINES && is_unsurveyed(self)) {
        self->aim = EMG_STRONG_NOISE;
        return EMG_OK;
    }
    self->aim = EMG_STRONG_EVENTS;
    status = admit(self, error);
    *done = !has_pairs(self->finder.job);
    if (status || *done || !keeps_all(self))
        return status;
    *done = true;
    status = replay(self, error);
    return status ? status : conclude(self, error);
}

static emg_status
strong_finish(emg_finder *finder, bool *done, emg_error *error)
{
    strong *self = (strong *)finder;
    emg_status status = EMG_OK;
    for (int g = 0; g < finder->job->recording.n_groups && !status; g++) {
        heard at = {self, g};
        emg_strong_ear ear = ear_of(&at);
        if (is_fast(self, g))
            status = emg_strong_group_end(&self->groups[g], &ear, error);
    }
    return status ? status : next_aim(self, done, error);
}

/* ---- life -------------------------------------------------------------- */

static void
strong_destroy(emg_finder *finder)
{
    strong *self = (strong *)finder;
    const emg_pair_job *job = finder->job;
    for (int g = 0; self->groups && g < job->recording.n_groups; g++)
        emg_strong_group_clear(&self->groups[g]);
    for (int i = 0; self->pairs && i < job->n_pairs; i++)
        emg_strong_pair_clear(&self->pairs[i]);
    emg_free(self->groups);
    emg_free(self->pairs);
    emg_free(self);
}

static const emg_finder_ops strong_ops = {strong_prepare, strong_take,
                                          strong_finish, strong_destroy};

emg_finder *
emg_strong_finder_create(emg_pair_job *job, emg_error *error)
{
    strong *self = emg_new(1, sizeof *self, error);
    emg_status status = EMG_OK;
    if (!self)
        return NULL;
    self->finder = (emg_finder){&strong_ops, job};
    self->groups =
        emg_new((size_t)job->recording.n_groups, sizeof *self->groups, error);
    self->pairs = emg_new((size_t)job->n_pairs, sizeof *self->pairs, error);
    if (!self->groups || !self->pairs)
        status = EMG_NO_MEMORY;
    for (int g = 0; g < job->recording.n_groups && !status; g++) {
        emg_pair_group_rest(&job->groups[g]); /* no envelope is looked at */
        if (is_fast(self, g)) {
            self->groups[g].mask = job->conditioning.mask;
            status = emg_strong_group_init(&self->groups[g],
                                           &job->recording.groups[g], error);
        }
    }
    if (!status)
        return &self->finder;
    strong_destroy(&self->finder);
    return NULL;
}
