/* R waves by a threshold that follows the signal. */
#include "detect/beats.h"

#include "base/math.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

#define SHARE 0.6 /* of the running maximum */
#define REFRACTORY_S 0.3
#define PEAK_S 0.1 /* the highest sample lies within that */
#define FADE_S 3.0 /* of the running maximum, to 1 / e */
#define LIKE 0.15  /* of the median interval */
#define LEAST_BEATS 10
#define SHORTEST_S (60.0 / 130)
#define LONGEST_S (60.0 / 40)
#define LEAST_REGULAR 0.5
#define ONE_SIDED 0.8 /* peaks of noise lie to either side */

static emg_status
take(emg_beats *beats, emg_error *error)
{
    double size = beats->candidate;
    beats->candidate = 0;
    if (emg_grow((void **)&beats->frames, &beats->room, beats->n + 1,
                 sizeof *beats->frames, error))
        return EMG_NO_MEMORY;
    beats->frames[beats->n++] = beats->at;
    beats->n_up += beats->is_up;
    beats->last = size;
    beats->last_up = beats->is_up;
    return EMG_OK;
}

/* What comes so soon and is so much larger is the beat; the last one was
 * noise, as before the first beat there is nothing else. */
static void
forget_noise(emg_beats *beats, double size)
{
    if (beats->n == 0 || SHARE * size <= beats->last)
        return;
    beats->n--;
    beats->n_up -= beats->last_up;
    beats->last = HUGE_VAL;
}

static bool
may_beat(const emg_beats *beats, int64_t frame)
{
    return beats->n == 0 || (double)(frame - beats->frames[beats->n - 1]) >=
                                REFRACTORY_S * beats->rate_hz;
}

emg_status
emg_beats_add(emg_beats *beats, double sample, int64_t frame, emg_error *error)
{
    double size = fabs(sample);
    emg_status status = EMG_OK;
    if (beats->candidate > 0 &&
        (double)(frame - beats->at) > PEAK_S * beats->rate_hz)
        status = take(beats, error);
    beats->highest -= beats->highest / (FADE_S * beats->rate_hz);
    beats->highest = fmax(beats->highest, size);
    if (size >= SHARE * beats->highest && beats->candidate == 0 &&
        !may_beat(beats, frame))
        forget_noise(beats, size);
    if (size >= SHARE * beats->highest && size > beats->candidate &&
        may_beat(beats, frame)) {
        beats->candidate = size;
        beats->is_up = sample > 0;
        beats->at = frame;
    }
    return status;
}

emg_status
emg_beats_gap(emg_beats *beats, emg_error *error)
{
    emg_status status = beats->candidate > 0 ? take(beats, error) : EMG_OK;
    beats->highest = 0;
    return status;
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

emg_status
emg_beats_rhythm(emg_beats *beats, emg_rhythm *rhythm, emg_error *error)
{
    size_t n = beats->n > 0 ? beats->n - 1 : 0, like = 0;
    *rhythm = (emg_rhythm){0};
    if (beats->n < LEAST_BEATS)
        return EMG_OK;
    if (emg_grow((void **)&beats->gaps, &beats->gap_room, n,
                 sizeof *beats->gaps, error))
        return EMG_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        beats->gaps[i] =
            (double)(beats->frames[i + 1] - beats->frames[i]) / beats->rate_hz;
    qsort(beats->gaps, n, sizeof *beats->gaps, by_size);
    rhythm->interval_s = beats->gaps[n / 2];
    for (size_t i = 0; i < n; i++)
        like += fabs(beats->gaps[i] - rhythm->interval_s) <=
                LIKE * rhythm->interval_s;
    rhythm->regularity = (double)like / (double)n;
    double up = (double)beats->n_up / (double)beats->n;
    rhythm->is_heart =
        rhythm->interval_s >= SHORTEST_S && rhythm->interval_s <= LONGEST_S &&
        rhythm->regularity >= LEAST_REGULAR && fmax(up, 1 - up) >= ONE_SIDED;
    return EMG_OK;
}

void
emg_beats_clear(emg_beats *beats)
{
    emg_free(beats->frames);
    emg_free(beats->gaps);
    *beats = (emg_beats){.rate_hz = beats->rate_hz};
}
