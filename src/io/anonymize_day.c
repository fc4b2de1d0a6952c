/* Days: read, moved, counted in years and written. */
#include "io/anonymize_day.h"

#include <stdio.h>
#include <string.h>

#define FIRST_YEAR 1985
#define LAST_YEAR 2084

static const char months[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

static int
digits(const char *text, size_t n)
{
    int value = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + text[i] - '0';
    }
    return value;
}

static int
days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

static bool
is_day(const emg_day *day)
{
    return day->year >= 1000 && day->month >= 1 && day->month <= 12 &&
           day->day >= 1 && day->day <= days_of(day->year, day->month);
}

static char
upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static int
month_of(const char *text)
{
    for (int m = 0; m < 12; m++) {
        const char *name = months + 3 * m;
        if (upper(text[0]) == name[0] && upper(text[1]) == name[1] &&
            upper(text[2]) == name[2])
            return m + 1;
    }
    return 0;
}

bool
emg_day_read_long(emg_day *day, const char *text, size_t n)
{
    *day = (emg_day){0};
    if (n != EMG_DAY_LONG - 1 || text[2] != '-' || text[6] != '-')
        return false;
    emg_day read = {digits(text + 7, 4), month_of(text + 3), digits(text, 2)};
    if (!is_day(&read))
        return false;
    *day = read;
    return true;
}

bool
emg_day_read_short(emg_day *day, const char *text, size_t n)
{
    *day = (emg_day){0};
    if (n != EMG_DAY_SHORT - 1 || text[2] != '.' || text[5] != '.')
        return false;
    int year = digits(text + 6, 2);
    emg_day read = {year + (year < FIRST_YEAR % 100 ? 2000 : 1900),
                    digits(text + 3, 2), digits(text, 2)};
    if (year < 0 || !is_day(&read))
        return false;
    *day = read;
    return true;
}

bool
emg_day_shift(emg_day *day, int days)
{
    day->day += days;
    while (day->day < 1 && day->year >= FIRST_YEAR) {
        day->month = day->month == 1 ? 12 : day->month - 1;
        day->year -= day->month == 12;
        day->day += days_of(day->year, day->month);
    }
    while (day->year <= LAST_YEAR &&
           day->day > days_of(day->year, day->month)) {
        day->day -= days_of(day->year, day->month);
        day->month = day->month == 12 ? 1 : day->month + 1;
        day->year += day->month == 1;
    }
    return day->year >= FIRST_YEAR && day->year <= LAST_YEAR;
}

int
emg_day_age(const emg_day *birth, const emg_day *then)
{
    if (birth->month == 0 || then->month == 0)
        return -1;
    bool before = then->month < birth->month ||
                  (then->month == birth->month && then->day < birth->day);
    int age = then->year - birth->year - before;
    return age < 0 || age > 150 ? -1 : age;
}

void
emg_day_print_long(char to[EMG_DAY_LONG], const emg_day *day)
{
    snprintf(to, EMG_DAY_LONG, "%02u-%.3s-%04u", (unsigned)day->day % 100,
             months + 3 * (day->month - 1), (unsigned)day->year % 10000);
}

void
emg_day_print_short(char to[EMG_DAY_SHORT], const emg_day *day)
{
    snprintf(to, EMG_DAY_SHORT, "%02u.%02u.%02u", (unsigned)day->day % 100,
             (unsigned)day->month % 100, (unsigned)day->year % 100);
}
