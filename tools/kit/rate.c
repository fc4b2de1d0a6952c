/* Rates that need not be whole: decimals and ratios are taken as they are. */
#include "kit/rate.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* 2148.148 is 2148148 / 1000. */
static bool
read_decimal(const char *text, size_t length, emg_rate *rate)
{
    double number, scaled;
    int64_t seconds = 1;
    if (!emg_number_read(text, length, &number) || !(number > 0))
        return false;
    for (int i = 0; i < 9; i++, seconds *= 10) {
        scaled = rint(number * (double)seconds);
        if (scaled > 1e15)
            return false;
        if (scaled / (double)seconds == number)
            return emg_rate_set(rate, (int64_t)scaled, seconds);
    }
    return false;
}

static bool
read_rate(const char *text, emg_rate *rate)
{
    size_t length = strlen(text);
    const char *slash = strchr(text, '/');
    int64_t samples, seconds;
    if (length > 2 && strcmp(text + length - 2, "Hz") == 0)
        length -= 2;
    if (!slash)
        return read_decimal(text, length, rate);
    size_t first = (size_t)(slash - text);
    return first < length && emg_integer_read(text, first, &samples) &&
           emg_integer_read(slash + 1, length - first - 1, &seconds) &&
           emg_rate_set(rate, samples, seconds);
}

emg_status
kit_rate_read(const char *option, const char *text, emg_rate *rate,
              emg_error *error)
{
    emg_rate unasked;
    return read_rate(text, rate ? rate : &unasked)
               ? EMG_OK
               : emg_fail(error, EMG_BAD_OPTION,
                          "--%s: '%s' is not a rate such as 1000, 2148.148 or "
                          "58000/27",
                          option, text);
}

/* What lies between two times must not go unseen: a window reaches from one to
 * the next, and a low-pass leaves nothing above half the rate. */
static emg_status
judge_rate(emg_rate rate, const emg_envelope *envelope, emg_error *error)
{
    double hz = (double)rate.samples / (double)rate.seconds;
    double least = envelope->cutoff_hz > 0  ? 2 * envelope->cutoff_hz
                   : envelope->window_s > 0 ? 1 / envelope->window_s
                                            : 0;
    if (hz >= least)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "--output-rate of %.6g Hz is too low for this envelope: "
                    "%.6g Hz is the least",
                    hz, least);
}

emg_status
kit_rate_add(emg_chain *chain, const char *text, const emg_envelope *envelope,
             emg_error *error)
{
    const emg_format *now = emg_chain_format(chain);
    emg_rate rate;
    if (kit_rate_read("output-rate", text, &rate, error) ||
        judge_rate(rate, envelope, error))
        return EMG_BAD_OPTION;
    return emg_chain_add(chain, emg_downsample_create(now, rate, error), error);
}
