/* Stretches, and frames inside of them. */
#include "analysis/timeline.h"

#include "base/memory.h"

#include <math.h>

emg_status
emg_timeline_add(emg_timeline *timeline, const emg_block *block,
                 emg_error *error)
{
    size_t n = timeline->n;
    int64_t end = block->first_frame + block->n_frames;
    int64_t first = block->segment.first_frame;
    if (n > 0 && timeline->stretches[n - 1].first == first) {
        timeline->stretches[n - 1].end = end;
        return EMG_OK;
    }
    if (emg_grow((void **)&timeline->stretches, &timeline->room, n + 1,
                 sizeof *timeline->stretches, error))
        return EMG_NO_MEMORY;
    timeline->stretches[n] = (emg_stretch_frames){
        (double)block->segment.start / EMG_TICKS_PER_S, first, end};
    timeline->n = n + 1;
    return EMG_OK;
}

double
emg_timeline_time(const emg_timeline *timeline, int64_t frame)
{
    const emg_stretch_frames *s = timeline->stretches;
    size_t i = 0;
    while (i + 1 < timeline->n && s[i + 1].first <= frame)
        i++;
    return s[i].start_s + (double)(frame - s[i].first) / timeline->rate_hz;
}

int64_t
emg_timeline_frame(const emg_timeline *timeline, double time_s)
{
    for (size_t i = 0; i < timeline->n; i++) {
        const emg_stretch_frames *s = &timeline->stretches[i];
        double frame = round((time_s - s->start_s) * timeline->rate_hz);
        if (frame >= 0 && frame < (double)(s->end - s->first))
            return s->first + (int64_t)frame;
    }
    return -1;
}

void
emg_timeline_clear(emg_timeline *timeline)
{
    emg_free(timeline->stretches);
    *timeline = (emg_timeline){.rate_hz = timeline->rate_hz};
}
