/* Clipping, flat lines and the shape of the spectrum, before any filter. */
#include "analysis/quality_raw.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/density.h"

#include <math.h>

#define LEAST_RUN 3 /* equal samples at an end that are clipped */
#define FEWEST_STEPS 64
#define STEP_MARGIN                                                            \
    1.001 /* decoded samples are steps but for the last bits                   \
           */
#define LOWEST_HZ 20
#define HIGHEST_HZ 450
#define HIGHEST_SHAPE_HZ 600
#define HIGHEST_EDGE 0.45 /* of the rate */

static bool
has_range(const emg_channel *channel)
{
    return channel->scale.bytes > 0 &&
           channel->scale.physical_min != channel->scale.physical_max;
}

/* Within few steps the extremes are reached by nature. */
static void
find_ends(emg_quality_raw *raw, const emg_channel *channel,
          const emg_quality_known *known)
{
    const emg_scale *scale = &channel->scale;
    raw->low = -INFINITY;
    raw->high = INFINITY;
    if (has_range(channel)) {
        raw->low = fmin(scale->physical_min, scale->physical_max);
        raw->high = fmax(scale->physical_min, scale->physical_max);
    }
    if (known->most > known->least &&
        known->most - known->least >= FEWEST_STEPS * channel->step) {
        raw->low = fmax(raw->low, known->least);
        raw->high = fmin(raw->high, known->most);
    }
    raw->low += raw->step;
    raw->high -= raw->step;
}

static void
begin(emg_quality_raw *raw)
{
    raw->last = NAN;
    raw->equal = raw->still = raw->stillest = raw->n = raw->clipped = 0;
    emg_welch_reset(raw->spectra);
}

emg_status
emg_quality_raw_init(emg_quality_raw *raw, const emg_channel *channel,
                     double rate_hz, const emg_quality_known *known,
                     emg_error *error)
{
    int n = (int)fmax(2, round(rate_hz));
    raw->rate_hz = rate_hz;
    raw->step = channel->step * STEP_MARGIN;
    find_ends(raw, channel, known);
    raw->spectra = emg_welch_create(n, n / 2, rate_hz, error);
    raw->power = emg_new((size_t)n / 2 + 1, sizeof *raw->power, error);
    if (!raw->spectra || !raw->power)
        return EMG_NO_MEMORY;
    begin(raw);
    return EMG_OK;
}

void
emg_quality_raw_clear(emg_quality_raw *raw)
{
    emg_welch_destroy(raw->spectra);
    emg_free(raw->power);
}

void
emg_quality_raw_add(emg_quality_raw *raw, double x)
{
    bool at_end = x <= raw->low || x >= raw->high;
    raw->equal = !at_end ? 0 : x == raw->last ? raw->equal + 1 : 1;
    if (raw->equal >= LEAST_RUN)
        raw->clipped += raw->equal == LEAST_RUN ? LEAST_RUN : 1;
    raw->still = fabs(x - raw->last) <= raw->step ? raw->still + 1 : 0;
    if (raw->still > raw->stillest)
        raw->stillest = raw->still;
    raw->last = x;
    raw->n++;
    emg_welch_add(raw->spectra, x);
}

static void
tell_spectrum(emg_quality_raw *raw, emg_quality *quality)
{
    double *values = quality->values;
    int n = (int)fmax(2, round(raw->rate_hz));
    double edge = HIGHEST_EDGE * raw->rate_hz;
    double end = fmin(HIGHEST_HZ, edge);
    double shape = fmin(HIGHEST_SHAPE_HZ, edge);
    emg_tones tones = {raw->power, n / 2 + 1, raw->rate_hz / n};
    if (emg_welch_spectra(raw->spectra) == 0)
        return;
    emg_welch_density(raw->spectra, raw->power);
    double all = emg_tones_band(&tones, LOWEST_HZ, end);
    double of_50 = emg_tones_lines(&tones, 50);
    double of_60 = emg_tones_lines(&tones, 60);
    double lines = fmax(of_50, of_60);
    quality->line_hz = of_60 > of_50 ? 60 : 50;
    values[EMG_QUALITY_LINE] = 10 * emg_log10(fmax(all - lines, 0) / lines);
    values[EMG_QUALITY_MOTION] = emg_density_motion_db(&tones, shape);
    values[EMG_QUALITY_RANGE] = emg_density_range_db(&tones, shape);
    values[EMG_QUALITY_DEFORMATION] = emg_density_deformation(&tones);
}

void
emg_quality_raw_end(emg_quality_raw *raw, emg_quality *quality)
{
    quality->values[EMG_QUALITY_CLIPPED] =
        raw->n ? (double)raw->clipped / (double)raw->n : NAN;
    quality->values[EMG_QUALITY_FLAT] = (double)raw->stillest / raw->rate_hz;
    tell_spectrum(raw, quality);
    begin(raw);
}
