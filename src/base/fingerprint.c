/* The hash of xxhash, out of sight of all others. */
#include "base/fingerprint.h"

#include "base/memory.h"

#include <stdio.h>

#define XXH_STATIC_LINKING_ONLY /* lets the state live inside our struct */
#include <xxhash.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h> /* the same hash, as wide as the processor is */
#endif

struct emg_fingerprint {
    XXH3_state_t hash;
};

emg_fingerprint *
emg_fingerprint_create(emg_error *error)
{
    emg_fingerprint *fingerprint = emg_new(1, sizeof *fingerprint, error);
    if (fingerprint)
        emg_fingerprint_reset(fingerprint);
    return fingerprint;
}

void
emg_fingerprint_destroy(emg_fingerprint *fingerprint)
{
    emg_free(fingerprint);
}

void
emg_fingerprint_reset(emg_fingerprint *fingerprint)
{
    XXH3_128bits_reset(&fingerprint->hash);
}

void
emg_fingerprint_add(emg_fingerprint *fingerprint, const void *bytes, size_t n)
{
    XXH3_128bits_update(&fingerprint->hash, bytes, n);
}

void
emg_fingerprint_tell(const emg_fingerprint *fingerprint,
                     char text[EMG_FINGERPRINT_SIZE])
{
    XXH128_hash_t hash = XXH3_128bits_digest(&fingerprint->hash);
    snprintf(text, EMG_FINGERPRINT_SIZE, "%016llx%016llx",
             (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}
