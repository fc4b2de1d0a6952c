/* Tables that name files and folders of the dataset. */
#include "dataset/finding.h"

#include "base/place.h"
#include "kit/folder.h"
#include "kit/sheet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* Does it lie in the folder of the table? */
static bool
lies_beside(const dataset_file *file, const char *name)
{
    emg_text path = {0};
    struct stat about;
    bool there = false;
    emg_text_add_bytes(&path, file->path,
                       (size_t)(kit_base_name(file->path) - file->path));
    emg_text_add(&path, name);
    if (!path.status)
        emg_place_look(path.chars, &about, &there, NULL);
    emg_text_free(&path);
    return there;
}

static void
check_scans(const dataset_file *file, kit_sheet *sheet)
{
    int at = kit_sheet_column(sheet, "filename");
    while (at >= 0 && kit_sheet_next(sheet, NULL))
        if (!lies_beside(file, sheet->cells[at]))
            dataset_error(file, "SCANS_FILENAME_NOT_MATCH_DATASET",
                          "line %d: there is no %s", sheet->line,
                          sheet->cells[at]);
}

static void
check_sessions(const dataset_file *file, kit_sheet *sheet)
{
    int at = kit_sheet_column(sheet, "session_id");
    while (at >= 0 && kit_sheet_next(sheet, NULL))
        if (!lies_beside(file, sheet->cells[at]))
            dataset_error(file, "SESSION_ID_MISMATCH",
                          "line %d: there is no folder %s", sheet->line,
                          sheet->cells[at]);
}

/* ---- participants -----------------------------------------------------------
 */

static int
is_subject(const struct dirent *entry)
{
    return strncmp(entry->d_name, "sub-", 4) == 0 &&
           !strpbrk(entry->d_name, "_.");
}

/* The column, each between line ends. */
static void
gather(emg_text *ids, const dataset_file *file, kit_sheet *sheet)
{
    int at = kit_sheet_column(sheet, "participant_id");
    emg_text_add(ids, "\n");
    while (at >= 0 && kit_sheet_next(sheet, NULL)) {
        emg_text_format(ids, "%s\n", sheet->cells[at]);
        if (strncmp(sheet->cells[at], "sub-", 4) == 0 &&
            !lies_beside(file, sheet->cells[at]))
            dataset_warning(file, "PARTICIPANT_WITHOUT_DATA",
                            "line %d: there is no folder %s", sheet->line,
                            sheet->cells[at]);
    }
}

static void
check_participants(const dataset_file *file, kit_sheet *sheet)
{
    struct dirent **folders = NULL;
    emg_text ids = {0}, one = {0};
    gather(&ids, file, sheet);
    int n = scandir(file->asked->root, &folders, is_subject, alphasort);
    for (int i = 0; i < n; i++) {
        emg_text_clear(&one);
        emg_text_format(&one, "\n%s\n", folders[i]->d_name);
        if (!ids.status && !one.status && !strstr(ids.chars, one.chars))
            dataset_error(file, "PARTICIPANT_ID_MISMATCH",
                          "%s is a folder and no participant_id",
                          folders[i]->d_name);
        free(folders[i]);
    }
    free(folders);
    emg_text_free(&ids);
    emg_text_free(&one);
}

void
dataset_check_links(const dataset_file *file)
{
    static const struct {
        const char *suffix;
        void (*check)(const dataset_file *, kit_sheet *);
    } tables[] = {{"scans", check_scans},
                  {"sessions", check_sessions},
                  {"participants", check_participants}};
    kit_sheet sheet;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(file->name.suffix, tables[i].suffix) == 0 &&
            !kit_sheet_open(&sheet, file->path, EMG_BAD_FILE, NULL)) {
            tables[i].check(file, &sheet);
            kit_sheet_close(&sheet);
        }
}
