/* Which channels a word means. */
#ifndef KIT_CHANNEL_NAMES_H
#define KIT_CHANNEL_NAMES_H

#include "kit/kit.h"
#include "kit/roll.h"

/**
 * Marks the channels, in file order, that one word names: a label, a number,
 * a glob, a muscle. EMG_BAD_OPTION with the channels that there are otherwise.
 */
emg_status kit_mark(const emg_recording *recording, const char *word,
                    bool *marks, emg_error *error);

/** The number of the one channel that a word of an option names. */
emg_status kit_one_channel(const emg_recording *recording, const char *option,
                           const char *word, int *number, emg_error *error);

/** The first channel of this label, or NULL. */
const emg_channel *kit_channel_called(const emg_recording *recording,
                                      const char *label);

/** Marks all that the items of a list name: each is a word, or words with
 * commas between them. */
emg_status kit_mark_list(const kit_roll *all, const kit_list *list, bool *marks,
                         emg_error *error);

#endif
