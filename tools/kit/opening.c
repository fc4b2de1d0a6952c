/* One place opens what is worked on, however often it is read. */
#include "kit/opening.h"

#include "kit/cleaning.h"
#include "kit/files.h"
#include "kit/folder.h"
#include "kit/view.h"

#include <string.h>

static bool
reads_twice(const kit_chosen *chosen)
{
    const kit_tool *tool = chosen->tool;
    return tool->twice || kit_cleans(chosen) ||
           chosen->input.nan == KIT_NAN_SPLIT ||
           (tool->hears && tool->hears(chosen));
}

/* Rows on standard output have no sidecar to tell of the input. */
static bool
accounts(const kit_work *work, const kit_job *job)
{
    return !work->columns || work->joined || job->target;
}

/* Half a name would not tell it from others. */
static emg_source *
call_fully(emg_source *source, const char *path, emg_error *error)
{
    emg_recording *recording = &source->recording;
    const char *name = kit_name_below(path);
    if (strlen(name) < sizeof recording->name) {
        strcpy(recording->name, name);
        return source;
    }
    emg_fail(error, EMG_BAD_OPTION,
             "--folders: with its folders, the name is longer than %zu bytes",
             sizeof recording->name - 1);
    emg_source_destroy(source);
    return NULL;
}

emg_source *
kit_open_job(const kit_work *work, const kit_job *job, emg_listener listener,
             bool shift, emg_error *error)
{
    const kit_chosen *chosen = work->chosen;
    emg_open_options options = {.listener = listener,
                                .strict = chosen->input.strict,
                                .twice = reads_twice(chosen),
                                .rate_hz = chosen->input.rate_hz,
                                .names = kit_names_to_give(chosen),
                                .unit = chosen->input.unit,
                                .full_scale = chosen->input.full_scale,
                                .forgo_fingerprint = !accounts(work, job)};
    emg_source *source = NULL;
    if (kit_is_folder(job->path))
        emg_fail(error, EMG_NO_INPUT,
                 "is a folder; --recursive takes the recordings in it");
    else
        source = emg_open(job->path, &options, error);
    if (source && work->columns && chosen->output.folders)
        source = call_fully(source, job->path, error);
    if (source)
        source = kit_view(source, chosen, shift, error);
    return source ? kit_clean(source, chosen, job->path, error) : NULL;
}
