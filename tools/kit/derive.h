/* Channels that are made of others: --derive, --rereference, new names. */
#ifndef KIT_DERIVE_H
#define KIT_DERIVE_H

#include "kit/kit.h"

/** True if --names gives channels other names. */
bool kit_renames(const kit_input *input);

/** Takes an opened source and gives it, or one around it, as --derive, --names
 * and --rereference say. */
emg_source *kit_derive(emg_source *source, const kit_input *input,
                       emg_error *error);

#endif
