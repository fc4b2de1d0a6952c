/* References out of tables that emg-envelope --reference wrote. */
#include "kit/channel_names.h"
#include "kit/reference.h"

#include "base/number.h"
#include "kit/sheet.h"

#include <math.h>
#include <string.h>

typedef struct columns {
    int label, unit, mvc, status, settings, hash;
} columns;

static emg_status
find_columns(const kit_sheet *sheet, columns *at, emg_error *error)
{
    *at = (columns){
        kit_sheet_column(sheet, "label"),    kit_sheet_column(sheet, "unit"),
        kit_sheet_column(sheet, "mvc"),      kit_sheet_column(sheet, "status"),
        kit_sheet_column(sheet, "settings"), kit_sheet_column(sheet, "hash")};
    if (at->label < 0 || at->unit < 0 || at->mvc < 0 || at->status < 0 ||
        at->settings < 0 || at->hash < 0)
        return kit_sheet_wrong(sheet,
                               "a table of references has the columns label, "
                               "unit, mvc, status, settings and hash; make it "
                               "with emg-envelope --reference",
                               error);
    return EMG_OK;
}

/* Envelopes of other settings are other numbers. */
static emg_status
check_settings(const kit_sheet *sheet, const columns *at,
               const emg_conditioning *conditioning, double rate_hz,
               emg_error *error)
{
    emg_text ours = {0};
    char hash[33];
    emg_status status =
        kit_settings_tell(&ours, hash, conditioning, rate_hz, error);
    if (!status && strcmp(hash, sheet->cells[at->hash]) != 0)
        status = emg_fail(error, EMG_BAD_OPTION,
                          "line %d: the reference was made with other "
                          "settings: %.80s; here it is %.80s",
                          sheet->line, sheet->cells[at->settings], ours.chars);
    emg_text_free(&ours);
    return status;
}

static emg_status
add_row(kit_references *found, const kit_sheet *sheet, const columns *at,
        const emg_recording *task, const emg_conditioning *conditioning,
        emg_error *error)
{
    const char *cell = sheet->cells[at->mvc];
    const emg_channel *channel =
        kit_channel_called(task, sheet->cells[at->label]);
    kit_reference one = {.state = EMG_STATE_NO_REFERENCE, .value = NAN};
    int group = 0;
    if (!channel)
        return EMG_OK;
    emg_recording_channel(task, channel->number, &group);
    one.number = channel->number;
    if (strcmp(sheet->cells[at->status], "ok") == 0) {
        one.state = EMG_STATE_OK;
        if (!emg_number_read(cell, strlen(cell), &one.value) ||
            !(one.value > 0))
            return kit_sheet_wrong(sheet, "mvc is no number above 0", error);
        if (strcmp(channel->unit, sheet->cells[at->unit]) != 0)
            return kit_sheet_wrong(sheet, "mvc is not in the channel's unit",
                                   error);
    }
    emg_status status = check_settings(sheet, at, conditioning,
                                       task->groups[group].rate_hz, error);
    return status ? status : kit_references_add(found, one, error);
}

emg_status
kit_references_from_table(kit_references *found, const char *path,
                          const emg_recording *task,
                          const emg_conditioning *conditioning,
                          emg_error *error)
{
    kit_sheet sheet;
    columns at;
    emg_status status = kit_sheet_open(&sheet, path, EMG_BAD_FILE, error);
    if (!status)
        status = find_columns(&sheet, &at, error);
    while (!status && kit_sheet_next(&sheet, error))
        status = add_row(found, &sheet, &at, task, conditioning, error);
    if (!status && error->status)
        status = error->status;
    if (status)
        emg_error_in_file(error, path);
    kit_sheet_close(&sheet);
    return status;
}
