/* Where what was written goes: to a file that gets its name in the end, to
 * standard output, or nowhere. */
#include "io/output.h"

#include "base/bytes.h"
#include "base/descriptor.h"
#include "base/memory.h"
#include "base/temporary.h"
#include "io/sidecar.h"
#include "io/target.h"
#include "io/write_buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct emg_output {
    emg_write_buffer buffer; /* before the target's descriptor, a copy of
                                standard output, a file that holds, or none */
    emg_target target;
    int final; /* where held bytes go in the end, or -1 */
    bool is_standard;
    bool can_patch;
    char name[256];
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
    output->final = -1;
    if (emg_write_buffer_init(&output->buffer, error)) {
        emg_free(output);
        return NULL;
    }
    output->buffer.name = output->name;
    return output;
}

/* Only a file that is written from where it stands can be gone back in. What
 * cannot be found out is a failure: as a pipe it would get other bytes. */
static emg_status
measure(emg_output *output, emg_error *error)
{
    struct stat about = {0};
    off_t at = 0;
    int flags = fcntl(output->buffer.fd, F_GETFL);
    bool failed = flags < 0 || emg_fd_stat(output->buffer.fd, &about);
    bool is_file = S_ISREG(about.st_mode) && !(flags & O_APPEND);
    if (!failed && is_file)
        at = lseek(output->buffer.fd, 0, SEEK_CUR);
    if (failed || at < 0)
        return emg_fail(error, EMG_NO_OUTPUT, "it cannot be written: %s",
                        strerror(errno));
    output->can_patch = is_file;
    output->buffer.origin = at;
    return EMG_OK;
}

/* A copy, so that closing it tells of late errors and the caller's stays. */
static emg_status
open_standard(emg_output *output, emg_error *error)
{
    output->is_standard = true;
    output->buffer.fd =
        fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (output->buffer.fd < 0)
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
        output->buffer.fd = output->target.fd;
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
    *size = output->buffer.used;
    return output->buffer.bytes;
}

const char *
emg_output_name(const emg_output *output)
{
    return output->name;
}

int64_t
emg_output_written(const emg_output *output)
{
    return output->buffer.written;
}

bool
emg_output_can_patch(const emg_output *output)
{
    return output->can_patch;
}

emg_status
emg_output_write(emg_output *output, const void *bytes, size_t n,
                 emg_error *error)
{
    return emg_write_buffer_add(&output->buffer, bytes, n, error);
}

emg_status
emg_output_patch(emg_output *output, int64_t at, const void *bytes, size_t n,
                 emg_error *error)
{
    return output->can_patch
               ? emg_write_buffer_patch(&output->buffer, at, bytes, n, error)
               : emg_fail(error, EMG_INTERNAL,
                          "a pipe cannot be written twice");
}

emg_status
emg_output_hold(emg_output *output, emg_error *error)
{
    bool is_file = output->target.fd >= 0 && !output->target.is_stream;
    if (output->buffer.fd < 0 || is_file || output->final >= 0) {
        output->can_patch = true;
        return EMG_OK;
    }
    int held = emg_temporary_file();
    if (held < 0)
        return emg_fail(error, EMG_NO_OUTPUT,
                        "no temporary file for what is written to a pipe: %s; "
                        "use -o, or set TMPDIR to a folder that can be written",
                        strerror(errno));
    output->final = output->buffer.fd;
    output->buffer.fd = held;
    output->buffer.origin = 0;
    output->can_patch = true;
    return EMG_OK;
}

emg_status
emg_output_read(emg_output *output, int64_t at, void *to, size_t n,
                emg_error *error)
{
    return emg_write_buffer_read(&output->buffer, at, to, n, error);
}

static void
close_held(emg_output *output)
{
    if (output->final < 0)
        return;
    close(output->buffer.fd);
    output->buffer.fd = output->final;
    output->final = -1;
}

/* What was held goes where it belongs. */
static emg_status
release(emg_output *output, emg_error *error)
{
    emg_status status =
        emg_write_buffer_pour(&output->buffer, output->final, error);
    close_held(output);
    return status;
}

static emg_status
close_standard(emg_output *output, emg_error *error)
{
    int failed = close(output->buffer.fd);
    output->buffer.fd = -1;
    return failed && errno != EINTR
               ? emg_write_buffer_failed(&output->buffer, error)
               : EMG_OK;
}

static emg_status
fingerprint(const emg_output *output, char text[EMG_FINGERPRINT_SIZE],
            emg_error *error)
{
    emg_bytes *bytes = NULL;
    if (lseek(output->buffer.fd, 0, SEEK_SET) == 0)
        bytes = emg_bytes_from_fd(output->buffer.fd, output->name, error);
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
    emg_written facts = {output->name, digits, output->buffer.written,
                         output->clipped};
    if (fingerprint(output, digits, error))
        return NULL;
    const char *text =
        output->provenance.tell(output->provenance.to, &facts, error);
    char *path = text ? emg_sidecar_path(output->target.path, error) : NULL;
    emg_output *sidecar = path ? emg_output_open(path, true, error) : NULL;
    emg_free(path);
    if (sidecar && (emg_output_write(sidecar, text, strlen(text), error) ||
                    emg_write_buffer_flush(&sidecar->buffer, error))) {
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
    if (output->buffer.fd < 0)
        return EMG_OK;
    emg_status status = output->final >= 0
                            ? release(output, error)
                            : emg_write_buffer_flush(&output->buffer, error);
    if (status)
        return status;
    return output->is_standard ? close_standard(output, error)
                               : publish(output, error);
}

void
emg_output_destroy(emg_output *output)
{
    if (!output)
        return;
    close_held(output);
    if (output->is_standard && output->buffer.fd >= 0)
        close(output->buffer.fd);
    emg_target_clear(&output->target);
    emg_write_buffer_clear(&output->buffer);
    emg_free(output);
}
