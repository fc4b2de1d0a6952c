/* All filters by recursion or convolution, in the order given; trends. */
#include "kit/kit.h"

#include "base/memory.h"

#include <string.h>

enum { TREND_STAYS, TREND_CONSTANT, TREND_LINEAR };

typedef struct settings {
    int detrend;
} settings;

static const kit_option options[] = {
    {"detrend", 0, KIT_CHOICE, offsetof(settings, detrend),
     "before all filters take away the mean of each stretch without a gap, or "
     "the straight line that fits it best",
     .standard = "none", .words = "none|constant|linear"},
    {0}};

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    if (chosen->filtering.filters.n > 0 || s->detrend != TREND_STAYS)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "no filter is given; usual for surface EMG is --band "
                    "20-450");
}

static bool
hears(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return s->detrend != TREND_STAYS;
}

static emg_status
hear(emg_source *source, const kit_chosen *chosen, kit_normals *normals,
     emg_error *error)
{
    const settings *s = chosen->own;
    emg_sink *sink = emg_trends_create(&source->recording,
                                       s->detrend == TREND_CONSTANT, error);
    if (!sink)
        return error->status;
    emg_status status = emg_run(source, NULL, sink, 0, error);
    const emg_trend *found = emg_trends_of(sink, &normals->n_trends);
    normals->trends = emg_new(normals->n_trends, sizeof *found, error);
    if (normals->trends && normals->n_trends > 0)
        memcpy(normals->trends, found, normals->n_trends * sizeof *found);
    emg_sink_destroy(sink);
    return status ? status : normals->trends ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
build(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    const kit_filters *filters = &chosen->filtering.filters;
    const kit_normals *heard = chosen->normals;
    emg_status status = EMG_OK;
    if (heard)
        status = emg_chain_add(chain,
                               emg_detrend_create(emg_chain_format(chain),
                                                  heard->trends,
                                                  heard->n_trends, error),
                               error);
    return status ? status
                  : kit_add_in_order(chain, chosen, filters->items, filters->n,
                                     error);
}

static const kit_tool tool = {
    .name = "emg-filter",
    .purpose = "Filter EMG channels; pass the others on as they are.",
    .text = "Filters run in the order given, as one cascade, zero-phase "
            "unless --causal.\n",
    .examples =
        "  emg-filter --band 20-450 --notch 50 -o clean.edf visit1.edf\n"
        "  emg-filter --high-pass 30 visit1.edf | emg-envelope --to csv\n",
    .options = options,
    .groups = KIT_INPUT | KIT_RECORDING | KIT_FILTERING,
    .settings_size = sizeof(settings),
    .check = check,
    .build = build,
    .hears = hears,
    .hear = hear};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
