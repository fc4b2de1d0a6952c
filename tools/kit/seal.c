/* An output is fingerprinted by its sidecar, which nothing else vouches for. */
#include "kit/seal.h"

#include "base/bytes.h"

#include <string.h>

static const char opening[] = "  \"seal\": \"", closing[] = "\"\n}\n";
#define DIGITS (EMG_FINGERPRINT_SIZE - 1)
#define LENGTH (sizeof opening - 1 + DIGITS + sizeof closing - 1)

static emg_status
fingerprint(const char *text, size_t n, char digits[EMG_FINGERPRINT_SIZE],
            emg_error *error)
{
    emg_bytes *bytes = emg_bytes_from_memory(text, n, "", error);
    emg_status status =
        bytes ? emg_bytes_fingerprint(bytes, digits, error) : EMG_NO_MEMORY;
    emg_bytes_close(bytes);
    return status;
}

emg_status
kit_seal_add(emg_text *to, emg_error *error)
{
    char digits[EMG_FINGERPRINT_SIZE];
    if (to->status || to->length < 3)
        return to->status;
    to->length -= 3; /* "\n}\n" */
    emg_text_add(to, ",\n");
    emg_status status = to->status
                            ? to->status
                            : fingerprint(to->chars, to->length, digits, error);
    if (status)
        return status;
    emg_text_add(to, opening);
    emg_text_add(to, digits);
    emg_text_add(to, closing);
    return to->status;
}

bool
kit_seal_holds(const char *text, size_t n)
{
    char digits[EMG_FINGERPRINT_SIZE];
    if (n < LENGTH || fingerprint(text, n - LENGTH, digits, NULL))
        return false;
    const char *at = text + n - LENGTH;
    const char *of_it = at + sizeof opening - 1;
    return memcmp(at, opening, sizeof opening - 1) == 0 &&
           memcmp(of_it, digits, DIGITS) == 0 &&
           memcmp(of_it + DIGITS, closing, sizeof closing - 1) == 0;
}
