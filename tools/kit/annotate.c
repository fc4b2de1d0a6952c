/* The recording is read once more; events join it on the way into the file. */
#include "kit/annotate.h"

#include "kit/folder.h"
#include "kit/record.h"

#include <string.h>

static emg_file_type
type_of(const char *path)
{
    emg_file_type type = emg_file_type_of(path);
    return type == EMG_FILE_EDF || type == EMG_FILE_BDF ? type
                                                        : EMG_FILE_UNKNOWN;
}

emg_status
kit_annotate_check(const kit_chosen *chosen, emg_error *error)
{
    const char *path = chosen->output.annotate;
    if (!path)
        return EMG_OK;
    if (chosen->operands.n != 1)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--annotate names one file and %d recordings are given",
                        chosen->operands.n);
    if (strcmp(chosen->operands.items[0], "-") == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--annotate copies a file, not standard input");
    if (!type_of(path))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--annotate: '%s' must end in .edf or .bdf, which "
                        "hold annotations",
                        kit_base_name(path));
    return EMG_OK;
}

emg_status
kit_annotate_none(const kit_chosen *chosen, const char *instead,
                  emg_error *error)
{
    return chosen->output.annotate
               ? emg_fail(error, EMG_BAD_OPTION,
                          "--annotate wants events: leave out --%s", instead)
               : EMG_OK;
}

emg_status
kit_annotate(const kit_work *work, kit_job *job, emg_error *error)
{
    const kit_input *input = &work->chosen->input;
    emg_open_options options = {.rate_hz = input->rate_hz,
                                .unit = input->unit,
                                .full_scale = input->full_scale};
    emg_source *source = emg_open(job->path, &options, error);
    if (!source)
        return error->status;
    kit_account account = {.work = work, .job = job, .source = source};
    const char *path = work->chosen->output.annotate;
    emg_status status = kit_record(&account, path, type_of(path), NULL, error);
    kit_account_clear(&account);
    emg_source_destroy(source);
    return status;
}
