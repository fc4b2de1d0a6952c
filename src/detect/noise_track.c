/* Medians in windows of a ring. */
#include "detect/noise_track.h"

#include "base/math.h"
#include "dsp/logarithm.h"

#include <math.h>

#define NEAR 16 /* stretches: 4 s */
#define ENOUGH 40
#define FLOOR_SHARE 0.12
#define MODE_REACH 0.35 /* nat */
#define MOST_FAR 1.2    /* nat */

void
emg_noise_track_start(emg_noise_track *track, const emg_noise_model *model)
{
    track->model = model;
    track->taken = track->from = track->to = 0;
    track->n_sorted = 0;
    track->ended = false;
}

void
emg_noise_track_add(emg_noise_track *track, double low, double high, bool good)
{
    emg_weighted *part = &track->parts[track->taken++ % EMG_TRACK_ROOM];
    emg_noise_part found = {low, 1};
    if (good && track->model->apart)
        found = emg_noise_part_of(track->model, low, high);
    *part = (emg_weighted){0};
    if (good && found.noise > 0 && found.weight > 0)
        *part = (emg_weighted){emg_ln(found.noise), found.weight};
}

int64_t
emg_noise_track_known(const emg_noise_track *track)
{
    int64_t known = track->taken - (track->ended ? 0 : EMG_TRACK_REACH);
    return known > 0 ? known : 0;
}

/* ---- the window, in order of noise --------------------------------------- */

static void
drop_before(emg_noise_track *track, int64_t from)
{
    size_t kept = 0;
    for (size_t i = 0; i < track->n_sorted; i++) {
        if (track->numbers[i] < from)
            continue;
        track->sorted[kept] = track->sorted[i];
        track->numbers[kept++] = track->numbers[i];
    }
    track->n_sorted = kept;
    track->from = from;
}

/* Behind its equals: they are in the order in which they came. */
static void
insert(emg_noise_track *track, int64_t number)
{
    const emg_weighted *part = &track->parts[number % EMG_TRACK_ROOM];
    size_t k = track->n_sorted;
    if (part->weight <= 0)
        return;
    for (; k > 0 && track->sorted[k - 1].value > part->value; k--) {
        track->sorted[k] = track->sorted[k - 1];
        track->numbers[k] = track->numbers[k - 1];
    }
    track->sorted[k] = *part;
    track->numbers[k] = number;
    track->n_sorted++;
}

static void
move_window(emg_noise_track *track, int64_t from, int64_t to)
{
    if (from < track->from || to < track->to) {
        track->n_sorted = 0;
        track->to = from;
    }
    if (track->to < from)
        track->to = from;
    drop_before(track, from);
    for (; track->to < to; track->to++)
        insert(track, track->to);
}

static size_t
gather(emg_noise_track *track, int64_t stretch, int reach, emg_weighted *near,
       double *weight)
{
    int64_t from = stretch > reach ? stretch - reach : 0;
    int64_t to = stretch + reach + 1;
    size_t n = 0;
    to = to < track->taken ? to : track->taken;
    *weight = 0;
    for (int64_t i = from; i < to; i++)
        *weight += track->parts[i % EMG_TRACK_ROOM].weight;
    for (size_t i = 0; i < track->n_sorted; i++)
        if (track->numbers[i] >= from && track->numbers[i] < to)
            near[n++] = track->sorted[i];
    return n;
}

static double
lowest(emg_noise_track *track, int64_t stretch, emg_weighted *near)
{
    double weight, all = emg_ln(track->model->floor);
    size_t n = gather(track, stretch, EMG_TRACK_REACH, near, &weight);
    double mode = emg_weighted_lowest_mode(near, n, FLOOR_SHARE, MODE_REACH);
    return fabs(mode - all) < MOST_FAR ? mode : all;
}

double
emg_noise_track_at(emg_noise_track *track, int64_t stretch)
{
    emg_weighted near[EMG_TRACK_WINDOW];
    int64_t from = stretch - EMG_TRACK_REACH,
            to = stretch + EMG_TRACK_REACH + 1;
    double weight;
    move_window(track, from > 0 ? from : 0,
                to < track->taken ? to : track->taken);
    if (!track->model->apart)
        return emg_exp(lowest(track, stretch, near));
    for (int reach = NEAR; reach <= EMG_TRACK_REACH; reach *= 2) {
        size_t n = gather(track, stretch, reach, near, &weight);
        if (weight >= ENOUGH)
            return emg_exp(emg_weighted_quantile(near, n, 0.5));
    }
    return track->model->floor;
}
