/* CSV and TSV of no device: names, perhaps units, then numbers. */
#include "io/text.h"

#include <string.h>

#define MOST_LINES 3 /* a title or names, names or units, numbers */

static bool
is_row(const emg_text_line *line, char separator, bool alone)
{
    const char *at = line->text, *end = line->text + line->length;
    int filled, n = emg_text_cells(line, separator, &filled);
    emg_cell_number number;
    emg_text_cell cell;
    bool any = false;

    if (alone ? filled != 1 : n < 2)
        return false;
    while (at) {
        emg_text_cell_next(&at, end, separator, &cell);
        emg_cell_kind kind =
            emg_text_cell_read(&cell, separator != ',', &number);
        if (kind == EMG_CELL_WORD)
            return false;
        any |= kind == EMG_CELL_NUMBER;
    }
    return any;
}

/* Whether as many names stand here as there are numbers in the row. */
static bool
names_fit(const emg_text_line *names, const emg_text_line *row, char separator)
{
    int named, filled;
    int most = emg_text_cells(row, separator, &filled);
    emg_text_cells(names, separator, &named);
    return named >= filled && named <= most;
}

/* The separator of a row, by preference one that fits the names before it; 0:
 * it is none. */
static char
find_separator(const emg_text_line *row, const emg_text_line *names)
{
    static const char candidates[] = "\t;, \t";
    const int alone = 4; /* the last one is for a single column */
    char found = 0;
    for (int i = 0; candidates[i]; i++) {
        char separator = candidates[i];
        if (!is_row(row, separator, i == alone))
            continue;
        if (!names || names_fit(names, row, separator))
            return separator;
        found = found ? found : separator;
    }
    return found;
}

/* ---- names and units --------------------------------------------------- */

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

/* "label (unit)", "label [unit]", "X[s]": parted. */
static void
part(emg_text_cell *label, emg_text_cell *unit)
{
    const char *text = label->text;
    size_t n = label->length;
    unit->length = 0;
    unit->text = text;
    if (n < 3 || (text[n - 1] != ')' && text[n - 1] != ']'))
        return;
    const char *open = memrchr(text, text[n - 1] == ')' ? '(' : '[', n);
    if (!open || open == text)
        return;
    emg_text_cell inside = {open + 1, (size_t)(text + n - 1 - (open + 1))};
    if (!is_unit(&inside))
        return;
    *unit = inside;
    label->length = (size_t)(open - text);
    while (label->length > 0 && text[label->length - 1] == ' ')
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

/* Seconds in one unit of a column of times; 0: it is none. */
static double
time_unit(const emg_text_cell *label, const emg_text_cell *unit)
{
    static const char *const words[] = {"time",   "t",     "times", "x",
                                        "zeit",   "temps", "tijd",  "timestamp",
                                        "tiempo", "tempo", NULL};
    static const char *const with_unit[] = {"time_s", "seconds", "sec", NULL};
    static const char *const thousandths[] = {"ms", "msec", NULL};
    static const char *const seconds[] = {"s", "sec", "seconds", NULL};

    if (emg_text_cell_is_any(label, with_unit))
        return 1;
    if (emg_text_cell_is(label, "time_ms"))
        return 1e-3;
    if (!emg_text_cell_is_any(label, words))
        return 0;
    if (unit->length == 0)
        return emg_text_cell_is(label, "x") ? 0 : 1;
    if (emg_text_cell_is_any(unit, seconds))
        return 1;
    if (emg_text_cell_is_any(unit, thousandths))
        return 1e-3;
    return emg_text_cell_is(unit, "us") ? 1e-6 : 0;
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

/* The columns: names and units, as far as there are any. */
static emg_status
add_columns(emg_text_layout *layout, const emg_text_line *names,
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

static emg_status
make_columns(emg_text_layout *layout, const emg_text_line *lines, int row,
             emg_error *error)
{
    const emg_text_line *names = NULL, *units = NULL;
    char separator = layout->separator;
    int n, named;

    emg_text_cells(&lines[row], separator, &n);
    if (row > 0 && names_fit(&lines[row - 1], &lines[row], separator))
        names = &lines[row - 1];
    if (row > 1 && names && names_fit(&lines[0], &lines[row], separator)) {
        units = names;
        names = &lines[0];
    }
    if (names) {
        emg_text_cells(names, separator, &named);
        n = named > n ? named : n;
    } else if (row > 0) {
        emg_text_cells(&lines[row - 1], separator, &named);
        return emg_fail_at(error, EMG_BAD_FILE, lines[row].at,
                           "line %lld has %d cells, the line before it names "
                           "%d columns",
                           (long long)lines[row].number, n, named);
    }
    return add_columns(layout, names, units, n, error);
}

static const char *
format_of(char separator)
{
    return separator == '\t' ? "TSV" : separator == ' ' ? "text" : "CSV";
}

emg_status
emg_text_plain_read(emg_text_layout *layout, emg_text_head *head,
                    emg_error *error)
{
    emg_text_line lines[MOST_LINES], line;
    int n = 0;

    while (n < MOST_LINES && emg_text_head_next(head, &line)) {
        bool is_comment = line.length > 0 && line.text[0] == '#';
        layout->has_identity |= is_comment;
        if (is_comment || emg_text_line_is_blank(&line))
            continue;
        lines[n] = line;
        layout->separator = find_separator(&line, n > 0 ? &lines[n - 1] : NULL);
        if (layout->separator) {
            emg_text_layout_begin(layout, format_of(layout->separator),
                                  layout->separator);
            emg_text_layout_data(layout, &line);
            return make_columns(layout, lines, n, error);
        }
        n++;
    }
    return emg_fail_at(error, EMG_BAD_FILE, n > 0 ? lines[n - 1].at : 0,
                       "this is text, but no table of numbers: none of its "
                       "first lines is a row of numbers");
}
