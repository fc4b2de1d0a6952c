/* One table of what was found in all recordings. */
#include "dataset/level.h"

#include "dataset/describe.h"
#include "dataset/index.h"
#include "io/sidecar.h"
#include "base/memory.h"
#include "kit/account.h"
#include "kit/folder.h"
#include "kit/pair_rows.h"
#include "kit/sheet.h"
#include "kit/sidecar.h"

#include <string.h>

#define N_IDS 6

static const char *const ids[N_IDS][2] = {
    {"participant_id", "sub"}, {"session_id", "ses"},
    {"task_id", "task"},       {"acq_id", "acq"},
    {"run_id", "run"},         {"recording_id", "recording"}};

static const char *const *
columns(const kit_chosen *chosen)
{
    static const char *const names[] = {"participant_id",
                                        "session_id",
                                        "task_id",
                                        "acq_id",
                                        "run_id",
                                        "recording_id",
                                        "file",
                                        "channel",
                                        "muscle_a",
                                        "muscle_b",
                                        "events",
                                        "rate",
                                        "total",
                                        "percent",
                                        "longest",
                                        "median",
                                        "balance",
                                        "rudolph",
                                        "overlap",
                                        "temporal_overlap",
                                        "analysable",
                                        "suspects",
                                        "status",
                                        "flags",
                                        NULL};
    (void)chosen;
    return names;
}

static void
add_ids(kit_table *table, const emg_bids_name *name)
{
    for (int i = 0; i < N_IDS; i++) {
        const char *label = emg_bids_label(name, ids[i][1]);
        char id[96] = "";
        if (label)
            snprintf(id, sizeof id, "%s%s%s", i < 2 ? ids[i][1] : "",
                     i < 2 ? "-" : "", label);
        kit_text(table, id);
    }
}

/* By name, so that a table that somebody put columns into is read right. */
static emg_status
find_places(const kit_sheet *sheet, const kit_table *table, int *places,
            emg_error *error)
{
    for (int i = N_IDS; i < table->n_columns; i++) {
        places[i] = kit_sheet_column(sheet, table->columns[i]);
        if (places[i] < 0)
            return kit_sheet_wrong(
                sheet, "this is no summary that emg-bids left", error);
    }
    return EMG_OK;
}

static emg_status
add_rows(kit_sheet *sheet, const emg_bids_name *name, kit_table *table,
         emg_error *error)
{
    int places[KIT_MOST_CELLS];
    emg_status status = find_places(sheet, table, places, error);
    while (!status && kit_sheet_next(sheet, error)) {
        add_ids(table, name);
        for (int i = N_IDS; i < table->n_columns; i++)
            kit_text(table, sheet->cells[places[i]]);
    }
    return status ? status : error->status;
}

/* A table without its sidecar, or another than that tells of, is not what
 * somebody left who was done. */
static emg_status
check_whole(const char *path, emg_error *error)
{
    emg_error unheard = EMG_NO_ERROR;
    bool sealed = false;
    char *beside = emg_sidecar_path(path, error);
    if (!beside)
        return EMG_NO_MEMORY;
    json_t *sidecar = kit_sidecar_read(beside, &sealed, &unheard);
    const json_t *output = json_object_get(sidecar, "output");
    bool whole = sealed && kit_file_is(path, kit_member(output, "xxh3_128"));
    json_decref(sidecar);
    emg_free(beside);
    return whole ? EMG_OK
                 : emg_fail(error, EMG_BAD_FILE,
                            "it is not complete, or was changed since: do "
                            "this recording again, participant --resume");
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    emg_bids_name name;
    const char *wrong;
    kit_sheet sheet = {0};
    (void)source, (void)chosen;
    emg_bids_name_read(&name, kit_base_name(table->path), &wrong);
    emg_status status = check_whole(table->path, error);
    if (!status)
        status = kit_sheet_open(&sheet, table->path, EMG_BAD_FILE, error);
    if (!status)
        status = add_rows(&sheet, &name, table, error);
    kit_sheet_close(&sheet);
    return status;
}

/* ---- what says of the table how it was made ----------------------------- */

static emg_status
write_description(const kit_work *work, const emg_text *text, emg_error *error)
{
    emg_text path = {0};
    const emg_text nobody = {.chars = ""};
    kit_account account = {.work = work, .inputs = &nobody, .n_rows = -1};
    emg_provenance provenance = kit_provenance(&account);
    emg_text_add_bytes(&path, work->chosen->output.file,
                       strlen(work->chosen->output.file) - strlen("tsv"));
    emg_text_add(&path, "json");
    emg_output *output =
        path.status ? NULL : emg_output_open(path.chars, true, error);
    if (output)
        emg_output_account(output, &provenance);
    emg_status status =
        output ? emg_output_write(output, text->chars, text->length, error)
               : emg_fail(error, EMG_NO_MEMORY, "no memory for a name");
    if (!status)
        status = emg_output_finish(output, error);
    emg_output_destroy(output);
    kit_account_clear(&account);
    emg_text_free(&path);
    return status;
}

static emg_status
begin(const kit_work *work, emg_error *error)
{
    emg_text text = {0};
    const dataset_table about = {
        .description = "Sustained co-contraction of antagonist muscles in all "
                       "recordings, a row a recording and pair. Measurements, "
                       "no diagnosis.",
        .columns = work->columns};
    emg_status status = dataset_describe(&text, &about, work->chosen, error);
    if (!status)
        status = write_description(work, &text, error);
    emg_text_free(&text);
    return status;
}

/* Its parameters are none of detection's: those stand with each summary. */
const kit_tool dataset_group = {.name = "emg-bids",
                                .settings_size = sizeof(dataset_settings),
                                .columns = columns,
                                .measure = measure,
                                .begin = begin,
                                .sheets = "summary"};
