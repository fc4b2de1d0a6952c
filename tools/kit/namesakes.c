/* Names in order lie side by side where they are the same. */
#include "kit/namesakes.h"

#include "base/memory.h"
#include "kit/events.h"
#include "kit/folder.h"
#include "kit/message.h"

#include <stdlib.h>
#include <string.h>

static int
by_base_name(const void *a, const void *b)
{
    const kit_job *const *x = a, *const *y = b;
    return strcmp(kit_base_name((*x)->path), kit_base_name((*y)->path));
}

/* The path of one whose name another has too; NULL: there is none. */
static const char *
namesake(const kit_work *work)
{
    const char *path = NULL;
    const kit_job **sorted = emg_new((size_t)work->n, sizeof *sorted, NULL);
    for (int i = 0; sorted && i < work->n; i++)
        sorted[i] = &work->jobs[i];
    if (sorted)
        qsort(sorted, (size_t)work->n, sizeof *sorted, by_base_name);
    for (int i = 1; sorted && i < work->n && !path; i++)
        if (by_base_name(&sorted[i - 1], &sorted[i]) == 0)
            path = sorted[i]->path;
    emg_free(sorted);
    return path;
}

void
kit_namesakes_say(const kit_work *work)
{
    const kit_chosen *chosen = work->chosen;
    bool told_apart =
        chosen->output.folders || chosen->output.folder || chosen->tool->sheets;
    if (!chosen->batch.recursive || chosen->batch.quiet || !work->columns ||
        told_apart)
        return;
    const char *path = namesake(work);
    if (!path)
        return;
    emg_text line = {0};
    emg_error warning = EMG_NO_ERROR;
    emg_error_in_file(&warning, path);
    strcpy(warning.text, "several recordings are called so; --folders tells "
                         "them apart in the table");
    kit_add_warning(&line, chosen->tool->name, &warning);
    kit_say(&line);
    emg_text_free(&line);
}

emg_status
kit_namesakes_refuse(const kit_work *work, emg_error *error)
{
    const kit_chosen *chosen = work->chosen;
    const char *mask = chosen->input.mask, *path;
    kit_events rows = {0};
    if (!mask || chosen->output.folders || !(path = namesake(work)))
        return EMG_OK;
    emg_status status = kit_events_read(&rows, mask, NULL, error);
    for (size_t i = 0; i < rows.n && !status; i++)
        if (strcmp(rows.rows[i].file, kit_base_name(path)) == 0) {
            status = emg_fail(error, EMG_BAD_OPTION,
                              "several recordings are called so, and --mask "
                              "tells them by name: use --folders, here and "
                              "for the table");
            emg_error_in_file(error, path);
        }
    kit_events_free(&rows);
    return status;
}
