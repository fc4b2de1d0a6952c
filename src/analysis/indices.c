/* Two passes: what each envelope is divided by, then the sums of each pair in
 * each window. */
#include "emg/analysis.h"

#include "analysis/frame_at.h"
#include "analysis/index_kinds.h"
#include "analysis/joint.h"
#include "analysis/side.h"
#include "base/memory.h"

#include <math.h>

typedef enum pass { REFERENCES, SUMS, DONE } pass;

/* A pair, its windows and the course of its indices over time. */
typedef struct row {
    emg_joint joint;
    emg_index_sums *windows;
    emg_index_moment *course;
    size_t n_course, course_room;
    int64_t step; /* of the time that the course has come to */
} row;

typedef struct indices {
    emg_analysis analysis;
    emg_recording recording;
    emg_index_rule rule;
    const emg_mask *mask; /* the caller's, or NULL */
    emg_side **sides;     /* of each group */
    row *rows;
    int n_rows;
    emg_epoch *windows;
    int n_windows;
    pass pass;
} indices;

typedef struct heard {
    indices *self;
    int group;
} heard;

/* ---- frames ----------------------------------------------------------------
 */

/* Frames [from, to) of a block that no mask hides. */
typedef struct shown {
    const emg_format *format;
    const emg_block *envelope;
    int from, to;
} shown;

static double
time_of(const shown *at, int frame)
{
    return emg_frame_time(at->format, &at->envelope->segment,
                          at->envelope->first_frame + frame);
}

static void
note_windows(indices *self, row *r, const shown *at)
{
    double rate_hz = at->format->rate_hz, start_s = time_of(at, 0);
    for (int w = 0; w < self->n_windows; w++) {
        const emg_epoch *epoch = &self->windows[w];
        int from =
            emg_frame_at(epoch->from_s, start_s, rate_hz, at->from, at->to);
        int to = emg_frame_at(epoch->to_s, start_s, rate_hz, at->from, at->to);
        if (self->pass == REFERENCES && to > from)
            r->windows[w].frames += to - from;
        for (int i = from; self->pass == SUMS && i < to; i++) {
            emg_index_point p = emg_joint_point(&r->joint, at->envelope, i);
            emg_index_sums_add(&r->windows[w], &p);
        }
    }
}

/* One that is defined only while both are active. */
static emg_index_moment
moment_of(const emg_index_point *p, double time_s)
{
    emg_index_moment m = {.time_s = time_s,
                          .a = p->a,
                          .b = p->b,
                          .falconer_winter = NAN,
                          .rudolph = NAN,
                          .multi = NAN};
    emg_indices one = {0};
    emg_indices_add(&one, p->a, p->b, p->a_on, p->b_on);
    if (one.both_on) {
        m.falconer_winter = emg_index_falconer_winter_samples(&one);
        m.rudolph = emg_index_rudolph(&one);
        m.multi = p->multi;
    }
    return m;
}

/* The first frame at or after each whole step of time. */
static emg_status
note_course(indices *self, row *r, const shown *at, emg_error *error)
{
    for (int i = at->from; i < at->to; i++) {
        double time_s = time_of(at, i);
        int64_t step = (int64_t)floor((time_s + 1e-3 / at->format->rate_hz) /
                                      self->rule.step_s);
        if (r->n_course > 0 && step <= r->step)
            continue;
        if (emg_grow((void **)&r->course, &r->course_room, r->n_course + 1,
                     sizeof *r->course, error))
            return EMG_NO_MEMORY;
        emg_index_point p = emg_joint_point(&r->joint, at->envelope, i);
        r->course[r->n_course++] = moment_of(&p, time_s);
        r->step = step;
    }
    return EMG_OK;
}

static emg_status
note_shown(indices *self, row *r, const shown *at, emg_error *error)
{
    if (self->pass == REFERENCES)
        emg_joint_refer(&r->joint, at->envelope, at->from, at->to);
    note_windows(self, r, at);
    return self->pass == SUMS && self->rule.step_s > 0
               ? note_course(self, r, at, error)
               : EMG_OK;
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    const heard *h = to;
    indices *self = h->self;
    shown at = {&self->recording.groups[h->group], envelope, 0, 0};
    emg_status status = EMG_OK;
    (void)band;
    for (int r = 0; r < self->n_rows; r++) {
        row *one = &self->rows[r];
        if (one->joint.state || one->joint.group != h->group)
            continue;
        for (int i = 0; i < envelope->n_frames && !status; i = at.to) {
            emg_mask_run run =
                emg_joint_run(&one->joint, self->mask, at.format, envelope, i);
            at.from = i;
            at.to = run.to;
            if (!run.hidden)
                status = note_shown(self, one, &at, error);
        }
    }
    return status;
}

/* ---- passes ----------------------------------------------------------------
 */

static emg_status
indices_take(emg_sink *sink, const emg_block *raw, emg_error *error)
{
    indices *self = (indices *)sink;
    heard at = {self, raw->group};
    if (!self->sides[raw->group])
        return EMG_OK;
    return emg_side_take(self->sides[raw->group], raw, hear, &at, error);
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
    for (int r = 0; r < self->n_rows && self->pass == REFERENCES; r++)
        emg_joint_settle(&self->rows[r].joint, self->rule.reference);
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

/* ---- life ------------------------------------------------------------------
 */

static void
indices_destroy(emg_sink *sink)
{
    indices *self = (indices *)sink;
    for (int g = 0; self->sides && g < self->recording.n_groups; g++)
        emg_side_destroy(self->sides[g]);
    for (int r = 0; self->rows && r < self->n_rows; r++) {
        emg_free(self->rows[r].windows);
        emg_free(self->rows[r].course);
    }
    emg_recording_clear(&self->recording);
    emg_free(self->sides);
    emg_free(self->rows);
    emg_free(self->windows);
    emg_free(self);
}

static const emg_analysis_ops indices_ops = {
    .sink = {.name = "indices",
             .take = indices_take,
             .finish = indices_finish,
             .destroy = indices_destroy},
    .prepare = indices_prepare};

static emg_status
init_windows(indices *self, row *r, emg_error *error)
{
    r->windows = emg_new((size_t)self->n_windows, sizeof *r->windows, error);
    for (int w = 0; r->windows && w < self->n_windows; w++)
        r->windows[w].grid = self->rule.grid;
    return r->windows ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
init_sides(indices *self, const emg_conditioning *conditioning,
           emg_error *error)
{
    for (int r = 0; r < self->n_rows; r++) {
        int g = self->rows[r].joint.group;
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
    self->rows = emg_new((size_t)self->n_rows, sizeof *self->rows, error);
    self->windows =
        emg_new((size_t)self->n_windows, sizeof *self->windows, error);
    if (status || !self->sides || !self->rows || !self->windows)
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
    self->mask = conditioning->mask;
    self->n_rows = n_pairs;
    self->n_windows = n_windows;
    emg_status status = init(self, recording, windows, error);
    for (int i = 0; i < n_pairs && !status; i++) {
        status = emg_joint_init(&self->rows[i].joint, recording, &pairs[i],
                                rule, levels, n_levels, error);
        if (!status)
            status = init_windows(self, &self->rows[i], error);
    }
    if (!status)
        status = init_sides(self, conditioning, error);
    if (!status)
        return &self->analysis;
    indices_destroy(&self->analysis.sink);
    return NULL;
}

/* ---- results ---------------------------------------------------------------
 */

emg_state
emg_indices_state(const emg_analysis *analysis, int pair, int window,
                  bool *at_rest)
{
    const indices *self = (const indices *)analysis;
    const row *r = &self->rows[pair];
    const emg_index_sums *s = &r->windows[window];
    *at_rest = s->sums.n > 0 && !isnan(r->joint.muscles[0].on) &&
               (s->a_on == 0 || s->b_on == 0);
    if (r->joint.state)
        return r->joint.state;
    return s->frames < 2 ? EMG_STATE_TOO_SHORT : EMG_STATE_OK;
}

double
emg_indices_value(const emg_analysis *analysis, int pair, int window, int kind)
{
    const indices *self = (const indices *)analysis;
    const row *r = &self->rows[pair];
    const emg_index_sums *s = &r->windows[window];
    emg_index *index = emg_index_of(kind);
    bool timed = index == emg_index_temporal || index == emg_index_jaccard;
    if (r->joint.state || s->frames < 2 ||
        (timed && !emg_joint_knows_activity(&r->joint)))
        return NAN;
    return index ? index(&s->sums) : s->multi / (double)s->sums.n;
}

const emg_index_moment *
emg_indices_course(const emg_analysis *analysis, int pair, size_t *n)
{
    const indices *self = (const indices *)analysis;
    *n = self->rows[pair].n_course;
    return self->rows[pair].course;
}
