/* Files are written without a name (O_TMPFILE), or under a waiting name where
 * the file system cannot do that, and get their own when they are complete.
 *
 * The waiting names of a path are few and fixed by it, so that the next run
 * finds what a killed one left without searching the folder. Whoever writes
 * holds a lock on the file: what is not locked is a leftover. */
#include "io/target_part.h"

#include "base/descriptor.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

emg_status
emg_target_not_created(const emg_target *target, emg_error *error)
{
    int why = errno;
    emg_fail(error, EMG_NO_OUTPUT, "cannot be created: %s",
             why == ENOENT ? "its folder is not there" : strerror(why));
    emg_error_in_file(error, target->path);
    return EMG_NO_OUTPUT;
}

emg_status
emg_target_exists_already(const emg_target *target, emg_error *error)
{
    emg_fail(error, EMG_NO_OUTPUT, "exists already; use --force to replace it");
    emg_error_in_file(error, target->path);
    return EMG_NO_OUTPUT;
}

static bool
lock(int fd)
{
    int failed;
    do
        failed = flock(fd, LOCK_EX | LOCK_NB);
    while (failed && errno == EINTR);
    return !failed;
}

/* A symbolic link is followed, so that what it points to is replaced. */
static emg_status
set_names(emg_target *target, const char *path, emg_error *error)
{
    char real[PATH_MAX];
    target->path = emg_text_copy(realpath(path, real) ? real : path, error);
    if (!target->path)
        return EMG_NO_MEMORY;
    const char *slash = strrchr(target->path, '/');
    target->folder = emg_text_copy(slash ? target->path : ".", error);
    if (!target->folder)
        return EMG_NO_MEMORY;
    if (slash)
        target->folder[slash == target->path ? 1 : slash - target->path] = 0;
    return EMG_OK;
}

emg_status
emg_target_set_waiting(emg_target *target, int slot, emg_error *error)
{
    const char *slash = strrchr(target->path, '/');
    const char *base = slash ? slash + 1 : target->path;
    emg_text name = {0};
    emg_text_add(&name, target->folder);
    emg_text_format(&name, "/.emgtools-%016llx-%d",
                    (unsigned long long)XXH3_64bits(base, strlen(base)), slot);
    emg_free(target->waiting);
    target->waiting = name.chars;
    if (name.status)
        return emg_fail(error, EMG_NO_MEMORY, "no memory for a file name");
    return EMG_OK;
}

static emg_status
remove_leftovers(emg_target *target, emg_error *error)
{
    for (int slot = 0; slot < EMG_TARGET_SLOTS; slot++) {
        if (emg_target_set_waiting(target, slot, error))
            return EMG_NO_MEMORY;
        int fd = emg_fd_open(target->waiting, O_RDONLY | O_NOFOLLOW);
        if (fd < 0)
            continue;
        if (lock(fd))
            unlink(target->waiting);
        close(fd);
    }
    return EMG_OK;
}

static bool
has_no_name(int fd)
{
    struct stat about;
    return fstat(fd, &about) || about.st_nlink == 0;
}

/* For folders that know no files without a name. */
static emg_status
open_waiting(emg_target *target, emg_error *error)
{
    for (int slot = 0; slot < EMG_TARGET_SLOTS; slot++) {
        if (emg_target_set_waiting(target, slot, error))
            return EMG_NO_MEMORY;
        target->fd = emg_fd_open(target->waiting, O_RDWR | O_CREAT | O_EXCL);
        if (target->fd < 0 && errno == EEXIST)
            continue;
        if (target->fd < 0)
            return emg_target_not_created(target, error);
        lock(target->fd);
        target->is_waiting = !has_no_name(target->fd);
        if (target->is_waiting)
            return EMG_OK;
        close(target->fd); /* another run took it for a leftover */
        target->fd = -1;
    }
    emg_error_in_file(error, target->path);
    return emg_fail(error, EMG_TRY_AGAIN, "other programs are writing it");
}

void
emg_target_link_of(int fd, char path[32])
{
    snprintf(path, 32, "/proc/self/fd/%d", fd);
}

static emg_status
open_nameless(emg_target *target, emg_error *error)
{
    char link[32];
    target->fd = emg_fd_open(target->folder, O_TMPFILE | O_RDWR);
    if (target->fd < 0) {
        bool unknown = errno == EOPNOTSUPP || errno == EISDIR ||
                       errno == EINVAL || errno == ENOENT;
        return unknown ? open_waiting(target, error)
                       : emg_target_not_created(target, error);
    }
    emg_target_link_of(target->fd, link);
    if (access(link, F_OK) == 0) {
        lock(target->fd);
        return EMG_OK;
    }
    close(target->fd);
    return open_waiting(target, error);
}

static emg_status
open_stream(emg_target *target, emg_error *error)
{
    target->is_stream = true;
    target->fd = emg_fd_open(target->path, O_WRONLY);
    return target->fd < 0 ? emg_target_not_created(target, error) : EMG_OK;
}

emg_status
emg_target_open(emg_target *target, const char *path, bool force,
                emg_error *error)
{
    struct stat about;
    *target = EMG_NO_TARGET;
    target->force = force;
    emg_status status = set_names(target, path, error);
    if (status)
        return status;
    bool exists = lstat(target->path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return emg_target_not_created(target, error);
    }
    if (exists && !S_ISREG(about.st_mode) && !S_ISLNK(about.st_mode))
        return open_stream(target, error);
    status = remove_leftovers(target, error);
    if (status)
        return status;
    if (exists && !force)
        return emg_target_exists_already(target, error);
    return open_nameless(target, error);
}

void
emg_target_clear(emg_target *target)
{
    if (target->is_waiting)
        unlink(target->waiting);
    if (target->fd >= 0)
        close(target->fd);
    emg_free(target->path);
    emg_free(target->folder);
    emg_free(target->waiting);
    *target = EMG_NO_TARGET;
}
