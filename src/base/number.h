/* Numbers to and from text, the same in every locale. */
#ifndef EMG_BASE_NUMBER_H
#define EMG_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EMG_NUMBER_SIZE 32 /* room for any number, with its ending NUL */

/**
 * Reads all of text[0..length) as a decimal number: sign, digits, one point,
 * exponent. Blanks, words such as nan and inf, hex and overflow are refused.
 */
bool emg_number_read(const char *text, size_t length, double *number);

/** The same for a whole number. */
bool emg_integer_read(const char *text, size_t length, int64_t *number);

/**
 * The fewest digits that read back equal (at powers of two now and then one
 * more); "n/a" for what is not finite.
 * Returns the length. to holds at least EMG_NUMBER_SIZE bytes.
 */
int emg_number_print(char *to, double number);

#endif
