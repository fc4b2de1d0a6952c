/* Pairs of muscles, or of groups of muscles: A+B:C+D. */
#ifndef KIT_JOINTS_H
#define KIT_JOINTS_H

#include "kit/pairs.h"

typedef struct kit_joints {
    emg_group_pair *items;
    size_t n, room;
} kit_joints;

/**
 * The pairs that are asked for, groups among them; what names no group is
 * left to kit_pairs_find and kit_pairs_all. MVCs are set. kit_joints_free gives
 * them back whatever happened.
 */
emg_status kit_joints_find(kit_joints *joints, const kit_asked *asked,
                           const kit_chosen *chosen, const emg_source *source,
                           kit_table *notes, emg_error *error);
void kit_joints_free(kit_joints *joints);

/** Reads only their channels. */
emg_status kit_joints_select(const kit_joints *joints, emg_source *source,
                             emg_error *error);

#endif
