/* A whole EDF header: read, judged, and where it is displaced, said so. */
#include "io/edf.h"

#include "base/memory.h"
#include "base/number.h"
#include "io/edf_field.h"

#include <stdio.h>
#include <string.h>

/* Fields padded with something else than blanks are named once. */
static emg_status
judge_padding(const uint8_t *bytes, size_t size, emg_warnings *warnings,
              emg_error *error)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] == 0 || bytes[i] == '\t')
            return emg_io_warn(warnings, error, (int64_t)i,
                               "header fields are padded with %s bytes, read "
                               "as blanks",
                               bytes[i] == 0 ? "NUL" : "TAB");
    return EMG_OK;
}

/* A byte lost or added in a text moves all later fields. True when they make
 * sense `shift` bytes from where they belong. */
static bool
makes_sense(const emg_edf_header *header, const uint8_t *bytes, size_t size,
            int shift)
{
    if (header->n_signals == 0)
        return size >= EMG_EDF_FIXED + (size_t)(shift > 0) &&
               emg_edf_agrees(bytes, shift);
    int64_t n = header->n_signals;
    int64_t from = EMG_EDF_FIXED + 120 * n + shift;
    if ((size_t)(from + 16 * n) > size)
        return false;
    for (int64_t k = 0; k < 2 * n; k++) {
        emg_edf_field field =
            emg_edf_field_at(bytes, from + 8 * k, 8, "digital range", 0);
        int64_t number;
        if (!emg_integer_read(field.text, field.n, &number))
            return false;
    }
    return true;
}

/* True when every number of every signal stands behind exactly one blank: none
 * is written so, and a byte added before them does it. */
static bool
numbers_are_late(const emg_edf_header *header, const uint8_t *bytes)
{
    static const int64_t before[] = {104, 112, 120, 128, 216};
    int64_t n = header->n_signals;
    for (size_t p = 0; p < sizeof before / sizeof *before; p++)
        for (int64_t i = 0; i < n; i++) {
            const uint8_t *at = bytes + EMG_EDF_FIXED + before[p] * n + 8 * i;
            if (at[0] != ' ' || at[1] == ' ')
                return false;
        }
    return true;
}

static void
hint_at_displacement(const emg_edf_header *header, const uint8_t *bytes,
                     size_t size, emg_error *error)
{
    if (!error || error->status != EMG_BAD_FILE || !emg_edf_has_magic(bytes) ||
        strstr(error->text, "displaced"))
        return;
    if (makes_sense(header, bytes, size, 0)) /* all in its place */
        return;
    bool lost = makes_sense(header, bytes, size, -1);
    if (!lost && !makes_sense(header, bytes, size, 1))
        return;
    size_t n = strlen(error->text);
    snprintf(error->text + n, sizeof error->text - n,
             "; the header looks displaced by one byte, %s before it",
             lost ? "lost" : "added");
}

emg_status
emg_edf_header_read(emg_edf_header *header, const uint8_t *bytes, size_t size,
                    double rate_hz, emg_warnings *warnings, emg_error *error)
{
    *header = (emg_edf_header){0};
    if (size < EMG_EDF_FIXED)
        return emg_fail_at(error, EMG_BAD_FILE, (int64_t)size,
                           "header cut short: %zu of at least 256 bytes", size);
    emg_status status = emg_edf_fixed_read(header, bytes, warnings, error);
    size_t whole =
        EMG_EDF_FIXED + (size_t)header->n_signals * EMG_EDF_PER_SIGNAL;
    if (!status && size < whole)
        status =
            emg_fail_at(error, EMG_BAD_FILE, (int64_t)size,
                        "header cut short: %zu of %zu bytes for %d signals",
                        size, whole, header->n_signals);
    else if (!status)
        status = judge_padding(bytes, whole, warnings, error);
    if (!status && numbers_are_late(header, bytes))
        status = emg_fail_at(error, EMG_BAD_FILE,
                             EMG_EDF_FIXED + 104 * (int64_t)header->n_signals,
                             "the header is displaced by one byte, added "
                             "before the physical minimum");
    if (!status)
        status = emg_edf_signals_read(header, bytes, rate_hz, warnings, error);
    if (status) {
        hint_at_displacement(header, bytes, size, error);
        emg_edf_header_clear(header);
    }
    return status;
}

void
emg_edf_header_clear(emg_edf_header *header)
{
    emg_free(header->signals);
    *header = (emg_edf_header){0};
}
