/* What an analysis program writes of one recording. */
#ifndef KIT_WRITE_TABLE_H
#define KIT_WRITE_TABLE_H

#include "kit/account.h"

/** Writes the table of one recording to a file of its own, the last of its
 * files: it stands for them. */
emg_status kit_write_table(kit_account *account, emg_error *error);

#endif
