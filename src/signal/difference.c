/* What is said of a channel from which another one is taken. */
#include "signal/difference.h"

#include <string.h>

/* Codes of the same step keep it, if code 0 then means the value 0. */
static void
subtract_scale(emg_channel *to, const emg_channel *minus)
{
    emg_scale *a = &to->scale;
    const emg_scale *b = &minus->scale;
    bool same = a->bytes > 0 && a->bytes == b->bytes &&
                a->physical_min == b->physical_min &&
                a->physical_max == b->physical_max &&
                a->digital_min == b->digital_min &&
                a->digital_max == b->digital_max;
    double low = a->physical_min - b->physical_max;
    double high = a->physical_max - b->physical_min;
    double codes = a->digital_max - a->digital_min;
    double gain = codes != 0 ? (a->physical_max - a->physical_min) / codes : 0;

    to->scale = (emg_scale){.physical_min = low, .physical_max = high};
    to->step = same ? gain : 0;
    if (same)
        to->scale = (emg_scale){.physical_min = gain * b->digital_min,
                                .physical_max = gain * b->digital_max,
                                .digital_min = b->digital_min,
                                .digital_max = b->digital_max,
                                .bytes = b->bytes};
}

/* What holds of both, or of either. */
static emg_status
join(emg_channel *to, const emg_channel *other, emg_error *error)
{
    if (strcmp(to->unit, other->unit) != 0) {
        emg_error_in_channel(error, to->label);
        return emg_fail(error, EMG_BAD_OPTION,
                        "its unit is '%s' and that of %s '%s': no difference "
                        "can be taken",
                        to->unit, other->label, other->unit);
    }
    if (to->kind != other->kind)
        to->kind = EMG_KIND_UNKNOWN;
    if (strcmp(to->prefilter, other->prefilter) != 0)
        to->prefilter[0] = 0;
    to->rectified = false;
    to->bad |= other->bad;
    return EMG_OK;
}

emg_status
emg_channel_subtract(emg_channel *to, const emg_channel *minus,
                     emg_error *error)
{
    if (join(to, minus, error))
        return EMG_BAD_OPTION;
    subtract_scale(to, minus);
    return EMG_OK;
}

void
emg_channel_weigh(emg_channel *to)
{
    to->rectified = false;
    to->step = 0;
    to->scale = (emg_scale){.bytes = 0};
}

emg_status
emg_channel_mix(emg_channel *to, const emg_channel *other, emg_error *error)
{
    if (join(to, other, error))
        return EMG_BAD_OPTION;
    emg_channel_weigh(to);
    return EMG_OK;
}
