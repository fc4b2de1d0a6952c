/* Files are written without a name (O_TMPFILE), or under a waiting name where
 * the file system cannot do that, and get their own when they are complete.
 *
 * The waiting names of a path are few and fixed by it, so that the next run
 * finds what a killed one left without searching the folder. Whoever writes
 * holds a lock on the file: what is not locked is a leftover. */
#include "io/target.h"

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

#define SLOTS 8 /* runs that may replace one path at the same time */

static emg_status
not_created(const emg_target *target, emg_error *error)
{
    int why = errno;
    emg_fail(error, EMG_NO_OUTPUT, "cannot be created: %s", strerror(why));
    emg_error_in_file(error, target->path);
    return EMG_NO_OUTPUT;
}

static emg_status
exists_already(const emg_target *target, emg_error *error)
{
    emg_fail(error, EMG_NO_OUTPUT, "exists already; use --force to replace it");
    emg_error_in_file(error, target->path);
    return EMG_NO_OUTPUT;
}

static int
open_again(const char *path, int flags)
{
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC | O_NOCTTY, 0666);
    while (fd < 0 && errno == EINTR);
    return fd;
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

static emg_status
set_waiting(emg_target *target, int slot, emg_error *error)
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
    for (int slot = 0; slot < SLOTS; slot++) {
        if (set_waiting(target, slot, error))
            return EMG_NO_MEMORY;
        int fd = open_again(target->waiting, O_RDONLY | O_NOFOLLOW);
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
    for (int slot = 0; slot < SLOTS; slot++) {
        if (set_waiting(target, slot, error))
            return EMG_NO_MEMORY;
        target->fd = open_again(target->waiting, O_RDWR | O_CREAT | O_EXCL);
        if (target->fd < 0 && errno == EEXIST)
            continue;
        if (target->fd < 0)
            return not_created(target, error);
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

static void
link_of(int fd, char path[32])
{
    snprintf(path, 32, "/proc/self/fd/%d", fd);
}

static emg_status
open_nameless(emg_target *target, emg_error *error)
{
    char link[32];
    target->fd = open_again(target->folder, O_TMPFILE | O_RDWR);
    if (target->fd < 0) {
        bool unknown = errno == EOPNOTSUPP || errno == EISDIR ||
                       errno == EINVAL || errno == ENOENT;
        return unknown ? open_waiting(target, error)
                       : not_created(target, error);
    }
    link_of(target->fd, link);
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
    target->fd = open_again(target->path, O_WRONLY);
    return target->fd < 0 ? not_created(target, error) : EMG_OK;
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
        return not_created(target, error);
    }
    if (exists && !S_ISREG(about.st_mode) && !S_ISLNK(about.st_mode))
        return open_stream(target, error);
    status = remove_leftovers(target, error);
    if (status)
        return status;
    if (exists && !force)
        return exists_already(target, error);
    return open_nameless(target, error);
}

static int
link_to(const emg_target *target, const char *name)
{
    char link[32];
    int failed;
    link_of(target->fd, link);
    do
        failed = linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
    while (failed && errno == EINTR);
    return failed;
}

/* The file replaces another one: it first needs a name to be renamed from. */
static emg_status
wait_with_name(emg_target *target, emg_error *error)
{
    for (int slot = 0; slot < SLOTS; slot++) {
        if (set_waiting(target, slot, error))
            return EMG_NO_MEMORY;
        if (link_to(target, target->waiting) == 0) {
            target->is_waiting = true;
            return EMG_OK;
        }
        if (errno != EEXIST)
            return not_created(target, error);
    }
    emg_error_in_file(error, target->path);
    return emg_fail(error, EMG_TRY_AGAIN, "other programs are writing it");
}

static int
rename_again(const char *from, const char *to, unsigned flags)
{
    int failed;
    do
        failed = renameat2(AT_FDCWD, from, AT_FDCWD, to, flags);
    while (failed && errno == EINTR);
    return failed;
}

static emg_status
rename_waiting(emg_target *target, emg_error *error)
{
    struct stat about;
    bool keep = !target->force;
    int failed = rename_again(target->waiting, target->path,
                              keep ? RENAME_NOREPLACE : 0);
    if (failed && keep && (errno == EINVAL || errno == ENOSYS)) {
        if (lstat(target->path, &about) == 0)
            return exists_already(target, error);
        failed = rename_again(target->waiting, target->path, 0);
    }
    if (failed && keep && errno == EEXIST)
        return exists_already(target, error);
    if (failed)
        return not_created(target, error);
    target->is_waiting = false;
    return EMG_OK;
}

/* The old file's permissions go over to the one that replaces it. */
static void
keep_mode(const emg_target *target)
{
    struct stat old;
    if (target->force && stat(target->path, &old) == 0)
        (void)!fchmod(target->fd, old.st_mode & 0777);
}

static emg_status
give_name(emg_target *target, emg_error *error)
{
    keep_mode(target);
    if (!target->is_waiting) {
        if (link_to(target, target->path) == 0)
            return EMG_OK;
        if (errno != EEXIST)
            return not_created(target, error);
        if (!target->force)
            return exists_already(target, error);
        emg_status status = wait_with_name(target, error);
        if (status)
            return status;
    }
    return rename_waiting(target, error);
}

static int
sync_again(int fd)
{
    int failed;
    do
        failed = fsync(fd);
    while (failed && errno == EINTR);
    return failed;
}

static emg_status
sync_folder(const emg_target *target, emg_error *error)
{
    int fd = open_again(target->folder, O_RDONLY | O_DIRECTORY);
    int failed = fd < 0 ? 0 : sync_again(fd);
    int why = errno;
    if (fd >= 0)
        close(fd);
    /* a folder that cannot be read or synced is no fault of the file's */
    if (!failed || why == EINVAL || why == EROFS || why == EBADF)
        return EMG_OK;
    return emg_fail(error, EMG_IO_FAILED, "its folder cannot be synced: %s",
                    strerror(why));
}

static emg_status
write_failed(const emg_target *target, emg_error *error)
{
    int why = errno;
    emg_fail(error, EMG_IO_FAILED, "writing failed: %s", strerror(why));
    emg_error_in_file(error, target->path);
    return EMG_IO_FAILED;
}

static emg_status
close_file(emg_target *target, emg_error *error)
{
    int failed = close(target->fd);
    target->fd = -1;
    if (failed && errno != EINTR)
        return write_failed(target, error);
    return EMG_OK;
}

emg_status
emg_target_publish(emg_target *target, emg_error *error)
{
    emg_status status = EMG_OK;
    if (target->is_stream)
        return close_file(target, error);
    if (sync_again(target->fd))
        return write_failed(target, error);
    status = give_name(target, error);
    if (!status)
        status = sync_folder(target, error);
    return status ? status : close_file(target, error);
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
