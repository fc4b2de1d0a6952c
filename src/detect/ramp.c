/* First a step, then ramps near it. Outside the ramp the likelihood needs only
 * sums of squares; inside, one table of variances for each length. */
#include "detect/ramp.h"

#include "base/math.h"
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

/* Sums of squares up to each sample. */
typedef struct work {
    const emg_ramp_view *view;
    double sums[MOST + 1];
    double before, behind; /* variances */
} work;

static int
samples_of(const emg_ramp_view *view, double seconds)
{
    return (int)(seconds * view->rate_hz + 0.5);
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
    int near = samples_of(v, NEAR_S), least = samples_of(v, 0.02);
    int best = v->edge;
    double most = -HUGE_VAL;
    for (int b = v->edge - near; b <= v->edge + near; b++) {
        if (b < least || b > v->n - least)
            continue;
        double before = mean_between(w, 0, b),
               behind = mean_between(w, b, v->n);
        double score = -b * emg_ln(before) - (v->n - b) * emg_ln(behind);
        if (behind > before && score > most) {
            most = score;
            best = b;
        }
    }
    return best;
}

static void
set_levels(work *w, int step)
{
    const emg_ramp_view *v = w->view;
    w->before =
        mean_between(w, step - samples_of(v, 0.12), step - samples_of(v, 0.03));
    w->behind =
        mean_between(w, step + samples_of(v, 0.04), step + samples_of(v, 0.16));
    if (w->before <= 0)
        w->before = mean_between(w, 0, step);
    if (w->behind <= 0)
        w->behind = mean_between(w, step, v->n);
}

/* The likelihoods of ramps of one length from each start, into scores. */
static void
score_length(const work *w, int length, int first, int step, int n,
             double *scores)
{
    const emg_ramp_view *v = w->view;
    double inverse[MOST], log_sum = 0;
    for (int i = 0; i < length; i++) {
        double gain = 0.5 - 0.5 * emg_cos((double)EMG_PI * (i + 0.5) / length);
        double variance = w->before + (w->behind - w->before) * gain * gain;
        inverse[i] = 1 / variance;
        log_sum += emg_ln(variance);
    }
    for (int j = 0; j < n; j++) {
        int from = first + j * step, to = from + length;
        double sum = w->sums[from] / w->before +
                     (w->sums[v->n] - w->sums[to]) / w->behind;
        for (int i = 0; i < length; i++)
            sum += v->squares[from + i] * inverse[i];
        scores[j] = -0.5 * (sum + log_sum + from * emg_ln(w->before) +
                            (v->n - to) * emg_ln(w->behind));
    }
}

/* The best of all ramps, and how far from it those nearly as good are. */
static bool
search(const work *w, int around, emg_ramp *ramp)
{
    const emg_ramp_view *v = w->view;
    static const double widest_s = (LENGTHS - 1) * LENGTH_S;
    int step = samples_of(v, STEP_S) > 1 ? samples_of(v, STEP_S) : 1;
    double scores[LENGTHS][MOST], best = -HUGE_VAL;
    double low = HUGE_VAL, high = -HUGE_VAL;
    int firsts[LENGTHS], counts[LENGTHS];

    for (int r = 0; r < LENGTHS; r++) {
        int length = samples_of(v, r * LENGTH_S);
        int from = clamped(around - samples_of(v, NEAR_S + widest_s / 2), 0,
                           v->n - length);
        int to = clamped(around + samples_of(v, NEAR_S), 0, v->n - length);
        firsts[r] = from;
        counts[r] = (to - from) / step + 1;
        score_length(w, length, from, step, counts[r], scores[r]);
        for (int j = 0; j < counts[r]; j++)
            if (scores[r][j] > best) {
                best = scores[r][j];
                ramp->edge = from + j * step + TENTH * length;
            }
    }
    for (int r = 0; r < LENGTHS; r++)
        for (int j = 0; j < counts[r]; j++) {
            double edge =
                firsts[r] + j * step + TENTH * samples_of(v, r * LENGTH_S);
            if (scores[r][j] < best - WITHIN_NATS)
                continue;
            low = fmin(low, edge);
            high = fmax(high, edge);
        }
    ramp->uncertainty = fmax(high - low, step) / 2;
    return best > -HUGE_VAL;
}

bool
emg_ramp_find(const emg_ramp_view *view, emg_ramp *ramp)
{
    work w = {.view = view};
    if (view->n > MOST || view->n < samples_of(view, 0.2))
        return false;
    for (int i = 0; i < view->n; i++)
        w.sums[i + 1] = w.sums[i] + view->squares[i];
    int step = step_at(&w);
    set_levels(&w, step);
    if (!(w.before > 0) || !(w.behind > LEAST_RATIO * w.before))
        return false;
    return search(&w, step, ramp);
}
