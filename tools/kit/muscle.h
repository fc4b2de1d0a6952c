/* Which muscle a channel is of: by its label, and by what a table of channels
 * says. */
#ifndef KIT_MUSCLE_H
#define KIT_MUSCLE_H

#include "detect/muscle.h"
#include "emg/signal.h"

/**
 * What the table says goes before the label, which may add the side: "Flexor
 * carpi radialis" of a channel L_3. Where both say a side and not the same,
 * none is known.
 *
 * scene  what the other channels tell, see emg_muscle_in
 */
emg_muscle_name kit_muscle_in(const emg_muscle_scene *scene,
                              const emg_channel *channel);

/** The same where nothing is known of the others. */
emg_muscle_name kit_muscle_of(const emg_channel *channel);

/** True where table and label name different sides of the body. */
bool kit_sides_differ(const emg_channel *channel);

#endif
