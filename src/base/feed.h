/* Where bytes come from: a file, or a pipe and the file that keeps what it
 * gave, so that it can be gone back in. */
#ifndef EMG_BASE_FEED_H
#define EMG_BASE_FEED_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct emg_feed {
    int fd;
    bool owned;       /* closed with the feed */
    bool is_file;     /* what can be gone back in by itself */
    int64_t size;     /* -1 on a pipe */
    int64_t origin;   /* where byte 0 lies in the file */
    int spool;        /* what the pipe gave, or -1 */
    int64_t spooled;  /* bytes in the spool */
    int64_t replayed; /* next byte that the spool gives; = spooled when live */
} emg_feed;

/** Of nothing. */
#define EMG_NO_FEED ((emg_feed){.fd = -1, .spool = -1, .size = -1})

/** From a descriptor that the caller keeps open, from where it stands. */
emg_feed emg_feed_from(int fd);

/** From a file; EMG_NO_INPUT when it cannot be opened. */
emg_status emg_feed_open(emg_feed *feed, const char *path, emg_error *error);

void emg_feed_close(emg_feed *feed);

/** True when emg_feed_seek works. */
bool emg_feed_can_seek(const emg_feed *feed);

/**
 * The next bytes, at most n: *got of them, 0 at the end, -1 with errno when
 * reading failed. What the spool cannot keep is an error.
 */
emg_status emg_feed_read(emg_feed *feed, void *to, size_t n, ssize_t *got,
                         emg_error *error);

/** Keeps what a pipe gives from now on, behind the n bytes that it gave. */
emg_status emg_feed_spool(emg_feed *feed, const void *given, size_t n,
                          emg_error *error);

/** Goes to byte *to, or as near before it as can be, which *to then says.
 * False with errno. */
bool emg_feed_seek(emg_feed *feed, int64_t *to);

#endif
