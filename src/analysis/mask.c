/* Stretches in order, joined, so that one search finds what hides a frame. */
#include "analysis/mask.h"

#include "analysis/frame_at.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

struct emg_mask {
    emg_masked *at; /* by channel, then by time; none touch */
    size_t n;
};

static int
by_place(const void *a, const void *b)
{
    const emg_masked *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return (x->from_s > y->from_s) - (x->from_s < y->from_s);
}

static void
join(emg_mask *mask)
{
    size_t kept = 0;
    for (size_t i = 0; i < mask->n; i++) {
        emg_masked *last = kept ? &mask->at[kept - 1] : NULL;
        const emg_masked *next = &mask->at[i];
        if (last && last->number == next->number && next->from_s <= last->to_s)
            last->to_s = fmax(last->to_s, next->to_s);
        else
            mask->at[kept++] = *next;
    }
    mask->n = kept;
}

emg_mask *
emg_mask_create(const emg_masked *stretches, size_t n, emg_error *error)
{
    emg_mask *mask = emg_new(1, sizeof *mask, error);
    if (!mask)
        return NULL;
    mask->at = emg_new(n, sizeof *mask->at, error);
    if (!mask->at) {
        emg_mask_destroy(mask);
        return NULL;
    }
    for (size_t i = 0; i < n; i++)
        mask->at[mask->n++] = stretches[i];
    if (n > 0)
        qsort(mask->at, n, sizeof *mask->at, by_place);
    join(mask);
    return mask;
}

void
emg_mask_destroy(emg_mask *mask)
{
    if (!mask)
        return;
    emg_free(mask->at);
    emg_free(mask);
}

/* The first stretch of the channel that ends after this time, or the one
 * behind all of them. */
static size_t
find(const emg_mask *mask, int number, double time_s)
{
    size_t low = 0, high = mask->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const emg_masked *one = &mask->at[middle];
        if (one->number < number ||
            (one->number == number && one->to_s <= time_s))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

emg_mask_run
emg_mask_next(const emg_mask *mask, int number, const emg_format *format,
              const emg_block *block, int from)
{
    emg_mask_run run = {from, block->n_frames, false};
    if (!mask)
        return run;
    double rate_hz = format->rate_hz;
    double start_s =
        emg_frame_time(format, &block->segment, block->first_frame);
    size_t i = find(mask, number, start_s + (from + 1e-3) / rate_hz);
    if (i == mask->n || mask->at[i].number != number)
        return run;
    int first =
        emg_frame_at(mask->at[i].from_s, start_s, rate_hz, from, run.to);
    run.hidden = first == from;
    run.to = run.hidden ? emg_frame_at(mask->at[i].to_s, start_s, rate_hz, from,
                                       run.to)
                        : first;
    return run;
}
