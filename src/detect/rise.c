/* Every length of a rise at every place near the step, on a grid of 1 ms. What
 * lies outside the rise needs only sums. */
#include "detect/rise.h"

#include "dsp/logarithm.h"

#include <math.h>

#define GRID_S 0.001
#define FURTHEST_BACK 300 /* places before the step where a rise may begin */
#define FURTHEST_AHEAD 20 /* and behind it */
#define LEAST_LOUD_S 0.02 /* of the contraction behind the rise */
#define LEAST_GAIN 3      /* nats */
#define UNSURE 2          /* nats */

#define PLACES (FURTHEST_BACK + FURTHEST_AHEAD + 1)

static const int lengths[] = {20, 30, 45, 65, 100, 150, 200, 300};
#define LENGTHS ((int)(sizeof lengths / sizeof *lengths))

typedef struct work {
    const emg_rise_view *view;
    int grid; /* cells */
    double scores[LENGTHS][PLACES];
    double onsets[LENGTHS][PLACES];
} work;

static double
energy(const emg_rise_view *v, int from, int to)
{
    return v->sums[to] - v->sums[from];
}

/* Twice the negative log-likelihood of cells that rest, but for the weight. */
static double
cost_of_rest(const emg_rise_view *v, int to)
{
    return (to - v->from) * emg_ln(v->before) +
           energy(v, v->from, to) / v->before;
}

/* Of a contraction from a cell on, whose variance is the mean there. */
static double
cost_of_plateau(const emg_rise_view *v, int from, double variance)
{
    return (v->to - from) * (emg_ln(variance) + 1);
}

static double
cost_of_slope(const work *w, int from, int length, double variance)
{
    const emg_rise_view *v = w->view;
    double cost = 0;
    for (int i = 0; i < length; i++, from += w->grid) {
        double share = (i + 0.5) / length;
        double now = v->before + (variance - v->before) * share * share;
        cost += w->grid * emg_ln(now) + energy(v, from, from + w->grid) / now;
    }
    return cost;
}

/* How likely a rise is that begins at a cell; -HUGE_VAL where there is none. */
static double
score_at(const work *w, int from, int length, double *onset)
{
    const emg_rise_view *v = w->view;
    int top = from + length * w->grid;
    if (from < v->first || top > v->to - LEAST_LOUD_S * v->cells_a_second)
        return -HUGE_VAL;
    double variance = energy(v, top, v->to) / (v->to - top);
    if (!(variance > v->before))
        return -HUGE_VAL;
    *onset = from + length * w->grid * fmin(1, sqrt(v->before / variance));
    return -v->nats *
           (cost_of_rest(v, from) + cost_of_slope(w, from, length, variance) +
            cost_of_plateau(v, top, variance));
}

static double
score_of_step(const emg_rise_view *v)
{
    double variance = energy(v, v->at, v->to) / (v->to - v->at);
    return -v->nats *
           (cost_of_rest(v, v->at) + cost_of_plateau(v, v->at, variance));
}

/* The best of all, whose place in the tables is told. */
static double
best_of(work *w, emg_rise *rise)
{
    double best = -HUGE_VAL;
    for (int l = 0; l < LENGTHS; l++)
        for (int p = 0; p < PLACES; p++) {
            int from = w->view->at + (p - FURTHEST_BACK) * w->grid;
            double score = score_at(w, from, lengths[l], &w->onsets[l][p]);
            w->scores[l][p] = score;
            if (score > best) {
                best = score;
                rise->onset = w->onsets[l][p];
            }
        }
    return best;
}

static void
doubt(const work *w, double best, emg_rise *rise)
{
    rise->earliest = rise->latest = rise->onset;
    for (int l = 0; l < LENGTHS; l++)
        for (int p = 0; p < PLACES; p++)
            if (w->scores[l][p] >= best - UNSURE) {
                rise->earliest = fmin(rise->earliest, w->onsets[l][p]);
                rise->latest = fmax(rise->latest, w->onsets[l][p]);
            }
}

int
emg_rise_find(const emg_rise_view *view, emg_rise *rise)
{
    work w = {.view = view, .grid = (int)round(GRID_S * view->cells_a_second)};
    w.grid = w.grid > 1 ? w.grid : 1;
    double best = best_of(&w, rise);
    if (best < score_of_step(view) + LEAST_GAIN)
        return 0;
    doubt(&w, best, rise);
    return 1;
}
