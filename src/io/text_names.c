/* What the head of a table says of its columns: names, units, times. */
#include "io/text.h"

#include <string.h>

/* What stands in brackets behind a name is its unit, unless it is a side or a
 * part of the muscle: "EMG (left)", "BF (long head)", "EMG (1)". */
static bool
is_unit(const emg_text_cell *unit)
{
    static const char *const others[] = {"left",  "right",  "l",  "r",
                                         "links", "rechts", "sx", "dx",
                                         "raw",   "",       NULL};
    emg_cell_number number;
    return unit->length < sizeof((emg_channel *)0)->unit &&
           !memchr(unit->text, ' ', unit->length) &&
           !emg_text_cell_is_any(unit, others) &&
           emg_text_cell_read(unit, false, &number) == EMG_CELL_WORD;
}

/* Seconds in one such unit; 0: it is none of time. */
static double
seconds_of(const emg_text_cell *unit)
{
    static const char *const seconds[] = {"s", "sec", "seconds", NULL};
    static const char *const thousandths[] = {"ms", "msec", NULL};
    if (emg_text_cell_is_any(unit, seconds))
        return 1;
    if (emg_text_cell_is_any(unit, thousandths))
        return 1e-3;
    return emg_text_cell_is(unit, "us") ? 1e-6 : 0;
}

bool
emg_text_is_unit(const emg_text_cell *cell)
{
    emg_channel channel;
    char text[sizeof channel.unit];
    emg_text_cell_show(text, sizeof text, cell);
    emg_channel_set_unit(&channel, text);
    return channel.to_uv > 0 || seconds_of(cell) > 0;
}

/* What stands in brackets at the end, or NULL. */
static const char *
bracket_of(const emg_text_cell *label, emg_text_cell *inside)
{
    const char *text = label->text;
    size_t n = label->length;
    if (n < 3 || (text[n - 1] != ')' && text[n - 1] != ']'))
        return NULL;
    const char *open = memrchr(text, text[n - 1] == ')' ? '(' : '[', n);
    if (!open)
        return NULL;
    *inside = (emg_text_cell){open + 1, (size_t)(text + n - 1 - (open + 1))};
    return is_unit(inside) ? open : NULL;
}

/* A known unit behind the last such sign: "EMG/mV", "time_us". */
static const char *
sign_of(const emg_text_cell *label, char sign, emg_text_cell *behind)
{
    const char *text = label->text, *end = text + label->length;
    const char *at = memrchr(text, sign, label->length);
    if (!at)
        return NULL;
    *behind = (emg_text_cell){at + 1, (size_t)(end - at - 1)};
    return emg_text_is_unit(behind) ? at : NULL;
}

/* "label (unit)", "label [unit]", "label/unit", "X[s]": parted. */
static void
part(emg_text_cell *label, emg_text_cell *unit)
{
    emg_text_cell found = {label->text, 0};
    const char *at = bracket_of(label, &found);
    if (!at)
        at = sign_of(label, '/', &found);
    *unit = (emg_text_cell){label->text, 0};
    if (!at || at == label->text)
        return;
    *unit = found;
    label->length = (size_t)(at - label->text);
    while (label->text[label->length - 1] == ' ') /* it begins with none */
        label->length--;
}

static bool
is_counter(const emg_text_cell *label)
{
    static const char *const words[] = {
        "frame",   "frames", "sub frame", "subframe", "sample",
        "samples", "index",  "nseq",      "#",        NULL};
    return emg_text_cell_is_any(label, words);
}

static bool
is_time(const emg_text_cell *label)
{
    static const char *const words[] = {"time",   "t",     "times", "x",
                                        "zeit",   "temps", "tijd",  "timestamp",
                                        "tiempo", "tempo", NULL};
    return emg_text_cell_is_any(label, words);
}

/* Seconds in one unit of a column of times; 0: it is none. */
static double
time_unit(const emg_text_cell *label, const emg_text_cell *unit)
{
    emg_text_cell behind, before = *label;
    const char *at = sign_of(label, '_', &behind);
    if (emg_text_cell_is(label, "seconds") || emg_text_cell_is(label, "sec"))
        return 1;
    if (at)
        before.length = (size_t)(at - label->text);
    if (!is_time(&before))
        return 0;
    if (at)
        return seconds_of(&behind);
    if (unit->length == 0)
        return emg_text_cell_is(label, "x") ? 0 : 1;
    return seconds_of(unit);
}

static emg_status
add_column(emg_text_layout *layout, emg_text_cell label, emg_text_cell unit,
           bool *timed, emg_error *error)
{
    emg_text_cell own;
    part(&label, &own);
    double seconds = time_unit(&label, own.length > 0 ? &own : &unit);
    if (seconds > 0 || (is_counter(&label) && unit.length + own.length == 0)) {
        emg_text_role role =
            seconds > 0 && !*timed ? EMG_TEXT_TIME : EMG_TEXT_SKIP;
        *timed |= seconds > 0;
        return emg_text_layout_add(layout, role, seconds, error);
    }
    return emg_text_layout_add_channel(layout, &label,
                                       own.length > 0 ? &own : &unit, error);
}

emg_status
emg_text_names_add(emg_text_layout *layout, const emg_text_line *names,
                   const emg_text_line *units, int n, emg_error *error)
{
    const char *at = names ? names->text : NULL;
    const char *unit_at = units ? units->text : NULL;
    emg_status status = EMG_OK;
    bool timed = false;

    for (int i = 0; i < n && !status; i++) {
        emg_text_cell label = {"", 0}, unit = {"", 0};
        if (at)
            emg_text_cell_next(&at, names->text + names->length,
                               layout->separator, &label);
        if (unit_at)
            emg_text_cell_next(&unit_at, units->text + units->length,
                               layout->separator, &unit);
        if (names && i == 0 && label.length == 0) /* a counter without a name */
            status = emg_text_layout_add(layout, EMG_TEXT_SKIP, 0, error);
        else
            status = add_column(layout, label, unit, &timed, error);
    }
    return status;
}
