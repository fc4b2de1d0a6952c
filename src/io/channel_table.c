/* Rows of text to what they say of channels. */
#include "io/channel_table.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/place.h"
#include "base/text.h"
#include "bids/inherit.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TABLE_MOST ((size_t)1 << 20)
#define CELL_SIZE 256

typedef enum table_column {
    NAME,
    TYPE,
    UNITS,
    FULL_SCALE,
    STATUS,
    MUSCLE,
    N_COLUMNS
} table_column;

/* A cell of a line; empty where the line has fewer. "n/a" is empty, too. */
static void
cell_of(const char *line, size_t length, int column, char cell[CELL_SIZE])
{
    const char *end = line + length, *at = line;
    for (; column > 0 && at; column--) {
        at = memchr(at, '\t', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    cell[0] = 0;
    if (!at || column < 0)
        return;
    const char *tab = memchr(at, '\t', (size_t)(end - at));
    snprintf(cell, CELL_SIZE, "%.*s", (int)((tab ? tab : end) - at), at);
    if (strcmp(cell, "n/a") == 0)
        cell[0] = 0;
}

/* Cuts the next line off the text, without CR LF. */
static bool
next_line(const char **text, const char *end, const char **line, size_t *length)
{
    if (*text >= end)
        return false;
    const char *stop = memchr(*text, '\n', (size_t)(end - *text));
    *line = *text;
    *length = (size_t)((stop ? stop : end) - *text);
    *text = stop ? stop + 1 : end;
    if (*length > 0 && (*line)[*length - 1] == '\r')
        --*length;
    return true;
}

static bool
is_blank(const char *line, size_t length)
{
    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    return length == 0;
}

static void
find_columns(const char *line, size_t length, int columns[N_COLUMNS])
{
    static const char *const names[] = {
        "name", "type", "units", "full_scale", "status", "target_muscle"};
    char cell[CELL_SIZE];
    int n = 1;

    for (size_t i = 0; i < length; i++)
        n += line[i] == '\t';
    for (int k = 0; k < N_COLUMNS; k++)
        columns[k] = -1;
    for (int c = n - 1; c >= 0 && n <= CELL_SIZE; c--) {
        cell_of(line, length, c, cell);
        for (int k = 0; k < N_COLUMNS; k++)
            if (strcmp(cell, names[k]) == 0)
                columns[k] = c;
    }
}

static emg_kind
kind_of(const char *type)
{
    if (!*type)
        return EMG_KIND_UNKNOWN;
    for (emg_kind kind = EMG_KIND_EMG; kind < EMG_KIND_OTHER; kind++)
        if (strcasecmp(type, emg_kind_name(kind)) == 0)
            return kind;
    return EMG_KIND_OTHER;
}

static bool
read_row(emg_channel_row *channel, const char *line, size_t length,
         const int columns[N_COLUMNS])
{
    char cell[CELL_SIZE];

    cell_of(line, length, columns[NAME], cell);
    emg_text_show(channel->label, sizeof channel->label, cell);
    cell_of(line, length, columns[TYPE], cell);
    channel->kind = kind_of(cell);
    cell_of(line, length, columns[UNITS], cell);
    emg_text_show(channel->unit, sizeof channel->unit, cell);
    cell_of(line, length, columns[STATUS], cell);
    channel->bad = strcasecmp(cell, "bad") == 0;
    cell_of(line, length, columns[MUSCLE], cell);
    emg_text_show(channel->muscle, sizeof channel->muscle, cell);
    cell_of(line, length, columns[FULL_SCALE], cell);
    return !cell[0] ||
           (emg_number_read(cell, strlen(cell), &channel->full_scale) &&
            channel->full_scale > 0);
}

emg_status
emg_channel_table_read(emg_channel_table *table, const char *text, size_t size,
                       const char **wrong, emg_error *error)
{
    const char *end = text + size, *line;
    size_t length;
    int columns[N_COLUMNS];

    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    *wrong = "it is empty";
    if (!next_line(&text, end, &line, &length))
        return EMG_OK;
    find_columns(line, length, columns);
    *wrong = "it has no column \"name\"";
    if (columns[NAME] < 0)
        return EMG_OK;
    while (next_line(&text, end, &line, &length)) {
        if (is_blank(line, length))
            continue;
        if (emg_grow((void **)&table->rows, &table->room, table->n + 1,
                     sizeof *table->rows, error))
            return EMG_NO_MEMORY;
        *wrong = "a full_scale is no number above 0";
        if (!read_row(&table->rows[table->n++], line, length, columns))
            return EMG_OK;
    }
    *wrong = NULL;
    return EMG_OK;
}

void
emg_channel_table_clear(emg_channel_table *table)
{
    emg_free(table->rows);
    *table = (emg_channel_table){0};
}

/* ---- beside a file --------------------------------------------------- */

char *
emg_channel_table_path(const char *path, emg_error *error)
{
    emg_bids_files files = {0};
    char *table = NULL;
    if (!emg_bids_applying(&files, path, "channels", ".tsv", error))
        table = files.n > 0
                    ? emg_text_copy(emg_bids_nearest(&files), error)
                    : emg_place_beside(path, "_emg", "_channels.tsv", error);
    emg_bids_files_clear(&files);
    return table;
}

static emg_status
read_file(const char *path, emg_channel_table *table, const char **wrong,
          emg_error *error)
{
    const uint8_t *view;
    size_t have;
    emg_bytes *bytes = emg_bytes_open(path, error);
    if (!bytes)
        return error ? error->status : EMG_NO_INPUT;
    emg_status status =
        emg_bytes_peek(bytes, TABLE_MOST + 1, &view, &have, error);
    *wrong = "it is longer than 1 MiB";
    if (!status && have <= TABLE_MOST)
        status = emg_channel_table_read(table, (const char *)view, have, wrong,
                                        error);
    emg_bytes_close(bytes);
    return status;
}

static const char *
judge_length(const emg_channel_table *table, int n_channels)
{
    if (n_channels < 0 || table->n == (size_t)n_channels)
        return NULL;
    return table->n < (size_t)n_channels
               ? "it has fewer rows than the file has channels"
               : "it has more rows than the file has channels";
}

emg_status
emg_channel_table_find(emg_channel_table *table, const char *path,
                       int n_channels, bool *found, emg_warnings *warnings,
                       emg_error *error)
{
    const char *wrong = NULL;
    struct stat about;
    bool exists;
    char *beside = emg_channel_table_path(path, error);

    *found = false;
    if (!beside)
        return EMG_NO_MEMORY;
    emg_status status = emg_place_look(beside, &about, &exists, error);
    if (exists)
        status = read_file(beside, table, &wrong, error);
    if (exists && !status && !wrong)
        wrong = judge_length(table, n_channels);
    if (!status && wrong)
        status = emg_io_warn(warnings, error, -1,
                             "the table of channels beside it is not used: %s",
                             wrong);
    *found = exists && !status && !wrong;
    emg_free(beside);
    return status;
}
