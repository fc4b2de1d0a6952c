/* The linear envelope, RMS or ARV of EMG channels, or a summary of it. */
#include "kit/kit.h"

#include "emg/analysis.h"
#include "kit/rate.h"
#include "kit/reference.h"
#include "kit/rest.h"
#include "kit/scaling.h"
#include "kit/summary.h"

typedef struct settings {
    bool summary, reference;
    kit_scaling scaling;
    const char *rate;
} settings;

static const kit_option options[] = {
    {"mvc", 0, KIT_LIST, offsetof(settings, scaling.mvc),
     "in percent of maximal contractions: LABEL=VALUE, a table of --reference "
     "(.tsv), or a recording of them; of several the largest counts",
     .words = "LABEL=UV|FILE", .told = KIT_FILE, .absent = "none",
     .example = "FCR=850"},
    {"normalise", 0, KIT_CHOICE, offsetof(settings, scaling.own),
     "in percent of the recording's own peak or mean; hides what differs "
     "between recordings",
     .standard = "none", .words = "none|peak|mean"},
    KIT_OUTPUT_RATE(rate),
    KIT_SWITCH(
        "without-floor", scaling.no_floor,
        "take the noise of rest out of the envelope: sqrt(e^2 - rest^2)"),
    KIT_REST_AT(scaling.rest, "auto"),
    KIT_SWITCH(
        "reference", reference,
        "a row a channel instead of a recording: the largest mean of half a "
        "second, for --mvc"),
    KIT_SWITCH("summary", summary,
               "a row a channel instead of a recording: mean, peak and "
               "integral of the "
               "envelope"),
    {0}};

static const char *const *
columns(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return s->reference ? kit_reference_columns()
           : s->summary ? kit_summary_columns()
                        : NULL;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    bool scales = kit_scales(&s->scaling);
    if (s->scaling.mvc.n > 0 && s->scaling.own != KIT_OWN_NONE)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--mvc and --normalise exclude each other");
    if (s->reference && (scales || s->summary))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--reference is of the envelope as it is: without "
                        "--mvc, --normalise, --without-floor and --summary");
    if (s->rate && (s->reference || s->summary))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output-rate is of a recording: a table is of the "
                        "whole envelope");
    if (s->rate && kit_rate_read("output-rate", s->rate, NULL, error))
        return EMG_BAD_OPTION;
    if (kit_is_fir(&chosen->filtering) && (scales || s->reference))
        return emg_fail(error, EMG_BAD_OPTION,
                        "references know no FIR; filter with emg-filter "
                        "first");
    return EMG_OK;
}

static bool
hears(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return kit_scales(&s->scaling) || s->reference;
}

static emg_status
hear(emg_source *source, const kit_chosen *chosen, kit_normals *normals,
     emg_error *error)
{
    const settings *s = chosen->own;
    return kit_scaling_hear(&s->scaling, source, chosen, normals, error);
}

static emg_status
add_normals(emg_chain *chain, const kit_normals *normals, emg_error *error)
{
    return emg_chain_add(chain,
                         emg_normalise_create(emg_chain_format(chain),
                                              normals->items, normals->n,
                                              error),
                         error);
}

static emg_status
build(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    const emg_envelope envelope = kit_envelope(chosen);
    emg_status status = kit_add_filters(chain, chosen, error);
    if (!status)
        status =
            emg_envelope_add(chain, &envelope, kit_direction(chosen), error);
    if (!status && chosen->normals)
        status = add_normals(chain, chosen->normals, error);
    if (!status && s->rate)
        status = kit_rate_add(chain, s->rate, &envelope, error);
    return status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    kit_normals normals = {0};
    kit_chosen mine = *chosen;
    emg_status status = EMG_OK;
    if (s->reference)
        return kit_references_tell(table, source, chosen, error);
    if (kit_scales(&s->scaling)) {
        status = hear(source, chosen, &normals, error);
        mine.normals = &normals;
        if (!status)
            status = source->ops->rewind(source, error);
    }
    if (!status)
        status = kit_summarise(source, &mine, kit_asks_reference(&s->scaling),
                               table, error);
    kit_normals_clear(&normals);
    return status;
}

static const settings standard = {.scaling.rest = "auto"};

static const kit_tool tool = {
    .name = "emg-envelope",
    .purpose = "Make envelopes of EMG channels; pass the others on as they "
               "are.",
    .text = "Done in this order: notches, the other filters, rectification "
            "where the input\nis not rectified, envelope. Filters are "
            "zero-phase unless --causal.\n",
    .examples =
        "  emg-envelope --band 20-450 --to csv visit1.edf > envelope.csv\n"
        "  emg-envelope --envelope rms --window 250ms --summary study/*.edf\n",
    .options = options,
    .groups = KIT_INPUT | KIT_RECORDING | KIT_TABLE | KIT_CLEANING |
              KIT_FILTERING | KIT_ENVELOPE,
    .settings_size = sizeof(settings),
    .settings = &standard,
    .check = check,
    .build = build,
    .hears = hears,
    .hear = hear,
    .columns = columns,
    .measure = measure,
    .drops_untreated = true};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
