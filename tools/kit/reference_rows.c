/* Tables of references, for --mvc of another run. */
#include "kit/reference.h"

#include "kit/scaling.h"

const char *const *
kit_reference_columns(void)
{
    static const char *const names[] = {"file",     "channel", "label",
                                        "unit",     "mvc",     "status",
                                        "settings", "hash",    NULL};
    return names;
}

static emg_status
add_reference(kit_table *table, const emg_recording *recording,
              const kit_reference *one, const emg_conditioning *how,
              emg_error *error)
{
    int group = 0;
    const emg_channel *channel =
        emg_recording_channel(recording, one->number, &group);
    emg_text how_made = {0};
    char hash[33];
    emg_status status = kit_settings_tell(
        &how_made, hash, how, recording->groups[group].rate_hz, error);
    if (!status) {
        kit_text(table, recording->name);
        kit_integer(table, channel->number);
        kit_text(table, channel->label);
        kit_text(table, channel->unit);
        kit_number(table, one->value);
        kit_text(table, emg_state_name(one->state));
        kit_text(table, how_made.chars);
        kit_text(table, hash);
    }
    emg_text_free(&how_made);
    return status;
}

emg_status
kit_references_tell(kit_table *table, emg_source *source,
                    const kit_chosen *chosen, emg_error *error)
{
    emg_conditioning how = kit_conditioning_plain(chosen);
    kit_references found = {0};
    emg_status status = kit_references_measure(&found, source, &how, error);
    for (size_t i = 0; i < found.n && !status; i++)
        status = add_reference(table, &source->recording, &found.items[i], &how,
                               error);
    kit_references_free(&found);
    return status;
}
