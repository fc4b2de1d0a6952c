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

/* ---- the fast way: no library, no strtod ------------------------------ */

/* The decimal digits of a number from 1 to 10^17, ending zeros dropped. Returns
 * how many there are. */
static int
digits_of(char to[20], uint64_t number)
{
    char backwards[20];
    int n = 0;
    while (number % 10 == 0)
        number /= 10;
    for (; number > 0; number /= 10)
        backwards[n++] = (char)('0' + number % 10);
    for (int i = 0; i < n; i++)
        to[i] = backwards[n - 1 - i];
    return n;
}

/* As %g lays out n digits, the first of which counts 10^ten; -12 < ten < 15. */
static int
lay_out(char *to, const char *digits, int n, int ten)
{
    char *at = to;
    if (ten < -4) {
        *at++ = *digits;
        if (n > 1)
            *at++ = '.';
        at = (char *)memcpy(at, digits + 1, (size_t)n - 1) + n - 1;
        *at++ = 'e';
        *at++ = '-';
        *at++ = (char)('0' + -ten / 10);
        *at++ = (char)('0' + -ten % 10);
    } else if (ten < 0) {
        memcpy(at, "0.000", 5);
        at += 1 - ten;
        at = (char *)memcpy(at, digits, (size_t)n) + n;
    } else {
        for (int i = 0; i <= ten || i < n; i++) {
            if (i == ten + 1)
                *at++ = '.';
            *at++ = i < n ? digits[i] : '0';
        }
    }
    *at = 0;
    return (int)(at - to);
}

/*
 * The fewest of 15, 16 and 17 digits that read back equal. `scaled` is the
 * number times a power of ten that leaves 17 digits before the point; it is off
 * by less than 0.01, so where 0.05 could decide, 0 says: not sure. `half` is
 * half the distance to the next double: what lies nearer reads back equal.
 */
static uint64_t
fewest_digits(long double scaled, long double half)
{
    uint64_t whole = (uint64_t)scaled;
    for (uint64_t step = 100; step > 0; step /= 10) {
        uint64_t below = whole - whole % step;
        long double off = scaled - (long double)below;
        long double middle = (long double)step / 2;
        if (fabsl(off - middle) < 0.05L)
            return 0;
        if (off > middle) {
            below += step;
            off = (long double)step - off;
        }
        if (fabsl(off - half) < 0.05L)
            return 0;
        if (off < half)
            return below;
    }
    return 0;
}

/* Returns 0 for the few numbers that need the library's full precision. */
static int
print_fast(char *to, double number)
{
#if LDBL_MANT_DIG >= 64
    static const long double powers[] = {
        1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,  1e8L,  1e9L,
        1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L,
        1e20L, 1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L}; /* all exact */
    char digits[20] = {0};
    int two;
    double size = fabs(number);
    /* below a power of two the doubles lie closer: left to the slow way */
    if (!(size >= 1e-10 && size < 1e14) || frexp(size, &two) == 0.5)
        return 0;
    int ten = (two + 40) * 1233 / 4096 - 13; /* log10(2) = 1233 / 4096 */
    long double scaled = size * powers[16 - ten];
    for (; scaled >= 1e17L; ten++)
        scaled = size * powers[15 - ten];
    uint64_t whole = fewest_digits(scaled, ldexpl(powers[16 - ten], two - 54));
    if (whole == 0 || whole >= 100000000000000000)
        return 0;
    *to = '-';
    int sign = number < 0;
    int n = digits_of(digits, whole);
    return sign + lay_out(to + sign, digits, n, ten);
#else
    (void)to;
    (void)number;
    return 0;
#endif
}

int
emg_number_print(char *to, double number)
{
    if (!isfinite(number)) {
        memcpy(to, "n/a", 4);
        return 3;
    }
    if (number == 0)
        number = 0; /* no minus zero in a table */
    int length = print_fast(to, number);
    if (length > 0)
        return length;
    locale_t c = c_locale();
    if (fabs(number) < 1e15 && number == (double)(int64_t)number)
        return print_digits(to, number, 15, c);
    int fewest = fabs(number) < DBL_MIN ? 1 : 15; /* %g drops ending zeros */
    for (int digits = fewest; digits <= 17; digits++) {
        length = print_digits(to, number, digits, c);
        if (strtod_l(to, NULL, c) == number)
            break;
    }
    return length;
}
