/* The exchange: errors of equal size at a set of frequencies, then the set
 * moves to where the errors are largest, until it stays. Long double, since
 * the weights of interpolation span many powers of ten. */
#include "dsp/remez.h"

#include "base/math.h"
#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define DENSITY 16 /* points of the grid a cosine */
#define MOST_TURNS 100
#define ROUNDING 1e-10L /* of errors, as parts of the largest */
#define SLACK 1e-14L    /* and of gains */

typedef long double real;

typedef struct exchange {
    int n_grid, n_peaks; /* frequencies; those with equal errors */
    int room;
    real *x;               /* [grid]: cosines of frequencies */
    real *wanted, *weight; /* [grid] */
    real *error;           /* [grid], weighted */
    int *band;             /* [grid]: which one */
    int *peaks;            /* [n_peaks]: places in the grid, rising */
    int *found;            /* [grid]: candidates for the next set */
    real *factor, *value;  /* [n_peaks]: of barycentric interpolation */
    real deviation;
} exchange;

/* ---- the grid ----------------------------------------------------------- */

static void
add_point(exchange *self, double f, const emg_remez_band *bands, int number)
{
    const emg_remez_band *band = &bands[number];
    int i = self->n_grid++;
    self->x[i] = cosl(2 * EMG_PI * f);
    self->wanted[i] = band->gain;
    self->weight[i] = band->weight;
    self->band[i] = number;
}

/* Every band ends exactly on its edge: the last step makes way for it. */
static void
fill_grid(exchange *self, const emg_remez_band *bands, int n, double step)
{
    for (int b = 0; b < n; b++) {
        int first = self->n_grid;
        for (double f = bands[b].low;
             f <= bands[b].high && self->n_grid < self->room; f += step)
            add_point(self, f, bands, b);
        if (self->n_grid > first)
            self->n_grid--;
        add_point(self, bands[b].high, bands, b);
    }
}

/* Evenly; every second one moves by `shift` where an even set happens to fit
 * what is wanted, whose errors have no sign to change. */
static void
spread_peaks(exchange *self, int shift)
{
    int last = self->n_peaks - 1;
    for (int k = 0; k <= last; k++)
        self->peaks[k] = (int)((int64_t)k * (self->n_grid - 1) / last) +
                         (k % 2 && k < last ? shift : 0);
}

/* ---- interpolation ------------------------------------------------------ */

/* Doubled differences keep the product near 1: [-1, 1] has capacity 1/2. */
static real
factor_at(const exchange *self, int k)
{
    real product = 1, x = self->x[self->peaks[k]];
    for (int i = 0; i < self->n_peaks; i++)
        if (i != k)
            product *= 2 * (x - self->x[self->peaks[i]]);
    return 1 / product;
}

/* Errors of equal size and changing sign at the peaks. */
static void
level(exchange *self)
{
    real above = 0, below = 0;
    int sign = 1;
    for (int k = 0; k < self->n_peaks; k++, sign = -sign) {
        int at = self->peaks[k];
        self->factor[k] = factor_at(self, k);
        above += self->factor[k] * self->wanted[at];
        below += sign * self->factor[k] / self->weight[at];
    }
    self->deviation = above / below;
    sign = 1;
    for (int k = 0; k < self->n_peaks; k++, sign = -sign) {
        int at = self->peaks[k];
        self->value[k] =
            self->wanted[at] - sign * self->deviation / self->weight[at];
    }
}

/* The gain at a cosine. */
static real
gain_at(const exchange *self, real x)
{
    real above = 0, below = 0;
    for (int k = 0; k < self->n_peaks; k++) {
        real off = x - self->x[self->peaks[k]];
        if (off == 0)
            return self->value[k];
        above += self->factor[k] / off * self->value[k];
        below += self->factor[k] / off;
    }
    return above / below;
}

/* ---- the next set ------------------------------------------------------- */

/* The error beside place i, or none where its band ends. */
static real
beside(const exchange *self, int i, int step)
{
    int k = i + step;
    return k >= 0 && k < self->n_grid && self->band[k] == self->band[i]
               ? self->error[k]
               : 0;
}

static bool
is_peak(const exchange *self, int i)
{
    real here = self->error[i], size = fabsl(here);
    real left = beside(self, i, -1), right = beside(self, i, 1);
    real turned = here < 0 ? -1 : 1;
    return size > 0 && turned * left <= size && turned * right < size;
}

/* Of neighbours with one sign the larger stays. */
static int
alternate(exchange *self)
{
    int n = 0;
    for (int i = 0; i < self->n_grid; i++) {
        real last = n ? self->error[self->found[n - 1]] : 0;
        if (!is_peak(self, i))
            continue;
        if (n && last * self->error[i] > 0) {
            if (fabsl(self->error[i]) > fabsl(last))
                self->found[n - 1] = i;
        } else {
            self->found[n++] = i;
        }
    }
    return n;
}

static real
size_at(const exchange *self, int k)
{
    return fabsl(self->error[self->found[k]]);
}

static int
take_out(exchange *self, int n, int first, int count)
{
    memmove(self->found + first, self->found + first + count,
            (size_t)(n - first - count) * sizeof *self->found);
    return n - count;
}

/* One too many leaves at an end; of more, the smallest and, so that signs go
 * on changing, the smaller one beside it. */
static int
thin_out(exchange *self, int n)
{
    while (n > self->n_peaks) {
        int least = 0;
        for (int k = 1; k < n; k++)
            if (size_at(self, k) < size_at(self, least))
                least = k;
        if (n == self->n_peaks + 1)
            n = take_out(self, n,
                         size_at(self, 0) < size_at(self, n - 1) ? 0 : n - 1,
                         1);
        else if (least == 0 || least == n - 1)
            n = take_out(self, n, least, 1);
        else
            n = take_out(self, n,
                         size_at(self, least - 1) < size_at(self, least + 1)
                             ? least - 1
                             : least,
                         2);
    }
    return n;
}

/* True when the set stays; false, too, when it cannot go on: *stuck. */
static bool
settle(exchange *self, bool *stuck)
{
    real largest = 0;
    level(self);
    for (int i = 0; i < self->n_grid; i++) {
        self->error[i] =
            self->weight[i] * (self->wanted[i] - gain_at(self, self->x[i]));
        largest = fmaxl(largest, fabsl(self->error[i]));
    }
    *stuck = !isfinite(largest);
    if (*stuck)
        return false;
    if (largest <= fabsl(self->deviation) * (1 + ROUNDING) + SLACK)
        return true;
    int n = thin_out(self, alternate(self));
    *stuck = n < self->n_peaks;
    if (!*stuck)
        memcpy(self->peaks, self->found,
               (size_t)self->n_peaks * sizeof *self->peaks);
    return false;
}

/* ---- weights ------------------------------------------------------------ */

/* The inverse transform of the gain at n frequencies. */
static void
sample(const exchange *self, double *taps, int n, real *gains)
{
    int half = n / 2;
    for (int k = 0; k <= half; k++)
        gains[k] = gain_at(self, cosl(2 * EMG_PI * k / n));
    for (int i = 0; i <= half; i++) {
        real sum = gains[0];
        for (int k = 1; k <= half; k++) {
            int turns = (int)((int64_t)k * (i - half) % n);
            sum += 2 * gains[k] * cosl(2 * EMG_PI * turns / n);
        }
        taps[i] = taps[n - 1 - i] = (double)(sum / n);
    }
}

static emg_status
take_memory(exchange *self, emg_error *error)
{
    size_t n = (size_t)self->room, m = (size_t)self->n_peaks;
    self->x = emg_new(n, sizeof *self->x, error);
    self->wanted = emg_new(n, sizeof *self->wanted, error);
    self->weight = emg_new(n, sizeof *self->weight, error);
    self->error = emg_new(n, sizeof *self->error, error);
    self->band = emg_new(n, sizeof *self->band, error);
    self->found = emg_new(n, sizeof *self->found, error);
    self->peaks = emg_new(m, sizeof *self->peaks, error);
    self->factor = emg_new(m, sizeof *self->factor, error);
    self->value = emg_new(m, sizeof *self->value, error);
    return self->x && self->wanted && self->weight && self->error &&
                   self->band && self->found && self->peaks && self->factor &&
                   self->value
               ? EMG_OK
               : EMG_NO_MEMORY;
}

static void
clear(exchange *self)
{
    emg_free(self->x);
    emg_free(self->wanted);
    emg_free(self->weight);
    emg_free(self->error);
    emg_free(self->band);
    emg_free(self->found);
    emg_free(self->peaks);
    emg_free(self->factor);
    emg_free(self->value);
}

static emg_status
run(exchange *self, int n, emg_error *error)
{
    bool settled = false;
    for (int shift = 0; shift < 3 && !settled; shift++) {
        bool stuck = self->n_grid < 2 * self->n_peaks;
        spread_peaks(self, shift);
        for (int turn = 0; turn < MOST_TURNS && !settled && !stuck; turn++)
            settled = settle(self, &stuck);
    }
    if (settled)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "no equiripple filter of %d weights is found: its error "
                    "is too small to be told from rounding; use fewer weights "
                    "or a narrower transition",
                    n);
}

emg_status
emg_remez_design(double *taps, int n, const emg_remez_band *bands, int n_bands,
                 double *largest, emg_error *error)
{
    int cosines = n / 2 + 1;
    exchange self = {.n_peaks = cosines + 1,
                     .room = DENSITY * cosines + 2 * n_bands + 1};
    emg_status status = take_memory(&self, error);
    if (!status) {
        fill_grid(&self, bands, n_bands, 0.5 / (DENSITY * cosines));
        status = run(&self, n, error);
    }
    if (!status)
        sample(&self, taps, n, self.error);
    if (!status && largest)
        *largest = (double)fabsl(self.deviation);
    clear(&self);
    return status;
}

int
emg_remez_length(double pass, double stop, double transition)
{
    double decibels = -10 * emg_log10(pass * stop);
    double n = (decibels - 13) / (14.6 * transition) + 1;
    return n < 3 ? 3 : n < 1e9 ? (int)ceil(n) | 1 : 1000000001;
}
