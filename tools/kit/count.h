/* How much of a recording leaves, counted on the way. */
#ifndef KIT_COUNT_H
#define KIT_COUNT_H

#include "kit/account.h"

/**
 * Takes the sink whatever happens and gives one that counts what the account
 * tells of. What lies beside a recording gets its name before it.
 */
emg_sink *kit_count_create(emg_sink *inner, kit_account *account,
                           const emg_recording *leaving, emg_error *error);

#endif
