/* A file name that holds nothing, the old bytes, or all the new ones. */
#ifndef EMG_IO_TARGET_H
#define EMG_IO_TARGET_H

#include "emg/base.h"

#include <stdbool.h>

/** Zeroed but for fd = -1 is empty. */
typedef struct emg_target {
    int fd;          /* where the bytes go */
    char *path;      /* the name that it will get */
    char *folder;    /* where that lies */
    char *waiting;   /* a name it bears until then */
    bool is_waiting; /* that name exists and is ours */
    bool force;
    bool is_stream; /* no regular file: written straight, never named */
} emg_target;

#define EMG_NO_TARGET ((emg_target){.fd = -1})

/**
 * Opens a file without a name in the folder of path, and removes what killed
 * runs on the same path left there. An existing path is refused without force
 * (EMG_NO_OUTPUT). Devices and pipes are opened as they are.
 */
emg_status emg_target_open(emg_target *target, const char *path, bool force,
                           emg_error *error);

/**
 * Gives the complete file its name, and its sidecar (or NULL), which lies in
 * the same folder, the other. Runs that publish into one folder at the same
 * time do so one after the other, so that a sidecar belongs to its file.
 */
emg_status emg_target_publish(emg_target *target, emg_target *sidecar,
                              emg_error *error);

/** Without publish before it, leaves no trace. */
void emg_target_clear(emg_target *target);

#endif
