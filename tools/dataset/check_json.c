/* Fields of JSON: which there must be, and of what kind. */
#include "dataset/finding.h"

#include "bids/fields.h"
#include "bids/inherit.h"
#include "kit/folder.h"

#include <string.h>

typedef enum value {
    TEXT,
    NUMBER,   /* any, and above 0 */
    MAINS,    /* a number above 0, or n/a */
    COUNT,    /* whole, not below 0 */
    SETTINGS, /* an object of objects, or n/a */
    LIST,
    ANY
} value;

/* when, is: needed where another field has this value, or any value (NULL). */
typedef struct field {
    const char *of, *name;
    value value;
    const char *words; /* one of them, however it is written */
    bool needed;
    const char *when, *is;
} field;

static const field fields[] = {
    {"dataset_description", "Name", TEXT, NULL, true, NULL, NULL},
    {"dataset_description", "BIDSVersion", TEXT, NULL, true, NULL, NULL},
    {"dataset_description", "DatasetType", TEXT, "raw|derivative|study", false,
     NULL, NULL},
    {"dataset_description", "GeneratedBy", LIST, NULL, false, "DatasetType",
     "derivative"},
    {"emg", "TaskName", TEXT, NULL, true, NULL, NULL},
    {"emg", "EMGPlacementScheme", TEXT, "Measured|ChannelSpecific|Other", true,
     NULL, NULL},
    {"emg", "EMGPlacementSchemeDescription", TEXT, NULL, false,
     "EMGPlacementScheme", "Other"},
    {"emg", "EMGReference", TEXT, NULL, true, NULL, NULL},
    {"emg", "SamplingFrequency", NUMBER, NULL, true, NULL, NULL},
    {"emg", "PowerLineFrequency", MAINS, NULL, true, NULL, NULL},
    {"emg", "RecordingType", TEXT, "continuous|discontinuous|epoched", true,
     NULL, NULL},
    {"emg", "EpochLength", NUMBER, NULL, false, "RecordingType", "epoched"},
    {"emg", "SoftwareFilters", SETTINGS, NULL, true, NULL, NULL},
    {"emg", "HardwareFilters", SETTINGS, NULL, false, NULL, NULL},
    {"emg", "EMGChannelCount", COUNT, NULL, false, NULL, NULL},
    {"emg", "TriggerChannelCount", COUNT, NULL, false, NULL, NULL},
    {"emg", "RecordingDuration", NUMBER, NULL, false, NULL, NULL},
    {"emg", "TaskDescription", TEXT, NULL, false, NULL, NULL},
    {"emg", "Instructions", TEXT, NULL, false, NULL, NULL},
    {"emg", "Manufacturer", TEXT, NULL, false, NULL, NULL},
    {"emg", "DeviceSerialNumber", TEXT, NULL, false, NULL, NULL},
    {"coordsystem", "EMGCoordinateSystem", TEXT, "Other", true, NULL, NULL},
    {"coordsystem", "EMGCoordinateUnits", TEXT, "m|cm|mm|percent|n/a", true,
     NULL, NULL},
    {"coordsystem", "EMGCoordinateSystemDescription", TEXT, NULL, false,
     "EMGCoordinateSystem", "Other"},
    {"coordsystem", "AnchorCoordinates", ANY, NULL, false,
     "ParentCoordinateSystem", NULL},
    {"coordsystem", "AnchorElectrode", TEXT, NULL, false,
     "ParentCoordinateSystem", NULL},
    {"physio", "SamplingFrequency", NUMBER, NULL, true, NULL, NULL},
    {"physio", "Columns", LIST, NULL, true, NULL, NULL},
    {"stim", "SamplingFrequency", NUMBER, NULL, true, NULL, NULL},
    {"stim", "Columns", LIST, NULL, true, NULL, NULL},
};

/* The specification's own examples write it so. */
static const char units_too[] = "EMGCoordinateSystemUnits";

/* ---- values ----------------------------------------------------------------
 */

static bool
is_above_zero(const json_t *json)
{
    return json_is_number(json) && json_number_value(json) > 0;
}

static bool
is_missing(const json_t *json)
{
    const char *text = json_string_value(json);
    return text && strcmp(text, "n/a") == 0;
}

static bool
is_settings(const json_t *json)
{
    const char *name;
    json_t *one;
    bool all = json_is_object(json);
    json_object_foreach((json_t *)(uintptr_t)json, name, one) all =
        all && json_is_object(one);
    return all || is_missing(json);
}

/* What it has to be, where it is not. */
static const char *
wrong_kind(value wanted, const json_t *json)
{
    switch (wanted) {
    case TEXT:
        return json_is_string(json) && *json_string_value(json) ? NULL : "text";
    case NUMBER:
        return is_above_zero(json) ? NULL : "a number above 0";
    case MAINS:
        return is_above_zero(json) || is_missing(json)
                   ? NULL
                   : "a number above 0, or n/a";
    case COUNT:
        return json_is_integer(json) && json_integer_value(json) >= 0
                   ? NULL
                   : "a whole number";
    case SETTINGS:
        return is_settings(json) ? NULL : "an object of objects, or n/a";
    case LIST:
        return json_is_array(json) ? NULL : "a list";
    default:
        return NULL;
    }
}

static void
check_value(const dataset_file *file, const field *of, const json_t *json)
{
    const char *kind = wrong_kind(of->value, json);
    const char *text = json_string_value(json);
    if (kind)
        dataset_error(file, "JSON_SCHEMA_VALIDATION_ERROR", "%s has to be %s",
                      of->name, kind);
    else if (of->words && text && !dataset_is_word(text, of->words, true))
        dataset_error(file, "JSON_SCHEMA_VALIDATION_ERROR",
                      "%s is %s, which is none of %s", of->name, text,
                      of->words);
}

/* ---- fields ----------------------------------------------------------------
 */

static bool
is_needed(const field *of, const json_t *all)
{
    const json_t *other = of->when ? json_object_get(all, of->when) : NULL;
    const char *text = json_string_value(other);
    if (!of->when)
        return of->needed;
    return other && (!of->is || (text && dataset_is_word(text, of->is, true)));
}

static const char *
code_of_missing(const field *of)
{
    if (strcmp(of->of, "dataset_description") == 0)
        return "JSON_KEY_REQUIRED";
    return strncmp(of->name, "Anchor", 6) == 0 ? "EMG_COORD_SYS_PARENTS"
                                               : "SIDECAR_KEY_REQUIRED";
}

static void
check_missing(const dataset_file *file, const field *of, const json_t *all)
{
    const json_t *other = of->when ? json_object_get(all, of->when) : NULL;
    const char *why = json_string_value(other);
    if (is_needed(of, all) && of->when)
        dataset_error(file, code_of_missing(of),
                      "%s is missing, where %s is %s", of->name, of->when,
                      why ? why : "given");
    else if (is_needed(of, all))
        dataset_error(file, code_of_missing(of), "%s is missing", of->name);
}

static void
check_all(const dataset_file *file, const char *suffix, const json_t *all)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const field *of = &fields[i];
        if (strcmp(of->of, suffix) != 0)
            continue;
        const json_t *json = json_object_get(all, of->name);
        if (!json && strcmp(of->name, "EMGCoordinateUnits") == 0)
            json = json_object_get(all, units_too);
        if (json)
            check_value(file, of, json);
        else
            check_missing(file, of, all);
    }
}

void
dataset_check_json(const dataset_file *file)
{
    emg_error error = EMG_NO_ERROR;
    json_t *json = emg_bids_json(file->path, &error);
    const char *base = kit_base_name(file->below);
    if (!json)
        dataset_error(file, "JSON_INVALID", "%s", error.text);
    else if (strcmp(base, "dataset_description.json") == 0)
        check_all(file, "dataset_description", json);
    else if (strcmp(file->name.suffix, "emg") != 0)
        check_all(file, file->name.suffix, json);
    json_decref(json);
}

/* A recording is asked for the fields of all its files, so that each may say a
 * part of them. */
void
dataset_check_fields(const dataset_file *recording)
{
    static const char *const suffixes[] = {"emg", "channels", "events"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        for (int table = 0; table < 2; table++) {
            emg_bids_files files = {0};
            emg_bids_applying(&files, recording->path, suffixes[i],
                              table ? ".tsv" : ".json", NULL);
            if (files.rival)
                dataset_error(recording, "MULTIPLE_INHERITABLE_FILES",
                              "%s and another file of one folder both apply "
                              "to it",
                              kit_base_name(files.rival));
            emg_bids_files_clear(&files);
        }
    json_t *all = emg_bids_fields(recording->path, "emg", NULL);
    if (all) /* whoever asks the file itself says why not */
        check_all(recording, "emg", all);
    json_decref(all);
}
