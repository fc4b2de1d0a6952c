/* NAME_truth.tsv beside NAME.edf. */
#include "kit/beside.h"

#include <string.h>

static void
add_path(emg_text *path, const char *target, const char *ending)
{
    const char *slash = strrchr(target, '/');
    const char *name = slash ? slash + 1 : target;
    const char *dot = strrchr(name, '.');
    emg_text_add_bytes(path, target,
                       dot && dot > name ? (size_t)(dot - target)
                                         : strlen(target));
    emg_text_add(path, ending);
}

static emg_status
fill(const kit_work *work, emg_source *source, kit_table *table,
     emg_error *error)
{
    const kit_tool *tool = work->chosen->tool;
    kit_table_init(table, tool->beside, KIT_TSV);
    kit_table_header(table);
    emg_status status = tool->measure(source, work->chosen, table, error);
    if (!status && table->rows.status)
        status = emg_fail(error, table->rows.status, "no memory for the table");
    return status;
}

emg_status
kit_beside_open(kit_account *account, emg_error *error)
{
    const kit_work *work = account->work;
    const kit_tool *tool = work->chosen->tool;
    const char *target = account->job->target;
    emg_provenance provenance = kit_provenance(account);
    kit_table table;
    emg_text path = {0};

    if (!tool->beside || strcmp(target, "-") == 0)
        return EMG_OK;
    add_path(&path, target, tool->beside_ending);
    emg_status status = fill(work, account->source, &table, error);
    if (!status && path.status)
        status = emg_fail(error, path.status, "no memory for a path");
    if (!status)
        account->beside =
            emg_output_open(path.chars, work->chosen->output.force, error);
    if (account->beside) {
        emg_output_account(account->beside, &provenance);
        status = emg_output_write(account->beside, table.rows.chars,
                                  table.rows.length, error);
    } else if (!status) {
        status = error->status;
    }
    emg_text_free(&path);
    kit_table_free(&table);
    return status;
}
