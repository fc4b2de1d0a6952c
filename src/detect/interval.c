/* Lists of stretches, in order of time. */
#include "detect/interval.h"

#include "base/memory.h"

emg_status
emg_intervals_add(emg_intervals *list, emg_interval one, emg_error *error)
{
    if (emg_grow((void **)&list->at, &list->room, list->n + 1, sizeof *list->at,
                 error))
        return EMG_NO_MEMORY;
    list->at[list->n++] = one;
    return EMG_OK;
}

emg_status
emg_intervals_and(emg_intervals *both, const emg_intervals *a,
                  const emg_intervals *b, emg_error *error)
{
    emg_status status = EMG_OK;
    size_t i = 0, j = 0;
    while (i < a->n && j < b->n && !status) {
        const emg_interval *x = &a->at[i], *y = &b->at[j];
        emg_interval shared = {.from = x->from > y->from ? x->from : y->from,
                               .to = x->to < y->to ? x->to : y->to,
                               .segment = x->segment};
        if (shared.from < shared.to)
            status = emg_intervals_add(both, shared, error);
        if (x->to < y->to)
            i++;
        else
            j++;
    }
    return status;
}

emg_status
emg_intervals_cut(emg_intervals *list, const emg_intervals *away,
                  emg_error *error)
{
    emg_intervals left = {0};
    emg_status status = EMG_OK;
    size_t k = 0;
    if (away->n == 0)
        return EMG_OK;
    for (size_t i = 0; i < list->n && !status; i++) {
        emg_interval rest = list->at[i];
        while (k < away->n && away->at[k].to <= rest.from)
            k++;
        for (size_t j = k; j < away->n && away->at[j].from < rest.to; j++) {
            emg_interval before = rest;
            before.to = away->at[j].from;
            if (before.from < before.to && !status)
                status = emg_intervals_add(&left, before, error);
            rest.from = away->at[j].to;
        }
        if (rest.from < rest.to && !status)
            status = emg_intervals_add(&left, rest, error);
    }
    emg_intervals_free(list);
    *list = left;
    return status;
}

bool
emg_intervals_meet(const emg_intervals *list, int64_t from, int64_t to)
{
    size_t low = 0, high = list->n; /* the first that ends after from */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->at[middle].to <= from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->n && list->at[low].from < to;
}

void
emg_intervals_merge(emg_intervals *list, int64_t gap)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->n; i++) {
        emg_interval *last = kept ? &list->at[kept - 1] : NULL;
        const emg_interval *next = &list->at[i];
        if (last && last->segment == next->segment &&
            next->from - last->to < gap)
            last->to = next->to;
        else
            list->at[kept++] = *next;
    }
    list->n = kept;
}

void
emg_intervals_drop_short(emg_intervals *list, int64_t frames)
{
    size_t n = list->n;
    list->n = 0;
    for (size_t i = 0; i < n; i++) {
        emg_interval one = list->at[i];
        if (one.to - one.from >= frames)
            list->at[list->n++] = one;
    }
}

int64_t
emg_intervals_frames(const emg_intervals *list)
{
    int64_t sum = 0;
    for (size_t i = 0; i < list->n; i++)
        sum += list->at[i].to - list->at[i].from;
    return sum;
}

void
emg_intervals_free(emg_intervals *list)
{
    emg_free(list->at);
    *list = (emg_intervals){0};
}
