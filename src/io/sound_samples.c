/* From physical values to the samples of WAV and AU. */
#include "io/sound.h"

#include <math.h>
#include <string.h>

#define UNKNOWN_UV 4096 /* 16 bits then have steps of 0.125 uV */

int
emg_sound_width(emg_sample_form form)
{
    static const int widths[] = {[EMG_FLOAT_64] = 8,
                                 [EMG_FLOAT_32] = 4,
                                 [EMG_PCM_16] = 2,
                                 [EMG_PCM_24] = 3,
                                 [EMG_PCM_32] = 4};
    return widths[form];
}

bool
emg_sound_is_float(emg_sample_form form)
{
    return form == EMG_FLOAT_64 || form == EMG_FLOAT_32;
}

/* How many steps make half of the range: 32768 for 16 bits. */
static double
codes_of(emg_sample_form form)
{
    return ldexp(1, 8 * emg_sound_width(form) - 1);
}

/* Digital, and code 0 is the value 0: the codes may stay what they are. */
static bool
keeps_codes(const emg_channel *channel, emg_sample_form form, double *step)
{
    const emg_scale *scale = &channel->scale;
    double codes = scale->digital_max - scale->digital_min;
    if (emg_sound_is_float(form) || scale->bytes == 0 || !(codes > 0) ||
        scale->digital_min < -codes_of(form) ||
        scale->digital_max >= codes_of(form))
        return false;
    *step = (scale->physical_max - scale->physical_min) / codes;
    return isfinite(*step) && *step > 0 &&
           fabs(scale->physical_min - *step * scale->digital_min) <
               1e-6 * *step;
}

/* The least power of two that is not below. */
static double
power_above(double magnitude)
{
    int exponent;
    double mantissa = frexp(magnitude, &exponent);
    return ldexp(1, mantissa == 0.5 ? exponent - 1 : exponent);
}

double
emg_sound_full_scale(const emg_channel *channel, emg_sample_form form)
{
    const emg_scale *scale = &channel->scale;
    double reach = fmax(fabs(scale->physical_min), fabs(scale->physical_max));
    double step;
    if (keeps_codes(channel, form, &step))
        return step * codes_of(form);
    if (scale->physical_min != scale->physical_max && reach > 1e-30 &&
        reach < 1e30)
        return power_above(reach);
    return channel->to_uv > 0 ? power_above(UNKNOWN_UV / channel->to_uv) : 1;
}

static void
put_bytes(uint8_t *to, uint64_t bits, int width, bool is_big)
{
    for (int i = 0; i < width; i++)
        to[is_big ? width - 1 - i : i] = (uint8_t)(bits >> (8 * i));
}

static bool
put_float(uint8_t *to, double sample, int width, bool is_big)
{
    uint64_t bits;
    float narrow = (float)sample;
    uint32_t narrow_bits;
    memcpy(&bits, &sample, sizeof bits);
    memcpy(&narrow_bits, &narrow, sizeof narrow_bits);
    put_bytes(to, width == 4 ? narrow_bits : bits, width, is_big);
    return true;
}

bool
emg_sound_put(uint8_t *to, double value, double full_scale,
              emg_sample_form form, bool is_big)
{
    int width = emg_sound_width(form);
    if (emg_sound_is_float(form))
        return put_float(to, value / full_scale, width, is_big);

    double codes = codes_of(form);
    double code = value / (full_scale / codes);
    bool is_number = code == code;
    double near = rint(fmin(fmax(code, -codes - 1), codes + 1));
    double held = fmin(fmax(near, -codes), codes - 1);
    put_bytes(to, is_number ? (uint64_t)(int64_t)held : 0, width, is_big);
    return is_number && held == near;
}
