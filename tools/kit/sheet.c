/* A table is read whole: it is small beside the recordings it speaks of. */
#include "kit/sheet.h"

#include "base/bytes.h"
#include "base/memory.h"

#include <string.h>
#include <unistd.h>

#define MOST_BYTES ((size_t)16 << 20)

emg_status
kit_sheet_wrong(const kit_sheet *sheet, const char *what, emg_error *error)
{
    emg_fail(error, sheet->blame, "line %d: %s", sheet->line, what);
    emg_error_in_file(error, sheet->path);
    return sheet->blame;
}

static emg_status
read_text(kit_sheet *sheet, emg_bytes *bytes, emg_error *error)
{
    const uint8_t *view = NULL;
    size_t length = 0;
    emg_status status =
        emg_bytes_peek(bytes, MOST_BYTES, &view, &length, error);
    if (!status && length == MOST_BYTES)
        return emg_fail(error, sheet->blame,
                        "a table of 16 MiB or more is not read; part it");
    if (status)
        return status;
    sheet->rest = sheet->text = emg_new(length + 1, 1, error);
    if (!sheet->text)
        return EMG_NO_MEMORY;
    memcpy(sheet->text, view, length);
    return EMG_OK;
}

/* The cells of the next line; -1 when it has too many. */
static int
split(kit_sheet *sheet, const char **cells)
{
    char *line = strsep(&sheet->rest, "\n");
    int n = 0;
    sheet->line++;
    line[strcspn(line, "\r")] = 0;
    for (char *cell; (cell = strsep(&line, "\t")); cells[n++] = cell)
        if (n == KIT_MOST_CELLS)
            return -1;
    return n;
}

emg_status
kit_sheet_open(kit_sheet *sheet, const char *path, emg_status blame,
               emg_error *error)
{
    *sheet = (kit_sheet){.path = path, .blame = blame};
    emg_bytes *bytes = strcmp(path, "-") == 0
                           ? emg_bytes_from_fd(STDIN_FILENO, path, error)
                           : emg_bytes_open(path, error);
    if (!bytes)
        return error ? error->status : EMG_NO_INPUT;
    emg_status status = read_text(sheet, bytes, error);
    emg_bytes_close(bytes);
    if (status)
        return status;
    sheet->n_columns = split(sheet, sheet->names);
    if (sheet->n_columns < 0)
        return kit_sheet_wrong(sheet, "more than 64 columns", error);
    return EMG_OK;
}

void
kit_sheet_close(kit_sheet *sheet)
{
    emg_free(sheet->text);
    sheet->text = sheet->rest = NULL;
}

int
kit_sheet_column(const kit_sheet *sheet, const char *name)
{
    for (int i = 0; i < sheet->n_columns; i++)
        if (strcmp(sheet->names[i], name) == 0)
            return i;
    return -1;
}

bool
kit_sheet_next(kit_sheet *sheet, emg_error *error)
{
    while (sheet->rest) {
        int n = split(sheet, sheet->cells);
        if (n < 0 || n > sheet->n_columns) {
            kit_sheet_wrong(sheet, "more cells than columns", error);
            return false;
        }
        for (int i = n; i < KIT_MOST_CELLS; i++)
            sheet->cells[i] = "";
        if (n > 1 || *sheet->cells[0])
            return true;
    }
    return false;
}

bool
kit_is_missing(const char *cell)
{
    return !*cell || strcmp(cell, "n/a") == 0;
}
