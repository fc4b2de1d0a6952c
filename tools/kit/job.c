/* One recording: open, choose channels, measure or treat, say what failed. */
#include "kit/job.h"

#include "base/memory.h"
#include "kit/account.h"
#include "kit/add_input.h"
#include "kit/annotate.h"
#include "kit/folder.h"
#include "kit/judge.h"
#include "kit/message.h"
#include "kit/opening.h"
#include "kit/resume.h"
#include "kit/write_recording.h"
#include "kit/write_table.h"

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
write_files(hearer *self, const kit_work *work, emg_source *source,
            emg_error *error)
{
    kit_account account = {.work = work,
                           .job = self->job,
                           .source = source,
                           .listener = {hear, self}};
    emg_status status = work->columns ? kit_write_table(&account, error)
                                      : kit_write_recording(&account, error);
    kit_account_clear(&account);
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
        return write_files(self, work, source, error);
    status = measure(self->job, work, source, error);
    if (!status && self->chosen->output.annotate)
        status = kit_annotate(work, self->job, error);
    if (status)
        return status;
    if (work->joined)
        return kit_add_input(&self->job->entry, work, self->job, source, error);
    return self->job->target ? write_files(self, work, source, error) : EMG_OK;
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
