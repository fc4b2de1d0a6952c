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
 * UTF-8 mu, the two of UTF-8 taken for Latin-1 and written as UTF-8 again,
 * Shift-JIS mu. */
static const char *const micro_signs[] = {"u",
                                          "U",
                                          "\xB5",
                                          "\xC2\xB5",
                                          "\xCE\xBC",
                                          "\xC3\x82\xC2\xB5",
                                          "\xC3\x8E\xC2\xBC",
                                          "\x83\xCA",
                                          "micro"};

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

/* "vol" is what fields of 8 characters leave of "millivolt". */
static bool
is_volt(const char *text)
{
    static const char *const words[] = {"v", "vol", "volt", "volts"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
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
