/* Numbers for header fields of eight characters. */
#include "base/number.h"
#include "io/edf_write.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FIELD 8

bool
emg_edf_print_fixed(char to[9], int64_t digits, int decimals)
{
    char text[32];
    uint64_t size = digits < 0 ? 0 - (uint64_t)digits : (uint64_t)digits;
    uint64_t one = 1;
    for (int i = 0; i < decimals; i++)
        one *= 10;
    int n = snprintf(text, sizeof text, "%s%llu", digits < 0 ? "-" : "",
                     (unsigned long long)(size / one));
    if (decimals > 0)
        n += snprintf(text + n, sizeof text - (size_t)n, ".%0*llu", decimals,
                      (unsigned long long)(size % one));
    while (decimals > 0 && text[n - 1] == '0' && decimals--)
        n--;
    if (text[n - 1] == '.')
        n--;
    if (n > FIELD)
        return false;
    memcpy(to, text, (size_t)n);
    to[n] = 0;
    return true;
}

static bool
reads_as(const char *text, double number)
{
    double back;
    return emg_number_read(text, strlen(text), &back) && back == number;
}

/* As few digits and a power of ten, for what is too large otherwise. */
static bool
print_power(char to[9], double number)
{
    char text[32];
    double size = number;
    for (int power = 1; power <= 30; power++) {
        size /= 10;
        if (fabs(size) < 1e5 && size == rint(size)) {
            int n = snprintf(text, sizeof text, "%de%d", (int)size, power);
            if (n <= FIELD)
                memcpy(to, text, (size_t)n + 1);
            return n <= FIELD && reads_as(to, number);
        }
    }
    return false;
}

bool
emg_edf_print(char to[9], double number)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    char shortest[EMG_NUMBER_SIZE];

    to[0] = 0;
    for (int d = 0; d <= 6 && fabs(number) < 1e8; d++) {
        long double digits = (long double)number * (long double)powers[d];
        char text[9];
        if (!emg_edf_print_fixed(text, llrintl(digits), d))
            break;
        strcpy(to, text); /* more digits are nearer */
        if (reads_as(to, number))
            return true;
    }
    int n = emg_number_print(shortest, number);
    if (n <= FIELD)
        memcpy(to, shortest, (size_t)n + 1);
    return reads_as(to, number) || print_power(to, number);
}
