/* All of them from one set of sums. */
#include "detect/indices.h"

#include "base/math.h"

#include <math.h>

void
emg_indices_add(emg_indices *s, double a, double b, bool a_on, bool b_on)
{
    double lo = a < b ? a : b;
    double hi = a < b ? b : a;
    if (s->n == 0) {
        s->first_lo = lo;
        s->first_sum = a + b;
    }
    s->last_lo = lo;
    s->last_sum = a + b;
    s->n++;
    s->lo += lo;
    s->sum += a + b;
    s->a += a;
    s->b += b;
    s->aa += a * a;
    s->bb += b * b;
    s->ab += a * b;
    if (hi > 0) {
        s->rudolph += lo / hi * (lo + hi);
        s->share += 200 * lo / (a + b);
        s->n_share++;
    }
    s->widest = fmax(s->widest, hi - lo);
    s->peak_a = fmax(s->peak_a, a);
    s->peak_b = fmax(s->peak_b, b);
    s->both_on += a_on && b_on;
    s->either_on += a_on || b_on;
}

void
emg_indices_join(emg_indices *s, const emg_indices *more)
{
    s->n += more->n;
    s->lo += more->lo;
    s->sum += more->sum;
    s->a += more->a;
    s->b += more->b;
    s->aa += more->aa;
    s->bb += more->bb;
    s->ab += more->ab;
    s->rudolph += more->rudolph;
    s->share += more->share;
    s->n_share += more->n_share;
    s->widest = fmax(s->widest, more->widest);
    s->peak_a = fmax(s->peak_a, more->peak_a);
    s->peak_b = fmax(s->peak_b, more->peak_b);
    s->both_on += more->both_on;
    s->either_on += more->either_on;
}

static double
ratio(double above, double below)
{
    return below > 0 ? above / below : NAN;
}

double
emg_index_falconer_winter(const emg_indices *s)
{
    return ratio(200 * s->lo, s->sum);
}

double
emg_index_falconer_winter_trapezoid(const emg_indices *s)
{
    return ratio(200 * (s->lo - (s->first_lo + s->last_lo) / 2),
                 s->sum - (s->first_sum + s->last_sum) / 2);
}

double
emg_index_falconer_winter_samples(const emg_indices *s)
{
    return ratio(s->share, (double)s->n_share);
}

double
emg_index_rudolph(const emg_indices *s)
{
    return ratio(s->rudolph, (double)s->n);
}

double
emg_index_common_area(const emg_indices *s)
{
    return ratio(100 * (s->lo - (s->first_lo + s->last_lo) / 2),
                 (double)(s->n - 1));
}

double
emg_index_overlap(const emg_indices *s)
{
    return ratio(s->lo, (double)s->n);
}

double
emg_index_wasted(const emg_indices *s)
{
    return ratio(100 * emg_index_overlap(s), s->widest);
}

double
emg_index_ratio_of_means(const emg_indices *s)
{
    return ratio(200 * fmin(s->a, s->b), s->a + s->b);
}

double
emg_index_antagonist(const emg_indices *s)
{
    return ratio(100 * s->b, s->a);
}

double
emg_index_temporal(const emg_indices *s)
{
    return ratio(100 * (double)s->both_on, (double)s->n);
}

double
emg_index_jaccard(const emg_indices *s)
{
    return ratio(100 * (double)s->both_on, (double)s->either_on);
}

/* n times the variance, 0 where it is no more than the rounding of its two
 * terms: a constant has no correlation. */
static double
spread(double squares, double sum, double n)
{
    double left = squares - sum * sum / n;
    return left > 1e-10 * squares ? left : 0;
}

double
emg_index_pearson(const emg_indices *s)
{
    double n = (double)s->n;
    if (s->n == 0)
        return NAN;
    double a = spread(s->aa, s->a, n), b = spread(s->bb, s->b, n);
    return ratio(s->ab - s->a * s->b / n, sqrt(a) * sqrt(b));
}

double
emg_index_cosine(const emg_indices *s)
{
    return ratio(s->ab, sqrt(s->aa * s->bb));
}

double
emg_index_ranavolo(const double *envelopes, int n)
{
    double apart = 0, sum = 0, most = 0;
    for (int i = 0; i < n; i++) {
        sum += envelopes[i];
        most = fmax(most, envelopes[i]);
        for (int j = i + 1; j < n; j++)
            apart += fabs(envelopes[i] - envelopes[j]);
    }
    if (!(most > 0))
        return 0;
    double d = n > 1 ? apart / (n * (n - 1) / 2.0) : 0;
    double sigmoid = 1 - 1 / (1 + emg_exp(-12 * (d - 0.5)));
    double mean = sum / n;
    return sigmoid * mean * mean / most;
}
