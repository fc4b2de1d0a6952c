/* A complete file gets its name, and its sidecar with it. */
#include "io/target_part.h"

#include "base/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int
link_to(const emg_target *target, const char *name)
{
    char link[32];
    int failed;
    emg_target_link_of(target->fd, link);
    do
        failed = linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
    while (failed && errno == EINTR);
    return failed;
}

/* The file replaces another one: it first needs a name to be renamed from. */
static emg_status
wait_with_name(emg_target *target, emg_error *error)
{
    for (int slot = 0; slot < EMG_TARGET_SLOTS; slot++) {
        if (emg_target_set_waiting(target, slot, error))
            return EMG_NO_MEMORY;
        if (link_to(target, target->waiting) == 0) {
            target->is_waiting = true;
            return EMG_OK;
        }
        if (errno != EEXIST)
            return emg_target_not_created(target, error);
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
            return emg_target_exists_already(target, error);
        failed = rename_again(target->waiting, target->path, 0);
    }
    if (failed && keep && errno == EEXIST)
        return emg_target_exists_already(target, error);
    if (failed)
        return emg_target_not_created(target, error);
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
            return emg_target_not_created(target, error);
        if (!target->force)
            return emg_target_exists_already(target, error);
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

/* Two runs that write one name would otherwise mix: the output of one and the
 * sidecar of the other. Where a folder cannot be locked (some network file
 * systems) the fingerprint still tells that they do not belong together. */
static int
lock_folder(const emg_target *target, bool needed)
{
    int fd = emg_fd_open(target->folder, O_RDONLY | O_DIRECTORY);
    int failed;
    if (fd < 0 || !needed)
        return fd;
    do
        failed = flock(fd, LOCK_EX);
    while (failed && errno == EINTR);
    return fd;
}

/* Gives up the lock before the wait for the disk. */
static emg_status
sync_folder(int fd, emg_error *error)
{
    if (fd < 0)
        return EMG_OK;
    flock(fd, LOCK_UN);
    int failed = sync_again(fd);
    int why = errno;
    /* a folder that cannot be synced is no fault of the file's */
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

static int
unlink_again(const char *path)
{
    int failed;
    do
        failed = unlink(path);
    while (failed && errno == EINTR);
    return failed;
}

/* The old sidecar goes first. Were the run killed before the new one has its
 * name, an output without a sidecar is known to be incomplete, while an old
 * one would vouch for bytes that it never saw. */
static emg_status
give_names(emg_target *target, emg_target *sidecar, emg_error *error)
{
    struct stat about;
    if (sidecar) {
        if (!target->force && lstat(target->path, &about) == 0)
            return emg_target_exists_already(target, error);
        if (unlink_again(sidecar->path) && errno != ENOENT)
            return emg_target_not_created(sidecar, error);
    }
    emg_status status = give_name(target, error);
    if (!status && sidecar)
        status = give_name(sidecar, error);
    return status;
}

emg_status
emg_target_publish(emg_target *target, emg_target *sidecar, emg_error *error)
{
    if (target->is_stream)
        return close_file(target, error);
    if (sync_again(target->fd))
        return write_failed(target, error);
    if (sidecar && sync_again(sidecar->fd))
        return write_failed(sidecar, error);
    int folder = lock_folder(target, sidecar != NULL);
    emg_status status = give_names(target, sidecar, error);
    if (!status)
        status = sync_folder(folder, error);
    if (folder >= 0)
        close(folder);
    if (!status && sidecar)
        status = close_file(sidecar, error);
    return status ? status : close_file(target, error);
}
