/* The channels of a recording in file order, and marks for two words. */
#ifndef KIT_ROLL_H
#define KIT_ROLL_H

#include "emg/flow.h"

typedef struct kit_roll {
    const emg_recording *recording;
    emg_place *places;
    bool *a, *b;
    int n;
} kit_roll;

/** kit_roll_clear gives back what it took, whatever happened. */
emg_status kit_roll_init(kit_roll *all, const emg_recording *recording,
                         emg_error *error);
void kit_roll_clear(kit_roll *all);

const emg_channel *kit_roll_at(const kit_roll *all, int i);

#endif
