/* A recording that a job leaves. */
#ifndef KIT_RECORD_H
#define KIT_RECORD_H

#include "kit/account.h"

/**
 * Runs the account's source through chains into a file, with the events of the
 * job's table among its annotations.
 *
 * chains  one a group, as emg_run wants them, or NULL: none
 */
emg_status kit_record(kit_account *account, const char *path,
                      emg_file_type type, emg_chain **chains, emg_error *error);

#endif
