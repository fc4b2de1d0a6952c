/* A table in a file, and what a tool gives with it in further ones. */
#include "kit/write_table.h"

#include "io/output.h"
#include "kit/opening.h"
#include "kit/record.h"

#include <string.h>

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
write_companion(kit_account *account, const char *path, emg_error *error)
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
        status =
            kit_record(account, path, emg_file_type_of(path), chains, error);
    if (account->source)
        kit_chains_destroy(chains, &account->source->recording);
    emg_source_destroy(account->source);
    account->source = read;
    return status ? status : error->status;
}

static emg_status
write_extra(kit_account *account, const kit_extra *extra, emg_error *error)
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
        status = write_companion(account, path.chars, error);
    else
        status = write_file(account, path.chars, &nothing, &extra->text, error);
    emg_text_free(&path);
    return status;
}

/* The table of one recording in a file of its own, the last of its files: it
 * stands for them. */
emg_status
kit_write_table(kit_account *account, emg_error *error)
{
    const kit_work *work = account->work;
    const kit_table *table = &account->job->table;
    kit_table header;
    emg_status status = EMG_OK;
    for (int i = 0; i < table->n_extras && !status; i++)
        status = write_extra(account, &table->extras[i], error);
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
