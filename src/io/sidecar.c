/* The sidecar has its output's whole name, so that two never share one. */
#include "io/sidecar.h"

#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Writing through a symbolic link replaces what it points to: the sidecar
 * stands beside that. */
char *
emg_sidecar_path(const char *path, emg_error *error)
{
    char real[PATH_MAX];
    emg_text name = {0};
    emg_text_add(&name, realpath(path, real) ? real : path);
    emg_text_add(&name, EMG_SIDECAR_ENDING);
    if (!name.status)
        return name.chars;
    emg_fail(error, name.status, "no memory for a file name");
    emg_text_free(&name);
    return NULL;
}

bool
emg_is_sidecar(const char *name)
{
    size_t length = strlen(name), n = strlen(EMG_SIDECAR_ENDING);
    return length > n && strcmp(name + length - n, EMG_SIDECAR_ENDING) == 0;
}
