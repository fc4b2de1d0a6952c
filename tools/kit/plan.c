/* Where outputs go, decided before anything is read or written. */
#include "kit/job.h"

#include "base/memory.h"
#include "kit/nearest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders may name people: messages leave them out. */
static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static emg_status
not_a_form(const char *to, const char *forms, emg_error *error)
{
    kit_nearest nearest = kit_nearest_to(to);
    for (const char *form = forms; *form; form += strspn(form, ", ")) {
        size_t n = strcspn(form, ",");
        kit_nearest_offer(&nearest, form, n);
        form += n;
    }
    if (kit_nearest_found(&nearest))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--to: there is no '%s'; did you mean %s?", to,
                        nearest.best);
    return emg_fail(error, EMG_BAD_OPTION,
                    "--to: there is no '%s'; choose one of %s", to, forms);
}

/* ---- tables ---------------------------------------------------------- */

static emg_status
plan_table(kit_work *work, emg_error *error)
{
    static const char *const forms[] = {
        [KIT_TSV] = "tsv", [KIT_CSV] = "csv", [KIT_JSON] = "json"};
    const kit_output *output = &work->chosen->output;

    if (output->folder)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output-dir is for recordings, and this gives one "
                        "table; use --output");
    work->form = output->json ? KIT_JSON : KIT_TSV;
    if (!output->to)
        return EMG_OK;
    for (int i = KIT_TSV; i <= KIT_JSON; i++)
        if (strcmp(output->to, forms[i]) == 0) {
            work->form = (kit_table_form)i;
            if (output->json && i != KIT_JSON)
                return emg_fail(error, EMG_BAD_OPTION,
                                "--json and --to %s exclude each other",
                                output->to);
            return EMG_OK;
        }
    return not_a_form(output->to, "tsv, csv, json", error);
}

/* ---- recordings ------------------------------------------------------ */

static const char *
ending_of(emg_file_type type)
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
    default:
        return NULL;
    }
}

static emg_status
plan_type(kit_work *work, emg_error *error)
{
    static const char forms[] = "csv, tsv, json, npy, edf, bdf, stream";
    const char *to = work->chosen->output.to;
    work->type = EMG_FILE_UNKNOWN;
    if (!to)
        return EMG_OK;
    for (int type = EMG_FILE_STREAM; type <= EMG_FILE_NPY; type++)
        if (strcmp(to, ending_of((emg_file_type)type)) == 0) {
            work->type = (emg_file_type)type;
            return EMG_OK;
        }
    return not_a_form(to, forms, error);
}

static bool
is_text(emg_file_type type)
{
    return type == EMG_FILE_CSV || type == EMG_FILE_TSV ||
           type == EMG_FILE_JSON;
}

static emg_status
plan_standard(kit_work *work, emg_error *error)
{
    struct stat about;
    const char *name = work->chosen->tool->name;

    if (work->n > 1)
        return emg_fail(error, EMG_BAD_OPTION,
                        "standard output holds one recording and %d are "
                        "given; use --output-dir DIR",
                        work->n);
    if (!is_text(work->type) && isatty(STDOUT_FILENO))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a recording is not for a terminal; use --output FILE "
                        "or --to csv, or pipe it on (%s --help)",
                        name);
    if (work->type == EMG_FILE_UNKNOWN && fstat(STDOUT_FILENO, &about) == 0 &&
        S_ISREG(about.st_mode))
        return emg_fail(error, EMG_BAD_OPTION,
                        "standard output is a file: say what to write there "
                        "with --to csv, edf, ..., or use --output FILE");
    if (work->type == EMG_FILE_UNKNOWN)
        work->type = EMG_FILE_STREAM;
    work->jobs[0].target = emg_text_copy("-", error);
    return work->jobs[0].target ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
plan_file(kit_work *work, emg_error *error)
{
    const char *file = work->chosen->output.file;
    if (work->n > 1)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output names one file and %d recordings are given; "
                        "use --output-dir DIR",
                        work->n);
    if (strcmp(file, "-") == 0)
        return plan_standard(work, error);
    if (work->type == EMG_FILE_UNKNOWN)
        work->type = emg_file_type_of(file);
    if (work->type == EMG_FILE_UNKNOWN)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output: the ending of '%s' tells no form; use --to "
                        "csv, tsv, json, npy, edf, bdf or stream",
                        base_name(file));
    work->jobs[0].target = emg_text_copy(file, error);
    return work->jobs[0].target ? EMG_OK : EMG_NO_MEMORY;
}

/* DIR/NAME.ending from some/where/NAME.xyz */
static emg_status
target_in_folder(kit_work *work, kit_job *job, emg_error *error)
{
    const char *name = base_name(job->path);
    const char *dot = strrchr(name, '.');
    emg_file_type type = work->type;
    emg_text text = {0};

    if (type == EMG_FILE_UNKNOWN)
        type = emg_file_type_of(name);
    if (strcmp(job->path, "-") == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output-dir takes its names from the recordings, "
                        "and standard input has none; use --output FILE");
    if (type == EMG_FILE_UNKNOWN)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%s: its form cannot be written; say which with --to "
                        "csv, edf, ...",
                        name);
    emg_text_add(&text, work->chosen->output.folder);
    emg_text_add(&text, "/");
    emg_text_add_bytes(&text, name,
                       dot && dot > name ? (size_t)(dot - name) : strlen(name));
    emg_text_add(&text, ".");
    emg_text_add(&text, ending_of(type));
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
                base_name(sorted[i]->target));
    emg_free(sorted);
    return status;
}

static emg_status
plan_folder(kit_work *work, emg_error *error)
{
    emg_status status = EMG_OK;
    if (work->chosen->output.file)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output and --output-dir exclude each other");
    for (int i = 0; i < work->n && !status; i++)
        status = target_in_folder(work, &work->jobs[i], error);
    if (!status)
        status = refuse_collisions(work, error);
    return status;
}

static emg_status
make_folder(const char *folder, emg_error *error)
{
    if (!folder || mkdir(folder, 0777) == 0 || errno == EEXIST)
        return EMG_OK;
    return emg_fail(error, EMG_NO_OUTPUT, "the folder %s cannot be made: %s",
                    base_name(folder), strerror(errno));
}

/* With --force, too: raw data is not to be lost by a slip. */
static emg_status
refuse_own_input(const kit_work *work, emg_error *error)
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
                            base_name(job->path));
    }
    return EMG_OK;
}

static emg_status
plan_recordings(kit_work *work, emg_error *error)
{
    const kit_output *output = &work->chosen->output;
    if (output->json || output->no_header)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--%s is for tables; this gives a recording",
                        output->json ? "json" : "no-header");
    emg_status status = plan_type(work, error);
    if (status)
        return status;
    status = output->folder ? plan_folder(work, error)
             : output->file ? plan_file(work, error)
                            : plan_standard(work, error);
    if (!status)
        status = refuse_own_input(work, error);
    return status ? status : make_folder(output->folder, error);
}

emg_status
kit_plan(kit_work *work, const kit_chosen *chosen, emg_error *error)
{
    const kit_tool *tool = chosen->tool;
    *work = (kit_work){.chosen = chosen, .n = chosen->operands.n};
    work->jobs = emg_new((size_t)work->n, sizeof *work->jobs, error);
    if (!work->jobs)
        return EMG_NO_MEMORY;
    for (int i = 0; i < work->n; i++)
        work->jobs[i].path = chosen->operands.items[i];
    work->columns = tool->columns ? tool->columns(chosen) : NULL;
    return work->columns ? plan_table(work, error)
                         : plan_recordings(work, error);
}

void
kit_work_clear(kit_work *work)
{
    for (int i = 0; work->jobs && i < work->n; i++) {
        emg_free(work->jobs[i].target);
        kit_table_free(&work->jobs[i].table);
        emg_text_free(&work->jobs[i].messages);
    }
    emg_free(work->jobs);
}
