/* The one place where memory is taken. */
#ifndef EMG_BASE_MEMORY_H
#define EMG_BASE_MEMORY_H

#include "emg/base.h"

#include <stddef.h>

/**
 * Zeroed memory for count things of size bytes, aligned to a cache line
 * (emg_lanes and FFTW buffers need it). count and size may be 0.
 * Returns NULL with *error set to EMG_NO_MEMORY; emg_free gives it back.
 */
void *emg_new(size_t count, size_t size, emg_error *error);

/**
 * The same for a table most of which stays zero: of a large one, only pages
 * that are written to cost memory. Not aligned beyond what its things need.
 */
void *emg_new_sparse(size_t count, size_t size, emg_error *error);

/**
 * Makes room for at least wanted things in *array, which holds *capacity of
 * them; what is there stays, what is new is zero. On failure all is as it was.
 */
emg_status emg_grow(void **array, size_t *capacity, size_t wanted, size_t size,
                    emg_error *error);

/** A copy of text that the caller frees, or NULL with *error set. */
char *emg_text_copy(const char *text, emg_error *error);

void emg_free(void *memory);

#endif
