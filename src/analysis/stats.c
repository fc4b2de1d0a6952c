/* Least, greatest, mean, RMS, clipping and flat lines of every channel. */
#include "emg/analysis.h"

#include "base/memory.h"
#include "dsp/kernels.h"

#include <math.h>

/* Sums are taken in cells of so many frames, counted from the first, so that
 * they are as exact in the last hour as in the first. */
#define CELL_FRAMES 256

#define LEAST_RUN                                                              \
    3 /* equal samples at an end of the range that are clipped                 \
       */

/* Differences of decoded samples are steps but for their last bits. */
#define STEP_MARGIN 1.001

/* Eight channels. All of it is double, so that loops over lanes are plain. */
typedef struct lanes_stats {
    emg_tally cell;        /* of the cell that is open; still: of all */
    emg_lanes least, most; /* this and the next are of whole cells */
    emg_lanes sum, squares;
    emg_lanes at_end, clipped; /* samples of the run, of all runs */
    emg_lanes low, high;       /* one step inside the ends of the range */
} lanes_stats;

typedef struct group_stats {
    lanes_stats *banks; /* NULL where samples are only counted */
    int64_t frames;
    int segment;
} group_stats;

typedef struct stats_sink {
    emg_sink sink;
    const emg_kernels_table *kernels;
    emg_recording recording;
    group_stats *groups;
} stats_sink;

/* ---- loops over frames ------------------------------------------------ */

/* Looks at the sample before the first, so it comes before the tally. */
static void
add_clipped(lanes_stats *s, const emg_lanes *frames, int n)
{
    emg_lanes before = s->cell.before;
    for (int f = 0; f < n; f++)
        for (int l = 0; l < EMG_LANES; l++) {
            double x = frames[f].v[l];
            double run = x == before.v[l] ? s->at_end.v[l] + 1 : 1;
            run = x <= s->low.v[l] || x >= s->high.v[l] ? run : 0;
            s->clipped.v[l] += run < LEAST_RUN    ? 0
                               : run == LEAST_RUN ? LEAST_RUN
                                                  : 1;
            s->at_end.v[l] = run;
            before.v[l] = x;
        }
}

/* Most cells never come near the ends of the range. */
static bool
near_ends(const lanes_stats *s, const emg_tally *tally)
{
    int near = 0;
    for (int l = 0; l < EMG_LANES; l++)
        near |= tally->least.v[l] <= s->low.v[l] ||
                tally->most.v[l] >= s->high.v[l];
    return near;
}

static void
open_cell(emg_tally *cell)
{
    for (int l = 0; l < EMG_LANES; l++) {
        cell->least.v[l] = INFINITY;
        cell->most.v[l] = -INFINITY;
        cell->sum.v[l] = cell->squares.v[l] = 0;
    }
}

static void
close_cell(lanes_stats *s)
{
    for (int l = 0; l < EMG_LANES; l++) {
        s->least.v[l] = fmin(s->least.v[l], s->cell.least.v[l]);
        s->most.v[l] = fmax(s->most.v[l], s->cell.most.v[l]);
        s->sum.v[l] += s->cell.sum.v[l];
        s->squares.v[l] += s->cell.squares.v[l];
    }
    open_cell(&s->cell);
}

static void
add_frames(const emg_kernels_table *kernels, lanes_stats *s,
           const emg_lanes *frames, int n, int64_t first)
{
    while (n > 0) {
        int left = CELL_FRAMES - (int)(first % CELL_FRAMES);
        int now = n < left ? n : left;
        emg_tally tally = s->cell;
        kernels->tally(&tally, frames, now);
        if (near_ends(s, &tally))
            add_clipped(s, frames, now);
        else
            s->at_end = (emg_lanes){0};
        s->cell = tally;
        if (now == left)
            close_cell(s);
        frames += now;
        first += now;
        n -= now;
    }
}

static void
forget_sample(lanes_stats *s)
{
    for (int l = 0; l < EMG_LANES; l++)
        s->cell.before.v[l] = NAN;
    s->cell.still = s->at_end = (emg_lanes){0};
}

/* ---- the sink ---------------------------------------------------------- */

static emg_status
stats_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    stats_sink *self = (stats_sink *)sink;
    group_stats *group = &self->groups[block->group];
    int banks = group->banks ? emg_banks(block->n_channels) : 0;
    (void)error;

    for (int b = 0; b < banks; b++) {
        if (block->segment.number != group->segment)
            forget_sample(&group->banks[b]);
        add_frames(self->kernels, &group->banks[b], emg_block_bank(block, b),
                   block->n_frames, group->frames);
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
            close_cell(&group->banks[b]);
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

/* ---- create ------------------------------------------------------------ */

static bool
has_range(const emg_channel *channel)
{
    return channel->scale.bytes > 0 &&
           channel->scale.physical_min != channel->scale.physical_max;
}

static void
begin_lane(lanes_stats *s, int lane, const emg_channel *channel)
{
    const emg_scale *scale = &channel->scale;
    double step = channel->step * STEP_MARGIN;
    s->cell.step.v[lane] = step;
    s->least.v[lane] = INFINITY;
    s->most.v[lane] = -INFINITY;
    s->low.v[lane] = -INFINITY;
    s->high.v[lane] = INFINITY;
    if (!has_range(channel))
        return;
    s->low.v[lane] = fmin(scale->physical_min, scale->physical_max) + step;
    s->high.v[lane] = fmax(scale->physical_min, scale->physical_max) - step;
}

static emg_status
begin_group(group_stats *group, const emg_format *format, emg_error *error)
{
    static const emg_channel nobody = {0};
    int banks = emg_banks(format->n_channels);
    group->banks = emg_new((size_t)banks, sizeof *group->banks, error);
    if (!group->banks)
        return EMG_NO_MEMORY;
    for (int i = 0; i < banks * EMG_LANES; i++)
        begin_lane(&group->banks[i / EMG_LANES], i % EMG_LANES,
                   i < format->n_channels ? &format->channels[i] : &nobody);
    for (int b = 0; b < banks; b++) {
        open_cell(&group->banks[b].cell);
        forget_sample(&group->banks[b]);
    }
    return EMG_OK;
}

static emg_sink *
create(const emg_recording *recording, bool counts_only, emg_error *error)
{
    stats_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &stats_ops;
    self->kernels = emg_kernels();
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

/* ---- result ------------------------------------------------------------ */

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
    if (!group->banks || group->frames == 0)
        return stats;
    int lane = (int)(channel - format->channels);
    const lanes_stats *s = &group->banks[lane / EMG_LANES];
    double n = (double)group->frames;
    lane %= EMG_LANES;
    stats.min = s->least.v[lane];
    stats.max = s->most.v[lane];
    stats.sum = s->sum.v[lane];
    stats.mean = s->sum.v[lane] / n;
    stats.rms = sqrt(s->squares.v[lane] / n);
    if (has_range(channel))
        stats.clipped = s->clipped.v[lane] / n;
    stats.flat_s = s->cell.stillest.v[lane] / format->rate_hz;
    return stats;
}
