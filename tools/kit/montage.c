/* Pairs from a table, each with its own rule. */
#include "kit/montage.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "kit/parse.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_BYTES ((size_t)1 << 20)
#define MOST_COLUMNS 32

/* What a column sets, with the limits of the option of that name. */
static const kit_option columns[] = {
    {.name = "on",
     .type = KIT_NUMBER,
     .at = offsetof(emg_pair, on_sd),
     .least = 2,
     .most = 10},
    {.name = "off",
     .type = KIT_NUMBER,
     .at = offsetof(emg_pair, off_sd),
     .least = 1,
     .most = 10},
    {.name = "floor_mvc",
     .type = KIT_NUMBER,
     .at = offsetof(emg_pair, floor_mvc),
     .least = 0,
     .most = 20},
    {.name = "gap",
     .type = KIT_SECONDS,
     .at = offsetof(emg_pair, gap_s),
     .least = 0,
     .most = 0.5},
    {.name = "min_duration",
     .type = KIT_SECONDS,
     .at = offsetof(emg_pair, min_duration_s),
     .least = 0.1,
     .most = 10},
    {.name = "balance",
     .type = KIT_NUMBER,
     .at = offsetof(emg_pair, min_balance),
     .least = 0,
     .most = 95},
    {.name = "max_correlation",
     .type = KIT_NUMBER,
     .at = offsetof(emg_pair, max_correlation),
     .least = 0.2,
     .most = 0.6},
    {.name = "mvc_a", .type = KIT_NUMBER, .at = offsetof(emg_pair, mvc_a)},
    {.name = "mvc_b", .type = KIT_NUMBER, .at = offsetof(emg_pair, mvc_b)},
};

typedef struct table {
    const char *path;
    int line;
    int n_columns;
    int a, b; /* columns of the muscles, -1 while unknown */
    const kit_option *sets[MOST_COLUMNS]; /* NULL: a column of no meaning */
} table;

static emg_status
wrong(const table *self, const char *what, emg_error *error)
{
    emg_fail(error, EMG_BAD_OPTION, "line %d: %s", self->line, what);
    emg_error_in_file(error, self->path);
    return EMG_BAD_OPTION;
}

static const kit_option *
column_called(const char *name)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(columns[i].name, name) == 0)
            return &columns[i];
    return NULL;
}

static emg_status
read_header(table *self, char *line, emg_error *error)
{
    self->a = self->b = -1;
    for (char *cell; (cell = strsep(&line, "\t")); self->n_columns++) {
        if (self->n_columns == MOST_COLUMNS)
            return wrong(self, "more than 32 columns", error);
        self->sets[self->n_columns] = column_called(cell);
        if (strcmp(cell, "a") == 0)
            self->a = self->n_columns;
        if (strcmp(cell, "b") == 0)
            self->b = self->n_columns;
    }
    return self->a >= 0 && self->b >= 0
               ? EMG_OK
               : wrong(self,
                       "a file of pairs begins with a line of column "
                       "names, a and b among them, parted by tabs",
                       error);
}

static bool
is_missing(const char *cell)
{
    return !*cell || strcmp(cell, "n/a") == 0;
}

static emg_status
read_row(table *self, char *line, kit_pairs *pairs,
         const emg_recording *recording, const emg_pair *like, emg_error *error)
{
    const char *a = "", *b = "";
    emg_pair one = *like;
    char word[256];
    int column = 0;
    for (char *cell; (cell = strsep(&line, "\t")); column++) {
        if (column == self->n_columns)
            return wrong(self, "more cells than columns", error);
        if (column == self->a)
            a = cell;
        if (column == self->b)
            b = cell;
        if (self->sets[column] && !is_missing(cell) &&
            kit_value_read(self->sets[column], cell, &one, error)) {
            emg_error_in_file(error, self->path);
            return EMG_BAD_OPTION;
        }
    }
    snprintf(word, sizeof word, "%s:%s", a, b);
    return kit_pairs_add(pairs, word, recording, &one, error);
}

static emg_status
read_lines(table *self, char *text, kit_pairs *pairs,
           const emg_recording *recording, const emg_pair *like,
           emg_error *error)
{
    emg_status status = EMG_OK;
    for (char *line; !status && (line = strsep(&text, "\n"));) {
        self->line++;
        line[strcspn(line, "\r")] = 0;
        if (self->line == 1)
            status = read_header(self, line, error);
        else if (*line)
            status = read_row(self, line, pairs, recording, like, error);
    }
    return status;
}

emg_status
kit_montage_read(kit_pairs *pairs, const char *path,
                 const emg_recording *recording, const emg_pair *like,
                 emg_error *error)
{
    table self = {.path = path};
    const uint8_t *view = NULL;
    size_t length = 0;
    if (access(path, R_OK))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--montage: '%.60s' is no region of the body and no "
                        "file that can be read",
                        path);
    emg_bytes *bytes = emg_bytes_open(path, error);
    if (!bytes)
        return error ? error->status : EMG_NO_INPUT;
    emg_status status =
        emg_bytes_peek(bytes, MOST_BYTES, &view, &length, error);
    char *text = status ? NULL : emg_new(length + 1, 1, error);
    if (text) {
        memcpy(text, view, length);
        status = read_lines(&self, text, pairs, recording, like, error);
    } else if (!status) {
        status = EMG_NO_MEMORY;
    }
    emg_free(text);
    emg_bytes_close(bytes);
    return status;
}
