/* The co-contraction analysis: four passes over the recording, each simple.
 *
 *   activity  when each muscle is on; then both, and candidates from it
 *   weigh     the median of each candidate, in fixed memory
 *   trim      where a candidate really begins and ends, by the envelope or
 *             by the signal
 *   measure   indices, crosstalk and modulation between these ends
 *
 * A pass over candidates is left out when there are none. */
#include "emg/analysis.h"

#include "analysis/pair.h"
#include "analysis/side.h"
#include "base/memory.h"

#include <math.h>

typedef enum pass { ACTIVITY, WEIGH, TRIM, MEASURE, DONE } pass;

typedef struct group {
    const emg_format *format;
    emg_side *side;
    int64_t padding;       /* frames that a segment must have more than */
    emg_segment *segments; /* all that came, in order */
    size_t n_segments, room;
    int64_t frames; /* in all of them */
} group;

typedef struct cocontract {
    emg_analysis analysis;
    emg_recording recording;
    emg_conditioning conditioning;
    group *groups;
    emg_pair_state *pairs;
    int n_pairs;
    pass pass;
    emg_findings findings;
} cocontract;

typedef struct heard {
    cocontract *self;
    int group;
} heard;

/* ---- the activity pass ----------------------------------------------- */

static emg_status
note_segment(group *g, const emg_block *raw, emg_error *error)
{
    g->frames += raw->n_frames;
    if (g->n_segments > 0 &&
        g->segments[g->n_segments - 1].number == raw->segment.number)
        return EMG_OK;
    if (emg_grow((void **)&g->segments, &g->room, g->n_segments + 1,
                 sizeof *g->segments, error))
        return EMG_NO_MEMORY;
    g->segments[g->n_segments++] = raw->segment;
    return EMG_OK;
}

/* The segment that a frame lies in, and where that ends. */
static const emg_segment *
segment_of(const group *g, int64_t frame, int64_t *end)
{
    size_t low = 0, high = g->n_segments;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (g->segments[middle].first_frame <= frame)
            low = middle;
        else
            high = middle;
    }
    *end =
        low + 1 < g->n_segments ? g->segments[low + 1].first_frame : g->frames;
    return &g->segments[low];
}

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
drop_short_segments(const group *g, emg_intervals *runs)
{
    size_t kept = 0;
    for (size_t i = 0; i < runs->n; i++) {
        int64_t end = 0;
        const emg_segment *in = segment_of(g, runs->at[i].from, &end);
        if (end - in->first_frame > g->padding)
            runs->at[kept++] = runs->at[i];
    }
    runs->n = kept;
}

static bool
is_too_short(const group *g)
{
    for (size_t i = 0; i < g->n_segments; i++) {
        int64_t end = 0;
        const emg_segment *one =
            segment_of(g, g->segments[i].first_frame, &end);
        if (end - one->first_frame > g->padding)
            return false;
    }
    return true;
}

static emg_status
end_activity(cocontract *self, emg_pair_state *pair, emg_error *error)
{
    const group *g = &self->groups[pair->group];
    emg_status status = end_runs(pair, g->frames, error);
    if (!status && is_too_short(g)) {
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
            segment_of(g, c->run.from, &c->segment_to)->first_frame;
    }
    return status;
}

/* ---- passes over candidates ------------------------------------------ */

/* A pause shorter than the gap ends no event: one that begins or ends so near
 * an end of its segment, or what is masked, may reach beyond it. */
static bool
is_truncated(const emg_pair_state *pair, const emg_candidate *candidate,
             int64_t start, int64_t end)
{
    int64_t gap = (int64_t)ceil(fmax(1, pair->wanted.gap_s * pair->rate_hz));
    int64_t from = candidate->from - gap, to = candidate->to + gap;
    return from < start || to > end ||
           emg_intervals_meet(&pair->a.masked, from, to) ||
           emg_intervals_meet(&pair->b.masked, from, to);
}

static emg_status
conclude(cocontract *self, emg_pair_state *pair, emg_candidate *candidate,
         emg_error *error)
{
    const group *g = &self->groups[pair->group];
    int64_t end = 0;
    const emg_segment *in = segment_of(g, candidate->from, &end);
    if (self->pass == WEIGH)
        emg_pair_weighed(pair, candidate);
    if (self->pass != MEASURE)
        return EMG_OK;
    return emg_pair_conclude(
        pair, candidate, emg_frame_time(g->format, in, candidate->from),
        is_truncated(pair, candidate, in->first_frame, end), &self->findings,
        error);
}

/* Leads the frames of a view that lie in candidates through the pass' step. */
static emg_status
walk(cocontract *self, emg_pair_state *pair, const emg_view *view,
     emg_error *error)
{
    static emg_pair_step *const steps[] = {[WEIGH] = emg_pair_weigh,
                                           [TRIM] = emg_pair_trim,
                                           [MEASURE] = emg_pair_measure};
    int64_t first = view->envelope->first_frame;
    int64_t end = first + view->envelope->n_frames;
    emg_status status = EMG_OK;

    while (!status && pair->now < pair->n_candidates) {
        emg_candidate *c = &pair->candidates[pair->now];
        int64_t from = self->pass == MEASURE ? c->from : c->run.from;
        int64_t to = self->pass == MEASURE ? c->to : c->run.to;
        from = from > first ? from : first;
        for (int64_t i = from; i < to && i < end; i++)
            steps[self->pass](pair, c, view, (int)(i - first));
        if (to > end)
            break;
        status = conclude(self, pair, c, error);
        pair->now++;
    }
    return status;
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    const heard *at = to;
    cocontract *self = at->self;
    emg_view view = {band, envelope};
    emg_status status = EMG_OK;

    for (int i = 0; i < self->n_pairs && !status; i++) {
        emg_pair_state *pair = &self->pairs[i];
        if (pair->state || pair->group != at->group)
            continue;
        if (self->pass == ACTIVITY)
            status = activity_step(pair, envelope, error);
        else if (self->pass == TRIM && pair->wanted.edges == EMG_EDGES_CHANGE)
            emg_pair_edges(pair, band);
        else
            status = walk(self, pair, &view, error);
    }
    return status;
}

static emg_status
take_raw(cocontract *self, const emg_block *raw, emg_error *error)
{
    emg_status status = note_segment(&self->groups[raw->group], raw, error);
    for (int i = 0; i < self->n_pairs && !status; i++)
        if (!self->pairs[i].state && self->pairs[i].group == raw->group)
            status =
                emg_pair_faults(&self->pairs[i], self->conditioning.mask,
                                self->groups[raw->group].format, raw, error);
    return status;
}

static emg_status
cocontract_take(emg_sink *sink, const emg_block *raw, emg_error *error)
{
    cocontract *self = (cocontract *)sink;
    heard at = {.self = self, .group = raw->group};
    emg_status status = EMG_OK;
    if (self->pass == ACTIVITY)
        status = take_raw(self, raw, error);
    return status ? status
                  : emg_side_take(self->groups[raw->group].side, raw, hear, &at,
                                  error);
}

/* ---- between passes -------------------------------------------------- */

static bool
has_candidates(const cocontract *self)
{
    for (int i = 0; i < self->n_pairs; i++)
        if (!self->pairs[i].state && self->pairs[i].n_candidates > 0)
            return true;
    return false;
}

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
                         .flags = pair->flags};
}

static emg_status
collect(cocontract *self, emg_error *error)
{
    emg_findings *all = &self->findings;
    for (int i = 0; i < self->n_pairs; i++) {
        if (!self->pairs[i].state)
            continue;
        if (emg_grow((void **)&all->at, &all->room, all->n + 1, sizeof *all->at,
                     error))
            return EMG_NO_MEMORY;
        all->at[all->n++] = refusal(&self->pairs[i]);
    }
    sort(all);
    return EMG_OK;
}

static emg_status
end_pass(cocontract *self, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->n_pairs && !status; i++) {
        emg_pair_state *pair = &self->pairs[i];
        if (pair->state)
            continue;
        if (self->pass == ACTIVITY)
            status = end_activity(self, pair, error);
        if (self->pass == TRIM)
            emg_pair_drop_short(pair);
        pair->now = pair->now_end = 0;
    }
    self->pass++;
    if (!status && (self->pass == DONE || !has_candidates(self))) {
        self->pass = DONE;
        status = collect(self, error);
    }
    return status;
}

static emg_status
cocontract_finish(emg_sink *sink, emg_error *error)
{
    cocontract *self = (cocontract *)sink;
    emg_status status = EMG_OK;
    for (int g = 0; g < self->recording.n_groups && !status; g++) {
        heard at = {.self = self, .group = g};
        status = emg_side_end(self->groups[g].side, hear, &at, error);
    }
    return status ? status : end_pass(self, error);
}

static bool
looks_at_band(const cocontract *self)
{
    for (int i = 0; i < self->n_pairs && self->pass == TRIM; i++)
        if (self->pairs[i].wanted.edges == EMG_EDGES_CHANGE)
            return true;
    return self->pass == MEASURE;
}

static emg_status
cocontract_prepare(emg_analysis *analysis, int number, bool *wanted,
                   emg_error *error)
{
    cocontract *self = (cocontract *)analysis;
    (void)number;
    (void)error;
    *wanted = self->pass != DONE;
    for (int g = 0; g < self->recording.n_groups; g++)
        emg_side_reset(self->groups[g].side,
                       looks_at_band(self) ? EMG_SIDE_BOTH : EMG_SIDE_ENVELOPE);
    return EMG_OK;
}

/* ---- life ------------------------------------------------------------ */

static void
cocontract_destroy(emg_sink *sink)
{
    cocontract *self = (cocontract *)sink;
    for (int g = 0; self->groups && g < self->recording.n_groups; g++) {
        emg_side_destroy(self->groups[g].side);
        emg_free(self->groups[g].segments);
    }
    for (int i = 0; self->pairs && i < self->n_pairs; i++)
        emg_pair_clear(&self->pairs[i]);
    emg_recording_clear(&self->recording);
    emg_free(self->groups);
    emg_free(self->pairs);
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

/* The longer of the paddings of band-pass and envelope; none when causal. */
static emg_status
set_padding(const cocontract *self, group *g, emg_error *error)
{
    const emg_conditioning *how = &self->conditioning;
    emg_filter low = {.kind = EMG_LOW_PASS,
                      .order = how->envelope.order,
                      .high_hz = how->envelope.cutoff_hz};
    emg_filter filters[EMG_MOST_FILTERS];
    if (!how->direction.zero_phase)
        return EMG_OK;
    emg_conditioning_filters(how, g->format->rate_hz, filters);
    if (how->n_filters > 0)
        g->padding =
            emg_filter_padding(g->format, filters, how->n_filters, error);
    if (how->envelope.kind == EMG_ENVELOPE_LOW_PASS) {
        int64_t padding = emg_filter_padding(g->format, &low, 1, error);
        g->padding = padding > g->padding ? padding : g->padding;
    }
    return error ? error->status : EMG_OK;
}

static emg_status
init_group(cocontract *self, int n, emg_error *error)
{
    group *g = &self->groups[n];
    g->format = &self->recording.groups[n];
    g->side = emg_side_create(g->format, &self->conditioning, error);
    if (!g->side)
        return error ? error->status : EMG_NO_MEMORY;
    return set_padding(self, g, error);
}

static const emg_rest_level *
level_of(const emg_rest_level *levels, int n, int number)
{
    for (int i = 0; i < n; i++)
        if (levels[i].number == number)
            return &levels[i];
    return NULL;
}

static emg_status
init_pairs(cocontract *self, const emg_pair *pairs,
           const emg_rest_level *levels, int n_levels, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->n_pairs && !status; i++) {
        self->pairs[i].wanted = pairs[i];
        self->pairs[i].index = i;
        status = emg_pair_init(&self->pairs[i], &self->recording,
                               level_of(levels, n_levels, pairs[i].a),
                               level_of(levels, n_levels, pairs[i].b), error);
    }
    return status;
}

static emg_status
init(cocontract *self, const emg_recording *recording, emg_error *error)
{
    emg_status status = emg_recording_copy(&self->recording, recording, error);
    self->groups =
        emg_new((size_t)recording->n_groups, sizeof *self->groups, error);
    self->pairs = emg_new((size_t)self->n_pairs, sizeof *self->pairs, error);
    if (!self->groups || !self->pairs)
        return EMG_NO_MEMORY;
    for (int g = 0; g < recording->n_groups && !status; g++)
        status = init_group(self, g, error);
    return status;
}

emg_analysis *
emg_cocontract_create(const emg_recording *recording,
                      const emg_conditioning *conditioning,
                      const emg_pair *pairs, int n_pairs,
                      const emg_rest_level *levels, int n_levels,
                      emg_error *error)
{
    cocontract *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->analysis.ops = &cocontract_ops;
    self->analysis.sink.ops = &cocontract_ops.sink;
    self->conditioning = *conditioning;
    self->n_pairs = n_pairs;
    if (init(self, recording, error) ||
        init_pairs(self, pairs, levels, n_levels, error)) {
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
    return emg_pair_summarise(&self->pairs[pair], self->findings.at,
                              self->findings.n, NULL);
}
