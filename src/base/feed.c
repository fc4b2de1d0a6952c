/* A pipe is read live until somebody goes back; then its spool speaks first. */
#include "base/feed.h"

#include "base/descriptor.h"
#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

emg_feed
emg_feed_from(int fd)
{
    emg_feed feed = EMG_NO_FEED;
    struct stat about;
    feed.fd = fd;
    if (emg_fd_stat(fd, &about) || !S_ISREG(about.st_mode))
        return feed;
    off_t at = lseek(fd, 0, SEEK_CUR);
    if (at < 0)
        return feed;
    feed.origin = at;
    feed.is_file = true;
    feed.size = about.st_size > at ? about.st_size - at : 0;
    return feed;
}

emg_status
emg_feed_open(emg_feed *feed, const char *path, emg_error *error)
{
    struct stat about;
    int fd = emg_fd_open(path, O_RDONLY);
    *feed = EMG_NO_FEED;
    if (fd < 0 || emg_fd_stat(fd, &about) || S_ISDIR(about.st_mode)) {
        int why = fd < 0 ? errno : EISDIR;
        if (fd >= 0)
            close(fd);
        emg_fail(error, EMG_NO_INPUT, "cannot be opened: %s", strerror(why));
        emg_error_in_file(error, path);
        return EMG_NO_INPUT;
    }
    *feed = emg_feed_from(fd);
    feed->owned = true;
    return EMG_OK;
}

void
emg_feed_close(emg_feed *feed)
{
    if (feed->owned)
        close(feed->fd);
    if (feed->spool >= 0)
        close(feed->spool);
    *feed = EMG_NO_FEED;
}

bool
emg_feed_can_seek(const emg_feed *feed)
{
    return feed->is_file || feed->spool >= 0;
}

static emg_status
keep(emg_feed *feed, const void *given, size_t n, emg_error *error)
{
    if (!emg_fd_write(feed->spool, feed->spooled, given, n))
        return emg_fail(error, EMG_IO_FAILED,
                        "the temporary copy of the pipe cannot be "
                        "written: %s; set TMPDIR to a folder with room",
                        strerror(errno));
    feed->spooled += (int64_t)n;
    feed->replayed = feed->spooled;
    return EMG_OK;
}

emg_status
emg_feed_read(emg_feed *feed, void *to, size_t n, ssize_t *got,
              emg_error *error)
{
    if (feed->replayed < feed->spooled) {
        *got = emg_fd_read(feed->spool, feed->replayed, to, n);
        feed->replayed += *got > 0 ? *got : 0;
        return EMG_OK;
    }
    *got = emg_fd_read(feed->fd, -1, to, n);
    return *got > 0 && feed->spool >= 0 ? keep(feed, to, (size_t)*got, error)
                                        : EMG_OK;
}

emg_status
emg_feed_spool(emg_feed *feed, const void *given, size_t n, emg_error *error)
{
    feed->spool = emg_temporary_file();
    if (feed->spool < 0)
        return emg_fail(error, EMG_NO_OUTPUT,
                        "no temporary file for reading the pipe twice: %s; "
                        "set TMPDIR to a folder that can be written",
                        strerror(errno));
    return keep(feed, given, n, error);
}

bool
emg_feed_seek(emg_feed *feed, int64_t *to)
{
    if (feed->is_file)
        return lseek(feed->fd, feed->origin + *to, SEEK_SET) >= 0;
    if (*to > feed->spooled)
        *to = feed->spooled;
    feed->replayed = *to;
    return true;
}
