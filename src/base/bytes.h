/* Bytes from a file, a pipe or memory, looked at before they are taken. */
#ifndef EMG_BASE_BYTES_H
#define EMG_BASE_BYTES_H

#include "base/fingerprint.h"
#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct emg_bytes emg_bytes;

/** Opens a file for reading; EMG_NO_INPUT when that cannot be. */
emg_bytes *emg_bytes_open(const char *path, emg_error *error);

/** Reads a descriptor that the caller keeps open and closes. */
emg_bytes *emg_bytes_from_fd(int fd, const char *name, emg_error *error);

/** Reads size bytes that the caller keeps. */
emg_bytes *emg_bytes_from_memory(const void *memory, size_t size,
                                 const char *name, emg_error *error);

void emg_bytes_close(emg_bytes *bytes);

/** The base name for messages. */
const char *emg_bytes_name(const emg_bytes *bytes);

/** How many bytes there are in all, or -1 where only reading on can tell. */
int64_t emg_bytes_size(const emg_bytes *bytes);

/** How many bytes were taken so far. */
int64_t emg_bytes_at(const emg_bytes *bytes);

/**
 * Shows the next bytes without taking them: *have of them at *view, fewer than
 * want only when the input ends there. The view holds until the next call.
 * Memory grows with the bytes that are there, not with want.
 */
emg_status emg_bytes_peek(emg_bytes *bytes, size_t want, const uint8_t **view,
                          size_t *have, emg_error *error);

/** Takes n bytes that were shown before. */
void emg_bytes_take(emg_bytes *bytes, size_t n);

/** Copies the next want bytes; *got is less only at the end of the input. */
emg_status emg_bytes_read(emg_bytes *bytes, void *to, size_t want, size_t *got,
                          emg_error *error);

/** True when emg_bytes_seek works: a file, memory, or a spooled pipe. */
bool emg_bytes_can_seek(const emg_bytes *bytes);

/**
 * Keeps what a pipe gives from now on in an unlinked temporary file, so that
 * it can be read again. To be asked before anything is taken; nothing to do
 * for a file.
 */
emg_status emg_bytes_spool(emg_bytes *bytes, emg_error *error);

/** Goes on reading at byte `to`, counted from the first. */
emg_status emg_bytes_seek(emg_bytes *bytes, int64_t to, emg_error *error);

/**
 * The fingerprint of the whole input, as `xxhsum -H2` prints it. Reads what
 * was not read yet, so it is asked last.
 */
emg_status emg_bytes_fingerprint(emg_bytes *bytes,
                                 char text[EMG_FINGERPRINT_SIZE],
                                 emg_error *error);

/** Nobody is going to ask: of a file none is taken while it is read. Should
 * somebody ask after all, the file is read once more. */
void emg_bytes_forgo_fingerprint(emg_bytes *bytes);

#endif
