/* One recording: open, choose channels, measure or write, say what failed. */
#include "kit/job.h"

#include "base/memory.h"
#include "io/output.h"
#include "kit/account.h"
#include "kit/annotate.h"
#include "kit/beside.h"
#include "kit/delays.h"
#include "kit/folder.h"
#include "kit/judge.h"
#include "kit/message.h"
#include "kit/opening.h"
#include "kit/record.h"
#include "kit/resume.h"

#include <string.h>

typedef struct hearer {
    const kit_chosen *chosen;
    kit_job *job;
} hearer;

static void
gather(kit_heard *heard, const emg_error *warning)
{
    if (emg_grow((void **)&heard->warnings, &heard->room, heard->n + 1,
                 sizeof *heard->warnings, NULL))
        heard->lost = true;
    else
        heard->warnings[heard->n++] = *warning;
}

static void
hear(void *to, const emg_error *warning)
{
    hearer *self = to;
    const kit_tool *tool = self->chosen->tool;
    emg_error full = *warning;
    gather(&self->job->heard, warning);
    kit_say_fully(&full, self->chosen, self->job->path);
    if (!self->chosen->batch.quiet &&
        !(tool->gathers && tool->gathers(self->chosen)))
        kit_add_warning(&self->job->messages, tool->name, &full);
}

/* Only who names such a channel has it worked on. */
static void
say_bad(const emg_source *source, const emg_listener *listener)
{
    const emg_recording *recording = &source->recording;
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            if (recording->groups[g].channels[c].bad)
                emg_warn(listener, recording->name, -1,
                         "the table of channels calls %s bad: it is left out "
                         "unless it is named",
                         recording->groups[g].channels[c].label);
}

static emg_source *
open_input(hearer *self, const kit_work *work, emg_error *error)
{
    const kit_tool *tool = self->chosen->tool;
    emg_listener listener = {hear, self};
    if (tool->generate)
        return tool->generate(self->chosen, error);
    emg_source *source =
        kit_open_job(work, self->job, listener, !work->columns, error);
    if (!source)
        emg_error_in_file(error, self->job->path);
    else if (tool->build || tool->emg_only || tool->selects)
        say_bad(source, &listener);
    return source;
}

/* A table says nothing of untreated channels, so they need not be read. */
static emg_status
choose_channels(const kit_work *work, emg_source *source, emg_error *error)
{
    const kit_tool *tool = work->chosen->tool;
    if (emg_recording_channels(&source->recording) == 0 || tool->generate)
        return EMG_OK;
    return kit_select(work->chosen, source,
                      work->columns && tool->drops_untreated, 0, error);
}

static emg_file_type
type_of(const kit_work *work, const char *target)
{
    return work->type == EMG_FILE_UNKNOWN ? emg_file_type_of(target)
                                          : work->type;
}

static emg_status
write_target(hearer *self, kit_account *account, emg_chain **chains,
             emg_error *error)
{
    const char *target = self->job->target;
    return kit_record(account, target, type_of(account->work, target), chains,
                      (emg_listener){hear, self}, error);
}

/* What cleaning takes away goes before what it leaves, which stands for all
 * files of the recording. */
static emg_status
write_removed(hearer *self, kit_account *account, const char *target,
              emg_error *error)
{
    emg_source *source = account->source;
    emg_clean_give_removed(source, true);
    emg_status status = kit_record(account, target, emg_file_type_of(target),
                                   NULL, (emg_listener){hear, self}, error);
    emg_clean_give_removed(source, false);
    return status ? status : source->ops->rewind(source, error);
}

static emg_status
write_generated(hearer *self, kit_account *account, emg_error *error)
{
    emg_status status = kit_beside_open(account, error);
    if (!status)
        status = write_target(self, account, NULL, error);
    emg_output_destroy(account->beside);
    return status;
}

/* The first reading of a tool that needs two. */
static emg_status
hear_first(kit_chosen *chosen, emg_source *source, kit_normals *normals,
           emg_error *error)
{
    const kit_tool *tool = chosen->tool;
    if (!tool->hear || !tool->hears(chosen))
        return EMG_OK;
    emg_status status = tool->hear(source, chosen, normals, error);
    chosen->normals = normals;
    return status ? status : source->ops->rewind(source, error);
}

static emg_status
write_treated(hearer *self, kit_account *account, emg_error *error)
{
    const kit_tool *tool = self->chosen->tool;
    const emg_recording *recording = &account->source->recording;
    const char *removed = tool->removed ? tool->removed(self->chosen) : NULL;
    kit_chosen chosen = *self->chosen;
    kit_normals normals = {0};
    emg_status status = hear_first(&chosen, account->source, &normals, error);
    emg_chain **chains =
        status ? NULL : kit_chains_create(&chosen, recording, error);
    kit_normals_clear(&normals);
    status = chains ? EMG_OK : error->status;
    if (!status) {
        kit_judge_ends(&chosen, account->source);
        kit_note_delays(&self->job->table, chains, recording);
    }
    if (!status && removed)
        status = write_removed(self, account, removed, error);
    if (!status)
        status = write_target(self, account, chains, error);
    kit_chains_destroy(chains, recording);
    return status;
}

static emg_status
write_recording(hearer *self, const kit_work *work, emg_source *source,
                emg_error *error)
{
    if (emg_recording_channels(&source->recording) == 0)
        return emg_fail(error, EMG_BAD_FILE,
                        "it holds annotations only, no signal to work on");
    kit_account account = {.work = work, .job = self->job, .source = source};
    emg_status status = work->chosen->tool->generate
                            ? write_generated(self, &account, error)
                            : write_treated(self, &account, error);
    kit_account_clear(&account);
    return status;
}

static emg_status
measure(kit_job *job, const kit_work *work, emg_source *source,
        emg_error *error)
{
    kit_table_init(&job->table, work->columns, work->form);
    job->table.path = job->path;
    job->table.heard = &job->heard;
    emg_status status =
        work->chosen->tool->measure(source, work->chosen, &job->table, error);
    if (!status && job->table.rows.status)
        status =
            emg_fail(error, job->table.rows.status, "no memory for the table");
    return status;
}

static emg_status
write_file(kit_account *account, const char *path, const emg_text *head,
           const emg_text *text, emg_error *error)
{
    emg_provenance provenance = kit_provenance(account);
    emg_output *output =
        emg_output_open(path, account->work->chosen->output.force, error);
    if (!output)
        return error->status;
    emg_output_account(output, &provenance);
    emg_status status =
        emg_output_write(output, head->chars, head->length, error);
    if (!status)
        status = emg_output_write(output, text->chars, text->length, error);
    if (!status)
        status = emg_output_finish(output, error);
    emg_output_destroy(output);
    return status;
}

/* The recording is read once more, and all channels go through the chains that
 * are treated: the analysis may have read some of them only. */
static emg_status
write_companion(hearer *self, kit_account *account, const char *path,
                emg_error *error)
{
    const kit_work *work = account->work;
    emg_source *read = account->source;
    emg_chain **chains = NULL;
    account->source =
        kit_open_job(work, account->job, (emg_listener){0}, false, error);
    emg_status status =
        account->source
            ? kit_select(work->chosen, account->source, true, 0, error)
            : error->status;
    if (!status)
        chains =
            kit_chains_create(work->chosen, &account->source->recording, error);
    if (chains)
        status = kit_record(account, path, emg_file_type_of(path), chains,
                            (emg_listener){hear, self}, error);
    if (account->source)
        kit_chains_destroy(chains, &account->source->recording);
    emg_source_destroy(account->source);
    account->source = read;
    return status ? status : error->status;
}

static emg_status
write_extra(hearer *self, kit_account *account, const kit_extra *extra,
            emg_error *error)
{
    const char *target = account->job->target;
    const emg_text nothing = {0};
    emg_text path = {0};
    emg_text_add_bytes(&path, target,
                       strlen(target) -
                           strlen(account->work->chosen->tool->ending));
    emg_text_add(&path, extra->ending);
    account->n_rows = extra->n_rows;
    emg_status status = path.status ? path.status : extra->text.status;
    if (status)
        emg_fail(error, status, "no memory for the table");
    else if (extra->recording)
        status = write_companion(self, account, path.chars, error);
    else
        status = write_file(account, path.chars, &nothing, &extra->text, error);
    emg_text_free(&path);
    return status;
}

/* The table of one recording in a file of its own, the last of its files: it
 * stands for them. */
static emg_status
write_table(hearer *self, kit_account *account, emg_error *error)
{
    const kit_work *work = account->work;
    const kit_table *table = &account->job->table;
    kit_table header;
    emg_status status = EMG_OK;
    for (int i = 0; i < table->n_extras && !status; i++)
        status = write_extra(self, account, &table->extras[i], error);
    account->n_rows = kit_count_rows(&table->rows);
    kit_table_init(&header, work->columns, work->form);
    if (!work->chosen->output.no_header)
        kit_table_header(&header);
    if (!status && header.rows.status)
        status = emg_fail(error, header.rows.status, "no memory for the table");
    if (!status)
        status = write_file(account, account->job->target, &header.rows,
                            &table->rows, error);
    kit_table_free(&header);
    return status;
}

static emg_status
do_job(hearer *self, const kit_work *work, emg_source *source, emg_error *error)
{
    const kit_tool *tool = work->chosen->tool;
    emg_status status = EMG_OK;
    if (!(work->columns && tool->selects) && source)
        status = choose_channels(work, source, error);
    if (!status && source)
        status = kit_judge(work->chosen, source, error);
    if (status)
        return status;
    if (!work->columns)
        return write_recording(self, work, source, error);
    status = measure(self->job, work, source, error);
    if (!status && self->chosen->output.annotate)
        status = kit_annotate(work, self->job, error);
    if (status)
        return status;
    if (work->joined)
        return kit_add_input(&self->job->entry, work, self->job, source, error);
    if (!self->job->target)
        return EMG_OK;
    kit_account account = {.work = work, .job = self->job, .source = source};
    status = write_table(self, &account, error);
    kit_account_clear(&account);
    return status;
}

void
kit_job_clear(kit_job *job)
{
    emg_text_free(&job->messages);
    emg_text_free(&job->entry);
    kit_table_free(&job->table);
    emg_free(job->heard.warnings);
    job->heard = (kit_heard){0};
}

static void
run_copy(hearer *self, const kit_work *work)
{
    emg_error error = EMG_NO_ERROR;
    const kit_tool *tool = self->chosen->tool;
    kit_job *job = self->job;
    kit_account account = {.work = work, .job = job};
    emg_create_options options = {.listener = {hear, self},
                                  .force = self->chosen->output.force,
                                  .provenance = kit_provenance(&account)};
    job->status =
        tool->copy(job->path, job->target, self->chosen, &options, &error);
    kit_account_clear(&account);
    if (job->status) {
        emg_error_in_file(&error, job->path);
        kit_say_fully(&error, work->chosen, job->path);
        kit_add_error(&job->messages, tool->name, &error, NULL);
    }
}

void
kit_job_run(const kit_work *work, kit_job *job)
{
    emg_error error = EMG_NO_ERROR;
    hearer self = {work->chosen, job};
    bool sheets = work->chosen->tool->sheets != NULL;
    if (work->chosen->batch.resume && !work->joined &&
        kit_job_is_done(work, job)) {
        job->skipped = true;
        return;
    }
    if (work->chosen->tool->copy) {
        run_copy(&self, work);
        return;
    }
    emg_source *source = sheets ? NULL : open_input(&self, work, &error);

    job->status =
        source || sheets ? do_job(&self, work, source, &error) : error.status;
    if (job->status && error.status)
        job->status = error.status; /* the first one wins */
    if (job->status) {
        if (source && !work->chosen->tool->generate)
            emg_error_in_file(&error, source->recording.name);
        if (sheets)
            emg_error_in_file(&error, job->path);
        kit_say_fully(&error, work->chosen, job->path);
        kit_add_error(&job->messages, work->chosen->tool->name, &error,
                      source ? &source->recording : NULL);
    }
    emg_source_destroy(source);
}
