/* Formats and exact rates. */
#include "emg/signal.h"

#include "base/memory.h"

#include <string.h>

bool
emg_rate_set(emg_rate *rate, int64_t samples, int64_t seconds)
{
    int64_t a = samples, b = seconds;
    if (samples <= 0 || seconds <= 0)
        return false;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    *rate = (emg_rate){samples / a, seconds / a};
    return true;
}

int
emg_banks(int n_channels)
{
    return (n_channels + EMG_LANES - 1) / EMG_LANES;
}

emg_status
emg_format_copy(emg_format *to, const emg_format *from, emg_error *error)
{
    size_t n = (size_t)from->n_channels;
    emg_channel *channels = emg_new(n, sizeof *channels, error);
    if (!channels)
        return EMG_NO_MEMORY;
    if (n)
        memcpy(channels, from->channels, n * sizeof *channels);
    *to = *from;
    to->channels = channels;
    return EMG_OK;
}

void
emg_format_clear(emg_format *format)
{
    emg_free(format->channels);
    *format = (emg_format){0};
}

bool
emg_format_is_digital(const emg_format *format)
{
    for (int c = 0; c < format->n_channels; c++)
        if (format->channels[c].scale.bytes == 0)
            return false;
    return true;
}
