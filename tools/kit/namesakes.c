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

/* The recordings in order of their names; NULL: no memory. */
static const kit_job **
in_order(const kit_work *work)
{
    const kit_job **sorted = emg_new((size_t)work->n, sizeof *sorted, NULL);
    for (int i = 0; sorted && i < work->n; i++)
        sorted[i] = &work->jobs[i];
    if (sorted)
        qsort(sorted, (size_t)work->n, sizeof *sorted, by_base_name);
    return sorted;
}

/* The path of one whose name another has too, and if it is this name (NULL:
 * any); NULL: there is none. */
static const char *
namesake(const kit_work *work, const kit_job *const *sorted, const char *name)
{
    for (int i = 1; sorted && i < work->n; i++)
        if (by_base_name(&sorted[i - 1], &sorted[i]) == 0 &&
            (!name || strcmp(kit_base_name(sorted[i]->path), name) == 0))
            return sorted[i]->path;
    return NULL;
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
    const kit_job **sorted = in_order(work);
    const char *path = namesake(work, sorted, NULL);
    emg_free(sorted);
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

static emg_status
refuse_row(const kit_work *work, const kit_job *const *sorted, const char *name,
           const char *option, emg_error *error)
{
    const char *path = name[0] ? namesake(work, sorted, name) : NULL;
    if (!path)
        return EMG_OK;
    emg_fail(error, EMG_BAD_OPTION,
             "several recordings are called so, and %s tells them by name: "
             "use --folders, here and for the table",
             option);
    emg_error_in_file(error, path);
    return EMG_BAD_OPTION;
}

emg_status
kit_namesakes_refuse(const kit_work *work, const char *table,
                     const char *option, emg_error *error)
{
    kit_events rows = {0};
    const kit_job **sorted = in_order(work);
    emg_status status = EMG_OK;
    if (!work->chosen->output.folders && namesake(work, sorted, NULL)) {
        status = kit_events_read(&rows, table, NULL, error);
        for (size_t i = 0; i < rows.n && !status; i++)
            status = refuse_row(work, sorted, rows.rows[i].file, option, error);
        kit_events_free(&rows);
    }
    emg_free(sorted);
    return status;
}
