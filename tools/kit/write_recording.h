/* What a signal program writes of one recording. */
#ifndef KIT_WRITE_RECORDING_H
#define KIT_WRITE_RECORDING_H

#include "kit/account.h"

/** Writes all files of the recording: what is removed first, the target last.
 */
emg_status kit_write_recording(kit_account *account, emg_error *error);

#endif
