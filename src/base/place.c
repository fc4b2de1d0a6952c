/* stat, which an interrupt does not end. */
#include "base/place.h"

#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A name that no file can have names none. */
static bool
is_nothing(int why)
{
    return why == ENOENT || why == ENOTDIR || why == ENAMETOOLONG;
}

emg_status
emg_place_look(const char *path, struct stat *about, bool *there,
               emg_error *error)
{
    int failed;
    do
        failed = stat(path, about);
    while (failed && errno == EINTR);
    *there = !failed;
    if (!failed || is_nothing(errno))
        return EMG_OK;
    emg_fail(error, EMG_NO_INPUT, "cannot be looked for: %s", strerror(errno));
    emg_error_in_file(error, path);
    return EMG_NO_INPUT;
}

emg_status
emg_place_is_file(const char *path, bool *is, emg_error *error)
{
    struct stat about;
    emg_status status = emg_place_look(path, &about, is, error);
    *is = *is && S_ISREG(about.st_mode);
    return status;
}

char *
emg_place_beside(const char *path, const char *part, const char *ending,
                 emg_error *error)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t stem = dot > name ? (size_t)(dot - path) : strlen(path);
    size_t extra = strlen(part);
    if (stem - (size_t)(name - path) >= extra &&
        memcmp(path + stem - extra, part, extra) == 0)
        stem -= extra;
    size_t size = stem + strlen(ending) + 1;
    char *beside = emg_new(size, 1, error);
    if (beside)
        snprintf(beside, size, "%.*s%s", (int)stem, path, ending);
    return beside;
}
