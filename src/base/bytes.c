/* One buffer that slides over what a feed gives. */
#include "base/bytes.h"

#include "base/feed.h"
#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FIRST_ROOM ((size_t)256 * 1024)

struct emg_bytes {
    emg_feed feed; /* empty over memory */
    bool in_memory;
    bool ended;    /* nothing comes after the buffer */
    int64_t first; /* the input's byte at buffer[from] */
    uint8_t *buffer;
    size_t room, from, to;
    emg_fingerprint *print; /* of the bytes up to `hashed`, each once */
    int64_t hashed;
    bool forgoes; /* no fingerprint is taken */
    char name[256];
};

static emg_bytes *
create(const emg_feed *feed, const char *path, emg_error *error)
{
    emg_bytes *bytes = emg_new(1, sizeof *bytes, error);
    if (!bytes)
        return NULL;
    bytes->print = emg_fingerprint_create(error);
    if (!bytes->print) {
        emg_free(bytes);
        return NULL;
    }
    const char *slash = strrchr(path, '/');
    snprintf(bytes->name, sizeof bytes->name, "%s", slash ? slash + 1 : path);
    bytes->feed = *feed;
    return bytes;
}

emg_bytes *
emg_bytes_from_fd(int fd, const char *name, emg_error *error)
{
    emg_feed feed = emg_feed_from(fd);
    return create(&feed, name, error);
}

emg_bytes *
emg_bytes_open(const char *path, emg_error *error)
{
    emg_feed feed;
    if (emg_feed_open(&feed, path, error))
        return NULL;
    emg_bytes *bytes = create(&feed, path, error);
    if (!bytes)
        emg_feed_close(&feed);
    return bytes;
}

emg_bytes *
emg_bytes_from_memory(const void *memory, size_t size, const char *name,
                      emg_error *error)
{
    emg_feed none = EMG_NO_FEED;
    emg_bytes *bytes = create(&none, name, error);
    if (!bytes)
        return NULL;
    bytes->buffer = (uint8_t *)(uintptr_t)memory; /* only ever read */
    bytes->to = size;
    bytes->feed.size = (int64_t)size;
    bytes->in_memory = true;
    bytes->ended = true;
    return bytes;
}

void
emg_bytes_close(emg_bytes *bytes)
{
    if (!bytes)
        return;
    if (!bytes->in_memory)
        emg_free(bytes->buffer);
    emg_feed_close(&bytes->feed);
    emg_fingerprint_destroy(bytes->print);
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
    return bytes->feed.size;
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

static void
digest(emg_bytes *bytes, int64_t at, const uint8_t *from, size_t n)
{
    int64_t known = bytes->hashed - at;
    if (bytes->forgoes || known < 0 || known >= (int64_t)n)
        return;
    emg_fingerprint_add(bytes->print, from + known, n - (size_t)known);
    bytes->hashed = at + (int64_t)n;
}

static emg_status
fill(emg_bytes *bytes, emg_error *error)
{
    uint8_t *end = bytes->buffer + bytes->to;
    ssize_t got;
    emg_status status =
        emg_feed_read(&bytes->feed, end, bytes->room - bytes->to, &got, error);
    if (status)
        return status;
    if (got < 0)
        return read_failed(bytes, error);
    bytes->ended = got == 0;
    digest(bytes, bytes->first + (int64_t)(bytes->to - bytes->from), end,
           (size_t)got);
    bytes->to += (size_t)got;
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
        if (bytes->room - bytes->from < want)
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
    if (bytes->from == bytes->to && !bytes->in_memory)
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
    return bytes->in_memory || emg_feed_can_seek(&bytes->feed);
}

emg_status
emg_bytes_spool(emg_bytes *bytes, emg_error *error)
{
    size_t n = bytes->to - bytes->from;
    if (emg_bytes_can_seek(bytes))
        return EMG_OK;
    return emg_feed_spool(&bytes->feed, n ? bytes->buffer + bytes->from : NULL,
                          n, error);
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
    while (bytes->first < to) {
        int64_t left = to - bytes->first;
        size_t have,
            want = left < (int64_t)FIRST_ROOM ? (size_t)left : FIRST_ROOM;
        emg_status status = emg_bytes_peek(bytes, want, &view, &have, error);
        if (status || have == 0)
            return status;
        emg_bytes_take(bytes, have);
    }
    return EMG_OK;
}

emg_status
emg_bytes_seek(emg_bytes *bytes, int64_t to, emg_error *error)
{
    if (is_buffered(bytes, to)) {
        bytes->from = (size_t)((int64_t)bytes->from + to - bytes->first);
        bytes->first = to;
        return EMG_OK;
    }
    int64_t near = to;
    if (to < 0 || !emg_feed_can_seek(&bytes->feed))
        return emg_fail(error, EMG_INTERNAL, "a pipe cannot be read twice");
    if (!emg_feed_seek(&bytes->feed, &near))
        return read_failed(bytes, error);
    bytes->from = bytes->to = 0;
    bytes->first = near;
    bytes->ended = false;
    return skip_to(bytes, to, error);
}

void
emg_bytes_forgo_fingerprint(emg_bytes *bytes)
{
    bytes->forgoes = bytes->feed.is_file && bytes->hashed == 0;
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
    if (emg_feed_can_seek(&bytes->feed))
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
    emg_status status = EMG_OK;
    if (bytes->in_memory) {
        emg_fingerprint_reset(bytes->print);
        emg_fingerprint_add(bytes->print, bytes->buffer,
                            (size_t)bytes->feed.size);
    } else {
        status = hash_rest(bytes, error);
    }
    if (!status)
        emg_fingerprint_tell(bytes->print, text);
    return status;
}
