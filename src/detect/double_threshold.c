/* Chances are binomial; the square sum of two Gaussian values is exponential.
 */
#include "detect/double_threshold.h"

#include "base/math.h"

#include <math.h>
#include <string.h>

/* ---- levels ----------------------------------------------------------------
 */

double
emg_chance_of_enough(int points, int enough, double p)
{
    double chance = 0, ways = 1;
    for (int k = 0; k <= points; k++) {
        double one = ways;
        for (int i = 0; i < points; i++)
            one *= i < k ? p : 1 - p;
        if (k >= enough)
            chance += one;
        ways = ways * (points - k) / (k + 1);
    }
    return chance;
}

double
emg_chance_of_each(int points, int enough, double chance)
{
    double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (emg_chance_of_enough(points, enough, middle) < chance)
            low = middle;
        else
            high = middle;
    }
    return high;
}

double
emg_level_of_chance(double variance, double p)
{
    return -2 * variance * emg_log(p);
}

double
emg_chance_in_emg(double p, double snr)
{
    return emg_exp(emg_log(p) / (1 + snr));
}

/* ---- white noise -----------------------------------------------------------
 */

void
emg_whitening_gap(emg_whitening *white)
{
    memset(white->past, 0, sizeof white->past);
    white->n_past = 0;
}

static void
remember(emg_whitening *white, double sample)
{
    memmove(white->past + 1, white->past,
            (EMG_WHITE_ORDER - 1) * sizeof *white->past);
    white->past[0] = sample;
}

/* Products with samples that are not at rest count for none. */
void
emg_whitening_add(emg_whitening *white, double sample, bool rest)
{
    white->n_past = rest ? white->n_past : 0;
    if (!rest)
        return;
    white->lags[0] += sample * sample;
    for (int k = 0; k < white->n_past; k++)
        white->lags[k + 1] += sample * white->past[k];
    remember(white, sample);
    white->n_past += white->n_past < EMG_WHITE_ORDER;
    white->n++;
}

bool
emg_whitening_settle(emg_whitening *white)
{
    double a[EMG_WHITE_ORDER] = {0}, error = white->lags[0];
    for (int m = 0; m < EMG_WHITE_ORDER && error > 0; m++) {
        double left = white->lags[m + 1], before[EMG_WHITE_ORDER];
        for (int k = 0; k < m; k++)
            left -= a[k] * white->lags[m - k];
        memcpy(before, a, sizeof before);
        a[m] = left / error;
        for (int k = 0; k < m; k++)
            a[k] = before[k] - a[m] * before[m - 1 - k];
        error *= 1 - a[m] * a[m];
    }
    memcpy(white->weights, a, sizeof a);
    white->variance = white->n > 0 ? error / (double)white->n : 0;
    return white->variance > 0;
}

double
emg_whitened(emg_whitening *white, double sample)
{
    double left = sample;
    for (int k = 0; k < EMG_WHITE_ORDER; k++)
        left -= white->weights[k] * white->past[k];
    remember(white, sample);
    return left;
}

/* ---- activity --------------------------------------------------------------
 */

void
emg_double_threshold_begin(emg_double_threshold *self, int64_t frame,
                           int segment)
{
    self->above = 0;
    self->values = 0;
    self->odd = self->on = false;
    self->start = frame;
    self->segment = segment;
}

/* Of a 5-bit word and the like: no need for more. */
static int
count(uint64_t bits)
{
    int n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

static emg_status
end_run(emg_double_threshold *self, emg_error *error)
{
    emg_interval run = {self->start + 2 * self->first,
                        self->start + 2 * self->last + 2, self->segment};
    bool was_on = self->on;
    self->on = false;
    return was_on ? emg_intervals_add(self->runs, run, error) : EMG_OK;
}

static emg_status
judge(emg_double_threshold *self, bool above, emg_error *error)
{
    uint64_t window = ~(uint64_t)0 >> (64 - self->points);
    int64_t now = self->values++;
    self->above = (self->above << 1 | above) & window;
    if (self->values < self->points)
        return EMG_OK;
    if (count(self->above) < self->enough)
        return end_run(self, error);
    if (!self->on) {
        int back = self->points - 1;
        while (!(self->above >> back & 1))
            back--;
        self->first = now - back;
        self->on = true;
        for (back = 0; !(self->above >> back & 1);)
            back++;
        self->last = now - back;
    } else if (above) {
        self->last = now;
    }
    return EMG_OK;
}

emg_status
emg_double_threshold_add(emg_double_threshold *self, double sample,
                         emg_error *error)
{
    double square = sample * sample;
    self->odd = !self->odd;
    if (!self->odd)
        return judge(self, self->half + square > self->level, error);
    self->half = square;
    return EMG_OK;
}

emg_status
emg_double_threshold_end(emg_double_threshold *self, emg_error *error)
{
    return end_run(self, error);
}
