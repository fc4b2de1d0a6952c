/* First a step, then ramps near it. Outside the ramp the likelihood needs only
 * sums of squares; inside, one table of variances for each length. */
#include "detect/ramp.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/logarithm.h"

#include <math.h>

#define MOST 768 /* samples: 0.44 s at 1.7 kHz */
#define NEAR_S 0.08
#define LENGTHS 6
#define LENGTH_S 0.03
#define TENTH 0.20483276469913345 /* (1 - cos pi x) / 2 = 0.1 */
#define STEP_S 0.002
#define WITHIN_NATS 2
#define LEAST_RATIO 1.05
#define SMEARED 1e-3 /* of a burst's variance, which filters put before it */
#define SPARE EMG_SLIDE_SPARE

/* Sums of squares up to each sample. */
typedef struct work {
    const emg_ramps *ramps;
    const emg_ramp_view *view;
    double sums[MOST + 1];
    double before, behind;          /* variances */
    double ln_before, ln_behind;    /* their logarithms */
    int step, room;                 /* between starts; as in emg_slide */
    double apart[2 * MOST + SPARE]; /* squares, for emg_slide */
} work;

static int
samples_of(const emg_ramps *ramps, double seconds)
{
    return (int)(seconds * ramps->rate_hz + 0.5);
}

emg_status
emg_ramps_init(emg_ramps *ramps, double rate_hz, emg_error *error)
{
    int n = 0;
    *ramps = (emg_ramps){emg_kernels(), rate_hz, NULL};
    for (int r = 0; r < LENGTHS; r++)
        n += samples_of(ramps, r * LENGTH_S);
    ramps->gains = emg_new((size_t)n, sizeof *ramps->gains, error);
    if (!ramps->gains)
        return EMG_NO_MEMORY;
    double *gain = ramps->gains;
    for (int r = 0; r < LENGTHS; r++) {
        int length = samples_of(ramps, r * LENGTH_S);
        for (int i = 0; i < length; i++)
            *gain++ = 0.5 - 0.5 * emg_cos((double)EMG_PI * (i + 0.5) / length);
    }
    return EMG_OK;
}

void
emg_ramps_clear(emg_ramps *ramps)
{
    emg_free(ramps->gains);
    *ramps = (emg_ramps){0};
}

static int
clamped(int at, int least, int most)
{
    return at < least ? least : at > most ? most : at;
}

static double
mean_between(const work *w, int from, int to)
{
    from = clamped(from, 0, w->view->n);
    to = clamped(to, 0, w->view->n);
    return to > from ? (w->sums[to] - w->sums[from]) / (to - from) : 0;
}

/* The step within reach whose two sides are likeliest. */
static int
step_at(const work *w)
{
    const emg_ramp_view *v = w->view;
    int near = samples_of(w->ramps, NEAR_S);
    int least = samples_of(w->ramps, 0.02);
    int from = clamped(v->edge - near, least, v->n - least + 1), n = 0;
    int to = clamped(v->edge + near, from - 1, v->n - least);
    int best = v->edge;
    double most = -HUGE_VAL, before[MOST] = {0}, behind[MOST] = {0};
    double ln_before[MOST], ln_behind[MOST];
    for (int b = from; b <= to; b++, n++) {
        before[n] = mean_between(w, 0, b);
        behind[n] = mean_between(w, b, v->n);
    }
    w->ramps->kernels->logarithms(before, n, ln_before);
    w->ramps->kernels->logarithms(behind, n, ln_behind);
    for (int i = 0; i < n; i++) {
        int b = from + i;
        double score = -b * ln_before[i] - (v->n - b) * ln_behind[i];
        if (behind[i] > before[i] && score > most) {
            most = score;
            best = b;
        }
    }
    return best;
}

static void
set_levels(work *w, int step)
{
    const emg_ramps *r = w->ramps;
    w->before =
        mean_between(w, step - samples_of(r, 0.12), step - samples_of(r, 0.03));
    w->behind =
        mean_between(w, step + samples_of(r, 0.04), step + samples_of(r, 0.16));
    if (w->before <= 0)
        w->before = mean_between(w, 0, step);
    if (w->behind <= 0)
        w->behind = mean_between(w, step, w->view->n);
    w->before = fmax(w->before, SMEARED * w->behind);
    w->ln_before = emg_ln(w->before);
    w->ln_behind = emg_ln(w->behind);
}

/* Every step-th square, from each of the first `step` on. */
static void
set_apart(work *w)
{
    const emg_ramp_view *v = w->view;
    w->room = (v->n + w->step - 1) / w->step;
    for (int i = 0; i < v->n; i++)
        w->apart[i % w->step * w->room + i / w->step] = v->squares[i];
}

/* Ramps of one length, from n starts. */
typedef struct starts {
    int length, first, n;
    const double *gains;
    double scores[MOST + SPARE]; /* their likelihoods */
} starts;

static void
score(const work *w, starts *s)
{
    const emg_ramp_view *v = w->view;
    double variance[MOST], inverse[MOST], ln[MOST], log_sum = 0;
    for (int i = 0; i < s->length; i++) {
        double gain = s->gains[i];
        variance[i] = w->before + (w->behind - w->before) * gain * gain;
        inverse[i] = 1 / variance[i];
    }
    w->ramps->kernels->logarithms(variance, s->length, ln);
    for (int i = 0; i < s->length; i++)
        log_sum += ln[i];
    for (int j = 0; j < s->n; j++) {
        int from = s->first + j * w->step, to = from + s->length;
        s->scores[j] = w->sums[from] / w->before +
                       (w->sums[v->n] - w->sums[to]) / w->behind;
    }
    emg_slide how = {w->apart, inverse, w->step, w->room, s->first, s->length};
    w->ramps->kernels->slide(&how, s->scores, s->n);
    for (int j = 0; j < s->n; j++) {
        int from = s->first + j * w->step, to = from + s->length;
        s->scores[j] = -0.5 * (s->scores[j] + log_sum + from * w->ln_before +
                               (v->n - to) * w->ln_behind);
    }
}

static double
edge_of(const work *w, const starts *s, int start)
{
    return s->first + start * w->step + TENTH * s->length;
}

/* How far from the best those nearly as good are. */
static double
uncertainty(const work *w, const starts *all, double best)
{
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (int r = 0; r < LENGTHS; r++)
        for (int j = 0; j < all[r].n; j++) {
            if (all[r].scores[j] < best - WITHIN_NATS)
                continue;
            low = fmin(low, edge_of(w, &all[r], j));
            high = fmax(high, edge_of(w, &all[r], j));
        }
    return fmax(high - low, w->step) / 2;
}

/* The best of all ramps. */
static bool
search(const work *w, int around, emg_ramp *ramp)
{
    static const double widest_s = (LENGTHS - 1) * LENGTH_S;
    int early = samples_of(w->ramps, NEAR_S + widest_s / 2);
    int late = samples_of(w->ramps, NEAR_S);
    const double *gains = w->ramps->gains;
    double best = -HUGE_VAL;
    starts all[LENGTHS];

    for (int r = 0; r < LENGTHS; r++) {
        starts *s = &all[r];
        s->length = samples_of(w->ramps, r * LENGTH_S);
        s->gains = gains;
        gains += s->length;
        s->first = clamped(around - early, 0, w->view->n - s->length);
        int last = clamped(around + late, 0, w->view->n - s->length);
        s->n = (last - s->first) / w->step + 1;
        score(w, s);
        for (int j = 0; j < s->n; j++)
            if (s->scores[j] > best) {
                best = s->scores[j];
                ramp->edge = edge_of(w, s, j);
            }
    }
    ramp->uncertainty = uncertainty(w, all, best);
    return best > -HUGE_VAL;
}

bool
emg_ramp_find(const emg_ramps *ramps, const emg_ramp_view *view, emg_ramp *ramp)
{
    work w;
    w.ramps = ramps;
    w.view = view;
    w.step = samples_of(ramps, STEP_S) > 1 ? samples_of(ramps, STEP_S) : 1;
    if (view->n > MOST || view->n < samples_of(ramps, 0.2))
        return false;
    w.sums[0] = 0;
    for (int i = 0; i < view->n; i++)
        w.sums[i + 1] = w.sums[i] + view->squares[i];
    int step = step_at(&w);
    set_levels(&w, step);
    if (!(w.before > 0) || !(w.behind > LEAST_RATIO * w.before))
        return false;
    set_apart(&w);
    return search(&w, step, ramp);
}
