/* One output a recording, in a folder, named after it. */
#include "kit/folder.h"

#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *
kit_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *
kit_ending(emg_file_type type)
{
    switch (type) {
    case EMG_FILE_STREAM:
        return "stream";
    case EMG_FILE_EDF:
        return "edf";
    case EMG_FILE_BDF:
        return "bdf";
    case EMG_FILE_CSV:
        return "csv";
    case EMG_FILE_TSV:
        return "tsv";
    case EMG_FILE_JSON:
        return "json";
    case EMG_FILE_NPY:
        return "npy";
    case EMG_FILE_WAV:
        return "wav";
    case EMG_FILE_AU:
        return "au";
    case EMG_FILE_MAT:
        return "mat";
    default:
        return NULL;
    }
}

const char *
kit_name_below(const char *path)
{
    const char *name = kit_base_name(path);
    for (const char *mark = path; (mark = strstr(mark, "/./")); mark += 2)
        if (!strstr(mark, "/../"))
            name = mark + 3;
    return name;
}

const char *
kit_said_name(const kit_chosen *chosen, const char *path)
{
    return chosen->tool->find ? kit_base_name(path) : kit_name_below(path);
}

void
kit_say_fully(emg_error *error, const kit_chosen *chosen, const char *path)
{
    const char *name = kit_said_name(chosen, path);
    size_t length = strlen(name);
    if (length < sizeof error->file &&
        strcmp(error->file, kit_base_name(path)) == 0)
        memcpy(error->file, name, length + 1);
}

/* DIR/SOURCE_desc-x_events.tsv from some/where/./SOURCE_emg.edf */
static emg_status
renamed(const kit_work *work, kit_job *job, const char *name, emg_error *error)
{
    const kit_tool *tool = work->chosen->tool;
    const char *cut = name + strlen(name);
    emg_text text = {0};
    for (const char *at = name; (at = strstr(at, tool->replaces)); at++)
        cut = at;
    emg_text_format(&text, "%s/", work->chosen->output.folder);
    emg_text_add_bytes(&text, name, (size_t)(cut - name));
    emg_text_add(&text, tool->ending);
    job->target = text.chars;
    return text.status ? emg_fail(error, text.status, "no memory for a name")
                       : EMG_OK;
}

/* DIR/NAME.ending from some/where/NAME.xyz */
static emg_status
target_in_folder(kit_work *work, kit_job *job, const char *ending,
                 emg_error *error)
{
    const char *name = kit_name_below(job->path);
    const char *base = kit_base_name(name), *dot = strrchr(base, '.');
    emg_file_type type = work->type;
    emg_text text = {0};

    if (type == EMG_FILE_UNKNOWN)
        type = emg_file_type_of(name);
    if (strcmp(job->path, "-") == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output-dir takes its names from the recordings, "
                        "and standard input has none; use --output FILE");
    if (work->chosen->tool->copy) { /* in the form it has: by its name */
        emg_text_format(&text, "%s/%s", work->chosen->output.folder, name);
        job->target = text.chars;
        return text.status;
    }
    if (work->chosen->tool->ending)
        return renamed(work, job, name, error);
    if (!ending)
        ending = kit_ending(type);
    if (!ending)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%s: its form cannot be written; say which with --to "
                        "csv, edf, ...",
                        name);
    emg_text_add(&text, work->chosen->output.folder);
    emg_text_add(&text, "/");
    emg_text_add_bytes(&text, name,
                       dot && dot > base ? (size_t)(dot - name) : strlen(name));
    emg_text_add(&text, ".");
    emg_text_add(&text, ending);
    job->target = text.chars;
    return text.status;
}

static int
by_target(const void *a, const void *b)
{
    const kit_job *const *x = a, *const *y = b;
    int order = strcmp((*x)->target, (*y)->target);
    return order ? order : (*x > *y) - (*x < *y);
}

static emg_status
refuse_collisions(kit_work *work, emg_error *error)
{
    const kit_job **sorted = emg_new((size_t)work->n, sizeof *sorted, error);
    emg_status status = sorted ? EMG_OK : EMG_NO_MEMORY;
    for (int i = 0; i < work->n && !status; i++)
        sorted[i] = &work->jobs[i];
    if (!status)
        qsort(sorted, (size_t)work->n, sizeof *sorted, by_target);
    for (int i = 1; i < work->n && !status; i++)
        if (strcmp(sorted[i - 1]->target, sorted[i]->target) == 0)
            status = emg_fail(
                error, EMG_BAD_OPTION,
                "recordings %td and %td would both become %s; write "
                "them into two folders",
                sorted[i - 1] - work->jobs + 1, sorted[i] - work->jobs + 1,
                kit_base_name(sorted[i]->target));
    emg_free(sorted);
    return status;
}

emg_status
kit_refuse_own_input(const kit_work *work, emg_error *error)
{
    struct stat in, out;
    for (int i = 0; i < work->n; i++) {
        const kit_job *job = &work->jobs[i];
        if (stat(job->path, &in) == 0 && stat(job->target, &out) == 0 &&
            S_ISREG(in.st_mode) && in.st_dev == out.st_dev &&
            in.st_ino == out.st_ino)
            return emg_fail(error, EMG_BAD_OPTION,
                            "%s would be replaced by its own output; choose "
                            "another name or folder",
                            kit_base_name(job->path));
    }
    return EMG_OK;
}

emg_status
kit_make_folder(const char *folder, emg_error *error)
{
    if (!folder || mkdir(folder, 0777) == 0 || errno == EEXIST)
        return EMG_OK;
    return emg_fail(error, EMG_NO_OUTPUT, "the folder %s cannot be made: %s",
                    kit_base_name(folder), strerror(errno));
}

/* Those that the input has below its own folder. */
static emg_status
make_parents(const kit_work *work, kit_job *job, emg_error *error)
{
    emg_status status = EMG_OK;
    char *slash = job->target + strlen(work->chosen->output.folder);
    while (!status && (slash = strchr(slash + 1, '/'))) {
        *slash = 0;
        status = kit_make_folder(job->target, error);
        *slash = '/';
    }
    return status;
}

emg_status
kit_plan_folder(kit_work *work, const char *ending, emg_error *error)
{
    emg_status status = EMG_OK;
    if (work->chosen->output.file)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output and --output-dir exclude each other");
    for (int i = 0; i < work->n && !status; i++)
        status = target_in_folder(work, &work->jobs[i], ending, error);
    if (!status)
        status = refuse_collisions(work, error);
    if (!status)
        status = kit_refuse_own_input(work, error);
    if (status || work->chosen->batch.dry_run)
        return status;
    status = kit_make_folder(work->chosen->output.folder, error);
    for (int i = 0; i < work->n && !status; i++)
        status = make_parents(work, &work->jobs[i], error);
    return status;
}
