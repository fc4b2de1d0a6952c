/* Least, greatest, sums, clipping and flat lines, lane by lane. */
#include "analysis/stats_lanes.h"

#include <math.h>

/* Sums are taken in cells of so many frames, counted from the first, so that
 * they are as exact in the last hour as in the first. */
#define CELL_FRAMES 256

/* Equal samples at an end of the range that are clipped. */
#define LEAST_RUN 3

/* Differences of decoded samples are steps but for their last bits. */
#define STEP_MARGIN 1.001

/* Looks at the sample before the first, so it comes before the tally. */
static void
add_clipped(emg_stats_lanes *s, const emg_lanes *frames, int n)
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
near_ends(const emg_stats_lanes *s, const emg_tally *tally)
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
close_cell(emg_stats_lanes *s)
{
    for (int l = 0; l < EMG_LANES; l++) {
        s->least.v[l] = fmin(s->least.v[l], s->cell.least.v[l]);
        s->most.v[l] = fmax(s->most.v[l], s->cell.most.v[l]);
        s->sum.v[l] += s->cell.sum.v[l];
        s->squares.v[l] += s->cell.squares.v[l];
    }
    open_cell(&s->cell);
}

void
emg_stats_lanes_add(emg_stats_lanes *s, const emg_lanes *frames, int n)
{
    while (n > 0) {
        int left = CELL_FRAMES - (int)(s->frames % CELL_FRAMES);
        int now = n < left ? n : left;
        emg_tally tally = s->cell;
        s->kernels->tally(&tally, frames, now);
        if (near_ends(s, &tally))
            add_clipped(s, frames, now);
        else
            s->at_end = (emg_lanes){0};
        s->cell = tally;
        if (now == left)
            close_cell(s);
        frames += now;
        s->frames += now;
        n -= now;
    }
}

/* Nothing is equal to a NaN, and so every run ends. */
void
emg_stats_lanes_gap(emg_stats_lanes *s)
{
    for (int l = 0; l < EMG_LANES; l++)
        s->cell.before.v[l] = NAN;
}

static bool
has_range(const emg_channel *channel)
{
    return channel->scale.bytes > 0 &&
           channel->scale.physical_min != channel->scale.physical_max;
}

static void
begin_lane(emg_stats_lanes *s, int lane, const emg_channel *channel)
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

void
emg_stats_lanes_init(emg_stats_lanes *s, const emg_channel *channels, int n)
{
    static const emg_channel nobody = {0};
    s->kernels = emg_kernels();
    for (int l = 0; l < EMG_LANES; l++)
        begin_lane(s, l, l < n ? &channels[l] : &nobody);
    open_cell(&s->cell);
    emg_stats_lanes_gap(s);
}

void
emg_stats_lanes_end(emg_stats_lanes *s)
{
    close_cell(s);
}

emg_stats
emg_stats_lanes_of(const emg_stats_lanes *s, int lane,
                   const emg_channel *channel, double rate_hz)
{
    double n = (double)s->frames;
    emg_stats stats = {s->frames, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (s->frames == 0)
        return stats;
    stats.min = s->least.v[lane];
    stats.max = s->most.v[lane];
    stats.sum = s->sum.v[lane];
    stats.mean = s->sum.v[lane] / n;
    stats.rms = sqrt(s->squares.v[lane] / n);
    if (has_range(channel))
        stats.clipped = s->clipped.v[lane] / n;
    stats.flat_s = s->cell.stillest.v[lane] / rate_hz;
    return stats;
}
