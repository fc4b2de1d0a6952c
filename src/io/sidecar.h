/* Where the sidecar of an output stands. */
#ifndef EMG_IO_SIDECAR_H
#define EMG_IO_SIDECAR_H

#include "emg/base.h"

#include <stdbool.h>

#define EMG_SIDECAR_ENDING ".prov.json"

/** NAME.EXT.prov.json beside what path leads to; the caller frees it. */
char *emg_sidecar_path(const char *path, emg_error *error);

/** True of the name of a sidecar. */
bool emg_is_sidecar(const char *name);

#endif
