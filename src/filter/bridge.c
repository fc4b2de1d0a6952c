/* Straight lines from what lies before to what lies after. */
#include "filter/bridge.h"

#include "base/memory.h"
#include "filter/windowed.h"

#include <math.h>
#include <string.h>

#define STEP_S 1
#define BESIDE_S 1 /* more than a stretch and what is beside it */
#define BESIDE_MEAN_S 0.002

typedef struct list {
    size_t n;
    emg_stretch_of *items;
} list;

typedef struct bridge {
    int n_channels;
    list *lists;
    int beside; /* frames of a mean */
} bridge;

/* The first stretch that ends after a frame. */
static size_t
search(const list *l, int64_t frame)
{
    size_t low = 0, high = l->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->items[middle].to <= frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Of samples from `from` to `to`, as far as there are any; else NaN. */
static double
mean(const emg_window *window, int64_t from, int64_t to)
{
    double sum = 0;
    from = from > 0 ? from : 0;
    to = to < window->n ? to : window->n;
    for (int64_t i = from; i < to; i++)
        sum += window->samples[i];
    return to > from ? sum / (double)(to - from) : NAN;
}

static void
draw(const bridge *self, const emg_window *window, int64_t from, int64_t to)
{
    double m0 = mean(window, from - self->beside, from);
    double m1 = mean(window, to, to + self->beside);
    m0 = isnan(m0) ? m1 : m0;
    m1 = isnan(m1) ? m0 : m1;
    for (int64_t i = from; i < to && !isnan(m0); i++)
        if (i >= 0 && i < window->n)
            window->samples[i] = m0 + (m1 - m0) * (double)(i - from + 1) /
                                          (double)(to - from + 1);
}

static int64_t
bridge_work(const void *worker, const emg_window *window)
{
    const bridge *self = worker;
    const list *l = &self->lists[window->channel];
    int64_t end = window->first + window->n, found = 0;
    for (size_t i = search(l, window->first);
         i < l->n && l->items[i].from < end; i++) {
        int64_t from = l->items[i].from - window->first;
        draw(self, window, from, l->items[i].to - window->first);
        found += from >= window->from && from < window->to;
    }
    return found;
}

static void
bridge_destroy(void *worker)
{
    bridge *self = worker;
    for (int c = 0; self->lists && c < self->n_channels; c++)
        emg_free(self->lists[c].items);
    emg_free(self->lists);
    emg_free(self);
}

static emg_status
copy(bridge *self, const emg_stretches *stretches, emg_error *error)
{
    self->lists = emg_new((size_t)self->n_channels, sizeof *self->lists, error);
    for (int c = 0; self->lists && c < self->n_channels; c++) {
        list *to = &self->lists[c];
        to->n = stretches[c].n;
        to->items = emg_new(to->n, sizeof *to->items, error);
        if (!to->items)
            return EMG_NO_MEMORY;
        if (to->n > 0)
            memcpy(to->items, stretches[c].items, to->n * sizeof *to->items);
    }
    return self->lists ? EMG_OK : EMG_NO_MEMORY;
}

emg_stage *
emg_bridge_create(const emg_format *in, const emg_stretches *stretches,
                  emg_error *error)
{
    bridge *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->n_channels = in->n_channels;
    self->beside = (int)fmax(1, round(BESIDE_MEAN_S * in->rate_hz));
    if (copy(self, stretches, error)) {
        bridge_destroy(self);
        return NULL;
    }
    const emg_windows windows = {.name = "straight lines",
                                 .step = (int)ceil(STEP_S * in->rate_hz),
                                 .before = (int)ceil(BESIDE_S * in->rate_hz),
                                 .after = (int)ceil(BESIDE_S * in->rate_hz),
                                 .work = bridge_work,
                                 .destroy = bridge_destroy};
    return emg_windowed_create(in, &windows, self, error);
}
