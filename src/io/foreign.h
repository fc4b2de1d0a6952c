/* Formats that are known but not read: they are named in the error. */
#ifndef EMG_IO_FOREIGN_H
#define EMG_IO_FOREIGN_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

/** Bytes from the start that tell most formats. */
#define EMG_FOREIGN_BYTES 512

/** True when it is one of them. */
bool emg_foreign_knows(const uint8_t *first, size_t n);

/** Fails with EMG_BAD_FILE and says what the input seems to be and what to do.
 * n: how many bytes there are, less than EMG_FOREIGN_BYTES at the end only. */
emg_status emg_foreign_refuse(const uint8_t *first, size_t n, emg_error *error);

#endif
