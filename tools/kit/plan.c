/* Where outputs go, decided before anything is read or written. */
#include "kit/job.h"

#include "base/memory.h"
#include "kit/annotate.h"
#include "kit/folder.h"
#include "kit/nearest.h"
#include "kit/parameters.h"
#include "kit/shard.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

bool
kit_is_json(const kit_chosen *chosen)
{
    const char *to = chosen->output.to;
    return chosen->output.json || (to && strcmp(to, "json") == 0);
}

static const char *const table_forms[] = {
    [KIT_TSV] = "tsv", [KIT_CSV] = "csv", [KIT_JSON] = "json"};

static emg_status
plan_form(kit_work *work, emg_error *error)
{
    const kit_output *output = &work->chosen->output;

    work->form = output->json ? KIT_JSON : KIT_TSV;
    if (!output->to)
        return EMG_OK;
    for (int i = KIT_TSV; i <= KIT_JSON; i++)
        if (strcmp(output->to, table_forms[i]) == 0) {
            work->form = (kit_table_form)i;
            if (output->json && i != KIT_JSON)
                return emg_fail(error, EMG_BAD_OPTION,
                                "--json and --to %s exclude each other",
                                output->to);
            return EMG_OK;
        }
    return not_a_form(output->to, "tsv, csv, json", error);
}

static emg_status
plan_table(kit_work *work, emg_error *error)
{
    static const char *const endings[] = {
        [KIT_TSV] = "tsv", [KIT_CSV] = "csv", [KIT_JSON] = "jsonl"};
    emg_status status = plan_form(work, error);
    const kit_output *output = &work->chosen->output;
    work->joined = output->file && strcmp(output->file, "-") != 0;
    if (!status && output->folder)
        status = kit_plan_folder(work, endings[work->form], error);
    return status;
}

/* ---- recordings ------------------------------------------------------ */

static emg_status
plan_type(kit_work *work, emg_error *error)
{
    static const char forms[] =
        "csv, tsv, json, npy, mat, edf, bdf, wav, au, stream";
    const char *to = work->chosen->output.to;
    work->type = EMG_FILE_UNKNOWN;
    if (!to)
        return EMG_OK;
    for (int type = EMG_FILE_STREAM; type <= EMG_FILE_MAT; type++)
        if (strcmp(to, kit_ending((emg_file_type)type)) == 0) {
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
    if (!work->chosen->tool->copy && work->type == EMG_FILE_UNKNOWN &&
        fstat(STDOUT_FILENO, &about) == 0 && S_ISREG(about.st_mode))
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
    if (work->type == EMG_FILE_UNKNOWN && !work->chosen->tool->copy)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--output: the ending of '%s' tells no form; use --to "
                        "csv, tsv, json, npy, mat, edf, bdf, wav, au or stream",
                        kit_base_name(file));
    work->jobs[0].target = emg_text_copy(file, error);
    return work->jobs[0].target ? EMG_OK : EMG_NO_MEMORY;
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
    if (output->folder)
        return kit_plan_folder(work, NULL, error);
    status = output->file ? plan_file(work, error) : plan_standard(work, error);
    return status ? status : kit_refuse_own_input(work, error);
}

static emg_status
check_batch(const kit_work *work, emg_error *error)
{
    const kit_output *output = &work->chosen->output;
    bool to_files =
        output->folder || (output->file && strcmp(output->file, "-") != 0);
    if (work->chosen->batch.resume && !to_files)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--resume looks at outputs that are there; it needs "
                        "--output-dir or --output");
    return EMG_OK;
}

int
kit_processors(const kit_chosen *chosen)
{
    long n = chosen->batch.jobs;
    if (n == 0)
        n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > KIT_MOST_JOBS ? KIT_MOST_JOBS : (int)n;
}

/* Those that are too many for files share out the banks of each. */
static int
threads_each(const kit_work *work)
{
    int n = work->n > 0 ? kit_processors(work->chosen) / work->n : 1;
    return n < 1 ? 1 : n;
}

emg_status
kit_plan(kit_work *work, kit_chosen *chosen, emg_error *error)
{
    const kit_tool *tool = chosen->tool;
    *work = (kit_work){.chosen = chosen, .n = chosen->operands.n};
    work->jobs = emg_new((size_t)work->n, sizeof *work->jobs, error);
    if (!work->jobs)
        return EMG_NO_MEMORY;
    for (int i = 0; i < work->n; i++)
        work->jobs[i].path = chosen->operands.items[i];
    work->columns = tool->columns ? tool->columns(chosen) : NULL;
    if (kit_annotate_check(chosen, error))
        return EMG_BAD_OPTION;
    emg_status status =
        work->columns ? plan_table(work, error) : plan_recordings(work, error);
    chosen->output.to =
        work->columns ? table_forms[work->form] : kit_ending(work->type);
    chosen->output.force |= chosen->batch.resume;
    if (!status)
        status = check_batch(work, error);
    if (!status)
        status = kit_take_shard(work, error);
    chosen->batch.threads = threads_each(work);
    return status ? status : kit_add_step(&work->step, chosen, error);
}

void
kit_work_clear(kit_work *work)
{
    for (int i = 0; work->jobs && i < work->n; i++) {
        emg_free(work->jobs[i].target);
        kit_job_clear(&work->jobs[i]);
    }
    emg_free(work->jobs);
    emg_text_free(&work->step);
}
