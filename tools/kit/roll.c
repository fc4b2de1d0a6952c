/* Channels by their place in the file. */
#include "kit/roll.h"

#include "base/memory.h"

emg_status
kit_roll_init(kit_roll *all, const emg_recording *recording, emg_error *error)
{
    size_t n = (size_t)emg_recording_channels(recording);
    *all = (kit_roll){.recording = recording, .n = (int)n};
    all->places = emg_new(n, sizeof *all->places, error);
    all->a = emg_new(n, sizeof *all->a, error);
    all->b = emg_new(n, sizeof *all->b, error);
    if (!all->places || !all->a || !all->b)
        return EMG_NO_MEMORY;
    emg_recording_order(recording, all->places);
    return EMG_OK;
}

void
kit_roll_clear(kit_roll *all)
{
    emg_free(all->places);
    emg_free(all->a);
    emg_free(all->b);
}

const emg_channel *
kit_roll_at(const kit_roll *all, int i)
{
    const emg_place *place = &all->places[i];
    return &all->recording->groups[place->group].channels[place->lane];
}
