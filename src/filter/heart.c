/* Template subtraction of an electrocardiogram. */
#include "filter/heart.h"

#include "base/math.h"
#include "base/memory.h"
#include "filter/windowed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STEP_S 10
#define BESIDE_S 10 /* a window is shown so much on either side */
#define BEFORE_S 0.2
#define AFTER_S 0.4
#define TAPER_S 0.02
#define NEAREST 20
#define QUIETER 10 /* of these, and the least that a template is made of */
#define LEAST_FIT 0.25
#define LEAST_GAIN 0.5
#define MOST_GAIN 1.5

typedef struct heart {
    int64_t *frames;
    size_t n;
    int before, length, taper; /* of a template */
} heart;

/* The beats of one window. */
typedef struct view {
    const heart *self;
    const emg_window *window;
    size_t from, to; /* beats whose whole span lies in it */
    double *left;    /* what stays of the window */
    double *template;
    double *sorted; /* a copy of it */
} view;

static int
start_of(const view *v, size_t beat)
{
    return (int)(v->self->frames[beat] - v->window->first) - v->self->before;
}

/* The first beat from a frame on. */
static size_t
search(const heart *self, int64_t frame)
{
    size_t low = 0, high = self->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (self->frames[middle] < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double
mean(const double *x, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i];
    return sum / n;
}

static double
loudness(const view *v, size_t beat)
{
    const double *x = v->window->samples + start_of(v, beat);
    double middle = mean(x, v->self->length), sum = 0;
    for (int i = 0; i < v->self->length; i++)
        sum += (x[i] - middle) * (x[i] - middle);
    return sum;
}

static size_t
first_of_nearest(const view *v, size_t beat)
{
    size_t most = v->to > v->from + NEAREST ? v->to - NEAREST : v->from;
    size_t from = beat > NEAREST / 2 ? beat - NEAREST / 2 : 0;
    return from < v->from ? v->from : from > most ? most : from;
}

/* The nearest whole beats, quieter ones first. */
static void
choose(const view *v, size_t beat, size_t chosen[NEAREST])
{
    double sums[NEAREST];
    size_t first = first_of_nearest(v, beat);
    for (size_t n = 0; n < NEAREST && first + n < v->to; n++) {
        double sum = loudness(v, first + n);
        size_t at = n;
        for (; at > 0 && sums[at - 1] > sum; at--) {
            sums[at] = sums[at - 1];
            chosen[at] = chosen[at - 1];
        }
        sums[at] = sum;
        chosen[at] = first + n;
    }
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The ends alone would not do for the level between beats: a P wave may lie at
 * the one and a T wave at the other. */
static double
median(const view *v)
{
    int n = v->self->length;
    memcpy(v->sorted, v->template, (size_t)n * sizeof *v->sorted);
    qsort(v->sorted, (size_t)n, sizeof *v->sorted, by_size);
    return v->sorted[n / 2];
}

static void
taper(const view *v)
{
    double *t = v->template, offset = median(v);
    int n = v->self->length, ends = v->self->taper;
    for (int i = 0; i < n; i++)
        t[i] -= offset;
    for (int i = 0; i < ends; i++) {
        double weight = (1 - emg_cos((double)EMG_PI * (i + 0.5) / ends)) / 2;
        t[i] *= weight;
        t[n - 1 - i] *= weight;
    }
}

static void
average(const view *v, const size_t *chosen)
{
    int length = v->self->length;
    memset(v->template, 0, (size_t)length * sizeof *v->template);
    for (int b = 0; b < QUIETER; b++) {
        const double *x = v->window->samples + start_of(v, chosen[b]);
        double middle = mean(x, length);
        for (int i = 0; i < length; i++)
            v->template[i] += (x[i] - middle) / QUIETER;
    }
    taper(v);
}

/* The part [from, to) of the template that lies inside of the window. */
static double
fit(const view *v, const double *x, int from, int to)
{
    const double *t = v->template;
    double x_mean = mean(x + from, to - from),
           t_mean = mean(t + from, to - from);
    double both = 0, squares = 0;
    for (int i = from; i < to; i++) {
        both += (x[i] - x_mean) * (t[i] - t_mean);
        squares += (t[i] - t_mean) * (t[i] - t_mean);
    }
    return squares > 0 ? both / squares : 0;
}

/* False where there is no beat. */
static bool
subtract(const view *v, size_t beat)
{
    size_t chosen[NEAREST];
    int start = start_of(v, beat), from = start < 0 ? -start : 0;
    int to = v->window->n - start;
    to = to < v->self->length ? to : v->self->length;
    choose(v, beat, chosen);
    average(v, chosen);
    double gain = fit(v, v->window->samples + start, from, to);
    if (!(gain >= LEAST_FIT))
        return false;
    gain = fmin(fmax(gain, LEAST_GAIN), MOST_GAIN);
    for (int i = from; i < to; i++)
        v->left[start + i] -= gain * v->template[i];
    return true;
}

static int64_t
heart_work(const void *worker, const emg_window *window)
{
    const heart *self = worker;
    view v = {.self = self, .window = window, .left = window->scratch};
    int64_t end = window->first + window->n;
    int64_t after = self->length - self->before, found = 0;
    v.template = v.left + window->n;
    v.sorted = v.template + self->length;
    v.from = search(self, window->first + self->before);
    v.to = search(self, end - after + 1);
    if (v.to < v.from + QUIETER)
        return 0;
    memcpy(v.left, window->samples, (size_t)window->n * sizeof *v.left);
    for (size_t b = search(self, window->first);
         b < self->n && self->frames[b] < end; b++) {
        int64_t place = self->frames[b] - window->first;
        if (place + after > window->from && place - self->before < window->to)
            found +=
                subtract(&v, b) && place >= window->from && place < window->to;
    }
    memcpy(window->samples, v.left, (size_t)window->n * sizeof *v.left);
    return found;
}

static void
heart_destroy(void *worker)
{
    heart *self = worker;
    emg_free(self->frames);
    emg_free(self);
}

emg_stage *
emg_heart_create(const emg_format *in, const int64_t *frames, size_t n,
                 double interval_s, emg_error *error)
{
    double after_s = fmin(AFTER_S, interval_s - BEFORE_S);
    heart *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->frames = emg_new(n, sizeof *self->frames, error);
    if (!self->frames) {
        emg_free(self);
        return NULL;
    }
    if (n > 0)
        memcpy(self->frames, frames, n * sizeof *frames);
    self->n = n;
    self->before = (int)round(BEFORE_S * in->rate_hz);
    self->taper = (int)ceil(TAPER_S * in->rate_hz);
    self->length = self->before + (int)round(after_s * in->rate_hz);
    const emg_windows windows = {
        .name = "template of a heartbeat",
        .step = (int)round(STEP_S * in->rate_hz),
        .before = (int)round(BESIDE_S * in->rate_hz),
        .after = (int)round(BESIDE_S * in->rate_hz),
        .scratch = (size_t)ceil((STEP_S + 2 * BESIDE_S + 1) * in->rate_hz) +
                   2 * (size_t)self->length,
        .work = heart_work,
        .destroy = heart_destroy};
    return emg_windowed_create(in, &windows, self, error);
}
