/* Detected events against true ones: which belong together, how far apart
 * their edges are, how much time is shared. */
#include "emg/analysis.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Differences of matched events, in ms, in order of matching. */
typedef struct errors {
    double *at;
    size_t n, room;
} errors;

struct emg_scorer {
    double least_iou;
    int64_t n_truth, n_found;
    errors onset, offset;
    double duration_s, both_s, truth_s, found_s;
};

typedef struct span {
    double from, to;
    bool taken;
} span;

/* ---- lists of spans ---------------------------------------------------- */

static int
by_time(const void *a, const void *b)
{
    const span *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static span *
in_order(const emg_event *events, size_t n, emg_error *error)
{
    span *spans = emg_new(n, sizeof *spans, error);
    for (size_t i = 0; spans && i < n; i++)
        spans[i] = (span){events[i].onset_s,
                          events[i].onset_s + events[i].duration_s, false};
    if (spans)
        qsort(spans, n, sizeof *spans, by_time);
    return spans;
}

/* Joins what overlaps, inside 0 to end; returns how many are left. */
static size_t
united(span *spans, size_t n, double end)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        span one = {fmax(spans[i].from, 0), fmin(spans[i].to, end), false};
        if (!(one.from < one.to))
            continue;
        if (kept > 0 && one.from <= spans[kept - 1].to)
            spans[kept - 1].to = fmax(spans[kept - 1].to, one.to);
        else
            spans[kept++] = one;
    }
    return kept;
}

static double
length_of(const span *spans, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += spans[i].to - spans[i].from;
    return sum;
}

/* What two lists without overlaps have in common. */
static double
length_shared(const span *a, size_t n, const span *b, size_t m)
{
    double sum = 0;
    for (size_t i = 0, j = 0; i < n && j < m;) {
        sum += fmax(0, fmin(a[i].to, b[j].to) - fmax(a[i].from, b[j].from));
        if (a[i].to < b[j].to)
            i++;
        else
            j++;
    }
    return sum;
}

/* ---- matching ---------------------------------------------------------- */

/* Two events without length share nothing, even where they are the same. */
static double
iou(const span *a, const span *b)
{
    double shared = fmin(a->to, b->to) - fmax(a->from, b->from);
    double either = fmax(a->to, b->to) - fmin(a->from, b->from);
    return shared > 0 ? shared / either : 0;
}

static emg_status
add_error(errors *list, double seconds, emg_error *error)
{
    if (emg_grow((void **)&list->at, &list->room, list->n + 1, sizeof *list->at,
                 error))
        return EMG_NO_MEMORY;
    list->at[list->n++] = 1000 * seconds;
    return EMG_OK;
}

/* The free detection that fits best; of equal ones the first. */
static span *
best_of(const span *truth, span *found, size_t n)
{
    span *best = NULL;
    for (size_t i = 0; i < n && found[i].from < truth->to; i++)
        if (!found[i].taken &&
            (!best || iou(truth, &found[i]) > iou(truth, best)))
            best = &found[i];
    return best;
}

static emg_status
match(emg_scorer *self, const span *truth, size_t n, span *found, size_t m,
      emg_error *error)
{
    emg_status status = EMG_OK;
    size_t past = 0; /* detections that end before this truth begins */
    for (size_t i = 0; i < n && !status; i++) {
        while (past < m && found[past].to <= truth[i].from)
            past++;
        span *best = best_of(&truth[i], found + past, m - past);
        if (!best || !(iou(&truth[i], best) >= self->least_iou))
            continue;
        best->taken = true;
        status = add_error(&self->onset, best->from - truth[i].from, error);
        if (!status)
            status = add_error(&self->offset, best->to - truth[i].to, error);
    }
    return status;
}

static void
share_time(emg_scorer *self, span *truth, size_t n, span *found, size_t m,
           double duration_s)
{
    double end = duration_s > 0 ? duration_s : HUGE_VAL;
    n = united(truth, n, end);
    m = united(found, m, end);
    self->truth_s += length_of(truth, n);
    self->found_s += length_of(found, m);
    self->both_s += length_shared(truth, n, found, m);
    self->duration_s += duration_s > 0 ? duration_s : NAN;
}

/* ---- life -------------------------------------------------------------- */

emg_scorer *
emg_scorer_create(double least_iou, emg_error *error)
{
    if (!(least_iou > 0 && least_iou <= 1)) {
        emg_fail(error, EMG_BAD_OPTION,
                 "an overlap to match from lies above 0 and not above 1");
        return NULL;
    }
    emg_scorer *self = emg_new(1, sizeof *self, error);
    if (self)
        self->least_iou = least_iou;
    return self;
}

emg_status
emg_scorer_add(emg_scorer *self, const emg_event *truth, size_t n_truth,
               const emg_event *found, size_t n_found, double duration_s,
               emg_error *error)
{
    span *true_ones = in_order(truth, n_truth, error);
    span *found_ones = in_order(found, n_found, error);
    emg_status status = EMG_NO_MEMORY;
    if (true_ones && found_ones) {
        status = match(self, true_ones, n_truth, found_ones, n_found, error);
        share_time(self, true_ones, n_truth, found_ones, n_found, duration_s);
        self->n_truth += (int64_t)n_truth;
        self->n_found += (int64_t)n_found;
    }
    emg_free(true_ones);
    emg_free(found_ones);
    return status;
}

void
emg_scorer_destroy(emg_scorer *self)
{
    if (!self)
        return;
    emg_free(self->onset.at);
    emg_free(self->offset.at);
    emg_free(self);
}

/* ---- results ----------------------------------------------------------- */

static int
by_size(const void *a, const void *b)
{
    double x = fabs(*(const double *)a), y = fabs(*(const double *)b);
    return (x > y) - (x < y);
}

/* Of sorted ones, between neighbours by a straight line. */
static double
size_at(const errors *list, double share)
{
    double place = share * (double)(list->n - 1);
    size_t below = (size_t)place;
    size_t above = below + 1 < list->n ? below + 1 : below;
    double part = place - (double)below;
    return (1 - part) * fabs(list->at[below]) + part * fabs(list->at[above]);
}

static emg_edge_errors
judge_edge(errors *list)
{
    emg_edge_errors edge = {NAN, NAN, NAN, NAN};
    double sum = 0, squares = 0;
    if (list->n == 0)
        return edge;
    qsort(list->at, list->n, sizeof *list->at, by_size);
    for (size_t i = 0; i < list->n; i++)
        sum += list->at[i];
    edge.mean_ms = sum / (double)list->n;
    for (size_t i = 0; i < list->n; i++)
        squares += (list->at[i] - edge.mean_ms) * (list->at[i] - edge.mean_ms);
    if (list->n > 1)
        edge.sd_ms = sqrt(squares / (double)(list->n - 1));
    edge.median_ms = size_at(list, 0.5);
    edge.high_ms = size_at(list, 0.95);
    return edge;
}

static double
ratio(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

static void
judge_time(const emg_scorer *self, emg_score *score)
{
    double all = self->duration_s;
    double truth = self->truth_s, found = self->found_s, both = self->both_s;
    double missed = truth - both, wrong = found - both;
    double neither = all - truth - wrong;
    score->sensitivity = ratio(both, truth);
    score->specificity = ratio(neither, all - truth);
    score->kappa = ratio(2 * (both * neither - wrong * missed),
                         found * (all - truth) + truth * (all - found));
    score->false_per_hour =
        ratio((double)(score->n_found - score->n_hits) * 3600, all);
}

emg_score
emg_scorer_result(emg_scorer *self)
{
    double hits = (double)self->onset.n;
    double truth = (double)self->n_truth, found = (double)self->n_found;
    emg_score score = {.n_truth = self->n_truth,
                       .n_found = self->n_found,
                       .n_hits = (int64_t)self->onset.n,
                       .precision = ratio(hits, found),
                       .recall = ratio(hits, truth),
                       .f1 = ratio(2 * hits, truth + found),
                       .onset = judge_edge(&self->onset),
                       .offset = judge_edge(&self->offset)};
    judge_time(self, &score);
    return score;
}
