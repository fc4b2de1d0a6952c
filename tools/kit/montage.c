/* Pairs from a table, each with its own rule. */
#include "kit/montage.h"

#include "base/text.h"
#include "detect/muscle.h"
#include "kit/folder.h"
#include "kit/nearest.h"
#include "kit/parse.h"
#include "kit/sheet.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

static const kit_option *
column_called(const char *name)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(columns[i].name, name) == 0)
            return &columns[i];
    return NULL;
}

static emg_status
read_row(const kit_sheet *sheet, emg_pair *one, emg_error *error)
{
    for (int i = 0; i < sheet->n_columns; i++) {
        const kit_option *sets = column_called(sheet->names[i]);
        if (sets && !kit_is_missing(sheet->cells[i]) &&
            kit_value_read(sets, sheet->cells[i], one, error)) {
            emg_error_in_file(error, sheet->path);
            return EMG_BAD_OPTION;
        }
    }
    return EMG_OK;
}

static emg_status
read_rows(kit_sheet *sheet, kit_pairs *pairs, const emg_recording *recording,
          const emg_pair *like, emg_error *error)
{
    int a = kit_sheet_column(sheet, "a"), b = kit_sheet_column(sheet, "b");
    emg_status status = EMG_OK;
    if (a < 0 || b < 0)
        return kit_sheet_wrong(sheet,
                               "a file of pairs begins with a line of column "
                               "names, a and b among them, parted by tabs",
                               error);
    while (!status && kit_sheet_next(sheet, error)) {
        emg_pair one = *like;
        char word[256];
        status = read_row(sheet, &one, error);
        snprintf(word, sizeof word, "%s:%s", sheet->cells[a], sheet->cells[b]);
        if (!status)
            status = kit_pairs_add(pairs, word, recording, &one, error);
    }
    return error->status;
}

/* "neck, face, ...": pairs of one region stand together. */
static void
list_regions(emg_text *text, const emg_antagonists *known, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(known[i].region, known[i - 1].region) != 0)
            emg_text_format(text, "%s%s", i > 0 ? ", " : "", known[i].region);
}

static emg_status
no_montage(const char *path, emg_error *error)
{
    size_t n = 0;
    const emg_antagonists *known = emg_antagonist_pairs(&n);
    const char *name = kit_base_name(path);
    kit_nearest nearest = kit_nearest_to(name);
    emg_text hint = {0};
    for (size_t i = 0; i < n; i++)
        kit_nearest_offer(&nearest, known[i].region, strlen(known[i].region));
    if (kit_nearest_found(&nearest))
        emg_text_format(&hint, "did you mean %s?", nearest.best);
    else
        list_regions(&hint, known, n);
    emg_fail(error, EMG_BAD_OPTION,
             "--montage: '%.60s' is no region of the body and no file that can "
             "be read; %s",
             name, hint.chars ? hint.chars : "");
    emg_text_free(&hint);
    return EMG_BAD_OPTION;
}

emg_status
kit_montage_read(kit_pairs *pairs, const char *path,
                 const emg_recording *recording, const emg_pair *like,
                 emg_error *error)
{
    kit_sheet sheet;
    if (access(path, R_OK))
        return no_montage(path, error);
    emg_status status = kit_sheet_open(&sheet, path, EMG_BAD_OPTION, error);
    if (!status)
        status = read_rows(&sheet, pairs, recording, like, error);
    kit_sheet_close(&sheet);
    return status;
}
