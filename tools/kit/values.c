/* Values of options: a number with its unit, a word of a list. */
#include "kit/parse.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "kit/nearest.h"
#include "kit/span.h"

#include <string.h>

typedef struct unit {
    const char *name;
    double factor;
} unit;

static const unit hertz[] = {{"Hz", 1}, {"kHz", 1e3}, {NULL, 0}};
static const unit seconds[] = {{"s", 1},    {"ms", 1e-3}, {"us", 1e-6},
                               {"min", 60}, {"h", 3600},  {NULL, 0}};
static const unit microvolts[] = {
    {"uV", 1}, {"mV", 1e3}, {"V", 1e6}, {"nV", 1e-3}, {NULL, 0}};

static const unit *
units_of(kit_type type)
{
    switch (type) {
    case KIT_HZ:
    case KIT_BAND:
    case KIT_FILTER:
        return hertz;
    case KIT_SECONDS:
        return seconds;
    case KIT_UV:
        return microvolts;
    default:
        return NULL;
    }
}

static bool
ends_in(const char *text, size_t length, const char *ending)
{
    size_t n = strlen(ending);
    return length > n && memcmp(text + length - n, ending, n) == 0;
}

/* text[0..length) with at most one of the units behind it. The factor of a
 * small unit divides, so that 250ms is the double nearest to 0.25. */
static bool
read_with_unit(const char *text, size_t length, const unit *units,
               double *number)
{
    double factor = 1;
    size_t taken = 0;
    for (; units && units->name; units++)
        if (ends_in(text, length, units->name) && strlen(units->name) > taken) {
            factor = units->factor;
            taken = strlen(units->name);
        }
    if (!emg_number_read(text, length - taken, number))
        return false;
    if (factor < 1)
        *number /= 1 / factor;
    else
        *number *= factor;
    return true;
}

static emg_status
refuse(const kit_option *option, const char *text, const char *wanted,
       emg_error *error)
{
    return emg_fail(error, EMG_BAD_OPTION, "--%s: '%s' is not %s", option->name,
                    text, wanted);
}

static emg_status
in_range(const kit_option *option, double number, const char *text,
         emg_error *error)
{
    bool limited = option->least != 0 || option->most != 0;
    if (!limited && units_of(option->type) && !(number > 0))
        return refuse(option, text, "above 0", error);
    if (!limited || (number >= option->least && number <= option->most))
        return EMG_OK;
    const unit *units = units_of(option->type);
    char least[EMG_NUMBER_SIZE], most[EMG_NUMBER_SIZE];
    emg_number_print(least, option->least);
    emg_number_print(most, option->most);
    return emg_fail(error, EMG_BAD_OPTION,
                    "--%s: '%s' is not between %s and %s%s%s", option->name,
                    text, least, most, units ? " " : "",
                    units ? units->name : "");
}

static const char *
wanted_by(kit_type type)
{
    static const char *const wanted[] = {
        [KIT_INT] = "a whole number",
        [KIT_HZ] = "a frequency such as 20 or 20Hz",
        [KIT_SECONDS] = "a time such as 0.25 or 250ms",
        [KIT_UV] = "a voltage such as 50 or 50uV",
        [KIT_NUMBER] = "a number",
        [KIT_SPAN] = "a stretch of time such as 2-4, 1:30-2:00 or 10-",
        [KIT_BAND] = "a band such as 20-450",
        [KIT_FILTER] = "a frequency such as 20 or 20Hz"};
    return wanted[type];
}

static emg_status
read_number(const kit_option *option, const char *text, double *number,
            emg_error *error)
{
    if (!read_with_unit(text, strlen(text), units_of(option->type), number))
        return refuse(option, text, wanted_by(option->type), error);
    return in_range(option, *number, text, error);
}

static emg_status
read_int(const kit_option *option, const char *text, int *number,
         emg_error *error)
{
    int64_t value = 0;
    if (!emg_integer_read(text, strlen(text), &value) || value > INT32_MAX ||
        value < INT32_MIN)
        return refuse(option, text, wanted_by(KIT_INT), error);
    *number = (int)value;
    return in_range(option, (double)value, text, error);
}

/* "20-450", "20Hz-450Hz", "20-450Hz": the dash that is no sign of an
 * exponent parts the two. */
static emg_status
read_band(const kit_option *option, const char *text, kit_band *band,
          emg_error *error)
{
    for (const char *dash = text; (dash = strchr(dash, '-')); dash++) {
        const char *rest = dash + 1;
        if (read_with_unit(text, (size_t)(dash - text), hertz, &band->low_hz) &&
            read_with_unit(rest, strlen(rest), hertz, &band->high_hz)) {
            if (band->low_hz > 0 && band->low_hz < band->high_hz)
                return EMG_OK;
            return refuse(option, text,
                          "a band: its edges rise and are above 0", error);
        }
    }
    return refuse(option, text, wanted_by(KIT_BAND), error);
}

static emg_status
read_filter(const kit_option *option, const char *text, kit_filters *filters,
            emg_error *error)
{
    kit_band band = {0};
    double hz = 0;
    bool banded =
        option->filter == EMG_BAND_PASS || option->filter == EMG_BAND_STOP;
    emg_status status = banded ? read_band(option, text, &band, error)
                               : read_number(option, text, &hz, error);
    if (status)
        return status;
    if (filters->n == EMG_MOST_FILTERS)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--%s: more than %d filters in one command",
                        option->name, EMG_MOST_FILTERS);
    emg_filter *filter = &filters->items[filters->n++];
    *filter = (emg_filter){.kind = option->filter};
    filter->low_hz = banded ? band.low_hz : hz;
    filter->high_hz = banded ? band.high_hz : hz;
    return EMG_OK;
}

static emg_status
read_choice(const kit_option *option, const char *text, int *choice,
            emg_error *error)
{
    kit_nearest nearest = kit_nearest_to(text);
    const char *word = option->words;
    for (int i = 0;; i++) {
        size_t n = strcspn(word, "|");
        if (n == strlen(text) && memcmp(word, text, n) == 0) {
            *choice = i;
            return EMG_OK;
        }
        kit_nearest_offer(&nearest, word, n);
        if (!word[n])
            break;
        word += n + 1;
    }
    if (kit_nearest_found(&nearest))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--%s: there is no '%s'; did you mean %s?",
                        option->name, text, nearest.best);
    emg_text words = {0};
    for (const char *c = option->words; *c; c++)
        emg_text_add_bytes(&words, *c == '|' ? ", " : c, *c == '|' ? 2 : 1);
    emg_fail(error, EMG_BAD_OPTION, "--%s: there is no '%s'; choose one of %s",
             option->name, text, words.chars ? words.chars : "");
    emg_text_free(&words);
    return EMG_BAD_OPTION;
}

emg_status
kit_list_add(kit_list *list, const char *item, emg_error *error)
{
    /* Full exactly when n is 0 or a power of two: the room doubles there. */
    if ((list->n & (list->n - 1)) == 0) {
        size_t room = list->n ? 2 * (size_t)list->n : 1;
        const char **items = emg_new(room, sizeof *items, error);
        if (!items)
            return EMG_NO_MEMORY;
        if (list->n)
            memcpy(items, list->items, (size_t)list->n * sizeof *items);
        emg_free(list->items);
        list->items = items;
    }
    list->items[list->n++] = item;
    return EMG_OK;
}

emg_status
kit_value_read(const kit_option *option, const char *text, void *values,
               emg_error *error)
{
    void *at = (char *)values + option->at;

    if (!*text && option->type != KIT_FLAG)
        return emg_fail(error, EMG_BAD_OPTION, "--%s: its value is empty",
                        option->name);
    switch (option->type) {
    case KIT_FLAG:
        *(bool *)at = true;
        return EMG_OK;
    case KIT_INT:
        return read_int(option, text, at, error);
    case KIT_HZ:
    case KIT_SECONDS:
    case KIT_UV:
    case KIT_NUMBER:
        return read_number(option, text, at, error);
    case KIT_TEXT:
        *(const char **)at = text;
        return EMG_OK;
    case KIT_LIST:
        return kit_list_add(at, text, error);
    case KIT_CHOICE:
        return read_choice(option, text, at, error);
    case KIT_SPAN:
        if (kit_span_read(text, at))
            return EMG_OK;
        return refuse(option, text, wanted_by(KIT_SPAN), error);
    case KIT_BAND:
        return read_band(option, text, at, error);
    case KIT_FILTER:
        return read_filter(option, text, at, error);
    }
    return emg_fail(error, EMG_INTERNAL, "--%s has no type", option->name);
}
