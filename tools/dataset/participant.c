/* One recording of a dataset: its events, its summary, and what says of both
 * how they were made. */
#include "dataset/level.h"

#include "bids/fields.h"
#include "bids/inherit.h"
#include "dataset/describe.h"
#include "kit/detection.h"
#include "kit/folder.h"
#include "kit/pair_rows.h"

#include <string.h>

const char *const *
dataset_participant_columns(const kit_chosen *chosen)
{
    (void)chosen;
    return kit_pair_columns(false, false, false);
}

/* ---- what is said aloud ------------------------------------------------- */

static emg_status
tell_rivals(const char *path, const char *suffix, const char *extension,
            kit_table *notes, emg_error *error)
{
    emg_bids_files files = {0};
    emg_status status =
        emg_bids_applying(&files, path, suffix, extension, error);
    if (files.rival)
        kit_note(notes,
                 "%s applies, and so does another file of the same level: "
                 "what says more of the recording counts",
                 kit_base_name(files.rival));
    emg_bids_files_clear(&files);
    return status;
}

static void
tell_type(const emg_recording *recording, const json_t *fields,
          kit_table *notes)
{
    const char *told =
        json_string_value(json_object_get(fields, "RecordingType"));
    const char *type = dataset_recording_type(recording, fields);
    if (told && strcmp(told, type) != 0)
        kit_note(notes,
                 "RecordingType is %.20s, the file is %s: the file is "
                 "right",
                 told, type);
}

/* ---- the tables --------------------------------------------------------- */

/* The unit of all channels of pairs, where it is one. */
static const char *
unit_of(const kit_findings *found, const kit_detection *how)
{
    const char *unit = NULL;
    if (how->mvc.n > 0)
        return NULL;
    for (size_t i = 0; i < 2 * found->pairs.n; i++) {
        const emg_pair *pair = &found->pairs.items[i / 2];
        const emg_channel *channel = emg_recording_channel(
            &found->source->recording, i % 2 ? pair->b : pair->a, NULL);
        if (unit && strcmp(unit, channel->unit) != 0)
            return NULL;
        unit = channel->unit;
    }
    return unit && *unit ? unit : NULL;
}

static emg_status
add_tables(kit_table *table, const kit_findings *found, const json_t *fields,
           const kit_chosen *chosen, emg_error *error)
{
    kit_pair_rows rows = {.found = found,
                          .method = kit_method_name(&chosen->detection),
                          .rest = chosen->detection.rest};
    dataset_table about = {.description =
                               "Sustained co-contraction of antagonist "
                               "muscles, a row an event. Measurements, no "
                               "diagnosis.",
                           .columns = table->columns,
                           .recording = &found->source->recording,
                           .path = table->path,
                           .fields = fields,
                           .units = unit_of(found, &chosen->detection)};
    kit_table sums;
    kit_pair_rows_add(table, &rows);
    kit_table_init(&sums, kit_pair_columns(true, false, false), KIT_TSV);
    kit_table_header(&sums);
    rows.summary = true;
    kit_pair_rows_add(&sums, &rows);
    kit_extra *summary = kit_extra_add(table, DATASET_SUMMARY ".tsv");
    summary->n_rows = (int64_t)found->pairs.n;
    summary->text = sums.rows;
    sums.rows = (emg_text){0};
    kit_table_free(&sums);
    emg_status status =
        dataset_describe(&kit_extra_add(table, DATASET_EVENTS ".json")->text,
                         &about, chosen, error);
    about.columns = kit_pair_columns(true, false, false);
    about.description = "Sustained co-contraction of antagonist muscles, a "
                        "row a pair. Measurements, no diagnosis.";
    return status ? status
                  : dataset_describe(
                        &kit_extra_add(table, DATASET_SUMMARY ".json")->text,
                        &about, chosen, error);
}

emg_status
dataset_participant_measure(emg_source *source, const kit_chosen *chosen,
                            kit_table *table, emg_error *error)
{
    kit_findings found = {.source = source};
    json_t *fields = emg_bids_fields(table->path, "emg", error);
    emg_status status = fields ? EMG_OK : error->status;
    if (!status)
        status = tell_rivals(table->path, "channels", ".tsv", table, error);
    if (!status)
        status = tell_rivals(table->path, "emg", ".json", table, error);
    if (!status)
        status = kit_detection_pairs(&found, chosen, table, error);
    if (!status)
        status = dataset_envelope_add(table, &source->recording, fields, chosen,
                                      error);
    if (!status)
        status = kit_detect(&found, chosen, table, error);
    if (!status) {
        tell_type(&source->recording, fields, table);
        status = add_tables(table, &found, fields, chosen, error);
    }
    json_decref(fields);
    kit_findings_free(&found);
    return status;
}
