/* Whether it is EDF or BDF at all. */
#include "io/edf.h"

#include "base/number.h"
#include "io/edf_field.h"

#include <string.h>

typedef enum magic { MAGIC_EDF, MAGIC_BDF, MAGIC_ODD } magic;

static const uint8_t bdf_magic[8] = {0xFF, 'B', 'I', 'O', 'S', 'E', 'M', 'I'};

static emg_edf_field
version_of(const uint8_t *first)
{
    return emg_edf_field_at(first, 0, 8, "version", 0);
}

static emg_edf_field
number_of_signals(const uint8_t *first, int shift)
{
    return emg_edf_field_at(first, 252 + shift, 4, "number of signals", 0);
}

int64_t
emg_edf_told_size(const uint8_t *first, int shift)
{
    emg_edf_field field =
        emg_edf_field_at(first, 184 + shift, 8, "header bytes", 0);
    int64_t number;
    return emg_integer_read(field.text, field.n, &number) ? number : -1;
}

static int
signals_at(const uint8_t *first, int shift)
{
    emg_edf_field field = number_of_signals(first, shift);
    int64_t number;
    if (!emg_integer_read(field.text, field.n, &number) || number < 1)
        return -1;
    return (int)number; /* four digits at most */
}

int
emg_edf_signals(const uint8_t *first)
{
    return signals_at(first, 0);
}

/* The two fields that must fit each other. */
bool
emg_edf_agrees(const uint8_t *first, int shift)
{
    int n = signals_at(first, shift);
    return n > 0 && emg_edf_told_size(first, shift) ==
                        EMG_EDF_FIXED + (int64_t)n * EMG_EDF_PER_SIGNAL;
}

static magic
magic_of(const uint8_t *first)
{
    if (memcmp(first, "0       ", 8) == 0)
        return MAGIC_EDF;
    return memcmp(first, bdf_magic, 8) == 0 ? MAGIC_BDF : MAGIC_ODD;
}

bool
emg_edf_has_magic(const uint8_t *first)
{
    return magic_of(first) != MAGIC_ODD;
}

bool
emg_edf_looks_like(const uint8_t *first, size_t n)
{
    size_t known = n < 8 ? n : 8;
    double number;
    bool comma;
    if (n == 0)
        return false;
    if (memcmp(first, "0       ", known) == 0 ||
        memcmp(first, bdf_magic, known) == 0)
        return true;
    if (n < EMG_EDF_FIXED || *first == 0xFF || memcmp(first, "GDF ", 4) == 0 ||
        memmem(first, 8, "BIOSEM", 6))
        return false; /* a BDF that is damaged would be noise as EDF */
    emg_edf_field duration =
        emg_edf_field_at(first, 244, 8, "record duration", 0);
    return emg_edf_agrees(first, 0) &&
           emg_edf_is_number(&duration, &number, &comma);
}

emg_status
emg_edf_magic_judge(emg_edf_header *header, const uint8_t *first,
                    emg_warnings *warnings, emg_error *error)
{
    magic found = magic_of(first);
    emg_edf_field version = version_of(first);

    header->width = found == MAGIC_BDF ? 3 : 2;
    if (found != MAGIC_ODD)
        return EMG_OK;
    if (memcmp(first, "GDF ", 4) == 0)
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "this is a GDF file, not an EDF or BDF file; "
                           "convert it to EDF");
    if (!emg_edf_looks_like(first, EMG_EDF_FIXED))
        return emg_fail_at(
            error, EMG_BAD_FILE, 0,
            "not an EDF or BDF file: the version is neither 0 nor "
            "BIOSEMI");
    if (emg_edf_is(&version, "0"))
        return EMG_OK; /* only its padding is odd */
    /* It is not shown: some write the day of the recording there. */
    return emg_io_warn(warnings, error, 0,
                       "version is not 0; read as EDF, since the rest of the "
                       "header agrees");
}
