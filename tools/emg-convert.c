/* Another format, other channels, another rate or unit of a recording. */
#include "kit/kit.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

typedef struct settings {
    const char *resample;
    const char *unit;
} settings;

static const kit_option options[] = {
    {"resample", 0, KIT_TEXT, offsetof(settings, resample),
     "give all channels this sampling rate in Hz; 1000, 2148.148 or 58000/27",
     .words = "HZ", .absent = "as it is", .example = "1000"},
    {"to-unit", 0, KIT_TEXT, offsetof(settings, unit),
     "tell voltages in uV, mV or V", .words = "uV|mV|V", .absent = "as it is",
     .example = "mV"},
    {0}};

/* ---- the rate -------------------------------------------------------- */

/* Decimals are exact: 2148.148 is 2148148 / 1000. */
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

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    emg_rate rate;
    if (s->resample && !read_rate(s->resample, &rate))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--resample: '%s' is not a rate such as 1000, 2148.148 "
                        "or 58000/27",
                        s->resample);
    return EMG_OK;
}

/* ---- the chain ------------------------------------------------------- */

static emg_status
build(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    const emg_format *now = emg_chain_format(chain);
    emg_rate rate;

    if (s->unit &&
        emg_chain_add(chain, emg_unit_create(now, s->unit, error), error))
        return error->status;
    now = emg_chain_format(chain);
    if (!s->resample || !read_rate(s->resample, &rate) ||
        (rate.samples == now->rate.samples &&
         rate.seconds == now->rate.seconds))
        return EMG_OK;
    return emg_chain_add(chain, emg_resample_create(now, rate, error), error);
}

static const kit_tool tool = {
    .name = "emg-convert",
    .purpose = "Change a recording's format, channels, rate or unit, or cut "
               "it.",
    .text = "Without --resample, channels keep their rates, each its own. "
            "Annotations come\nalong: in EDF, BDF and streams inside, else in "
            "NAME_events.tsv beside the file;\nlabels, units and scale of WAV "
            "and AU in NAME_channels.tsv. From EDF to EDF\nsamples and scale "
            "stay what they are, byte for byte.\n",
    .examples =
        "  emg-convert -t 1:00-2:00 -c FCR,ECR -o minute.edf visit1.edf\n"
        "  emg-convert --resample 1000 --to mat --output-dir mat *.bdf\n",
    .options = options,
    .treats_all = true,
    .groups = KIT_INPUT | KIT_RECORDING,
    .check = check,
    .build = build,
    .settings_size = sizeof(settings)};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
