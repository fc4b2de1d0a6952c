/* glibc's own conversions are exact; only their locale must be pinned down. */
#include "base/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 64 /* more characters than any sensible number needs */

/* In glibc the C locale is a constant object: this takes no memory. */
static locale_t
c_locale(void)
{
    return newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static const char *
skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

static const char *
skip_sign(const char *at, const char *end)
{
    return at < end && (*at == '+' || *at == '-') ? at + 1 : at;
}

static bool
is_decimal(const char *text, const char *end)
{
    const char *whole = skip_sign(text, end);
    const char *at = skip_digits(whole, end);
    ptrdiff_t digits = at - whole;

    if (at < end && *at == '.') {
        const char *fraction = at + 1;
        at = skip_digits(fraction, end);
        digits += at - fraction;
    }
    if (digits == 0)
        return false;
    if (at < end && (*at == 'e' || *at == 'E')) {
        const char *exponent = skip_sign(at + 1, end);
        at = skip_digits(exponent, end);
        if (at == exponent)
            return false;
    }
    return at == end;
}

bool
emg_number_read(const char *text, size_t length, double *number)
{
    char copy[LONGEST + 1];

    if (length > LONGEST || !is_decimal(text, text + length))
        return false;
    memcpy(copy, text, length);
    copy[length] = 0;
    double value = strtod_l(copy, NULL, c_locale());
    if (!isfinite(value))
        return false;
    *number = value;
    return true;
}

bool
emg_integer_read(const char *text, size_t length, int64_t *number)
{
    const char *end = text + length;
    const char *at = skip_sign(text, end);
    int64_t value = 0;

    if (at == end || skip_digits(at, end) != end)
        return false;
    int sign = *text == '-' ? -1 : 1; /* the least has no positive twin */
    for (; at < end; at++)
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, sign * (*at - '0'), &value))
            return false;
    *number = value;
    return true;
}

static int
print_digits(char *to, double number, int digits, locale_t c)
{
    locale_t before = uselocale(c);
    int length = snprintf(to, EMG_NUMBER_SIZE, "%.*g", digits, number);
    uselocale(before);
    return length;
}

int
emg_number_print(char *to, double number)
{
    locale_t c = c_locale();

    if (!isfinite(number)) {
        memcpy(to, "n/a", 4);
        return 3;
    }
    if (number == 0)
        number = 0; /* no minus zero in a table */
    if (fabs(number) < 1e15 && number == (double)(int64_t)number)
        return print_digits(to, number, 15, c);
    int length = 0;
    int fewest = fabs(number) < DBL_MIN ? 1 : 15; /* %g drops ending zeros */
    for (int digits = fewest; digits <= 17; digits++) {
        length = print_digits(to, number, digits, c);
        if (strtod_l(to, NULL, c) == number)
            break;
    }
    return length;
}
