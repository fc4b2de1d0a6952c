/* Units and kinds of channels. */
#include "emg/signal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *
emg_kind_name(emg_kind kind)
{
    static const char *const names[] = {"n/a", "EMG", "ECG", "TRIG", "MISC"};
    return names[kind];
}

/* The ways in which files write the micro sign: u, Latin-1, UTF-8 micro,
 * UTF-8 mu, Shift-JIS mu. */
static const char *const micro_signs[] = {"u",        "\xB5",     "\xC2\xB5",
                                          "\xCE\xBC", "\x83\xCA", "micro"};

static const char *
after_micro(const char *unit)
{
    for (size_t i = sizeof micro_signs / sizeof *micro_signs; i > 0; i--) {
        size_t n = strlen(micro_signs[i - 1]);
        if (strncmp(unit, micro_signs[i - 1], n) == 0)
            return unit + n;
    }
    return NULL;
}

static bool
is_volt(const char *text)
{
    return strcmp(text, "V") == 0 || strcasecmp(text, "volt") == 0 ||
           strcasecmp(text, "volts") == 0;
}

static double
microvolts(const char *unit)
{
    static const struct {
        const char *prefix;
        double factor;
    } prefixes[] = {{"", 1e6},      {"m", 1e3},  {"milli", 1e3}, {"n", 1e-3},
                    {"nano", 1e-3}, {"p", 1e-6}, {"pico", 1e-6}};

    const char *rest = after_micro(unit);
    if (rest && is_volt(rest))
        return 1;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i].prefix);
        if (strncmp(unit, prefixes[i].prefix, n) == 0 && is_volt(unit + n))
            return prefixes[i].factor;
    }
    return 0;
}

void
emg_channel_set_unit(emg_channel *channel, const char *unit)
{
    const char *rest = after_micro(unit);
    channel->to_uv = microvolts(unit);
    if (channel->to_uv == 1 && rest)
        snprintf(channel->unit, sizeof channel->unit, "uV");
    else
        snprintf(channel->unit, sizeof channel->unit, "%s", unit);
}
