/* Fields of an EDF header: trimmed, read as numbers, named in messages. */
#include "io/edf_field.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WIDEST 80 /* of all fields */

static bool
is_padding(uint8_t c)
{
    return c == ' ' || c == 0 || c == '\t';
}

emg_edf_field
emg_edf_field_at(const uint8_t *header, int64_t byte, int width,
                 const char *name, int signal)
{
    const uint8_t *text = header + byte;
    size_t n = (size_t)width;
    while (n > 0 && is_padding(text[n - 1]))
        n--;
    while (n > 0 && is_padding(*text)) {
        text++;
        n--;
    }
    return (emg_edf_field){(const char *)text, n, byte, name, signal};
}

void
emg_edf_place(char place[EMG_EDF_PLACE], const emg_edf_field *field)
{
    if (field->signal > 0)
        snprintf(place, EMG_EDF_PLACE, "signal %d, %s", field->signal,
                 field->name);
    else
        snprintf(place, EMG_EDF_PLACE, "%s", field->name);
}

void
emg_edf_raw(char *to, size_t size, const emg_edf_field *field)
{
    size_t n = field->n < size - 1 ? field->n : size - 1;
    memcpy(to, field->text, n);
    to[n] = 0;
}

void
emg_edf_shown(char shown[EMG_EDF_SHOWN], const emg_edf_field *field)
{
    char raw[9];
    emg_edf_raw(raw, sizeof raw, field);
    if (field->signal == 0 && emg_text_may_name(raw, strlen(raw)))
        strcpy(raw, "..."); /* of a displaced header: who or when */
    emg_text_show(shown, EMG_EDF_SHOWN, raw);
}

bool
emg_edf_is(const emg_edf_field *field, const char *text)
{
    return field->n == strlen(text) && memcmp(field->text, text, field->n) == 0;
}

bool
emg_edf_is_number(const emg_edf_field *field, double *number, bool *comma)
{
    char text[WIDEST + 1];
    emg_edf_raw(text, sizeof text, field);
    char *found = strchr(text, ',');
    *comma = found != NULL;
    if (found)
        *found = '.'; /* a second separator makes it no number */
    return emg_number_read(text, field->n, number);
}

static emg_status
refuse(const emg_edf_field *field, const char *what, emg_error *error)
{
    char place[EMG_EDF_PLACE], shown[EMG_EDF_SHOWN];
    emg_edf_place(place, field);
    emg_edf_shown(shown, field);
    if (field->n == 0)
        return emg_fail_at(error, EMG_BAD_FILE, field->byte, "%s is blank",
                           place);
    return emg_fail_at(error, EMG_BAD_FILE, field->byte, "%s is '%s', not %s",
                       place, shown, what);
}

emg_status
emg_edf_number(const emg_edf_field *field, double *number,
               emg_warnings *warnings, emg_error *error)
{
    char place[EMG_EDF_PLACE], shown[EMG_EDF_SHOWN];
    bool comma;
    if (!emg_edf_is_number(field, number, &comma))
        return refuse(field, "a number", error);
    if (!comma)
        return EMG_OK;
    emg_edf_place(place, field);
    emg_edf_shown(shown, field);
    return emg_io_warn(warnings, error, field->byte,
                       "%s is '%s'; its decimal comma is read as a point",
                       place, shown);
}

emg_status
emg_edf_whole(const emg_edf_field *field, int64_t *number,
              emg_warnings *warnings, emg_error *error)
{
    char place[EMG_EDF_PLACE], shown[EMG_EDF_SHOWN];
    double value;
    bool comma;
    if (emg_integer_read(field->text, field->n, number))
        return EMG_OK;
    if (!emg_edf_is_number(field, &value, &comma) || fabs(value) > 1e15 ||
        value != (double)(int64_t)value)
        return refuse(field, "a whole number", error);
    *number = (int64_t)value;
    emg_edf_place(place, field);
    emg_edf_shown(shown, field);
    return emg_io_warn(warnings, error, field->byte, "%s is '%s', read as %lld",
                       place, shown, (long long)*number);
}
