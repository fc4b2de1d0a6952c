/* Another format, other channels, another rate or unit of a recording. */
#include "kit/kit.h"

#include "kit/rate.h"

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

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    return s->resample ? kit_rate_read("resample", s->resample, NULL, error)
                       : EMG_OK;
}

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
    if (!s->resample || kit_rate_read("resample", s->resample, &rate, error) ||
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
