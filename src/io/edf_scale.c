/* From samples to digital codes. */
#include "base/math.h"
#include "base/number.h"
#include "io/edf_write.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct limits {
    double lowest, highest; /* of the type */
    int unit;               /* codes of new scales: +-unit x 10^power */
    int power;
    double widen;     /* how far a filter may carry samples out of a range */
    double step_uv;   /* of an unknown range */
    double step_else; /* of one that is no voltage */
} limits;

static limits
limits_of(int width)
{
    if (width == 3)
        return (limits){-8388608, 8388607, 8, 6, 2, 0.01, 0.01};
    return (limits){-32768, 32767, 32, 3, 1.25, 0.1, 0.1};
}

static bool
has_range(const emg_scale *scale)
{
    return isfinite(scale->physical_min) && isfinite(scale->physical_max) &&
           scale->physical_min != scale->physical_max;
}

/* True when the codes that the samples have are worth keeping. */
static bool
keeps_codes(const emg_scale *scale, int width, const limits *within)
{
    if (scale->bytes == 0 || !has_range(scale) ||
        scale->digital_min == scale->digital_max)
        return false;
    return scale->bytes <= width || (scale->digital_min >= within->lowest &&
                                     scale->digital_max <= within->highest);
}

static bool
read(const char *text, double *number)
{
    return emg_number_read(text, strlen(text), number);
}

/* The file's own text where it says the number, else digits of ours. */
static void
set_text(char to[9], const char *known, double number)
{
    double said;
    if (read(known, &said) && said == number)
        strcpy(to, known);
    else
        emg_edf_print(to, number);
}

/* What the texts say is what counts. False when that is no scale. */
static bool
read_back(emg_edf_scale *scale)
{
    double physical_max, digital_max;
    if (!read(scale->text[0], &scale->physical_min) ||
        !read(scale->text[1], &physical_max) ||
        !read(scale->text[2], &scale->digital_min) ||
        !read(scale->text[3], &digital_max))
        return false;
    scale->gain = (physical_max - scale->physical_min) /
                  (digital_max - scale->digital_min);
    return isfinite(scale->gain) && scale->gain != 0;
}

static bool
keep(emg_edf_scale *to, const emg_scale *from, const limits *within)
{
    set_text(to->text[0], from->text[0], from->physical_min);
    set_text(to->text[1], from->text[1], from->physical_max);
    set_text(to->text[2], from->text[2], from->digital_min);
    set_text(to->text[3], from->text[3], from->digital_max);
    to->lowest = within->lowest;
    to->highest = within->highest;
    return read_back(to);
}

/* Codes +-unit x 10^power of a step mantissa x 10^exponent; false when that
 * does not reach `magnitude` or does not fit the fields exactly. */
static bool
try_step(emg_edf_scale *scale, const limits *within, int mantissa, int exponent,
         double magnitude)
{
    char text[32];
    double reach;
    int n = snprintf(text, sizeof text, "%de%d", mantissa * within->unit,
                     exponent + within->power);
    if (!emg_number_read(text, (size_t)n, &reach) || reach < magnitude)
        return false;
    return emg_edf_print(scale->text[0], -reach) &&
           emg_edf_print(scale->text[1], reach);
}

static void
make(emg_edf_scale *scale, const limits *within, double magnitude)
{
    int64_t most = within->unit;
    for (int i = 0; i < within->power; i++)
        most *= 10;
    scale->highest = (double)most;
    scale->lowest = -scale->highest;
    emg_edf_print(scale->text[2], scale->lowest);
    emg_edf_print(scale->text[3], scale->highest);

    int first = (int)floor(emg_log10(magnitude / scale->highest)) - 2;
    for (int exponent = first; exponent < first + 8; exponent++)
        for (int mantissa = 10; mantissa < 100; mantissa++)
            if (try_step(scale, within, mantissa, exponent, magnitude)) {
                read_back(scale);
                return;
            }
}

static double
magnitude_of(const emg_channel *channel, int width, const limits *within)
{
    const emg_scale *scale = &channel->scale;
    double codes = within->unit * emg_pow(10, within->power);
    double step = channel->to_uv > 0  ? within->step_uv / channel->to_uv
                  : channel->step > 0 ? channel->step
                                      : within->step_else;
    if (!has_range(scale))
        return step * codes * (1 - 1e-9); /* 0.1 / 1000 is not quite 0.0001 */
    double reach = fmax(fabs(scale->physical_min), fabs(scale->physical_max));
    return scale->bytes > width ? reach : reach * within->widen;
}

void
emg_edf_scale_choose(emg_edf_scale *scale, const emg_channel *channel,
                     int width)
{
    limits within = limits_of(width);
    *scale = (emg_edf_scale){0};
    if (keeps_codes(&channel->scale, width, &within) &&
        keep(scale, &channel->scale, &within))
        return;
    double magnitude = magnitude_of(channel, width, &within);
    if (!(magnitude > 1e-30 && magnitude < 1e30))
        magnitude = 1;
    make(scale, &within, magnitude);
}
