/* Statistics of every channel, or only how many samples there are. */
#include "emg/analysis.h"

#include "analysis/stats_lanes.h"
#include "base/memory.h"

#include <math.h>

typedef struct group_stats {
    emg_stats_lanes *banks; /* NULL where samples are only counted */
    int64_t frames;
    int segment;
} group_stats;

typedef struct stats_sink {
    emg_sink sink;
    emg_recording recording;
    group_stats *groups;
} stats_sink;

static emg_status
stats_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    stats_sink *self = (stats_sink *)sink;
    group_stats *group = &self->groups[block->group];
    int banks = group->banks ? emg_banks(block->n_channels) : 0;
    (void)error;

    for (int b = 0; b < banks; b++) {
        if (block->segment.number != group->segment)
            emg_stats_lanes_gap(&group->banks[b]);
        emg_stats_lanes_add(&group->banks[b], emg_block_bank(block, b),
                            block->n_frames);
    }
    group->segment = block->segment.number;
    group->frames += block->n_frames;
    return EMG_OK;
}

static emg_status
stats_finish(emg_sink *sink, emg_error *error)
{
    stats_sink *self = (stats_sink *)sink;
    (void)error;
    for (int g = 0; g < self->recording.n_groups; g++) {
        group_stats *group = &self->groups[g];
        int banks = emg_banks(self->recording.groups[g].n_channels);
        for (int b = 0; group->banks && b < banks; b++)
            emg_stats_lanes_end(&group->banks[b]);
    }
    return EMG_OK;
}

static void
stats_destroy(emg_sink *sink)
{
    stats_sink *self = (stats_sink *)sink;
    for (int g = 0; self->groups && g < self->recording.n_groups; g++)
        emg_free(self->groups[g].banks);
    emg_free(self->groups);
    emg_recording_clear(&self->recording);
    emg_free(self);
}

static const emg_sink_ops stats_ops = {
    .name = "stats",
    .take = stats_take,
    .finish = stats_finish,
    .destroy = stats_destroy,
};

static emg_status
begin_group(group_stats *group, const emg_format *format, emg_error *error)
{
    int n = format->n_channels, banks = emg_banks(n);
    group->banks = emg_new((size_t)banks, sizeof *group->banks, error);
    if (!group->banks)
        return EMG_NO_MEMORY;
    for (int b = 0; b < banks; b++)
        emg_stats_lanes_init(&group->banks[b], &format->channels[b * EMG_LANES],
                             n - b * EMG_LANES);
    return EMG_OK;
}

static emg_sink *
create(const emg_recording *recording, bool counts_only, emg_error *error)
{
    stats_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &stats_ops;
    emg_status status = emg_recording_copy(&self->recording, recording, error);
    int n = status ? 0 : recording->n_groups;
    self->groups = emg_new((size_t)n, sizeof *self->groups, error);
    if (!self->groups)
        status = EMG_NO_MEMORY;
    for (int g = 0; g < n && !status && !counts_only; g++)
        status = begin_group(&self->groups[g], &recording->groups[g], error);
    if (!status)
        return &self->sink;
    stats_destroy(&self->sink);
    return NULL;
}

emg_sink *
emg_stats_create(const emg_recording *recording, emg_error *error)
{
    return create(recording, false, error);
}

emg_sink *
emg_count_create(const emg_recording *recording, emg_error *error)
{
    return create(recording, true, error);
}

emg_stats
emg_stats_of(const emg_sink *sink, int number)
{
    const stats_sink *self = (const stats_sink *)sink;
    emg_stats stats = {0, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    int g = 0;
    const emg_channel *channel =
        emg_recording_channel(&self->recording, number, &g);
    if (!channel)
        return stats;
    const emg_format *format = &self->recording.groups[g];
    const group_stats *group = &self->groups[g];
    stats.samples = group->frames;
    if (!group->banks)
        return stats;
    int lane = (int)(channel - format->channels);
    return emg_stats_lanes_of(&group->banks[lane / EMG_LANES], lane % EMG_LANES,
                              channel, format->rate_hz);
}
