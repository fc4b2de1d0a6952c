/* The columns are those that BIDS begins an events.tsv with. */
#include "io/beside.h"

#include "base/memory.h"
#include "base/place.h"
#include "io/output.h"

#include <stdio.h>
#include <string.h>

emg_status
emg_beside_init(emg_beside *beside, const char *path,
                const emg_create_options *options, emg_error *error)
{
    *beside = (emg_beside){.force = options->force,
                           .listener = options->listener,
                           .provenance = options->provenance};
    if (strcmp(path, "-") == 0)
        return EMG_OK;
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    snprintf(beside->name, sizeof beside->name, "%s", base);
    beside->path = emg_place_beside(path, "", "_events.tsv", error);
    return beside->path ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_beside_clear(emg_beside *beside)
{
    emg_free(beside->path);
    emg_text_free(&beside->rows);
    *beside = (emg_beside){0};
}

emg_status
emg_beside_add(emg_beside *beside, const emg_event *event, emg_error *error)
{
    emg_text *rows = &beside->rows;
    if (beside->n_events++ == 0)
        emg_text_add(rows, "onset\tduration\ttrial_type\n");
    emg_text_add_number(rows, event->onset_s);
    emg_text_add(rows, "\t");
    emg_text_add_number(rows, event->duration_s);
    emg_text_add(rows, "\t");
    bool named = event->text && event->text[0];
    emg_text_add_cell(rows, named ? event->text : "n/a", '\t');
    emg_text_add(rows, "\n");
    return rows->status ? emg_fail(error, rows->status, "no memory for events")
                        : EMG_OK;
}

emg_status
emg_beside_finish(emg_beside *beside, emg_error *error)
{
    if (beside->n_events == 0)
        return EMG_OK;
    if (!beside->path) {
        emg_warn(&beside->listener, "", -1,
                 "%lld annotations are not written to standard output; with -o "
                 "they go to a table beside the file",
                 (long long)beside->n_events);
        return EMG_OK;
    }
    emg_output *output = emg_output_open(beside->path, beside->force, error);
    if (!output)
        return error ? error->status : EMG_NO_OUTPUT;
    emg_output_account(output, &beside->provenance);
    emg_status status = emg_output_write(output, beside->rows.chars,
                                         beside->rows.length, error);
    if (!status)
        status = emg_output_finish(output, error);
    emg_output_destroy(output);
    return status;
}
