/* A ring of flags, a chunk each. */
#include "filter/marks.h"

#include "base/memory.h"

#include <string.h>

#define AROUND 2 /* chunks: 20 ms */

emg_status
emg_marks_init(emg_marks *marks, int n_channels, int chunk, int64_t lag_frames,
               emg_error *error)
{
    *marks = (emg_marks){.n_channels = n_channels, .chunk = chunk};
    marks->room = lag_frames / chunk + 4 * AROUND + 4;
    marks->marked =
        emg_new((size_t)marks->room * (size_t)n_channels, sizeof(bool), error);
    marks->open = emg_new((size_t)n_channels, sizeof(int64_t), error);
    marks->votes = emg_new((size_t)n_channels, sizeof *marks->votes, error);
    return marks->marked && marks->open && marks->votes ? EMG_OK
                                                        : EMG_NO_MEMORY;
}

static bool *
mark_of(const emg_marks *marks, int channel, int64_t chunk)
{
    return &marks->marked[chunk % marks->room * marks->n_channels + channel];
}

void
emg_marks_open(emg_marks *marks, int channel, int64_t frame)
{
    int64_t chunk = frame / marks->chunk + AROUND + 1;
    for (; marks->open[channel] <= chunk; marks->open[channel]++)
        *mark_of(marks, channel, marks->open[channel]) = false;
}

void
emg_marks_add(emg_marks *marks, int channel, int64_t from, int64_t to)
{
    int64_t first = from / marks->chunk - AROUND;
    int64_t last = (to - 1) / marks->chunk + AROUND;
    for (int64_t c = first > 0 ? first : 0; c <= last; c++)
        *mark_of(marks, channel, c) = true;
    marks->any = true;
}

/* Boyer and Moore's: whoever is outvoted gives place to the next. */
void
emg_marks_vote(emg_marks *marks, int channel, double value, int64_t samples)
{
    emg_vote *vote = &marks->votes[channel];
    vote->cast += samples;
    vote->ahead += value == vote->value ? samples : -samples;
    if (vote->ahead >= 0)
        return;
    vote->value = value;
    vote->ahead = -vote->ahead;
}

double
emg_marks_same(const emg_marks *marks, int channel)
{
    const emg_vote *vote = &marks->votes[channel];
    return vote->cast > 0 ? (double)vote->ahead / (double)vote->cast : 0;
}

bool
emg_marks_at(const emg_marks *marks, int channel, int64_t chunk)
{
    return *mark_of(marks, channel, chunk);
}

void
emg_marks_gap(emg_marks *marks)
{
    memset(marks->marked, 0,
           (size_t)marks->room * (size_t)marks->n_channels * sizeof(bool));
    memset(marks->open, 0, (size_t)marks->n_channels * sizeof(int64_t));
}

void
emg_marks_clear(emg_marks *marks)
{
    emg_free(marks->marked);
    emg_free(marks->open);
    emg_free(marks->votes);
    *marks = (emg_marks){0};
}
