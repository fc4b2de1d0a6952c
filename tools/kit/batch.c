/* Recordings side by side, their results one after the other. */
#include "kit/job.h"

#include "base/memory.h"
#include "kit/account.h"
#include "kit/folder.h"
#include "kit/message.h"
#include "kit/namesakes.h"
#include "kit/progress.h"
#include "kit/resume.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct batch {
    kit_work *work;
    emg_output *output;  /* of tables; NULL: standard output */
    kit_account account; /* of that output */
    emg_text inputs;
    emg_error *error; /* of that output */
    pthread_mutex_t lock;
    kit_progress progress;
    int next;  /* the job that nobody has begun */
    int given; /* jobs whose results are out */
    int failed;
    int skipped;
    int exit_status;
    bool halts;   /* with --fail-fast: nothing is begun any more */
    bool stopped; /* nor given out */
    bool headed;  /* the table has its header */
} batch;

static emg_status
put(batch *self, const emg_text *text)
{
    if (text->length == 0)
        return EMG_OK;
    return self->output ? emg_output_write(self->output, text->chars,
                                           text->length, self->error)
                        : kit_write(STDOUT_FILENO, text->chars, text->length,
                                    self->error);
}

static void
note(const kit_work *work, kit_job *job)
{
    const char *file = kit_said_name(work->chosen, job->path);
    char *rest = job->table.notes.chars;
    while (rest && *rest) {
        char *line = strsep(&rest, "\n");
        kit_add_note(&job->messages, work->chosen->tool->name, file, line);
    }
}

/* The header comes with the first recording that is done: where all fail,
 * nothing is said on standard output. */
static void
put_rows(batch *self, kit_job *job)
{
    kit_table header;
    if (!self->headed && !self->work->chosen->output.no_header) {
        kit_table_init(&header, self->work->columns, self->work->form);
        kit_table_header(&header);
        put(self, &header.rows);
        kit_table_free(&header);
    }
    self->headed = true;
    self->account.n_rows += kit_count_rows(&job->table.rows);
    put(self, &job->table.rows);
}

/* The sidecar names those that failed, too: the table lacks them. */
static void
put_entry(batch *self, const kit_job *job)
{
    if (!self->work->joined)
        return;
    if (self->inputs.length > 0)
        emg_text_add(&self->inputs, ",");
    if (!job->status) {
        emg_text_add_bytes(&self->inputs, job->entry.chars, job->entry.length);
        return;
    }
    emg_text_add(&self->inputs, "{\"name\":");
    emg_text_add_json(&self->inputs, kit_base_name(job->path));
    emg_text_add(&self->inputs, ",\"failed\":true}");
}

/* For logs: those that failed say why anyhow. */
static void
say_file(const batch *self, kit_job *job)
{
    const kit_work *work = self->work;
    if (work->chosen->batch.verbose && !job->status &&
        !work->chosen->tool->generate)
        kit_add_note(&job->messages, work->chosen->tool->name,
                     kit_said_name(work->chosen, job->path),
                     job->skipped ? "skipped, it is complete" : "done");
}

static void
give_out(batch *self, kit_job *job)
{
    kit_progress_clear(&self->progress);
    put_entry(self, job);
    self->skipped += job->skipped;
    if (job->status) {
        self->failed++;
        self->stopped = self->work->chosen->batch.fail_fast;
        self->exit_status = kit_exit_status(job->status);
    } else if (!job->skipped) {
        if (!self->work->chosen->batch.quiet)
            note(self->work, job);
        if (self->work->columns && !job->target)
            put_rows(self, job);
        if (self->failed == 0 && job->table.exit_status > self->exit_status)
            self->exit_status = job->table.exit_status;
    }
    say_file(self, job);
    kit_say(&job->messages);
    kit_job_clear(job);
    self->given++;
    kit_progress_show(&self->progress, self->given, self->work->n);
}

static kit_job *
take_job(batch *self)
{
    kit_job *job = NULL;
    pthread_mutex_lock(&self->lock);
    if (self->next < self->work->n && !self->error->status && !self->halts)
        job = &self->work->jobs[self->next++];
    pthread_mutex_unlock(&self->lock);
    return job;
}

static void *
work_on(void *argument)
{
    batch *self = argument;
    kit_work *work = self->work;
    kit_job *job;

    while ((job = take_job(self))) {
        kit_job_run(work, job);
        pthread_mutex_lock(&self->lock);
        job->done = true;
        self->halts |= job->status && work->chosen->batch.fail_fast;
        while (self->given < work->n && work->jobs[self->given].done &&
               !self->stopped)
            give_out(self, &work->jobs[self->given]);
        pthread_mutex_unlock(&self->lock);
    }
    return NULL;
}

static int
worker_count(const kit_work *work)
{
    int asked = kit_processors(work->chosen);
    return asked > work->n ? work->n : asked;
}

/* This thread works too; one that cannot be started is done without. */
static void
run_workers(batch *self)
{
    pthread_t threads[KIT_MOST_JOBS];
    int wanted = worker_count(self->work) - 1;
    int n = 0;
    while (n < wanted && n < KIT_MOST_JOBS &&
           pthread_create(&threads[n], NULL, work_on, self) == 0)
        n++;
    work_on(self);
    while (n > 0)
        pthread_join(threads[--n], NULL);
}

static emg_status
begin_table(batch *self)
{
    const kit_output *chose = &self->work->chosen->output;
    if (!self->work->columns || !chose->file || strcmp(chose->file, "-") == 0)
        return EMG_OK;
    self->output = emg_output_open(chose->file, chose->force, self->error);
    if (!self->output)
        return self->error->status;
    self->account = (kit_account){.work = self->work, .inputs = &self->inputs};
    emg_provenance provenance = kit_provenance(&self->account);
    emg_output_account(self->output, &provenance);
    return EMG_OK;
}

/* A table of which some recordings failed is still that of the others; of
 * which all failed, none. */
static emg_status
end_table(batch *self)
{
    if (self->output && self->inputs.status)
        return emg_fail(self->error, EMG_NO_MEMORY,
                        "no memory for the sidecar");
    if (self->output && self->failed < self->work->n && !self->stopped)
        return emg_output_finish(self->output, self->error);
    return EMG_OK;
}

/* Where all went well, tables speak for themselves. */
static void
say_counts(const batch *self)
{
    const kit_chosen *chosen = self->work->chosen;
    int done = self->given - self->failed - self->skipped;
    emg_text text = {0};
    if (chosen->operands.n < 2 || chosen->batch.quiet ||
        (done == self->work->n && !chosen->batch.verbose &&
         !chosen->output.folder))
        return;
    emg_text_format(&text, "%s: %d done, %d skipped, %d failed",
                    chosen->tool->name, done, self->skipped, self->failed);
    if (self->given < self->work->n)
        emg_text_format(&text, ", %d left", self->work->n - self->given);
    emg_text_add(&text, "\n");
    kit_say(&text);
    emg_text_free(&text);
}

int
kit_batch_run(kit_work *work, emg_error *error)
{
    batch self = {.work = work, .error = error};
    const char *mask = work->chosen->input.mask;
    emg_status status = EMG_OK;

    if (mask && kit_namesakes_refuse(work, mask, "--mask", error))
        return kit_exit_status(error->status);
    kit_namesakes_say(work);
    pthread_mutex_init(&self.lock, NULL);
    self.progress = kit_progress_begin(work->chosen);
    if (work->joined && work->chosen->batch.resume && kit_table_is_done(work))
        self.skipped = self.given = self.next = work->n;
    else
        status = begin_table(&self);
    if (!status) {
        run_workers(&self);
        status = error->status;
    }
    kit_progress_clear(&self.progress);
    if (!status)
        status = end_table(&self);
    emg_output_destroy(self.output);
    kit_account_clear(&self.account);
    emg_text_free(&self.inputs);
    pthread_mutex_destroy(&self.lock);
    say_counts(&self);
    if (status)
        return kit_exit_status(status);
    return self.failed && work->chosen->operands.n > 1 ? KIT_EXIT_SOME_FAILED
                                                       : self.exit_status;
}
