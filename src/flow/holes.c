/* Runs of samples that are not numbers, channel by channel. */
#include "flow/holes.h"

#include "base/memory.h"
#include "flow/frame_ticks.h"

#include <math.h>
#include <stdlib.h>

/* ---- finding --------------------------------------------------------- */

static emg_ticks
time_of(const emg_holes_group *group, int64_t frame)
{
    return group->segment.start +
           emg_frame_ticks(group->rate, frame - group->segment.first_frame);
}

static emg_status
add_hole(emg_holes *holes, emg_ticks from, emg_ticks to, emg_error *error)
{
    if (emg_grow((void **)&holes->holes, &holes->room, holes->n + 1,
                 sizeof *holes->holes, error))
        return EMG_NO_MEMORY;
    holes->holes[holes->n++] = (emg_hole){from, to};
    return EMG_OK;
}

static emg_status
add_patch(emg_holes *holes, emg_holes_channel *channel, int64_t end,
          double after, emg_error *error)
{
    if (emg_grow((void **)&channel->patches, &channel->room, channel->n + 1,
                 sizeof *channel->patches, error))
        return EMG_NO_MEMORY;
    channel->patches[channel->n++] =
        (emg_patch){channel->begun, end, channel->last, after};
    holes->n_patched += end - channel->begun;
    return EMG_OK;
}

/* A number ends the run; with nothing before it there is nothing to
 * interpolate from. */
static emg_status
close_run(emg_holes *holes, const emg_holes_group *group,
          emg_holes_channel *channel, int64_t end, double after,
          emg_error *error)
{
    bool is_patch = channel->begun > group->segment.first_frame &&
                    (double)(end - channel->begun) <= group->longest;
    emg_status status = is_patch
                            ? add_patch(holes, channel, end, after, error)
                            : add_hole(holes, time_of(group, channel->begun),
                                       time_of(group, end), error);
    channel->begun = -1;
    return status;
}

/* The segment ends inside of a run: nothing of it is left in any channel. */
static emg_status
end_segment(emg_holes *holes, emg_holes_group *group, emg_ticks next,
            emg_error *error)
{
    emg_status status = EMG_OK;
    for (int c = 0; c < group->n_channels && !status; c++) {
        emg_holes_channel *channel = &group->channels[c];
        if (channel->begun >= 0)
            status =
                add_hole(holes, time_of(group, channel->begun), next, error);
        channel->begun = -1;
    }
    return status;
}

static void
begin_run(emg_holes *holes, const emg_block *block, int lane, int64_t frame)
{
    const emg_holes_group *group = &holes->groups[block->group];
    group->channels[lane].begun = frame;
    if (holes->found)
        return;
    holes->found = true;
    holes->group = block->group;
    holes->lane = lane;
    holes->found_s = (double)time_of(group, frame) / EMG_TICKS_PER_S;
}

static emg_status
scan_channel(emg_holes *holes, const emg_block *block, int lane,
             emg_error *error)
{
    emg_holes_group *group = &holes->groups[block->group];
    emg_holes_channel *channel = &group->channels[lane];
    emg_status status = EMG_OK;
    for (int f = 0; f < block->n_frames && !status; f++) {
        double sample = emg_block_at(block, lane, f);
        int64_t frame = block->first_frame + f;
        if (!isfinite(sample)) {
            if (channel->begun < 0)
                begin_run(holes, block, lane, frame);
            continue;
        }
        if (channel->begun >= 0)
            status = close_run(holes, group, channel, frame, sample, error);
        channel->last = sample;
    }
    return status;
}

emg_status
emg_holes_scan(emg_holes *holes, const emg_block *block, emg_error *error)
{
    emg_holes_group *group = &holes->groups[block->group];
    emg_status status = EMG_OK;
    if (!group->looked_at || block->n_frames == 0)
        return EMG_OK;
    if (group->end >= 0 && group->segment.number != block->segment.number)
        status = end_segment(holes, group, block->segment.start, error);
    group->segment = block->segment;
    group->end = block->first_frame + block->n_frames;
    for (int c = 0; c < group->n_channels && !status; c++)
        status = scan_channel(holes, block, c, error);
    return status;
}

static int
by_start(const void *a, const void *b)
{
    const emg_hole *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static void
merge(emg_holes *holes)
{
    size_t kept = 0;
    for (size_t i = 1; i < holes->n; i++) {
        emg_hole *last = &holes->holes[kept], *next = &holes->holes[i];
        if (next->from > last->to)
            holes->holes[++kept] = *next;
        else if (next->to > last->to)
            last->to = next->to;
    }
    holes->n = kept + 1;
}

emg_status
emg_holes_end(emg_holes *holes, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int g = 0; g < holes->n_groups && !status; g++)
        status = end_segment(holes, &holes->groups[g], INT64_MAX, error);
    if (status || holes->n == 0)
        return status;
    qsort(holes->holes, holes->n, sizeof *holes->holes, by_start);
    merge(holes);
    return EMG_OK;
}

/* ---- mending --------------------------------------------------------- */

void
emg_holes_restart(emg_holes *holes)
{
    for (int g = 0; g < holes->n_groups; g++)
        for (int c = 0; c < holes->groups[g].n_channels; c++)
            holes->groups[g].channels[c].next = 0;
}

static void
mend(const emg_patch *patch, emg_block *block, int lane)
{
    emg_lanes *frames = emg_block_bank(block, lane / EMG_LANES);
    double steps = (double)(patch->end - patch->first + 1);
    for (int64_t f = patch->first; f < patch->end; f++) {
        int64_t at = f - block->first_frame;
        double along = (double)(f - patch->first + 1) / steps;
        if (at >= 0 && at < block->n_frames)
            frames[at].v[lane % EMG_LANES] =
                patch->before * (1 - along) + patch->after * along;
    }
}

void
emg_holes_patch(emg_holes *holes, emg_block *block)
{
    const emg_holes_group *group = &holes->groups[block->group];
    int64_t end = block->first_frame + block->n_frames;
    for (int c = 0; c < group->n_channels; c++) {
        emg_holes_channel *channel = &group->channels[c];
        while (channel->next < channel->n &&
               channel->patches[channel->next].first < end) {
            mend(&channel->patches[channel->next], block, c);
            if (channel->patches[channel->next].end > end)
                break; /* it goes on in the next block */
            channel->next++;
        }
    }
}

/* ---- life ------------------------------------------------------------ */

static emg_status
init_group(emg_holes_group *group, const emg_format *format, bool looked_at,
           double longest_s, emg_error *error)
{
    group->rate = format->rate;
    group->longest = longest_s * format->rate_hz * (1 + 1e-12);
    group->looked_at = looked_at && !emg_format_is_digital(format);
    group->end = -1;
    if (!group->looked_at)
        return EMG_OK;
    group->channels =
        emg_new((size_t)format->n_channels, sizeof *group->channels, error);
    if (!group->channels)
        return EMG_NO_MEMORY;
    group->n_channels = format->n_channels;
    for (int c = 0; c < group->n_channels; c++)
        group->channels[c].begun = -1;
    return EMG_OK;
}

emg_status
emg_holes_init(emg_holes *holes, const emg_recording *recording,
               double longest_s, emg_error *error)
{
    emg_status status = EMG_OK;
    *holes = (emg_holes){0};
    holes->groups =
        emg_new((size_t)recording->n_groups, sizeof *holes->groups, error);
    if (!holes->groups)
        return EMG_NO_MEMORY;
    holes->n_groups = recording->n_groups;
    for (int g = 0; g < holes->n_groups && !status; g++)
        status = init_group(&holes->groups[g], &recording->groups[g],
                            recording->uses[g] == EMG_TREAT, longest_s, error);
    return status;
}

void
emg_holes_clear(emg_holes *holes)
{
    for (int g = 0; g < holes->n_groups; g++) {
        for (int c = 0; c < holes->groups[g].n_channels; c++)
            emg_free(holes->groups[g].channels[c].patches);
        emg_free(holes->groups[g].channels);
    }
    emg_free(holes->groups);
    emg_free(holes->holes);
    *holes = (emg_holes){0};
}
