/* Two passes: what each envelope is divided by, then the sums of each pair in
 * each window. */
#include "emg/analysis.h"

#include "analysis/index_kinds.h"
#include "analysis/index_sums.h"
#include "analysis/side.h"
#include "base/memory.h"

#include <math.h>

typedef enum pass { REFERENCES, SUMS, DONE } pass;

/* One muscle of a side. */
typedef struct muscle {
    int lane;
    double rest, on; /* levels of the envelope; NaN: not known */
    double mvc;
    double most, sum; /* of the corrected envelope */
    int64_t frames;
    double per_unit; /* what it is multiplied by */
} muscle;

typedef struct joint {
    muscle muscles[2 * EMG_MOST_IN_GROUP]; /* those of a, then those of b */
    int n_a, n;
    int group;
    emg_state state;
    bool scaled; /* envelopes are shares of something */
    emg_index_sums *windows;
} joint;

typedef struct indices {
    emg_analysis analysis;
    emg_recording recording;
    emg_index_rule rule;
    emg_side **sides; /* of each group */
    joint *joints;
    int n_joints;
    emg_epoch *windows;
    int n_windows;
    pass pass;
} indices;

typedef struct heard {
    indices *self;
    int group;
} heard;

/* ---- passes ----------------------------------------------------------------
 */

static double
corrected(const muscle *m, double envelope, bool floor)
{
    return floor ? sqrt(fmax(envelope * envelope - m->rest * m->rest, 0))
                 : envelope;
}

static void
note_references(indices *self, joint *j, const emg_block *envelope)
{
    for (int k = 0; k < j->n; k++) {
        muscle *m = &j->muscles[k];
        for (int i = 0; i < envelope->n_frames; i++) {
            double e = corrected(m, emg_block_at(envelope, m->lane, i),
                                 self->rule.floor);
            m->most = fmax(m->most, e);
            m->sum += e;
        }
        m->frames += envelope->n_frames;
    }
}

static emg_index_point
point_at(const indices *self, const joint *j, const emg_block *envelope,
         int frame)
{
    double all[2 * EMG_MOST_IN_GROUP];
    emg_index_point p = {0};
    for (int k = 0; k < j->n; k++) {
        const muscle *m = &j->muscles[k];
        double e = emg_block_at(envelope, m->lane, frame);
        bool is_on = e > m->on;
        all[k] = m->per_unit * corrected(m, e, self->rule.floor);
        if (k < j->n_a) {
            p.a += all[k] / j->n_a;
            p.a_on = p.a_on || is_on;
        } else {
            p.b += all[k] / (j->n - j->n_a);
            p.b_on = p.b_on || is_on;
        }
    }
    p.multi = j->scaled ? emg_index_ranavolo(all, j->n) : NAN;
    return p;
}

/* Which frames of a block a window holds. */
static void
inside(const indices *self, const emg_epoch *window, int group,
       const emg_block *block, int *from, int *to)
{
    const emg_format *format = &self->recording.groups[group];
    double start_s =
        emg_frame_time(format, &block->segment, block->first_frame);
    double first = ceil((window->from_s - start_s) * format->rate_hz - 1e-3);
    double end = ceil((window->to_s - start_s) * format->rate_hz - 1e-3);
    *from = first > 0 ? (int)fmin(first, block->n_frames) : 0;
    *to = end > 0 ? (int)fmin(end, block->n_frames) : 0;
}

static void
note_windows(indices *self, joint *j, const emg_block *envelope)
{
    for (int w = 0; w < self->n_windows; w++) {
        int from = 0, to = 0;
        inside(self, &self->windows[w], j->group, envelope, &from, &to);
        if (self->pass == REFERENCES && to > from)
            j->windows[w].frames += to - from;
        for (int i = from; self->pass == SUMS && i < to; i++) {
            emg_index_point p = point_at(self, j, envelope, i);
            emg_index_sums_add(&j->windows[w], &p);
        }
    }
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    const heard *at = to;
    indices *self = at->self;
    (void)band;
    (void)error;
    for (int i = 0; i < self->n_joints; i++) {
        joint *j = &self->joints[i];
        if (j->state || j->group != at->group)
            continue;
        if (self->pass == REFERENCES)
            note_references(self, j, envelope);
        note_windows(self, j, envelope);
    }
    return EMG_OK;
}

static emg_status
indices_take(emg_sink *sink, const emg_block *raw, emg_error *error)
{
    indices *self = (indices *)sink;
    heard at = {self, raw->group};
    if (!self->sides[raw->group])
        return EMG_OK;
    return emg_side_take(self->sides[raw->group], raw, hear, &at, error);
}

/* An envelope that is nothing is not divided by it. */
static void
settle_references(const indices *self, joint *j)
{
    bool all_mvc = true;
    for (int k = 0; k < j->n; k++)
        all_mvc = all_mvc && j->muscles[k].mvc > 0;
    j->scaled = all_mvc || self->rule.reference != EMG_REFERENCE_NONE;
    for (int k = 0; k < j->n; k++) {
        muscle *m = &j->muscles[k];
        double by = all_mvc                                     ? m->mvc
                    : self->rule.reference == EMG_REFERENCE_MAX ? m->most
                    : self->rule.reference == EMG_REFERENCE_MEAN
                        ? m->sum / (double)m->frames
                        : 1;
        m->per_unit = by > 0 ? 1 / by : 0;
    }
}

static emg_status
indices_finish(emg_sink *sink, emg_error *error)
{
    indices *self = (indices *)sink;
    emg_status status = EMG_OK;
    for (int g = 0; g < self->recording.n_groups && !status; g++) {
        heard at = {self, g};
        if (self->sides[g])
            status = emg_side_end(self->sides[g], hear, &at, error);
    }
    for (int i = 0; i < self->n_joints && self->pass == REFERENCES; i++)
        settle_references(self, &self->joints[i]);
    self->pass++;
    return status;
}

static emg_status
indices_prepare(emg_analysis *analysis, int number, bool *wanted,
                emg_error *error)
{
    indices *self = (indices *)analysis;
    (void)number;
    (void)error;
    *wanted = self->pass != DONE;
    for (int g = 0; g < self->recording.n_groups; g++)
        if (self->sides[g])
            emg_side_reset(self->sides[g], EMG_SIDE_ENVELOPE);
    return EMG_OK;
}

/* ---- life -------------------------------------------------------------------
 */

static void
indices_destroy(emg_sink *sink)
{
    indices *self = (indices *)sink;
    for (int g = 0; self->sides && g < self->recording.n_groups; g++)
        emg_side_destroy(self->sides[g]);
    for (int i = 0; self->joints && i < self->n_joints; i++)
        emg_free(self->joints[i].windows);
    emg_recording_clear(&self->recording);
    emg_free(self->sides);
    emg_free(self->joints);
    emg_free(self->windows);
    emg_free(self);
}

static const emg_analysis_ops indices_ops = {
    .sink = {.name = "indices",
             .take = indices_take,
             .finish = indices_finish,
             .destroy = indices_destroy},
    .prepare = indices_prepare};

static void
set_levels(muscle *m, joint *j, int number, const indices *self,
           const emg_rest_level *levels, int n_levels)
{
    m->rest = m->on = NAN;
    for (int i = 0; i < n_levels; i++) {
        if (levels[i].number != number)
            continue;
        if (!levels[i].state) {
            m->rest = levels[i].mean;
            m->on = levels[i].mean + self->rule.on_sd * levels[i].sd;
        } else if (self->rule.floor && !j->state) {
            j->state = levels[i].state;
        }
    }
    if (isnan(m->rest) && self->rule.floor && !j->state)
        j->state = EMG_STATE_NO_REST;
}

static emg_status
add_muscles(indices *self, joint *j, const emg_muscle_group *side,
            const emg_rest_level *levels, int n_levels, emg_error *error)
{
    for (int k = 0; k < side->n; k++) {
        muscle *m = &j->muscles[j->n];
        int group = 0;
        const emg_channel *channel =
            emg_recording_channel(&self->recording, side->numbers[k], &group);
        if (!channel)
            return emg_fail(error, EMG_BAD_OPTION, "channel %d is not read",
                            side->numbers[k]);
        if (j->n > 0 && group != j->group)
            j->state = EMG_STATE_UNDEFINED;
        j->group = group;
        m->lane = (int)(channel - self->recording.groups[group].channels);
        m->mvc = side->mvc[k];
        set_levels(m, j, side->numbers[k], self, levels, n_levels);
        j->n++;
    }
    return EMG_OK;
}

static emg_status
init_joint(indices *self, joint *j, const emg_group_pair *pair,
           const emg_rest_level *levels, int n_levels, emg_error *error)
{
    emg_status status = add_muscles(self, j, &pair->a, levels, n_levels, error);
    j->n_a = j->n;
    if (!status)
        status = add_muscles(self, j, &pair->b, levels, n_levels, error);
    j->windows = emg_new((size_t)self->n_windows, sizeof *j->windows, error);
    for (int w = 0; j->windows && w < self->n_windows; w++)
        j->windows[w].grid = self->rule.grid;
    return status ? status : j->windows ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
init_sides(indices *self, const emg_conditioning *conditioning,
           emg_error *error)
{
    for (int i = 0; i < self->n_joints; i++) {
        int g = self->joints[i].group;
        if (self->sides[g])
            continue;
        self->sides[g] =
            emg_side_create(&self->recording.groups[g], conditioning, error);
        if (!self->sides[g])
            return error ? error->status : EMG_NO_MEMORY;
    }
    return EMG_OK;
}

static emg_status
init(indices *self, const emg_recording *recording, const emg_epoch *windows,
     emg_error *error)
{
    emg_status status = emg_recording_copy(&self->recording, recording, error);
    self->sides =
        emg_new((size_t)recording->n_groups, sizeof *self->sides, error);
    self->joints = emg_new((size_t)self->n_joints, sizeof *self->joints, error);
    self->windows =
        emg_new((size_t)self->n_windows, sizeof *self->windows, error);
    if (status || !self->sides || !self->joints || !self->windows)
        return EMG_NO_MEMORY;
    for (int w = 0; w < self->n_windows; w++)
        self->windows[w] = windows[w];
    return EMG_OK;
}

emg_analysis *
emg_indices_create(const emg_recording *recording,
                   const emg_conditioning *conditioning,
                   const emg_group_pair *pairs, int n_pairs,
                   const emg_epoch *windows, int n_windows,
                   const emg_index_rule *rule, const emg_rest_level *levels,
                   int n_levels, emg_error *error)
{
    indices *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->analysis.ops = &indices_ops;
    self->analysis.sink.ops = &indices_ops.sink;
    self->rule = *rule;
    self->n_joints = n_pairs;
    self->n_windows = n_windows;
    emg_status status = init(self, recording, windows, error);
    for (int i = 0; i < n_pairs && !status; i++)
        status = init_joint(self, &self->joints[i], &pairs[i], levels, n_levels,
                            error);
    if (!status)
        status = init_sides(self, conditioning, error);
    if (!status)
        return &self->analysis;
    indices_destroy(&self->analysis.sink);
    return NULL;
}

/* ---- results
 * ------------------------------------------------------------------ */

emg_state
emg_indices_state(const emg_analysis *analysis, int pair, int window,
                  bool *at_rest)
{
    const indices *self = (const indices *)analysis;
    const joint *j = &self->joints[pair];
    const emg_index_sums *s = &j->windows[window];
    *at_rest = s->sums.n > 0 && !isnan(j->muscles[0].on) &&
               (s->a_on == 0 || s->b_on == 0);
    if (j->state)
        return j->state;
    return s->frames < 2 ? EMG_STATE_TOO_SHORT : EMG_STATE_OK;
}

double
emg_indices_value(const emg_analysis *analysis, int pair, int window, int kind)
{
    const indices *self = (const indices *)analysis;
    const joint *j = &self->joints[pair];
    const emg_index_sums *s = &j->windows[window];
    emg_index *index = emg_index_of(kind);
    bool timed = index == emg_index_temporal || index == emg_index_jaccard;
    if (j->state || s->frames < 2)
        return NAN;
    for (int k = 0; k < j->n; k++)
        if (timed && isnan(j->muscles[k].on))
            return NAN;
    return index ? index(&s->sums) : s->multi / (double)s->sums.n;
}
