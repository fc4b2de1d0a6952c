/* Which anonymiser takes an input: its contents decide. */
#include "io/anonymize.h"

#include "io/anonymize_part.h"
#include "io/foreign.h"
#include "io/stream.h"
#include "io/wav.h"

#include <string.h>
#include <unistd.h>

#define LONGEST_CODE 40

emg_status
emg_anonymity_check(const emg_anonymity *how, emg_error *error)
{
    const char *code = how->code;
    size_t n = code ? strlen(code) : 0;
    bool bad = code && (n == 0 || n > LONGEST_CODE);
    for (size_t i = 0; i < n; i++)
        bad |= code[i] <= ' ' || code[i] >= 0x7F;
    if (!bad)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "the code must be one word of 1 to %d ASCII characters "
                    "without blanks",
                    LONGEST_CODE);
}

static emg_status
refuse(const uint8_t *first, size_t n, emg_error *error)
{
    if (emg_stream_looks_like(first, n))
        return emg_fail(error, EMG_BAD_FILE,
                        "this is an EMG stream; anonymise the file that it "
                        "came from, or write it as EDF first");
    if (n == 0 || emg_foreign_knows(first, n))
        return emg_foreign_refuse(first, n, error);
    return emg_fail_at(error, EMG_BAD_FILE, 0,
                       "only EDF, BDF and WAV are anonymised; write it as EDF "
                       "first, with emg-convert");
}

emg_status
emg_anonymize(const char *path, const char *target, const emg_anonymity *how,
              emg_error *error)
{
    const uint8_t *first;
    size_t n;
    if (emg_anonymity_check(how, error))
        return EMG_BAD_OPTION;
    emg_bytes *bytes = strcmp(path, "-") == 0
                           ? emg_bytes_from_fd(STDIN_FILENO, "-", error)
                           : emg_bytes_open(path, error);
    if (!bytes)
        return error->status;
    emg_status status =
        emg_bytes_peek(bytes, EMG_FOREIGN_BYTES, &first, &n, error);
    if (!status && emg_edf_looks_like(first, n))
        return emg_anonymize_edf(bytes, target, how, error);
    if (!status && n >= 4 &&
        (memcmp(first, ".snd", 4) == 0 || memcmp(first, "dns.", 4) == 0))
        return emg_anonymize_au(bytes, target, how, error);
    if (!status && emg_wav_looks_like(first, n))
        return emg_anonymize_wav(bytes, target, how, error);
    if (!status)
        status = refuse(first, n, error);
    emg_error_in_file(error, emg_bytes_name(bytes));
    emg_bytes_close(bytes);
    return status;
}
