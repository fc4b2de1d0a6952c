/* Large pieces pass the buffer by; memory is a buffer that grows. */
#include "io/write_buffer.h"

#include "base/descriptor.h"
#include "base/memory.h"

#include <errno.h>
#include <string.h>

#define ROOM ((size_t)256 * 1024)

emg_status
emg_write_buffer_init(emg_write_buffer *buffer, emg_error *error)
{
    *buffer = (emg_write_buffer){.fd = -1, .name = ""};
    return emg_grow((void **)&buffer->bytes, &buffer->room, ROOM, 1, error);
}

void
emg_write_buffer_clear(emg_write_buffer *buffer)
{
    emg_free(buffer->bytes);
    buffer->bytes = NULL;
}

emg_status
emg_write_buffer_failed(const emg_write_buffer *buffer, emg_error *error)
{
    int why = errno;
    emg_fail(error, EMG_IO_FAILED, "writing failed: %s", strerror(why));
    emg_error_in_file(error, buffer->name);
    errno = why;
    return EMG_IO_FAILED;
}

/* at -1: where the descriptor stands. */
static emg_status
write_out(const emg_write_buffer *buffer, int64_t at, const void *bytes,
          size_t n, emg_error *error)
{
    return emg_fd_write(buffer->fd, at, bytes, n)
               ? EMG_OK
               : emg_write_buffer_failed(buffer, error);
}

emg_status
emg_write_buffer_flush(emg_write_buffer *buffer, emg_error *error)
{
    size_t n = buffer->used;
    if (buffer->fd < 0)
        return EMG_OK;
    buffer->used = 0;
    return write_out(buffer, -1, buffer->bytes, n, error);
}

static emg_status
make_room(emg_write_buffer *buffer, size_t n, emg_error *error)
{
    if (n <= buffer->room - buffer->used)
        return EMG_OK;
    if (buffer->fd < 0)
        return emg_grow((void **)&buffer->bytes, &buffer->room,
                        buffer->used + n, 1, error);
    return emg_write_buffer_flush(buffer, error);
}

emg_status
emg_write_buffer_add(emg_write_buffer *buffer, const void *bytes, size_t n,
                     emg_error *error)
{
    emg_status status = make_room(buffer, n, error);
    if (status)
        return status;
    buffer->written += (int64_t)n;
    if (n > buffer->room)
        return write_out(buffer, -1, bytes, n, error);
    if (n > 0)
        memcpy(buffer->bytes + buffer->used, bytes, n);
    buffer->used += n;
    return EMG_OK;
}

emg_status
emg_write_buffer_patch(emg_write_buffer *buffer, int64_t at, const void *bytes,
                       size_t n, emg_error *error)
{
    if (at < 0 || at + (int64_t)n > buffer->written)
        return emg_fail(error, EMG_INTERNAL, "patched beyond what was written");
    if (buffer->fd < 0) {
        memcpy(buffer->bytes + at, bytes, n);
        return EMG_OK;
    }
    emg_status status = emg_write_buffer_flush(buffer, error);
    return status ? status
                  : write_out(buffer, buffer->origin + at, bytes, n, error);
}

static emg_status
read_back(const emg_write_buffer *buffer, int64_t at, uint8_t *to, size_t n,
          emg_error *error)
{
    at += buffer->origin;
    while (n > 0) {
        ssize_t got = emg_fd_read(buffer->fd, at, to, n);
        if (got <= 0)
            return emg_fail(error, EMG_IO_FAILED,
                            "reading back what was written failed: %s",
                            got < 0 ? strerror(errno) : "it is cut short");
        to += got;
        at += got;
        n -= (size_t)got;
    }
    return EMG_OK;
}

emg_status
emg_write_buffer_read(emg_write_buffer *buffer, int64_t at, void *to, size_t n,
                      emg_error *error)
{
    if (at < 0 || at + (int64_t)n > buffer->written)
        return emg_fail(error, EMG_INTERNAL, "read beyond what was written");
    if (buffer->fd < 0) {
        memcpy(to, buffer->bytes + at, n);
        return EMG_OK;
    }
    emg_status status = emg_write_buffer_flush(buffer, error);
    return status ? status : read_back(buffer, at, to, n, error);
}

emg_status
emg_write_buffer_pour(emg_write_buffer *buffer, int to, emg_error *error)
{
    emg_status status = emg_write_buffer_flush(buffer, error);
    emg_write_buffer target = {.fd = to, .name = buffer->name};
    for (int64_t at = 0; !status && at < buffer->written;) {
        int64_t left = buffer->written - at;
        size_t n = left < (int64_t)buffer->room ? (size_t)left : buffer->room;
        status = read_back(buffer, at, buffer->bytes, n, error);
        if (!status)
            status = write_out(&target, -1, buffer->bytes, n, error);
        at += (int64_t)n;
    }
    return status;
}
