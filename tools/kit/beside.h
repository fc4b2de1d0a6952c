/* The table that stands beside a recording which a program made. */
#ifndef KIT_BESIDE_H
#define KIT_BESIDE_H

#include "kit/account.h"

/**
 * Fills the table and writes it as account->beside, but does not finish it: it
 * gets its name with the recording. None where none is wanted: the tool has
 * none, or the recording goes to standard output.
 */
emg_status kit_beside_open(kit_account *account, emg_error *error);

#endif
