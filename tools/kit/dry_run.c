/* The same questions as the run asks, none of its answers. */
#include "kit/dry_run.h"

#include "kit/folder.h"
#include "kit/message.h"
#include "kit/resume.h"

#include <string.h>
#include <unistd.h>

static const char *
action(const kit_work *work, const kit_job *job, const char *target)
{
    const kit_chosen *chosen = work->chosen;
    if (!target || access(target, F_OK) != 0)
        return "make";
    if (chosen->batch.resume &&
        (work->joined ? kit_table_is_done(work) : kit_job_is_done(work, job)))
        return "skip";
    return chosen->output.force ? "replace" : "exists";
}

/* Below the folder that outputs go to. */
static const char *
said_target(const kit_work *work, const char *target)
{
    const char *folder = work->chosen->output.folder;
    size_t n = folder ? strlen(folder) : 0;
    if (n > 0 && strncmp(target, folder, n) == 0 && target[n] == '/' &&
        !work->chosen->tool->find)
        return target + n + 1;
    return kit_base_name(target);
}

emg_status
kit_dry_run(const kit_work *work, emg_error *error)
{
    static const char *const columns[] = {"file", "output", "action", NULL};
    kit_table table;
    kit_table_init(&table, columns, KIT_TSV);
    kit_table_header(&table);
    for (int i = 0; i < work->n; i++) {
        const kit_job *job = &work->jobs[i];
        const char *target =
            work->joined ? work->chosen->output.file : job->target;
        kit_text(&table, kit_said_name(work->chosen, job->path));
        kit_text(&table, target ? said_target(work, target) : NULL);
        kit_text(&table, action(work, job, target));
    }
    emg_status status =
        table.rows.status
            ? emg_fail(error, EMG_NO_MEMORY, "no memory for the table")
            : kit_write(STDOUT_FILENO, table.rows.chars, table.rows.length,
                        error);
    kit_table_free(&table);
    return status;
}
