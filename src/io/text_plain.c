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

/* Whether this is the name of a single column: a comma, which would be the
 * decimal sign of its numbers, parts names. */
static bool
is_one_name(const emg_text_line *names)
{
    int named;
    return emg_text_cells(names, ',', &named) == 1;
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
        if (!names || (names_fit(names, row, separator) &&
                       (i != alone || is_one_name(names))))
            return separator;
        found = found ? found : separator;
    }
    return found;
}

/* ---- what is no table ------------------------------------------------------
 */

/* The column, from 1, in which a line of numbers holds a word; 0: it does not,
 * or has no numbers. */
static int
find_word_by(const emg_text_line *line, char separator)
{
    const char *at = line->text, *end = line->text + line->length;
    emg_cell_number number;
    emg_text_cell cell;
    bool some = false;
    int column = 0;
    for (int i = 1; at; i++) {
        emg_text_cell_next(&at, end, separator, &cell);
        emg_cell_kind kind =
            emg_text_cell_read(&cell, separator != ',', &number);
        some |= kind == EMG_CELL_NUMBER;
        if (kind == EMG_CELL_WORD && column == 0)
            column = i;
    }
    return some ? column : 0;
}

static int
find_word(const emg_text_line *line)
{
    static const char separators[] = "\t;,";
    int column = 0;
    for (const char *c = separators; *c && column == 0; c++)
        column = find_word_by(line, *c);
    return column;
}

/* What the word is stays untold: it may be a name. */
static emg_status
no_table(const emg_text_line *suspect, int column, int64_t at, emg_error *error)
{
    for (size_t i = 0; i < suspect->length; i++)
        if (suspect->text[i] == '\r')
            return emg_fail_at(error, EMG_BAD_FILE, suspect->at + (int64_t)i,
                               "line %lld ends with CR alone; end lines with "
                               "LF or CR LF",
                               (long long)suspect->number);
    if (column == 0)
        return emg_fail_at(error, EMG_BAD_FILE, at,
                           "this is text, but no table of numbers: none of its "
                           "first lines is a row of numbers");
    return emg_fail_at(error, EMG_BAD_FILE, suspect->at,
                       "this is text, but no table of numbers: column %d of "
                       "line %lld is no number; leave columns of words out",
                       column, (long long)suspect->number);
}

/* ---- columns ------------------------------------------------------------ */

/* Whether one cell at least is a unit that we know. */
static bool
are_units(const emg_text_line *line, char separator)
{
    const char *at = line->text, *end = line->text + line->length;
    emg_text_cell cell;
    bool any = false;
    while (at && !any) {
        emg_text_cell_next(&at, end, separator, &cell);
        any = emg_text_is_unit(&cell);
    }
    return any;
}

/* A row of numbers with a word in it, which would be taken for units, or for
 * names behind another of that kind; NULL: there is none. */
static const emg_text_line *
find_damaged(const emg_text_line *lines, int row, const emg_text_line *units,
             char separator)
{
    if (row < 2 || find_word_by(&lines[1], separator) == 0)
        return NULL;
    if (units)
        return are_units(units, separator) ? NULL : units;
    return find_word_by(&lines[0], separator) > 0 &&
                   names_fit(&lines[0], &lines[row], separator) &&
                   names_fit(&lines[1], &lines[row], separator)
               ? &lines[0]
               : NULL;
}

static emg_status
make_columns(emg_text_layout *layout, const emg_text_line *lines, int row,
             bool passed, emg_error *error)
{
    const emg_text_line *names = NULL, *units = NULL;
    char separator = layout->separator;
    int n, named;

    emg_text_cells(&lines[row], separator, &n);
    if (row > 0 && names_fit(&lines[row - 1], &lines[row], separator))
        names = &lines[row - 1];
    if (row > 1 && names && names_fit(&lines[0], &lines[row], separator) &&
        (!passed || are_units(names, separator))) {
        units = names;
        names = &lines[0];
    }
    const emg_text_line *suspect = find_damaged(lines, row, units, separator);
    if (suspect)
        return no_table(suspect, find_word_by(suspect, separator), 0, error);
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
    return emg_text_names_add(layout, names, units, n, error);
}

static const char *
format_of(char separator)
{
    return separator == '\t' ? "TSV" : separator == ' ' ? "text" : "CSV";
}

/* Behind lines of other things only names and a row of several are one. */
static bool
is_table(const emg_text_line *names, const emg_text_line *row, char separator)
{
    int filled;
    return emg_text_cells(row, separator, &filled) > 1 &&
           names_fit(names, row, separator);
}

/* Lines before the names may say anything, such as who was measured. */
emg_status
emg_text_plain_read(emg_text_layout *layout, emg_text_head *head,
                    emg_error *error)
{
    emg_text_line lines[MOST_LINES] = {{0}}, line, suspect = {0};
    int n = 0, column = 0;
    bool passed = false;

    while (emg_text_head_next(head, &line)) {
        bool is_comment = line.length > 0 && line.text[0] == '#';
        layout->has_identity |= is_comment;
        if (is_comment || emg_text_line_is_blank(&line))
            continue;
        char separator = find_separator(&line, n > 0 ? &lines[n - 1] : NULL);
        if (separator && passed && !is_table(&lines[n - 1], &line, separator))
            separator = 0;
        if (n == MOST_LINES - 1 && !separator) {
            lines[0] = lines[--n];
            passed = layout->has_identity = true;
        }
        lines[n] = line;
        if (separator) {
            emg_text_layout_begin(layout, format_of(separator), separator);
            emg_text_layout_data(layout, &line);
            return make_columns(layout, lines, n, passed, error);
        }
        n++;
        if (column == 0 && (column = find_word(&line)) > 0)
            suspect = line;
    }
    return no_table(&suspect, column, n > 0 ? lines[n - 1].at : 0, error);
}
