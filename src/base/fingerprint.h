/* What tells one file from another: XXH3-128, as `xxhsum -H2` prints it. */
#ifndef EMG_BASE_FINGERPRINT_H
#define EMG_BASE_FINGERPRINT_H

#include "emg/base.h"

#include <stddef.h>

/** 32 hexadecimal digits and NUL. */
#define EMG_FINGERPRINT_SIZE 33

typedef struct emg_fingerprint emg_fingerprint;

/** Of no bytes yet. */
emg_fingerprint *emg_fingerprint_create(emg_error *error);
void emg_fingerprint_destroy(emg_fingerprint *fingerprint);

/** Begins afresh. */
void emg_fingerprint_reset(emg_fingerprint *fingerprint);

/** The next n bytes. */
void emg_fingerprint_add(emg_fingerprint *fingerprint, const void *bytes,
                         size_t n);

/** The digits of all bytes so far. */
void emg_fingerprint_tell(const emg_fingerprint *fingerprint,
                          char text[EMG_FINGERPRINT_SIZE]);

#endif
