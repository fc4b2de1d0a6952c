/* JSON that says of a table what its columns are. */
#include "dataset/describe.h"

#include "kit/folder.h"
#include "kit/indent.h"
#include "kit/parameters.h"

#include <string.h>

typedef struct column {
    const char *name, *text;
    const char *units; /* "": that of amplitudes; NULL: none */
} column;

static const column known[] = {
    {"onset", "begin, from the first sample of the recording", "s"},
    {"duration", "length", "s"},
    {"trial_type",
     "sustained_cocontraction; crosstalk_suspect: both are active, but one may "
     "be an echo of the other; alternating_tremor: they take turns; "
     "not_analysed: the pair could not be judged, and flags say why",
     NULL},
    {"channel", "the two channels", NULL},
    {"file", "the recording", NULL},
    {"muscle_a", "first channel of the pair", NULL},
    {"muscle_b", "second channel of the pair", NULL},
    {"class", "of the duration", NULL},
    {"balance", "weaker over stronger muscle: 100 is equal", "percent"},
    {"rudolph", "Rudolph's index", "percent"},
    {"overlap", "mean of the weaker envelope at each instant", ""},
    {"mean_a", "mean of the envelope of a", ""},
    {"mean_b", "mean of the envelope of b", ""},
    {"peak_a", "peak of the envelope of a", ""},
    {"peak_b", "peak of the envelope of b", ""},
    {"correlation", "of the two signals at the lag where it is highest", NULL},
    {"lag", "of that correlation, above 0 when b follows a", "ms"},
    {"modulation_hz", "frequency of a common rhythm of the envelopes", "Hz"},
    {"modulation_depth", "of that rhythm, 0 to 1", NULL},
    {"flags", "what to keep in mind, with commas between", NULL},
    {"events", "how many sustained co-contractions", NULL},
    {"rate", "of events, in analysable time", "1/min"},
    {"total", "duration of all events", "s"},
    {"percent", "of analysable time that events take", "percent"},
    {"longest", "duration of the longest event", "s"},
    {"median", "duration of the median event", "s"},
    {"temporal_overlap", "of both muscles' active time", "percent"},
    {"analysable", "time in which the pair could be judged", "s"},
    {"suspects", "how many events were crosstalk suspects", NULL},
    {"status", "ok, or why the pair could not be judged", NULL},
    {"participant_id", "the subject", NULL},
    {"session_id", "the session", NULL},
    {"task_id", "the task", NULL},
    {"acq_id", "the label of acquisition", NULL},
    {"run_id", "the run", NULL},
    {"recording_id", "the label of recording", NULL},
};

static void
add_member(emg_text *to, const char *name, const char *text)
{
    emg_text_format(to, ",\"%s\":", name);
    emg_text_add_json(to, text);
}

static void
add_column(emg_text *to, const char *name, const char *amplitude)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const column *c = &known[i];
        if (strcmp(c->name, name) != 0)
            continue;
        emg_text_format(to, ",\"%s\":{\"Description\":", name);
        emg_text_add_json(to, c->text);
        if (c->units && (*c->units || amplitude))
            add_member(to, "Units", *c->units ? c->units : amplitude);
        if (strcmp(name, "channel") == 0)
            add_member(to, "Delimiter", "|");
        emg_text_add(to, "}");
    }
}

/* ---- the recording ------------------------------------------------------ */

const char *
dataset_recording_type(const emg_recording *recording, const json_t *fields)
{
    size_t length = strlen(recording->format);
    const char *told =
        json_string_value(json_object_get(fields, "RecordingType"));
    if (length > 2 && strcmp(recording->format + length - 2, "+D") == 0)
        return "discontinuous";
    return told && strcmp(told, "epoched") == 0 ? told : "continuous";
}

/* What holds of the result, too. Makers, places and people are left out: they
 * may tell whose recording it is. */
static void
add_fields(emg_text *to, const json_t *fields)
{
    static const char *const kept[] = {"TaskName", "PowerLineFrequency",
                                       "EMGReference", "EMGPlacementScheme"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const json_t *value = json_object_get(fields, kept[i]);
        if (json_is_string(value)) {
            add_member(to, kept[i], json_string_value(value));
        } else if (json_is_number(value)) {
            emg_text_format(to, ",\"%s\":", kept[i]);
            emg_text_add_number(to, json_number_value(value));
        }
    }
    const char *scheme =
        json_string_value(json_object_get(fields, "EMGPlacementScheme"));
    if (scheme && strcmp(scheme, "Other") == 0) /* wants to be described */
        add_member(to, "EMGPlacementSchemeDescription",
                   "as in the recording that Sources names");
}

static void
add_recording(emg_text *to, const dataset_table *table)
{
    const emg_recording *recording = table->recording;
    emg_text uri = {0};
    emg_text_format(&uri, "bids:raw:%s", kit_name_below(table->path));
    emg_text_add(to, ",\"Sources\":[");
    emg_text_add_json(to, uri.chars ? uri.chars : "");
    emg_text_add(to, "]");
    emg_text_free(&uri);
    add_fields(to, table->fields);
    add_member(to, "RecordingType",
               dataset_recording_type(recording, table->fields));
    double rate_hz = table->rate_hz;
    for (int g = 0; g < recording->n_groups && rate_hz == 0; g++)
        if (recording->uses[g] == EMG_TREAT)
            rate_hz = recording->groups[g].rate_hz;
    emg_text_add(to, ",\"SamplingFrequency\":");
    emg_text_add_number(to, rate_hz);
    emg_text_add(to, table->more ? table->more : "");
}

emg_status
dataset_describe(emg_text *to, const dataset_table *table,
                 const kit_chosen *chosen, emg_error *error)
{
    emg_text line = {0};
    kit_chosen own = *chosen; /* the step is told of what may be changed */
    emg_text_add(&line, "{\"Description\":");
    emg_text_add_json(&line, table->description);
    if (table->path)
        add_recording(&line, table);
    emg_text_add(&line, ",\"Analysis\":");
    emg_status status = kit_add_step(&line, &own, error);
    for (const char *const *name = table->columns; *name; name++)
        add_column(&line, *name, table->units);
    emg_text_add(&line, "}");
    if (!status && line.status)
        status = emg_fail(error, line.status, "no memory for a description");
    if (!status)
        kit_add_indented(to, line.chars);
    emg_text_free(&line);
    return status;
}
