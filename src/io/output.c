/* A buffer before a file, standard output or nothing at all. */
#include "io/output.h"

#include "base/bytes.h"
#include "base/descriptor.h"
#include "base/memory.h"
#include "base/temporary.h"
#include "io/sidecar.h"
#include "io/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE ((size_t)256 * 1024)

struct emg_output {
    emg_target target;
    int fd;    /* the target's, a copy of standard output, or -1 for memory */
    int final; /* where held bytes go in the end, or -1 */
    bool is_standard;
    bool can_patch;
    char name[256];
    int64_t origin;  /* where byte 0 lies in fd */
    int64_t written; /* bytes in all, buffered ones too */
    uint8_t *buffer;
    size_t used, room;
    emg_provenance provenance;
    int64_t clipped;
};

static emg_output *
create(emg_error *error)
{
    emg_output *output = emg_new(1, sizeof *output, error);
    if (!output)
        return NULL;
    output->target = EMG_NO_TARGET;
    output->fd = -1;
    output->final = -1;
    if (emg_grow((void **)&output->buffer, &output->room, BUFFER_SIZE, 1,
                 error)) {
        emg_free(output);
        return NULL;
    }
    return output;
}

/* Only a file that is written from where it stands can be gone back in. What
 * cannot be found out is a failure: as a pipe it would get other bytes. */
static emg_status
measure(emg_output *output, emg_error *error)
{
    struct stat about = {0};
    off_t at = 0;
    int flags = fcntl(output->fd, F_GETFL);
    bool failed = flags < 0 || emg_fd_stat(output->fd, &about);
    bool is_file = S_ISREG(about.st_mode) && !(flags & O_APPEND);
    if (!failed && is_file)
        at = lseek(output->fd, 0, SEEK_CUR);
    if (failed || at < 0)
        return emg_fail(error, EMG_NO_OUTPUT, "it cannot be written: %s",
                        strerror(errno));
    output->can_patch = is_file;
    output->origin = at;
    return EMG_OK;
}

/* A copy, so that closing it tells of late errors and the caller's stays. */
static emg_status
open_standard(emg_output *output, emg_error *error)
{
    output->is_standard = true;
    output->fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (output->fd < 0)
        return emg_fail(error, EMG_NO_OUTPUT,
                        "standard output cannot be written: %s",
                        strerror(errno));
    return EMG_OK;
}

emg_output *
emg_output_open(const char *path, bool force, emg_error *error)
{
    emg_output *output = create(error);
    emg_status status;
    if (!output)
        return NULL;
    if (strcmp(path, "-") == 0) {
        status = open_standard(output, error);
    } else {
        const char *slash = strrchr(path, '/');
        snprintf(output->name, sizeof output->name, "%s",
                 slash ? slash + 1 : path);
        status = emg_target_open(&output->target, path, force, error);
        output->fd = output->target.fd;
    }
    if (!status)
        status = measure(output, error);
    if (status) {
        emg_output_destroy(output);
        return NULL;
    }
    return output;
}

void
emg_output_account(emg_output *output, const emg_provenance *provenance)
{
    output->provenance = *provenance;
}

void
emg_output_clipped(emg_output *output, int64_t samples)
{
    output->clipped = samples;
}

emg_output *
emg_output_to_memory(bool as_pipe, emg_error *error)
{
    emg_output *output = create(error);
    if (output)
        output->can_patch = !as_pipe;
    return output;
}

const uint8_t *
emg_output_bytes(const emg_output *output, size_t *size)
{
    *size = output->used;
    return output->buffer;
}

const char *
emg_output_name(const emg_output *output)
{
    return output->name;
}

int64_t
emg_output_written(const emg_output *output)
{
    return output->written;
}

bool
emg_output_can_patch(const emg_output *output)
{
    return output->can_patch;
}

static emg_status
write_failed(const emg_output *output, emg_error *error)
{
    int why = errno;
    emg_fail(error, EMG_IO_FAILED, "writing failed: %s", strerror(why));
    if (!output->is_standard)
        emg_error_in_file(error, output->name);
    errno = why;
    return EMG_IO_FAILED;
}

/* at -1: where the descriptor stands. */
static emg_status
write_all(emg_output *output, int64_t at, const uint8_t *bytes, size_t n,
          emg_error *error)
{
    return emg_fd_write(output->fd, at, bytes, n) ? EMG_OK
                                                  : write_failed(output, error);
}

static emg_status
flush(emg_output *output, emg_error *error)
{
    size_t n = output->used;
    if (output->fd < 0)
        return EMG_OK;
    output->used = 0;
    return write_all(output, -1, output->buffer, n, error);
}

static emg_status
make_room(emg_output *output, size_t n, emg_error *error)
{
    if (n <= output->room - output->used)
        return EMG_OK;
    if (output->fd < 0)
        return emg_grow((void **)&output->buffer, &output->room,
                        output->used + n, 1, error);
    return flush(output, error);
}

emg_status
emg_output_write(emg_output *output, const void *bytes, size_t n,
                 emg_error *error)
{
    if (make_room(output, n, error))
        return error ? error->status : EMG_IO_FAILED;
    output->written += (int64_t)n;
    if (n > output->room)
        return write_all(output, -1, bytes, n, error);
    if (n > 0)
        memcpy(output->buffer + output->used, bytes, n);
    output->used += n;
    return EMG_OK;
}

emg_status
emg_output_patch(emg_output *output, int64_t at, const void *bytes, size_t n,
                 emg_error *error)
{
    if (!output->can_patch || at < 0 || at + (int64_t)n > output->written)
        return emg_fail(error, EMG_INTERNAL, "a pipe cannot be written twice");
    if (output->fd < 0) {
        memcpy(output->buffer + at, bytes, n);
        return EMG_OK;
    }
    emg_status status = flush(output, error);
    if (!status)
        status = write_all(output, output->origin + at, bytes, n, error);
    return status;
}

emg_status
emg_output_hold(emg_output *output, emg_error *error)
{
    bool is_file = output->target.fd >= 0 && !output->target.is_stream;
    if (output->fd < 0 || is_file || output->final >= 0) {
        output->can_patch = true;
        return EMG_OK;
    }
    int held = emg_temporary_file();
    if (held < 0)
        return emg_fail(error, EMG_NO_OUTPUT,
                        "no temporary file for what is written to a pipe: %s; "
                        "use -o, or set TMPDIR to a folder that can be written",
                        strerror(errno));
    output->final = output->fd;
    output->fd = held;
    output->origin = 0;
    output->can_patch = true;
    return EMG_OK;
}

static emg_status
read_all(const emg_output *output, int64_t at, uint8_t *to, size_t n,
         emg_error *error)
{
    while (n > 0) {
        ssize_t got = emg_fd_read(output->fd, at, to, n);
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
emg_output_read(emg_output *output, int64_t at, void *to, size_t n,
                emg_error *error)
{
    if (at < 0 || at + (int64_t)n > output->written)
        return emg_fail(error, EMG_INTERNAL, "read beyond what was written");
    if (output->fd < 0) {
        memcpy(to, output->buffer + at, n);
        return EMG_OK;
    }
    emg_status status = flush(output, error);
    return status ? status
                  : read_all(output, output->origin + at, to, n, error);
}

/* What was held goes where it belongs. */
static emg_status
release(emg_output *output, emg_error *error)
{
    emg_status status = flush(output, error);
    int held = output->fd;
    for (int64_t at = 0; !status && at < output->written;) {
        int64_t left = output->written - at;
        size_t n = left < (int64_t)output->room ? (size_t)left : output->room;
        output->fd = held;
        status = read_all(output, at, output->buffer, n, error);
        output->fd = output->final;
        if (!status)
            status = write_all(output, -1, output->buffer, n, error);
        at += (int64_t)n;
    }
    output->fd = output->final;
    output->final = -1;
    close(held);
    return status;
}

static emg_status
close_standard(emg_output *output, emg_error *error)
{
    int failed = close(output->fd);
    output->fd = -1;
    return failed && errno != EINTR ? write_failed(output, error) : EMG_OK;
}

static emg_status
fingerprint(const emg_output *output, char text[EMG_FINGERPRINT_SIZE],
            emg_error *error)
{
    emg_bytes *bytes = NULL;
    if (lseek(output->fd, 0, SEEK_SET) == 0)
        bytes = emg_bytes_from_fd(output->fd, output->name, error);
    else
        emg_fail(error, EMG_IO_FAILED, "reading back what was written failed");
    emg_status status =
        bytes ? emg_bytes_fingerprint(bytes, text, error) : error->status;
    emg_bytes_close(bytes);
    return status;
}

/* A file without a name yet, that tells how this one was made. */
static emg_output *
write_sidecar(emg_output *output, emg_error *error)
{
    char digits[EMG_FINGERPRINT_SIZE];
    emg_written facts = {output->name, digits, output->written,
                         output->clipped};
    if (fingerprint(output, digits, error))
        return NULL;
    const char *text =
        output->provenance.tell(output->provenance.to, &facts, error);
    char *path = text ? emg_sidecar_path(output->target.path, error) : NULL;
    emg_output *sidecar = path ? emg_output_open(path, true, error) : NULL;
    emg_free(path);
    if (sidecar && (emg_output_write(sidecar, text, strlen(text), error) ||
                    flush(sidecar, error))) {
        emg_output_destroy(sidecar);
        return NULL;
    }
    return sidecar;
}

static emg_status
publish(emg_output *output, emg_error *error)
{
    if (!output->provenance.tell || output->target.is_stream)
        return emg_target_publish(&output->target, NULL, error);
    emg_output *sidecar = write_sidecar(output, error);
    if (!sidecar)
        return error->status;
    emg_status status =
        emg_target_publish(&output->target, &sidecar->target, error);
    emg_output_destroy(sidecar);
    return status;
}

emg_status
emg_output_finish(emg_output *output, emg_error *error)
{
    if (output->fd < 0)
        return EMG_OK;
    emg_status status =
        output->final >= 0 ? release(output, error) : flush(output, error);
    if (status)
        return status;
    return output->is_standard ? close_standard(output, error)
                               : publish(output, error);
}

static void
close_held(emg_output *output)
{
    if (output->final < 0)
        return;
    close(output->fd);
    output->fd = output->final;
}

void
emg_output_destroy(emg_output *output)
{
    if (!output)
        return;
    close_held(output);
    if (output->is_standard && output->fd >= 0)
        close(output->fd);
    emg_target_clear(&output->target);
    emg_free(output->buffer);
    emg_free(output);
}
