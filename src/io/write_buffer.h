/* A buffer before a descriptor, in what went through which one can go back. */
#ifndef EMG_IO_WRITE_BUFFER_H
#define EMG_IO_WRITE_BUFFER_H

#include "emg/base.h"

#include <stddef.h>

typedef struct emg_write_buffer {
    int fd;           /* -1: all stays in memory */
    int64_t origin;   /* where byte 0 lies in fd */
    int64_t written;  /* bytes in all, buffered ones too */
    const char *name; /* of the file, for messages; "" where there is none */
    uint8_t *bytes;
    size_t used, room;
} emg_write_buffer;

/** An empty one that keeps all; where fd, origin and name shall be others,
 * they are set before the first byte. The buffer owns neither. */
emg_status emg_write_buffer_init(emg_write_buffer *buffer, emg_error *error);
void emg_write_buffer_clear(emg_write_buffer *buffer);

/** Fails as errno says, which stays as it is. */
emg_status emg_write_buffer_failed(const emg_write_buffer *buffer,
                                   emg_error *error);

/** errno stays that of the write that failed (EPIPE: nobody reads on). */
emg_status emg_write_buffer_add(emg_write_buffer *buffer, const void *bytes,
                                size_t n, emg_error *error);

/** Hands on all that waits. */
emg_status emg_write_buffer_flush(emg_write_buffer *buffer, emg_error *error);

/** Writes over n bytes from byte `at` on, which were all written before; of a
 * file or memory. */
emg_status emg_write_buffer_patch(emg_write_buffer *buffer, int64_t at,
                                  const void *bytes, size_t n,
                                  emg_error *error);

/** Reads n bytes back from byte `at` on; of a file or memory. */
emg_status emg_write_buffer_read(emg_write_buffer *buffer, int64_t at, void *to,
                                 size_t n, emg_error *error);

/** All that was written to a file goes to this descriptor. */
emg_status emg_write_buffer_pour(emg_write_buffer *buffer, int to,
                                 emg_error *error);

#endif
