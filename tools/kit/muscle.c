/* The label and the table of channels, read together. */
#include "kit/muscle.h"

#include <stdio.h>

/* A side alone is no muscle, so that "L_3" is read as "FCR L_3". */
static emg_body_side
side_of_label(const emg_muscle_scene *scene, const char *muscle,
              const char *label)
{
    char both[128];
    emg_muscle_name name = emg_muscle_in(scene, label);
    if (name.muscle)
        return name.side;
    snprintf(both, sizeof both, "%s %s", muscle, label);
    return emg_muscle_in(scene, both).side;
}

emg_muscle_name
kit_muscle_in(const emg_muscle_scene *scene, const emg_channel *channel)
{
    emg_muscle_name told = emg_muscle_in(scene, channel->muscle);
    if (!told.muscle)
        return emg_muscle_in(scene, channel->label);
    if (!told.side)
        told.side = side_of_label(scene, told.muscle, channel->label);
    else if (kit_sides_differ(channel))
        told.side = EMG_SIDE_UNKNOWN;
    return told;
}

emg_muscle_name
kit_muscle_of(const emg_channel *channel)
{
    const emg_muscle_scene nothing = {0};
    return kit_muscle_in(&nothing, channel);
}

bool
kit_sides_differ(const emg_channel *channel)
{
    const emg_muscle_scene nothing = {0};
    emg_muscle_name told = emg_muscle_of(channel->muscle);
    emg_body_side label =
        told.side ? side_of_label(&nothing, told.muscle, channel->label)
                  : EMG_SIDE_UNKNOWN;
    return label && label != told.side;
}
