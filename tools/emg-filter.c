/* All filters by recursion, in the order given. */
#include "kit/kit.h"

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    if (chosen->filtering.filters.n > 0)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "no filter is given; usual for surface EMG is --band "
                    "20-450");
}

static emg_status
build(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    const kit_filters *filters = &chosen->filtering.filters;
    return kit_add_in_order(chain, chosen, filters->items, filters->n, error);
}

static const kit_tool tool = {
    .name = "emg-filter",
    .purpose = "Filter EMG channels; pass the others on as they are.",
    .text = "Filters run in the order given, as one cascade, zero-phase "
            "unless --causal.\n",
    .examples =
        "  emg-filter --band 20-450 --notch 50 -o clean.edf visit1.edf\n"
        "  emg-filter --high-pass 30 visit1.edf | emg-envelope --to csv\n",
    .groups = KIT_INPUT | KIT_RECORDING | KIT_FILTERING,
    .check = check,
    .build = build};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
