/* Row by row, whatever wrote the table. */
#include "io/text.h"

#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

#define LATEST_START_S 604800 /* later ones are dates, and not kept */
#define LATEST_S 1e10

emg_status
emg_text_rows_init(emg_text_rows *rows, emg_text_layout *layout,
                   emg_bytes *bytes, emg_warnings *warnings, emg_error *error)
{
    size_t n = (size_t)layout->n_channels;
    *rows = (emg_text_rows){.layout = layout, .warnings = warnings};
    rows->lines.bytes = bytes;
    rows->clocks =
        emg_new((size_t)layout->n_columns, sizeof *rows->clocks, error);
    rows->values = emg_new(n, sizeof *rows->values, error);
    rows->ends = emg_new(n, sizeof *rows->ends, error);
    if (!rows->clocks || !rows->values || !rows->ends)
        return EMG_NO_MEMORY;
    emg_text_rows_start(rows);
    return EMG_OK;
}

void
emg_text_rows_clear(emg_text_rows *rows)
{
    emg_free(rows->clocks);
    emg_free(rows->values);
    emg_free(rows->ends);
    *rows = (emg_text_rows){0};
}

void
emg_text_rows_start(emg_text_rows *rows)
{
    const emg_text_layout *layout = rows->layout;
    rows->lines.number = layout->data_line - 1;
    rows->lines.shown = 0;
    rows->rows = rows->empty = rows->owed = rows->blank_line = 0;
    rows->ready = rows->ended = rows->is_gap = rows->timed = false;
    rows->segment = (emg_segment){0};
    rows->origin_s = 0;
    for (int i = 0; i < layout->n_columns; i++)
        if (layout->columns[i].role == EMG_TEXT_TIME)
            emg_text_clock_start(
                &rows->clocks[i],
                layout->tracks[layout->columns[i].channel].rate);
    for (int i = 0; i < layout->n_channels; i++)
        rows->ends[i] = -1;
}

int64_t
emg_text_rows_length(const emg_text_rows *rows, int channel)
{
    int64_t end = rows->ends[channel];
    return end >= 0 ? end : rows->rows;
}

/* ---- one cell ---------------------------------------------------------- */

/* Where a cell stands: what messages name. */
typedef struct place {
    const emg_text_line *line;
    int column;
    const emg_text_cell *cell;
} place;

static emg_status
fail_in(const place *at, const char *what, emg_error *error)
{
    char shown[48] = "...";
    if (!emg_text_may_name(at->cell->text, at->cell->length))
        emg_text_cell_show(shown, sizeof shown, at->cell);
    return emg_fail_at(
        error, EMG_BAD_FILE, at->line->at, "line %lld, column %d: \"%s\" %s",
        (long long)at->line->number, at->column + 1, shown, what);
}

/* A file has one decimal sign; the first number that has any decides. */
static emg_status
agree_on_decimal(emg_text_rows *rows, const place *at, char decimal,
                 emg_error *error)
{
    emg_text_layout *layout = rows->layout;
    if (!decimal || decimal == layout->decimal)
        return EMG_OK;
    if (layout->decimal)
        return fail_in(at,
                       decimal == ','
                           ? "has a comma, numbers before it a point"
                           : "has a point, numbers before it a comma",
                       error);
    layout->decimal = decimal;
    if (decimal == '.')
        return EMG_OK;
    return emg_io_warn(rows->warnings, error, at->line->at,
                       "line %lld: numbers are written with a decimal comma",
                       (long long)at->line->number);
}

/* The first time of the table. */
static emg_status
begin_at(emg_text_rows *rows, const place *at, double time_s, emg_error *error)
{
    double first_s = time_s - (double)((long double)rows->empty *
                                       rows->clocks[at->column].period_s);
    rows->timed = true;
    if (first_s >= 0 && first_s < LATEST_START_S) {
        rows->segment.start = llround(first_s * EMG_TICKS_PER_S);
        return EMG_OK;
    }
    rows->origin_s = first_s;
    return emg_io_warn(rows->warnings, error, at->line->at,
                       "line %lld: the times begin before 0 or after a week; "
                       "they are counted from 0",
                       (long long)at->line->number);
}

static emg_status
jump(emg_text_rows *rows, const place *at, double time_s, emg_error *error)
{
    double start_s = time_s - rows->origin_s;
    if (rows->layout->ends_apart || start_s > LATEST_S)
        return fail_in(at, "is later than the sampling rate allows", error);
    rows->is_gap = true;
    rows->next_start = llround(start_s * EMG_TICKS_PER_S);
    return emg_io_warn(rows->warnings, error, at->line->at,
                       "line %lld: the times jump forward; a new segment "
                       "begins after the gap",
                       (long long)at->line->number);
}

static emg_status
read_time(emg_text_rows *rows, const place *at, const emg_cell_number *number,
          emg_error *error)
{
    double unit_s = rows->layout->columns[at->column].seconds;
    double time_s = number->value * unit_s;
    double half_s = unit_s * emg_text_half(number->ten);
    emg_text_clock *clock = &rows->clocks[at->column];

    if (!isfinite(time_s) || fabs(time_s) > LATEST_S)
        return fail_in(at, "is no time", error);
    emg_status status = EMG_OK;
    if (!rows->timed && !rows->layout->ends_apart)
        status = begin_at(rows, at, time_s, error);
    if (status)
        return status;
    switch (emg_text_clock_next(clock, time_s, half_s)) {
    case EMG_CLOCK_EVEN:
        return EMG_OK;
    case EMG_CLOCK_GAP:
        return jump(rows, at, time_s, error);
    case EMG_CLOCK_DRIFT:
        return emg_io_warn(rows->warnings, error, at->line->at,
                           "line %lld: the times are not even: half a sample "
                           "off what the sampling rate says; samples are "
                           "counted, not timed",
                           (long long)at->line->number);
    default:
        return fail_in(at, "is no later than the time before it", error);
    }
}

/* As EDF decodes. */
static double
decode(const emg_channel *channel, double code)
{
    const emg_scale *scale = &channel->scale;
    return scale->physical_min + (code - scale->digital_min) * channel->step;
}

static emg_status
read_sample(emg_text_rows *rows, const place *at, double value,
            emg_error *error)
{
    int channel = rows->layout->columns[at->column].channel;
    bool coded = rows->layout->tracks[channel].coded;
    rows->values[channel] =
        coded ? decode(&rows->layout->channels[channel], value) : value;
    if (!rows->layout->ends_apart)
        return EMG_OK;
    if (at->cell->length == 0 && rows->ends[channel] < 0)
        rows->ends[channel] = rows->rows;
    else if (at->cell->length > 0 && rows->ends[channel] >= 0)
        return fail_in(at, "comes after the end of its channel", error);
    return EMG_OK;
}

static emg_status
read_cell(emg_text_rows *rows, const place *at, emg_error *error)
{
    const emg_text_layout *layout = rows->layout;
    emg_text_role role = layout->columns[at->column].role;
    emg_cell_number number;

    if (role == EMG_TEXT_SKIP)
        return EMG_OK;
    emg_cell_kind kind =
        emg_text_cell_read(at->cell, layout->separator != ',', &number);
    if (kind == EMG_CELL_WORD)
        return fail_in(at, "is not a number", error);
    emg_status status = agree_on_decimal(rows, at, number.decimal, error);
    if (status)
        return status;
    if (role == EMG_TEXT_SAMPLE)
        return read_sample(rows, at, number.value, error);
    if (kind == EMG_CELL_NUMBER)
        return read_time(rows, at, &number, error);
    rows->clocks[at->column].rows++;
    return EMG_OK;
}

/* ---- one row ----------------------------------------------------------- */

static emg_status
fail_in_row(const emg_text_rows *rows, const emg_text_line *line,
            emg_error *error)
{
    int filled, n = emg_text_cells(line, rows->layout->separator, &filled);
    int wanted = rows->layout->n_columns;
    return emg_fail_at(error, EMG_BAD_FILE, line->at,
                       "line %lld has %d cells where %d are expected",
                       (long long)line->number, filled > wanted ? filled : n,
                       wanted);
}

static emg_status
read_row(emg_text_rows *rows, const emg_text_line *line, emg_error *error)
{
    const char *at = line->text, *end = line->text + line->length;
    const emg_text_layout *layout = rows->layout;
    emg_text_cell cell = {"", 0};
    emg_status status = EMG_OK;

    for (int i = 0; i < layout->n_columns && !status; i++) {
        if (!at && !layout->ends_apart)
            return fail_in_row(rows, line, error);
        cell.length = 0;
        if (at)
            emg_text_cell_next(&at, end, layout->separator, &cell);
        status = read_cell(rows, &(place){line, i, &cell}, error);
    }
    while (at && !status) {
        emg_text_cell_next(&at, end, layout->separator, &cell);
        if (cell.length > 0)
            return fail_in_row(rows, line, error);
    }
    return status;
}

/* No cell holds anything; *blank: there are no cells, either. */
static bool
is_empty(const emg_text_line *line, char separator, bool *blank)
{
    *blank = true;
    for (size_t i = 0; i < line->length; i++) {
        char c = line->text[i];
        if (c == separator && separator != ' ')
            *blank = false;
        else if (c != ' ' && c != '\t' && c != '\r')
            return false;
    }
    return true;
}

static emg_status
pass_blank(emg_text_rows *rows, const emg_text_line *line, emg_error *error)
{
    emg_text_line next = *line;
    bool there = rows->layout->ends_at_blank;
    bool blank = true;
    emg_status status = EMG_OK;

    rows->blank_line = line->number;
    rows->blank_at = line->at;
    rows->ended = there;
    while (there && blank && !status) {
        status = emg_text_lines_next(&rows->lines, &next, &there, error);
        blank = !there || emg_text_line_is_blank(&next);
    }
    if (status || blank)
        return status;
    return emg_io_warn(rows->warnings, error, next.at,
                       "line %lld: the table ended before it; what follows is "
                       "not read",
                       (long long)next.number);
}

static emg_status
warn_of_blank(emg_text_rows *rows, emg_error *error)
{
    int64_t number = rows->blank_line;
    rows->blank_line = 0;
    if (number == 0)
        return EMG_OK;
    return emg_io_warn(rows->warnings, error, rows->blank_at,
                       "line %lld is empty: passed over", (long long)number);
}

/* The rows that were empty stand between others, not at the end. */
static void
owe_empty(emg_text_rows *rows)
{
    rows->owed = rows->layout->ends_apart ? 0 : rows->empty;
    for (int i = 0; i < rows->layout->n_columns; i++)
        rows->clocks[i].rows += rows->owed && rows->timed ? rows->owed : 0;
}

static emg_status
keep_row(emg_text_rows *rows, const emg_text_line *line, emg_error *error)
{
    emg_error mine = EMG_NO_ERROR;
    emg_status status = warn_of_blank(rows, error);
    if (status)
        return status;
    owe_empty(rows);
    status = read_row(rows, line, &mine);
    rows->empty = 0;
    rows->ready = !status;
    if (!status)
        return EMG_OK;
    if (line->ended || rows->warnings->strict)
        return emg_fail_at(error, mine.status, mine.byte, "%s", mine.text);
    rows->owed = 0;
    rows->ended = true;
    return emg_io_warn(rows->warnings, error, line->at,
                       "line %lld is cut short: left out",
                       (long long)line->number);
}

emg_status
emg_text_rows_look(emg_text_rows *rows, bool *there, emg_error *error)
{
    emg_text_line line;
    emg_status status = EMG_OK;

    while (!rows->ready && !rows->ended && !status) {
        bool blank, more = true;
        status = emg_text_lines_next(&rows->lines, &line, &more, error);
        if (!status && !more)
            rows->ended = true;
        else if (!status && !is_empty(&line, rows->layout->separator, &blank))
            status = keep_row(rows, &line, error);
        else if (!status && blank)
            status = pass_blank(rows, &line, error);
        else if (!status)
            rows->empty++;
    }
    *there = rows->ready;
    return status;
}

bool
emg_text_rows_at_gap(const emg_text_rows *rows)
{
    return rows->owed == 0 && rows->is_gap;
}

void
emg_text_rows_take(emg_text_rows *rows, double *values)
{
    int n = rows->layout->n_channels;
    if (rows->owed > 0) {
        for (int i = 0; i < n; i++)
            values[i] = (double)NAN;
        rows->owed--;
        rows->rows++;
        return;
    }
    if (rows->is_gap)
        rows->segment = (emg_segment){rows->segment.number + 1,
                                      rows->next_start, rows->rows};
    memcpy(values, rows->values, (size_t)n * sizeof *values);
    rows->ready = rows->is_gap = false;
    rows->rows++;
}
