/* One buffer that slides over the input; a pipe can be spooled behind it. */
#include "base/bytes.h"

#include "base/memory.h"
#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_STATIC_LINKING_ONLY /* lets the state live inside our struct */
#include <xxhash.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h> /* the same hash, as wide as the processor is */
#endif

#define FIRST_ROOM ((size_t)256 * 1024)

struct emg_bytes {
    XXH3_state_t hash; /* over the bytes up to `hashed`, each once, in order */
    int64_t hashed;
    char name[256];
    int fd; /* -1 for memory */
    bool owned;
    bool seekable;
    bool ended;     /* nothing comes after the buffer */
    bool forgoes;   /* no hash is taken */
    int spool;      /* what the pipe gave, or -1 */
    int64_t size;   /* -1 on a pipe */
    int64_t origin; /* where byte 0 lies in fd */
    int64_t first;  /* the input's byte at buffer[from] */
    uint8_t *buffer;
    size_t room, from, to;
    int64_t spooled;  /* bytes in the spool */
    int64_t replayed; /* next byte that the spool gives; = spooled when live */
};

static emg_bytes *
create(int fd, const char *path, emg_error *error)
{
    emg_bytes *bytes = emg_new(1, sizeof *bytes, error);
    if (!bytes)
        return NULL;
    const char *slash = strrchr(path, '/');
    snprintf(bytes->name, sizeof bytes->name, "%s", slash ? slash + 1 : path);
    bytes->fd = fd;
    bytes->spool = -1;
    bytes->size = -1;
    XXH3_128bits_reset(&bytes->hash);
    return bytes;
}

int
emg_stat_fd(int fd, struct stat *about)
{
    int failed;
    do
        failed = fstat(fd, about);
    while (failed && errno == EINTR);
    return failed;
}

static void
measure(emg_bytes *bytes)
{
    struct stat about;
    if (emg_stat_fd(bytes->fd, &about) || !S_ISREG(about.st_mode))
        return;
    off_t at = lseek(bytes->fd, 0, SEEK_CUR);
    if (at < 0)
        return;
    bytes->origin = at;
    bytes->seekable = true;
    bytes->size = about.st_size > at ? about.st_size - at : 0;
}

emg_bytes *
emg_bytes_from_fd(int fd, const char *name, emg_error *error)
{
    emg_bytes *bytes = create(fd, name, error);
    if (bytes)
        measure(bytes);
    return bytes;
}

static int
open_again(const char *path)
{
    int fd;
    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    return fd;
}

emg_bytes *
emg_bytes_open(const char *path, emg_error *error)
{
    struct stat about;
    int fd = open_again(path);
    if (fd < 0 || emg_stat_fd(fd, &about) || S_ISDIR(about.st_mode)) {
        int why = fd < 0 ? errno : EISDIR;
        if (fd >= 0)
            close(fd);
        emg_fail(error, EMG_NO_INPUT, "cannot be opened: %s", strerror(why));
        emg_error_in_file(error, path);
        return NULL;
    }
    emg_bytes *bytes = emg_bytes_from_fd(fd, path, error);
    if (!bytes) {
        close(fd);
        return NULL;
    }
    bytes->owned = true;
    return bytes;
}

emg_bytes *
emg_bytes_from_memory(const void *memory, size_t size, const char *name,
                      emg_error *error)
{
    emg_bytes *bytes = create(-1, name, error);
    if (!bytes)
        return NULL;
    bytes->buffer = (uint8_t *)(uintptr_t)memory; /* only ever read */
    bytes->to = size;
    bytes->size = (int64_t)size;
    bytes->seekable = true;
    bytes->ended = true;
    return bytes;
}

void
emg_bytes_close(emg_bytes *bytes)
{
    if (!bytes)
        return;
    if (bytes->fd >= 0)
        emg_free(bytes->buffer);
    if (bytes->owned)
        close(bytes->fd);
    if (bytes->spool >= 0)
        close(bytes->spool);
    emg_free(bytes);
}

const char *
emg_bytes_name(const emg_bytes *bytes)
{
    return bytes->name;
}

int64_t
emg_bytes_size(const emg_bytes *bytes)
{
    return bytes->size;
}

int64_t
emg_bytes_at(const emg_bytes *bytes)
{
    return bytes->first;
}

static emg_status
read_failed(const emg_bytes *bytes, emg_error *error)
{
    emg_fail_at(error, EMG_IO_FAILED, bytes->first, "reading failed: %s",
                strerror(errno));
    emg_error_in_file(error, bytes->name);
    return EMG_IO_FAILED;
}

static ssize_t
read_again(int fd, void *to, size_t n)
{
    ssize_t got;
    do
        got = read(fd, to, n);
    while (got < 0 && errno == EINTR);
    return got;
}

static emg_status
keep(emg_bytes *bytes, const uint8_t *from, size_t n, emg_error *error)
{
    while (n > 0) {
        ssize_t put = pwrite(bytes->spool, from, n, bytes->spooled);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return emg_fail(error, EMG_IO_FAILED,
                            "the temporary copy of the pipe cannot be "
                            "written: %s; set TMPDIR to a folder with room",
                            strerror(put < 0 ? errno : ENOSPC));
        from += put;
        n -= (size_t)put;
        bytes->spooled += put;
    }
    bytes->replayed = bytes->spooled;
    return EMG_OK;
}

static void
digest(emg_bytes *bytes, int64_t at, const uint8_t *from, size_t n)
{
    int64_t known = bytes->hashed - at;
    if (bytes->forgoes || known < 0 || known >= (int64_t)n)
        return;
    XXH3_128bits_update(&bytes->hash, from + known, n - (size_t)known);
    bytes->hashed = at + (int64_t)n;
}

static emg_status
fill(emg_bytes *bytes, emg_error *error)
{
    uint8_t *end = bytes->buffer + bytes->to;
    size_t room = bytes->room - bytes->to;
    bool replay = bytes->replayed < bytes->spooled;
    ssize_t got;

    if (replay)
        got = pread(bytes->spool, end, room, bytes->replayed);
    else
        got = read_again(bytes->fd, end, room);
    if (got < 0)
        return replay && errno == EINTR ? EMG_OK : read_failed(bytes, error);
    if (got == 0)
        bytes->ended = true;
    digest(bytes, bytes->first + (int64_t)(bytes->to - bytes->from), end,
           (size_t)got);
    bytes->to += (size_t)got;
    if (replay)
        bytes->replayed += got;
    else if (bytes->spool >= 0)
        return keep(bytes, end, (size_t)got, error);
    return EMG_OK;
}

/* More room only when what is there fills it: memory follows bytes. */
static emg_status
make_room(emg_bytes *bytes, emg_error *error)
{
    if (bytes->from > 0) {
        memmove(bytes->buffer, bytes->buffer + bytes->from,
                bytes->to - bytes->from);
        bytes->to -= bytes->from;
        bytes->from = 0;
    }
    if (bytes->to < bytes->room)
        return EMG_OK;
    size_t wanted = bytes->room ? 2 * bytes->room : FIRST_ROOM;
    return emg_grow((void **)&bytes->buffer, &bytes->room, wanted, 1, error);
}

emg_status
emg_bytes_peek(emg_bytes *bytes, size_t want, const uint8_t **view,
               size_t *have, emg_error *error)
{
    while (bytes->to - bytes->from < want && !bytes->ended) {
        emg_status status = EMG_OK;
        if (bytes->room - bytes->from < want || bytes->to == bytes->room)
            status = make_room(bytes, error);
        if (!status)
            status = fill(bytes, error);
        if (status)
            return status;
    }
    size_t there = bytes->to - bytes->from;
    *view = bytes->buffer + bytes->from;
    *have = there < want ? there : want;
    return EMG_OK;
}

void
emg_bytes_take(emg_bytes *bytes, size_t n)
{
    bytes->from += n;
    bytes->first += (int64_t)n;
    if (bytes->from == bytes->to && bytes->fd >= 0)
        bytes->from = bytes->to = 0;
}

emg_status
emg_bytes_read(emg_bytes *bytes, void *to, size_t want, size_t *got,
               emg_error *error)
{
    uint8_t *put = to;
    *got = 0;
    while (*got < want) {
        const uint8_t *view;
        size_t left = want - *got;
        size_t have;
        emg_status status = emg_bytes_peek(
            bytes, left < FIRST_ROOM ? left : FIRST_ROOM, &view, &have, error);
        if (status)
            return status;
        if (have == 0)
            break;
        memcpy(put + *got, view, have);
        *got += have;
        emg_bytes_take(bytes, have);
    }
    return EMG_OK;
}

bool
emg_bytes_can_seek(const emg_bytes *bytes)
{
    return bytes->seekable || bytes->spool >= 0;
}

emg_status
emg_bytes_spool(emg_bytes *bytes, emg_error *error)
{
    if (emg_bytes_can_seek(bytes))
        return EMG_OK;
    bytes->spool = emg_temporary_file();
    if (bytes->spool < 0)
        return emg_fail(error, EMG_NO_OUTPUT,
                        "no temporary file for reading the pipe twice: %s; "
                        "set TMPDIR to a folder that can be written",
                        strerror(errno));
    if (bytes->to == bytes->from)
        return EMG_OK;
    return keep(bytes, bytes->buffer + bytes->from, bytes->to - bytes->from,
                error);
}

static bool
is_buffered(const emg_bytes *bytes, int64_t to)
{
    int64_t start = bytes->first - (int64_t)bytes->from;
    return to >= start && to <= start + (int64_t)bytes->to;
}

/* On a pipe the way to a byte leads over all before it. */
static emg_status
skip_to(emg_bytes *bytes, int64_t to, emg_error *error)
{
    const uint8_t *view;
    size_t have = 1;
    emg_status status = EMG_OK;

    while (!status && have > 0 && bytes->first < to) {
        int64_t left = to - bytes->first;
        size_t want = left < (int64_t)FIRST_ROOM ? (size_t)left : FIRST_ROOM;
        status = emg_bytes_peek(bytes, want, &view, &have, error);
        if (!status)
            emg_bytes_take(bytes, have);
    }
    return status;
}

emg_status
emg_bytes_seek(emg_bytes *bytes, int64_t to, emg_error *error)
{
    if (is_buffered(bytes, to)) {
        bytes->from = (size_t)((int64_t)bytes->from + to - bytes->first);
        bytes->first = to;
        return EMG_OK;
    }
    if (!emg_bytes_can_seek(bytes) || to < 0 || bytes->fd < 0)
        return emg_fail(error, EMG_INTERNAL, "a pipe cannot be read twice");
    if (bytes->seekable && lseek(bytes->fd, bytes->origin + to, SEEK_SET) < 0)
        return read_failed(bytes, error);
    int64_t near = bytes->seekable || to < bytes->spooled ? to : bytes->spooled;
    bytes->replayed = bytes->seekable ? 0 : near;
    bytes->from = bytes->to = 0;
    bytes->first = near;
    bytes->ended = false;
    return skip_to(bytes, to, error);
}

void
emg_bytes_forgo_fingerprint(emg_bytes *bytes)
{
    bytes->forgoes = bytes->seekable && bytes->fd >= 0 && bytes->hashed == 0;
}

/* The buffer was not hashed: its bytes have to be read again, too. */
static void
think_better_of_it(emg_bytes *bytes)
{
    bytes->forgoes = false;
    bytes->first += (int64_t)(bytes->to - bytes->from);
    bytes->from = bytes->to = 0;
}

static emg_status
hash_rest(emg_bytes *bytes, emg_error *error)
{
    const uint8_t *view;
    size_t have = 1;
    emg_status status = EMG_OK;

    if (bytes->forgoes)
        think_better_of_it(bytes);
    if (emg_bytes_can_seek(bytes) && bytes->fd >= 0)
        status = emg_bytes_seek(bytes, bytes->hashed, error);
    while (!status && have > 0) {
        status = emg_bytes_peek(bytes, FIRST_ROOM, &view, &have, error);
        if (!status)
            emg_bytes_take(bytes, have);
    }
    return status;
}

emg_status
emg_bytes_fingerprint(emg_bytes *bytes, char text[EMG_FINGERPRINT_SIZE],
                      emg_error *error)
{
    XXH128_hash_t hash;
    if (bytes->fd < 0) {
        hash = XXH3_128bits(bytes->buffer, (size_t)bytes->size);
    } else {
        emg_status status = hash_rest(bytes, error);
        if (status)
            return status;
        hash = XXH3_128bits_digest(&bytes->hash);
    }
    snprintf(text, EMG_FINGERPRINT_SIZE, "%016llx%016llx",
             (unsigned long long)hash.high64, (unsigned long long)hash.low64);
    return EMG_OK;
}
