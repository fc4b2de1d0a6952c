/* The fields of an EDF header: blank-padded text, most of it numbers. */
#ifndef EMG_IO_EDF_FIELD_H
#define EMG_IO_EDF_FIELD_H

#include "io/warn.h"

typedef struct emg_edf_field {
    const char *text; /* without the padding around it */
    size_t n;
    int64_t byte;
    const char *name;
    int signal; /* from 1; 0: a field of the whole file */
} emg_edf_field;

/** The field of this width at a byte of the header. */
emg_edf_field emg_edf_field_at(const uint8_t *header, int64_t byte, int width,
                               const char *name, int signal);

#define EMG_EDF_PLACE 64 /* room for "signal 9999, physical minimum" */
#define EMG_EDF_SHOWN 48 /* room for 8 bytes fit to be shown */

/** "record duration", or "signal 2, unit". */
void emg_edf_place(char place[EMG_EDF_PLACE], const emg_edf_field *field);

/** The text as a message may show it. */
void emg_edf_shown(char shown[EMG_EDF_SHOWN], const emg_edf_field *field);

bool emg_edf_is(const emg_edf_field *field, const char *text);

/** As C text of size bytes; fields are never wider than 80. */
void emg_edf_raw(char *to, size_t size, const emg_edf_field *field);

/** A decimal number, whose point may be a comma. Silent. */
bool emg_edf_is_number(const emg_edf_field *field, double *number, bool *comma);

/** The same; warns of a comma, fails when it is none. */
emg_status emg_edf_number(const emg_edf_field *field, double *number,
                          emg_warnings *warnings, emg_error *error);

/** A whole number; warns when it is written otherwise. */
emg_status emg_edf_whole(const emg_edf_field *field, int64_t *number,
                         emg_warnings *warnings, emg_error *error);

#endif
