/* The first 256 bytes of an EDF header: what holds for all signals. */
#include "io/edf.h"

#include "base/number.h"
#include "io/edf_field.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_RECORD_S 1e7 /* four months: nothing sensible is longer */

static emg_edf_field
duration_of(const uint8_t *first)
{
    return emg_edf_field_at(first, 244, 8, "record duration", 0);
}

static emg_edf_field
count_of(const uint8_t *first)
{
    return emg_edf_field_at(first, 236, 8, "record count", 0);
}

static int
two_digits(const char *text)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    return (text[0] - '0') * 10 + text[1] - '0';
}

/* EDF+ writes the letters yy where two digits are not enough; the year then
 * stands in the recording field. */
static int
year_of(const char *text)
{
    return memcmp(text, "yy", 2) == 0 ? 0 : two_digits(text);
}

static bool
is_date(const emg_edf_field *field)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (field->n != 8 || field->text[2] != '.' || field->text[5] != '.')
        return false;
    int day = two_digits(field->text);
    int month = two_digits(field->text + 3);
    int year = year_of(field->text + 6);
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

/* Both `shift` bytes from where they belong. */
static bool
has_clock(const uint8_t *first, int shift)
{
    emg_edf_field date = emg_edf_field_at(first, 168 + shift, 8, "", 0);
    emg_edf_field time = emg_edf_field_at(first, 176 + shift, 8, "", 0);
    return is_date(&date) && is_time(&time);
}

/* Neither is shown: when somebody was here is a part of who that was. Sixteen
 * characters without padding: displaced by one byte they give that away. */
static emg_status
judge_clock(const uint8_t *first, emg_warnings *warnings, emg_error *error)
{
    emg_edf_field date = emg_edf_field_at(first, 168, 8, "start date", 0);
    emg_edf_field time = emg_edf_field_at(first, 176, 8, "start time", 0);
    emg_status status = EMG_OK;
    if (has_clock(first, -1) || has_clock(first, 1))
        return emg_fail_at(error, EMG_BAD_FILE, date.byte,
                           "the header is displaced by one byte, %s before the "
                           "start date",
                           has_clock(first, 1) ? "added" : "lost");
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

/* A day of its own, and none of those that stand for no day. */
static bool
names_day(const uint8_t *first)
{
    emg_edf_field date = emg_edf_field_at(first, 168, 8, "start date", 0);
    return date.n > 0 && !emg_edf_is(&date, "01.01.85") &&
           !emg_edf_is(&date, "00.00.00");
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
        if (__builtin_mul_overflow(*number, 10, number))
            return false;
    return true;
}

/* The exact value of a decimal number as a fraction; false when it does not
 * fit. The field is a number above 0 and not above LONGEST_RECORD_S, of 8
 * characters at most. */
static bool
as_fraction(const emg_edf_field *field, int64_t *over, int64_t *under)
{
    int64_t digits = 0, exponent = 0;
    bool fraction = false;
    for (size_t i = 0; i < field->n; i++) {
        char c = field->text[i];
        if (c == 'e' || c == 'E') {
            int64_t power = 0;
            emg_integer_read(field->text + i + 1, field->n - i - 1, &power);
            exponent += power;
            break;
        }
        if (c >= '0') { /* signs and points lie below */
            digits = digits * 10 + c - '0';
            exponent -= fraction;
        }
        fraction |= c == '.' || c == ',';
    }
    *over = digits;
    *under = 1;
    times_ten(over, exponent); /* that fits: it is no longer than the longest */
    return times_ten(under, -exponent);
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
    emg_edf_field field =
        emg_edf_field_at(first, 252, 4, "number of signals", 0);
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

emg_status
emg_edf_fixed_read(emg_edf_header *header, const uint8_t *first,
                   emg_warnings *warnings, emg_error *error)
{
    emg_status status = emg_edf_magic_judge(header, first, warnings, error);
    if (!status)
        status = judge_clock(first, warnings, error);
    header->header_bytes = emg_edf_told_size(first, 0);
    header->has_identity =
        names_someone(first, 8) || names_someone(first, 88) || names_day(first);
    name_format(header, first);
    read_count(header, first);
    if (!status)
        status = read_duration(header, first, warnings, error);
    if (!status)
        status = read_n_signals(header, first, error);
    return status;
}
