/* Full-wave or half-wave rectification. */
#include "kit/kit.h"

typedef struct settings {
    int wave; /* 0 full, 1 half */
} settings;

static const kit_option options[] = {
    {"wave", 0, KIT_CHOICE, offsetof(settings, wave),
     "full: |x|; half: x where it is above 0, else 0", .standard = "full",
     .words = "full|half"},
    {0}};

static emg_status
build(emg_chain *chain, const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    return emg_chain_add(
        chain, emg_rectify_create(emg_chain_format(chain), s->wave == 1, error),
        error);
}

static const kit_tool tool = {
    .name = "emg-rectify",
    .purpose = "Rectify EMG channels; pass the others on as they are.",
    .examples = "  emg-rectify -o rectified.edf clean.edf\n"
                "  emg-filter --band 20-450 visit1.edf | emg-rectify --wave "
                "half --to csv\n",
    .options = options,
    .groups = KIT_INPUT | KIT_RECORDING,
    .settings_size = sizeof(settings),
    .build = build};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
