/* The co-contraction analysis: a finder tells in passes of its own where events
 * are; one more pass measures what happened between their ends: indices,
 * crosstalk and modulation. That is left out when there are none. */
#include "emg/analysis.h"

#include "analysis/finder.h"
#include "base/memory.h"

#include <math.h>

typedef struct cocontract {
    emg_analysis analysis;
    emg_pair_job job;
    emg_finder *finder;
    bool begun, found, done; /* passes; found: by the finder */
    emg_findings findings;
} cocontract;

typedef struct heard {
    cocontract *self;
    int group;
} heard;

/* ---- measuring -------------------------------------------------------- */

/* A pause shorter than the gap ends no event: one that begins or ends so near
 * an end of its segment, or what is masked, may reach beyond it. */
static bool
is_truncated(const emg_pair_state *pair, const emg_candidate *candidate,
             int64_t start, int64_t end)
{
    int64_t gap = (int64_t)ceil(fmax(1, pair->wanted.gap_s * pair->rate_hz));
    int64_t from = candidate->from - gap, to = candidate->to + gap;
    return candidate->truncated || from < start || to > end ||
           emg_intervals_meet(&pair->a.masked, from, to) ||
           emg_intervals_meet(&pair->b.masked, from, to);
}

static emg_status
conclude(void *to, emg_pair_state *pair, emg_candidate *candidate,
         emg_error *error)
{
    cocontract *self = to;
    const emg_pair_group *g = &self->job.groups[pair->group];
    int64_t end = 0;
    const emg_segment *in = emg_pair_group_segment(g, candidate->from, &end);
    return emg_pair_conclude(
        pair, candidate, emg_frame_time(g->format, in, candidate->from),
        is_truncated(pair, candidate, in->first_frame, end), &self->findings,
        error);
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    const heard *at = to;
    emg_pair_job *job = &at->self->job;
    emg_view view = {band, envelope};
    emg_status status = EMG_OK;
    for (int i = 0; i < job->n_pairs && !status; i++)
        if (!job->pairs[i].state && job->pairs[i].group == at->group)
            status = emg_pair_walk(&job->pairs[i], &view, true,
                                   emg_pair_measure, conclude, at->self, error);
    return status;
}

static emg_status
take_raw(emg_pair_job *job, const emg_block *raw, emg_error *error)
{
    emg_status status =
        emg_pair_group_note(&job->groups[raw->group], raw, error);
    for (int i = 0; i < job->n_pairs && !status; i++)
        if (!job->pairs[i].state && job->pairs[i].group == raw->group)
            status =
                emg_pair_faults(&job->pairs[i], job->conditioning.mask,
                                job->groups[raw->group].format, raw, error);
    return status;
}

static emg_status
cocontract_take(emg_sink *sink, const emg_block *raw, emg_error *error)
{
    cocontract *self = (cocontract *)sink;
    heard at = {.self = self, .group = raw->group};
    emg_status status = EMG_OK;
    if (!self->begun)
        status = take_raw(&self->job, raw, error);
    if (status)
        return status;
    return self->found ? emg_side_take(self->job.groups[raw->group].side, raw,
                                       hear, &at, error)
                       : self->finder->ops->take(self->finder, raw, error);
}

/* ---- between passes -------------------------------------------------- */

static bool
comes_before(const emg_finding *x, const emg_finding *y)
{
    bool gone_x = x->type == EMG_NOT_ANALYSED;
    bool gone_y = y->type == EMG_NOT_ANALYSED;
    if (gone_x != gone_y)
        return gone_x;
    if (!gone_x && x->onset_s != y->onset_s)
        return x->onset_s < y->onset_s;
    return x->pair < y->pair;
}

/* They come in the order in which they ended, which is nearly that of their
 * onsets: few have to move, and none far. */
static void
sort(emg_findings *findings)
{
    for (size_t i = 1; i < findings->n; i++) {
        emg_finding one = findings->at[i];
        size_t k = i;
        for (; k > 0 && comes_before(&one, &findings->at[k - 1]); k--)
            findings->at[k] = findings->at[k - 1];
        findings->at[k] = one;
    }
}

static emg_finding
refusal(const emg_pair_state *pair)
{
    return (emg_finding){.pair = pair->index,
                         .type = EMG_NOT_ANALYSED,
                         .state = pair->state,
                         .onset_s = NAN,
                         .duration_s = NAN,
                         .balance = NAN,
                         .rudolph = NAN,
                         .overlap = NAN,
                         .mean_a = NAN,
                         .mean_b = NAN,
                         .peak_a = NAN,
                         .peak_b = NAN,
                         .correlation = NAN,
                         .lag_ms = NAN,
                         .modulation_hz = NAN,
                         .modulation_depth = NAN,
                         .evidence = emg_no_evidence(),
                         .flags = pair->flags};
}

static emg_status
collect(cocontract *self, emg_error *error)
{
    emg_findings *all = &self->findings;
    for (int i = 0; i < self->job.n_pairs; i++) {
        if (!self->job.pairs[i].state)
            continue;
        if (emg_grow((void **)&all->at, &all->room, all->n + 1, sizeof *all->at,
                     error))
            return EMG_NO_MEMORY;
        all->at[all->n++] = refusal(&self->job.pairs[i]);
    }
    sort(all);
    return EMG_OK;
}

static emg_status
end_measuring(cocontract *self, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int g = 0; g < self->job.recording.n_groups && !status; g++) {
        heard at = {.self = self, .group = g};
        status = emg_side_end(self->job.groups[g].side, hear, &at, error);
    }
    self->done = true;
    return status;
}

static emg_status
cocontract_finish(emg_sink *sink, emg_error *error)
{
    cocontract *self = (cocontract *)sink;
    emg_status status =
        self->found
            ? end_measuring(self, error)
            : self->finder->ops->finish(self->finder, &self->found, error);
    self->begun = true;
    if (!status && self->found && !self->done) {
        emg_finder_destroy(self->finder); /* its memory serves what follows */
        self->finder = NULL;
        for (int i = 0; i < self->job.n_pairs; i++)
            self->job.pairs[i].now = 0;
        self->done = !emg_pair_job_has_candidates(&self->job);
    }
    return status || !self->done ? status : collect(self, error);
}

static emg_status
cocontract_prepare(emg_analysis *analysis, int number, bool *wanted,
                   emg_error *error)
{
    cocontract *self = (cocontract *)analysis;
    (void)number;
    *wanted = !self->done;
    if (!self->found)
        return self->finder->ops->prepare(self->finder, error);
    emg_status status = EMG_OK;
    for (int g = 0; g < self->job.recording.n_groups && !status; g++)
        status =
            emg_pair_group_reset(&self->job.groups[g], &self->job.conditioning,
                                 EMG_SIDE_BOTH, error);
    return status;
}

/* ---- life ------------------------------------------------------------ */

static void
cocontract_destroy(emg_sink *sink)
{
    cocontract *self = (cocontract *)sink;
    emg_pair_job *job = &self->job;
    for (int g = 0; job->groups && g < job->recording.n_groups; g++)
        emg_pair_group_clear(&job->groups[g]);
    for (int i = 0; job->pairs && i < job->n_pairs; i++)
        emg_pair_clear(&job->pairs[i]);
    emg_finder_destroy(self->finder);
    emg_recording_clear(&job->recording);
    emg_free(job->groups);
    emg_free(job->pairs);
    emg_free(self->findings.at);
    emg_free(self);
}

static const emg_analysis_ops cocontract_ops = {
    .sink = {.name = "co-contraction",
             .take = cocontract_take,
             .finish = cocontract_finish,
             .destroy = cocontract_destroy},
    .prepare = cocontract_prepare,
};

static const emg_rest_level *
level_of(const emg_rest_level *levels, int n, int number)
{
    for (int i = 0; i < n; i++)
        if (levels[i].number == number)
            return &levels[i];
    return NULL;
}

static emg_status
init_pairs(emg_pair_job *job, emg_method method, const emg_pair *pairs,
           const emg_rest_level *levels, int n_levels, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < job->n_pairs && !status; i++) {
        job->pairs[i].wanted = pairs[i];
        job->pairs[i].method = method;
        job->pairs[i].index = i;
        status = emg_pair_init(&job->pairs[i], &job->recording,
                               level_of(levels, n_levels, pairs[i].a),
                               level_of(levels, n_levels, pairs[i].b), error);
    }
    return status;
}

static emg_status
init_job(emg_pair_job *job, const emg_recording *recording, emg_error *error)
{
    emg_status status = emg_recording_copy(&job->recording, recording, error);
    job->groups =
        emg_new((size_t)recording->n_groups, sizeof *job->groups, error);
    job->pairs = emg_new((size_t)job->n_pairs, sizeof *job->pairs, error);
    if (!job->groups || !job->pairs)
        return EMG_NO_MEMORY;
    for (int g = 0; g < recording->n_groups && !status; g++)
        status = emg_pair_group_init(&job->groups[g], &job->recording.groups[g],
                                     &job->conditioning, error);
    return status;
}

static emg_finder *
create_finder(emg_method method, emg_pair_job *job, emg_error *error)
{
    switch (method) {
    case EMG_METHOD_THRESHOLD:
        return emg_threshold_finder_create(job, error);
    case EMG_METHOD_DOUBLE:
        return emg_double_finder_create(job, error);
    default:
        return emg_strong_finder_create(job, error);
    }
}

emg_analysis *
emg_cocontract_create(const emg_recording *recording,
                      const emg_conditioning *conditioning, emg_method method,
                      const emg_pair *pairs, int n_pairs,
                      const emg_rest_level *levels, int n_levels,
                      emg_error *error)
{
    cocontract *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->analysis.ops = &cocontract_ops;
    self->analysis.sink.ops = &cocontract_ops.sink;
    self->job.conditioning = *conditioning;
    self->job.n_pairs = n_pairs;
    if (init_job(&self->job, recording, error) ||
        init_pairs(&self->job, method, pairs, levels, n_levels, error) ||
        !(self->finder = create_finder(method, &self->job, error))) {
        cocontract_destroy(&self->analysis.sink);
        return NULL;
    }
    return &self->analysis;
}

const emg_finding *
emg_cocontract_findings(const emg_analysis *analysis, int *n)
{
    const cocontract *self = (const cocontract *)analysis;
    *n = (int)self->findings.n;
    return self->findings.at;
}

emg_pair_summary
emg_cocontract_summary(const emg_analysis *analysis, int pair)
{
    const cocontract *self = (const cocontract *)analysis;
    return emg_pair_summarise(&self->job.pairs[pair], self->findings.at,
                              self->findings.n, NULL);
}
