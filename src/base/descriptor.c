/* What the system does not finish is asked again. */
#include "base/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

int
emg_fd_open(const char *path, int flags)
{
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC | O_NOCTTY, 0666);
    while (fd < 0 && errno == EINTR);
    return fd;
}

int
emg_fd_stat(int fd, struct stat *about)
{
    int failed;
    do
        failed = fstat(fd, about);
    while (failed && errno == EINTR);
    return failed;
}

ssize_t
emg_fd_read(int fd, int64_t at, void *to, size_t n)
{
    ssize_t got;
    do
        got = at < 0 ? read(fd, to, n) : pread(fd, to, n, at);
    while (got < 0 && errno == EINTR);
    return got;
}

/* True when the write that failed may be tried again. */
static bool
again(int fd)
{
    if (errno == EINTR)
        return true;
    struct pollfd room = {.fd = fd, .events = POLLOUT};
    if (errno != EAGAIN)
        return false;
    (void)poll(&room, 1, -1);
    return true;
}

bool
emg_fd_write(int fd, int64_t at, const void *bytes, size_t n)
{
    const uint8_t *from = bytes;
    while (n > 0) {
        ssize_t put = at < 0 ? write(fd, from, n) : pwrite(fd, from, n, at);
        if (put < 0 && again(fd))
            continue;
        if (put == 0)
            errno = ENOSPC;
        if (put <= 0)
            return false;
        from += put;
        n -= (size_t)put;
        at += at < 0 ? 0 : put;
    }
    return true;
}
