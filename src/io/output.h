/* The one way in which bytes leave: buffered, and all or nothing. */
#ifndef EMG_IO_OUTPUT_H
#define EMG_IO_OUTPUT_H

#include "emg/io.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct emg_output emg_output;

/**
 * Opens a file for writing, or standard output for "-". The file is absent, old
 * or complete at any moment: it gets its name in finish. One that exists is
 * refused without force (EMG_NO_OUTPUT).
 */
emg_output *emg_output_open(const char *path, bool force, emg_error *error);

/** From now on finish writes a sidecar beside a file. */
void emg_output_account(emg_output *output, const emg_provenance *provenance);

/** So many of the samples were clipped; told in the sidecar. */
void emg_output_clipped(emg_output *output, int64_t samples);

/** Keeps what is written in memory; as_pipe: it cannot be patched. */
emg_output *emg_output_to_memory(bool as_pipe, emg_error *error);

/** What was written to memory. */
const uint8_t *emg_output_bytes(const emg_output *output, size_t *size);

/** Base name for messages; "" for standard output. */
const char *emg_output_name(const emg_output *output);

/** errno stays that of the write that failed (EPIPE: nobody reads on). */
emg_status emg_output_write(emg_output *output, const void *bytes, size_t n,
                            emg_error *error);

/** How many bytes were written so far. */
int64_t emg_output_written(const emg_output *output);

/** True when what was written can still be changed: a file. */
bool emg_output_can_patch(const emg_output *output);

/** Writes over n bytes that begin at byte `at` and were all written before. */
emg_status emg_output_patch(emg_output *output, int64_t at, const void *bytes,
                            size_t n, emg_error *error);

/**
 * Asked for before the first byte: from now on what was written can be patched
 * and read, on a pipe as well. What goes to standard output then waits in an
 * unlinked temporary file until finish.
 */
emg_status emg_output_hold(emg_output *output, emg_error *error);

/** Reads n bytes back that begin at byte `at`; only after emg_output_hold. */
emg_status emg_output_read(emg_output *output, int64_t at, void *to, size_t n,
                           emg_error *error);

/** All is written: the file gets its name. */
emg_status emg_output_finish(emg_output *output, emg_error *error);

/** Without finish before it, leaves no trace. */
void emg_output_destroy(emg_output *output);

#endif
