/* Numbers from any text: what is read, printed and read again stays the same
 * and is, bit by bit, what the C library reads. */
#include "base/number.h"

#include "demand.h"

#include <stdio.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char text[64], printed[EMG_NUMBER_SIZE];
    double number = 0, again = 0;
    int64_t whole = 0;

    if (size >= sizeof text)
        return 0;
    memcpy(text, bytes, size);
    text[size] = 0;
    if (emg_integer_read(text, size, &whole)) {
        demand(whole == strtoll(text, NULL, 10));
        demand(emg_number_read(text, size, &number));
    }
    if (!emg_number_read(text, size, &number))
        return 0;
    char *end;
    double known = strtod(text, &end); /* no locale is set here */
    demand(end == text + size && memcmp(&known, &number, sizeof known) == 0);
    int length = emg_number_print(printed, number);
    demand(length == (int)strlen(printed));
    demand(emg_number_read(printed, (size_t)length, &again));
    demand(number == again); /* no sign is printed before a zero */
    return 0;
}
