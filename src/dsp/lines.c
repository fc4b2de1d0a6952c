/* The mean of log periodograms: a contraction lifts all of them alike and a
 * jerk little, a line stands out of every one. */
#include "dsp/lines.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/fft.h"
#include "dsp/kernels.h"
#include "dsp/median.h"

#include <math.h>
#include <string.h>

#define LEAST_SECONDS 1.5 /* of a stretch: bins of 0.5 to 0.67 Hz */
#define AROUND_HZ 6
#define MOST_AROUND 64 /* bins within AROUND_HZ */
#define LEAST_OVER_DB 9
#define DB 4.342944819032518 /* of one neper of power */
#define SPREAD 1.2825        /* SD of the log of an exponential value */
#define SURE 4.5             /* SD */
#define APART 3              /* bins between two lines */
#define SILENT 1e-9          /* of the loudest: what is left is rounding */

typedef struct ear {
    double *samples; /* of the stretch that fills */
    int n;
    int64_t stretches;
    double *log_power; /* sums */
    double loudest;    /* power of a stretch */
} ear;

struct emg_line_finder {
    const emg_kernels_table *kernels;
    double rate_hz;
    int length, bins, n_channels;
    emg_fft *fft;
    double *window, *work, *half;
    double power; /* of the window */
    ear *ears;
};

static emg_status
init(emg_line_finder *self, emg_error *error)
{
    size_t length = (size_t)self->length;
    self->fft = emg_fft_create_forward(self->length, error);
    self->window = emg_new(length, sizeof(double), error);
    self->work = emg_new(length, sizeof(double), error);
    self->half = emg_new(length + 2, sizeof(double), error);
    self->ears = emg_new((size_t)self->n_channels, sizeof(ear), error);
    if (!self->fft || !self->window || !self->work || !self->half ||
        !self->ears)
        return EMG_NO_MEMORY;
    for (int i = 0; i < self->length; i++) {
        double phase = 2 * (double)EMG_PI * i / self->length;
        self->window[i] = 0.5 - 0.5 * emg_cos(phase);
        self->power += self->window[i] * self->window[i];
    }
    for (int c = 0; c < self->n_channels; c++) {
        ear *e = &self->ears[c];
        e->samples = emg_new(length, sizeof(double), error);
        e->log_power = emg_new((size_t)self->bins, sizeof(double), error);
        if (!e->samples || !e->log_power)
            return EMG_NO_MEMORY;
    }
    return EMG_OK;
}

emg_line_finder *
emg_line_finder_create(int n_channels, double rate_hz, emg_error *error)
{
    emg_line_finder *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->kernels = emg_kernels();
    self->rate_hz = rate_hz;
    self->n_channels = n_channels;
    for (self->length = 16; self->length < LEAST_SECONDS * rate_hz;)
        self->length *= 2;
    self->bins = self->length / 2;
    if (init(self, error)) {
        emg_line_finder_destroy(self);
        return NULL;
    }
    return self;
}

/* Rounding has lines of its own. */
static bool
is_silent(const emg_line_finder *self, ear *e, double power)
{
    if (power <= SILENT * e->loudest)
        return true;
    if (e->loudest <= SILENT * power) { /* all that came before was silent */
        e->stretches = 0;
        memset(e->log_power, 0, (size_t)self->bins * sizeof *e->log_power);
    }
    e->loudest = fmax(e->loudest, power);
    return false;
}

static void
transform(emg_line_finder *self, ear *e)
{
    double power = 0;
    e->n = 0;
    for (int i = 0; i < self->length; i++)
        self->work[i] = e->samples[i] * self->window[i];
    emg_fft_forward(self->fft, self->work, self->half);
    for (int k = 1; k < self->bins; k++) {
        double re = self->half[2 * k], im = self->half[2 * k + 1];
        self->work[k] = re * re + im * im;
        power += self->work[k];
    }
    if (is_silent(self, e, power))
        return;
    self->kernels->logarithms(self->work + 1, self->bins - 1, self->work + 1);
    for (int k = 1; k < self->bins; k++)
        e->log_power[k] += self->work[k];
    e->stretches++;
}

void
emg_line_finder_add(emg_line_finder *self, int channel, const double *samples,
                    int stride, int n)
{
    ear *e = &self->ears[channel];
    while (n > 0) {
        int now = self->length - e->n < n ? self->length - e->n : n;
        for (int i = 0; i < now; i++)
            e->samples[e->n + i] = samples[(ptrdiff_t)i * stride];
        e->n += now;
        if (e->n == self->length)
            transform(self, e);
        samples += (ptrdiff_t)now * stride;
        n -= now;
    }
}

int64_t
emg_line_finder_stretches(const emg_line_finder *self)
{
    return self->ears[0].stretches;
}

void
emg_line_finder_gap(emg_line_finder *self)
{
    for (int c = 0; c < self->n_channels; c++)
        self->ears[c].n = 0;
}

/* The median of the bins around one. */
static double
level_at(const emg_line_finder *self, const ear *e, int bin)
{
    double near[2 * MOST_AROUND + 1];
    int reach = (int)(AROUND_HZ * self->length / self->rate_hz), n = 0;
    reach = reach < MOST_AROUND ? reach : MOST_AROUND;
    for (int k = bin - reach; k <= bin + reach; k++)
        if (k > 0 && k < self->bins)
            near[n++] = e->log_power[k];
    return emg_median(near, n);
}

static bool
is_peak(const emg_line_finder *self, const ear *e, int bin)
{
    for (int k = bin - APART; k <= bin + APART; k++)
        if (k > 0 && k < self->bins && k != bin &&
            (e->log_power[k] > e->log_power[bin] ||
             (e->log_power[k] == e->log_power[bin] && k < bin)))
            return false;
    return true;
}

/* The top of the parabola through a peak and its neighbours, in bins. */
static double
top_of(const double *log_power, int bin)
{
    double before = log_power[bin - 1], after = log_power[bin + 1];
    double bend = 2 * log_power[bin] - before - after;
    return bend > 0 ? bin + (after - before) / (2 * bend) : bin;
}

/* A sine of amplitude A puts A^2 / 4 (sum of the window)^2 into its bin. */
static double
variance_of(const emg_line_finder *self, double log_power)
{
    double sum = self->length / 2.0;
    return 2 * emg_exp(log_power) / (sum * sum);
}

static void
judge(const emg_line_finder *self, const ear *e, int bin, emg_lines *lines)
{
    double n = (double)e->stretches;
    double least = fmax(LEAST_OVER_DB / DB, SURE * SPREAD / sqrt(n));
    double over;
    if (lines->n == EMG_MOST_LINES || !is_peak(self, e, bin))
        return;
    over = (e->log_power[bin] - level_at(self, e, bin)) / n;
    if (over < least)
        return;
    lines->at[lines->n++] = (emg_line){
        .hz = top_of(e->log_power, bin) * self->rate_hz / self->length,
        .over_db = over * DB,
        .variance = variance_of(self, e->log_power[bin] / n),
    };
}

void
emg_line_finder_find(const emg_line_finder *self, int channel, double low_hz,
                     double high_hz, emg_lines *lines)
{
    const ear *e = &self->ears[channel];
    double bin_hz = self->rate_hz / self->length;
    lines->n = 0;
    if (e->stretches < 2)
        return;
    for (int k = (int)ceil(low_hz / bin_hz);
         k < self->bins - 1 && k * bin_hz <= high_hz; k++)
        if (k > 1)
            judge(self, e, k, lines);
}

void
emg_line_finder_destroy(emg_line_finder *self)
{
    if (!self)
        return;
    for (int c = 0; self->ears && c < self->n_channels; c++) {
        emg_free(self->ears[c].samples);
        emg_free(self->ears[c].log_power);
    }
    emg_free(self->ears);
    emg_fft_destroy(self->fft);
    emg_free(self->window);
    emg_free(self->work);
    emg_free(self->half);
    emg_free(self);
}
