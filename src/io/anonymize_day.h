/* Days as EDF headers write them. */
#ifndef EMG_IO_ANONYMIZE_DAY_H
#define EMG_IO_ANONYMIZE_DAY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct emg_day {
    int year, month, day; /* month 0: unknown */
} emg_day;

#define EMG_DAY_LONG 12 /* "02-MAR-2021" and NUL */
#define EMG_DAY_SHORT 9 /* "02.03.21" and NUL */

/** "02-MAR-2021", the month in any case. */
bool emg_day_read_long(emg_day *day, const char *text, size_t n);

/** "02.03.21": 1985 to 2084. */
bool emg_day_read_short(emg_day *day, const char *text, size_t n);

/** Goes on by so many days, or back. False: beyond 1985 to 2084, the years
 * that a header can tell. */
bool emg_day_shift(emg_day *day, int days);

/** Whole years from birth to then; -1 when that is not to be told. */
int emg_day_age(const emg_day *birth, const emg_day *then);

void emg_day_print_long(char to[EMG_DAY_LONG], const emg_day *day);
void emg_day_print_short(char to[EMG_DAY_SHORT], const emg_day *day);

#endif
