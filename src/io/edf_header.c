/* The first 256 bytes of an EDF header, and whether it is EDF at all. */
#include "io/edf.h"

#include "base/memory.h"
#include "base/number.h"
#include "io/edf_field.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_RECORD_S 1e7 /* four months: nothing sensible is longer */

typedef enum magic { MAGIC_EDF, MAGIC_BDF, MAGIC_ODD } magic;

static const uint8_t bdf_magic[8] = {0xFF, 'B', 'I', 'O', 'S', 'E', 'M', 'I'};

static emg_edf_field
version_of(const uint8_t *first)
{
    return emg_edf_field_at(first, 0, 8, "version", 0);
}

static emg_edf_field
count_of(const uint8_t *first)
{
    return emg_edf_field_at(first, 236, 8, "record count", 0);
}

static emg_edf_field
duration_of(const uint8_t *first)
{
    return emg_edf_field_at(first, 244, 8, "record duration", 0);
}

static emg_edf_field
number_of_signals(const uint8_t *first, int shift)
{
    return emg_edf_field_at(first, 252 + shift, 4, "number of signals", 0);
}

static int64_t
header_bytes(const uint8_t *first, int shift)
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
static bool
agrees(const uint8_t *first, int shift)
{
    int n = signals_at(first, shift);
    return n > 0 && header_bytes(first, shift) ==
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
    if (n < EMG_EDF_FIXED || *first == 0xFF || memcmp(first, "GDF ", 4) == 0)
        return false;
    emg_edf_field duration = duration_of(first);
    return agrees(first, 0) && emg_edf_is_number(&duration, &number, &comma);
}

static emg_status
judge_magic(emg_edf_header *header, const uint8_t *first,
            emg_warnings *warnings, emg_error *error)
{
    char shown[EMG_EDF_SHOWN];
    magic found = magic_of(first);
    emg_edf_field version = version_of(first);
    emg_edf_shown(shown, &version);

    header->width = found == MAGIC_BDF ? 3 : 2;
    if (found != MAGIC_ODD)
        return EMG_OK;
    if (memcmp(first, "GDF ", 4) == 0)
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "this is a GDF file, not an EDF or BDF file; "
                           "convert it to EDF");
    if (!emg_edf_looks_like(first, EMG_EDF_FIXED))
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "not an EDF or BDF file: the version is '%s'",
                           shown);
    if (emg_edf_is(&version, "0"))
        return EMG_OK; /* only its padding is odd */
    return emg_io_warn(warnings, error, 0,
                       "version is '%s', not 0; read as EDF, since the rest "
                       "of the header agrees",
                       shown);
}

static int
two_digits(const char *text)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    return (text[0] - '0') * 10 + text[1] - '0';
}

static bool
is_date(const emg_edf_field *field)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (field->n != 8 || field->text[2] != '.' || field->text[5] != '.')
        return false;
    int day = two_digits(field->text);
    int month = two_digits(field->text + 3);
    int year = two_digits(field->text + 6);
    if (year < 0 || month < 1 || month > 12)
        return false;
    bool leap = month == 2 && year % 4 == 0; /* 1985 to 2084 */
    return day >= 1 && day <= days[month - 1] + leap;
}

static bool
is_time(const emg_edf_field *field)
{
    if (field->n != 8 || field->text[2] != '.' || field->text[5] != '.')
        return false;
    int hour = two_digits(field->text);
    int minute = two_digits(field->text + 3);
    int second = two_digits(field->text + 6);
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 &&
           second >= 0 && second < 60;
}

/* Neither is shown: when somebody was here is a part of who that was. */
static emg_status
judge_clock(const uint8_t *first, emg_warnings *warnings, emg_error *error)
{
    emg_edf_field date = emg_edf_field_at(first, 168, 8, "start date", 0);
    emg_edf_field time = emg_edf_field_at(first, 176, 8, "start time", 0);
    emg_status status = EMG_OK;
    if (!is_date(&date))
        status = emg_io_warn(warnings, error, date.byte,
                             "start date is no date as dd.mm.yy; the date is "
                             "taken as unknown");
    if (!status && !is_time(&time))
        status = emg_io_warn(warnings, error, time.byte,
                             "start time is no time as hh.mm.ss; the time is "
                             "taken as unknown");
    return status;
}

/* True when a word stands there that is not X, the sign for unknown. */
static bool
names_someone(const uint8_t *first, int byte)
{
    emg_edf_field field = emg_edf_field_at(first, byte, 80, "", 0);
    size_t at = 0;
    while (at < field.n) {
        size_t end = at;
        while (end < field.n && field.text[end] != ' ')
            end++;
        emg_edf_field word = {.text = field.text + at, .n = end - at};
        if (word.n > 0 && !emg_edf_is(&word, "X") &&
            !emg_edf_is(&word, "Startdate"))
            return true;
        at = end + 1;
    }
    return false;
}

static bool
starts(const uint8_t *first, const char *plus)
{
    return memcmp(first + 192 + 3, plus, 2) == 0 &&
           (memcmp(first + 192, "EDF", 3) == 0 ||
            memcmp(first + 192, "BDF", 3) == 0);
}

static void
name_format(emg_edf_header *header, const uint8_t *first)
{
    header->discontinuous = starts(first, "+D");
    header->plus = header->discontinuous || starts(first, "+C");
    snprintf(header->format, sizeof header->format, "%s%s",
             header->width == 3 ? "BDF" : "EDF",
             header->discontinuous ? "+D"
             : header->plus        ? "+C"
                                   : "");
}

static bool
times_ten(int64_t *number, int64_t n)
{
    for (; n > 0; n--)
        if (*number != 0 && __builtin_mul_overflow(*number, 10, number))
            return false;
    return true;
}

/* The exact value of a decimal number as a fraction; false when it does not
 * fit. The field is a number above 0, of 8 characters at most. */
static bool
as_fraction(const emg_edf_field *field, int64_t *over, int64_t *under)
{
    int64_t digits = 0, exponent = 0;
    bool fraction = false;
    for (size_t i = 0; i < field->n; i++) {
        char c = field->text[i];
        if (c == 'e' || c == 'E') {
            int64_t power;
            if (!emg_integer_read(field->text + i + 1, field->n - i - 1,
                                  &power))
                return false;
            exponent += power;
            break;
        }
        if (c >= '0' && c <= '9') {
            digits = digits * 10 + c - '0';
            exponent -= fraction;
        }
        fraction |= c == '.' || c == ',';
    }
    *over = digits;
    *under = 1;
    return times_ten(over, exponent) && times_ten(under, -exponent);
}

static emg_status
read_duration(emg_edf_header *header, const uint8_t *first,
              emg_warnings *warnings, emg_error *error)
{
    char shown[EMG_EDF_SHOWN];
    emg_edf_field field = duration_of(first);
    double seconds = 0;
    emg_status status = emg_edf_number(&field, &seconds, warnings, error);
    emg_edf_shown(shown, &field);
    header->seconds_under = 1;
    if (status)
        return status;
    if (seconds < 0)
        return emg_fail_at(error, EMG_BAD_FILE, field.byte,
                           "record duration is '%s', below 0", shown);
    if (seconds > LONGEST_RECORD_S ||
        (seconds > 0 &&
         !as_fraction(&field, &header->seconds_over, &header->seconds_under)))
        return emg_fail_at(error, EMG_BAD_FILE, field.byte,
                           "record duration is '%s' s, which makes an absurd "
                           "sampling rate",
                           shown);
    return EMG_OK;
}

/* The count is judged when the number of bytes is known. */
static void
read_count(emg_edf_header *header, const uint8_t *first)
{
    emg_edf_field field = count_of(first);
    double number;
    bool comma;
    header->n_records = -1;
    if (emg_edf_is_number(&field, &number, &comma) && number >= 1 &&
        number < 1e8 && number == (double)(int64_t)number)
        header->n_records = (int64_t)number;
    emg_edf_shown(header->count_shown, &field);
}

static emg_status
read_n_signals(emg_edf_header *header, const uint8_t *first, emg_error *error)
{
    char shown[EMG_EDF_SHOWN];
    emg_edf_field field = number_of_signals(first, 0);
    emg_edf_shown(shown, &field);
    int n = emg_edf_signals(first);
    header->n_signals = n > 0 ? n : 0;
    if (n > 0)
        return EMG_OK;
    if (field.n == 0)
        return emg_fail_at(error, EMG_BAD_FILE, field.byte,
                           "number of signals is blank");
    return emg_fail_at(error, EMG_BAD_FILE, field.byte,
                       "number of signals is '%s', not a whole number from 1",
                       shown);
}

static emg_status
read_fixed(emg_edf_header *header, const uint8_t *first, emg_warnings *warnings,
           emg_error *error)
{
    emg_status status = judge_magic(header, first, warnings, error);
    if (!status)
        status = judge_clock(first, warnings, error);
    header->header_bytes = header_bytes(first, 0);
    header->has_identity = names_someone(first, 8) || names_someone(first, 88);
    name_format(header, first);
    read_count(header, first);
    if (!status)
        status = read_duration(header, first, warnings, error);
    if (!status)
        status = read_n_signals(header, first, error);
    return status;
}

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
        return agrees(bytes, shift);
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

static void
hint_at_displacement(const emg_edf_header *header, const uint8_t *bytes,
                     size_t size, emg_error *error)
{
    if (!error || error->status != EMG_BAD_FILE || magic_of(bytes) == MAGIC_ODD)
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
    emg_status status = read_fixed(header, bytes, warnings, error);
    size_t whole =
        EMG_EDF_FIXED + (size_t)header->n_signals * EMG_EDF_PER_SIGNAL;
    if (!status && size < whole)
        status =
            emg_fail_at(error, EMG_BAD_FILE, (int64_t)size,
                        "header cut short: %zu of %zu bytes for %d signals",
                        size, whole, header->n_signals);
    else if (!status)
        status = judge_padding(bytes, whole, warnings, error);
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
