/* Pairs that labels suggest. */
#ifndef KIT_PROPOSE_H
#define KIT_PROPOSE_H

#include "kit/pairs.h"
#include "kit/roll.h"

/** True of "neck", "wrist", ...; of NULL it is not. */
bool kit_is_region(const char *word);

/** Adds all antagonists of a region, NULL: of any. What was assumed, and labels
 * that can be read in two ways, are told of. */
emg_status kit_propose(kit_pairs *pairs, const kit_roll *all,
                       const char *region, const emg_pair *like,
                       kit_table *notes, emg_error *error);

/** EMG_BAD_OPTION, with the labels that there are. */
emg_status kit_nothing_proposed(const kit_roll *all, emg_error *error);

#endif
