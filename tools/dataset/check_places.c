/* Electrodes lie in systems of coordinates, which files beside them describe.
 */
#include "dataset/finding.h"

#include "bids/inherit.h"
#include "kit/folder.h"
#include "kit/sheet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static int
is_system(const struct dirent *entry)
{
    return strstr(entry->d_name, "_coordsystem.json") != NULL;
}

/* Is there a system for the electrodes, or with this label? */
static bool
is_described(const char *folder, const char *label)
{
    struct dirent **found = NULL;
    bool described = false;
    int n = scandir(folder, &found, is_system, NULL);
    for (int i = 0; i < n; i++) {
        const char *wrong;
        emg_bids_name name;
        emg_bids_name_read(&name, found[i]->d_name, &wrong);
        const char *space = wrong ? NULL : emg_bids_label(&name, "space");
        described |= !wrong && (!label || (space && !strcmp(space, label)));
        free(found[i]);
    }
    free(found);
    return described;
}

/* In its own folder or in one above it, up to the dataset's. */
static bool
is_described_above(const dataset_file *file, const char *label)
{
    size_t root = strlen(file->asked->root);
    emg_text folder = {0};
    bool described = false;
    size_t n = (size_t)(kit_base_name(file->path) - file->path);
    for (; n > root && !described; n--) {
        if (file->path[n - 1] != '/')
            continue;
        emg_text_clear(&folder);
        emg_text_add_bytes(&folder, file->path, n);
        described = folder.status || is_described(folder.chars, label);
    }
    emg_text_free(&folder);
    return described;
}

static void
check_systems(const dataset_file *file, kit_sheet *sheet)
{
    int at = kit_sheet_column(sheet, "coordinate_system");
    while (at >= 0 && kit_sheet_next(sheet, NULL))
        if (!kit_is_missing(sheet->cells[at]) &&
            !is_described_above(file, sheet->cells[at]))
            dataset_error(file, "EMG_COORD_SYS_MISMATCH",
                          "line %d: there is no space-%s_coordsystem.json",
                          sheet->line, sheet->cells[at]);
}

void
dataset_check_places(const dataset_file *file)
{
    kit_sheet sheet;
    if (strcmp(file->name.suffix, "electrodes") != 0)
        return;
    if (!is_described_above(file, NULL))
        dataset_error(file, "EMG_COORD_SYS_MISSING",
                      "no coordsystem.json tells what x and y are");
    else if (!kit_sheet_open(&sheet, file->path, EMG_BAD_FILE, NULL)) {
        check_systems(file, &sheet);
        kit_sheet_close(&sheet);
    }
}
