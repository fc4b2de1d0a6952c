#include "dataset/check.h"

#include "bids/dataset.h"
#include "io/edf_file.h"
#include "unit.h"

/* ---- a right dataset ------------------------------------------------------
 */

#define EMG_1 "sub-01/emg/sub-01_task-hold"
#define EMG_2 "sub-02/ses-a/emg/sub-02_ses-a_task-hold_run-1"
#define ELECTRODES "sub-01/emg/sub-01_electrodes.tsv"
#define SCANS "sub-02/ses-a/sub-02_ses-a_scans.tsv"
#define SESSIONS "sub-02/sub-02_sessions.tsv"
#define FIELDS "task-hold_emg.json"
#define SPACE "space-arm_coordsystem.json"

static const char *const right[][2] = {
    {"dataset_description.json",
     "{\"Name\": \"Holding\", \"BIDSVersion\": \"1.11.1\"}"},
    {"README.md", "Two people hold a weight.\n"},
    {"participants.tsv", "participant_id\tage\tsex\n"
                         "sub-01\t34\tF\n"
                         "sub-02\t89\tn/a\n"},
    {FIELDS, "{\"TaskName\": \"hold\",\n"
             "\"EMGPlacementScheme\": \"ChannelSpecific\",\n"
             "\"EMGReference\": \"bipolar\",\n"
             "\"SamplingFrequency\": 100,\n"
             "\"PowerLineFrequency\": 50,\n"
             "\"RecordingType\": \"continuous\",\n"
             "\"RecordingDuration\": 4,\n"
             "\"EMGChannelCount\": 2,\n"
             "\"HardwareFilters\": {\"Lowpass\": {\"Cutoff (Hz)\": 45}},\n"
             "\"SoftwareFilters\": \"n/a\"}\n"},
    {SPACE, "{\"EMGCoordinateSystem\": \"Other\",\n"
            "\"EMGCoordinateUnits\": \"mm\",\n"
            "\"EMGCoordinateSystemDescription\": \"From the elbow down\"}\n"},
    {"sub-01/sub-01_emg.json", "{\"Manufacturer\": \"nobody\"}"},
    {EMG_1 "_channels.tsv", "name\ttype\tunits\ttarget_muscle\tstatus\n"
                            "EMG A\tEMG\tuV\tFCR\tgood\n"
                            "EMG B\tEMG\tmicroV\tECR\tn/a\n"},
    {EMG_1 "_events.tsv", "onset\tduration\ttrial_type\tchannel\n"
                          "-1\t0\tcue\tn/a\n"
                          "0.5\t1.25\thold\tEMG A\n"
                          "2.5\tn/a\thold\tn/a\n"},
    {ELECTRODES, "name\tx\ty\tz\tcoordinate_system\tgroup\n"
                 "E1\t1.5\t2\tn/a\tarm\tg\n"
                 "E2\t1.5\t4\tn/a\tarm\tg\n"},
    {EMG_2 "_channels.tsv", "name\ttype\tunits\n"
                            "EMG A\tEMG\tuV\n"
                            "EMG B\tEMG\tuV\n"},
    {SCANS, "filename\tacq_time\n"
            "emg/sub-02_ses-a_task-hold_run-1_emg.edf\t1924-05-01T10:00:00\n"},
    {SESSIONS, "session_id\tacq_time\nses-a\t1924-05-01T10:00:00Z\n"},
    {"derivatives/other/anything at all", ""},
    {"sub-01/eeg/sub-01_task-hold_eeg.vhdr", ""},
};

static void
write_bytes(dataset *in, const char *below, const void *bytes, size_t n)
{
    dataset_write(in, below, "");
    FILE *file = fopen(dataset_path(in, below), "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, n, file), n);
    ck_assert_int_eq(fclose(file), 0);
}

static dataset
study(void)
{
    dataset made = dataset_create();
    edf_file edf = {
        .plus = "", .n_channels = 2, .n_samples = 1, .n_records = 400};
    edf_file_make(&edf); /* 100 Hz, 4 s */
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        dataset_write(&made, right[i][0], right[i][1]);
    write_bytes(&made, EMG_1 "_emg.edf", edf.bytes, edf.size);
    write_bytes(&made, EMG_2 "_emg.edf", edf.bytes, edf.size);
    free(edf.bytes);
    return made;
}

/* ---- violations -----------------------------------------------------------
 */

/* In the file at `path`, `from` becomes `to`; from NULL: the file is written
 * anew; to NULL: it is removed; PATH first in to: it is called that. */
typedef struct violation {
    const char *path, *from, *to;
    const char *code, *found; /* found NULL: in that file */
} violation;

#define MOVE "\1"
#define REC_1 EMG_1 "_emg.edf"
#define REC_2 EMG_2 "_emg.edf"
#define CHANNELS EMG_1 "_channels.tsv"
#define EVENTS EMG_1 "_events.tsv"
#define JSON_VALUE "JSON_SCHEMA_VALIDATION_ERROR"
#define CELL "TSV_VALUE_INCORRECT_TYPE"
#define ORDER "TSV_COLUMN_ORDER_INCORRECT"
#define FIELD_1 EMG_1 "_emg.json"

static const violation planted[] = {
    /* the dataset */
    {"dataset_description.json", "{", "{\"DatasetType\": \"derivative\", ",
     "JSON_KEY_REQUIRED", NULL},
    {"dataset_description.json", NULL, NULL, "MISSING_DATASET_DESCRIPTION",
     NULL},
    {"dataset_description.json", "\"Name\"", "\"Nome\"", "JSON_KEY_REQUIRED",
     NULL},
    {"dataset_description.json", "\"BIDSVersion\"", "\"Version\"",
     "JSON_KEY_REQUIRED", NULL},
    {"dataset_description.json", "}", "", "JSON_INVALID", NULL},
    {"README.md", NULL, NULL, "README_FILE_MISSING", "README"},
    {"notes.docx", NULL, "x", "NOT_INCLUDED", NULL},
    /* names */
    {EMG_1 "_emg.wav", NULL, "x", "NOT_INCLUDED", NULL},
    {EMG_1 "_emg.EDF", NULL, "x", "NOT_INCLUDED", NULL},
    {"sub-01/emg/sub-01_task-hold_spectrum.tsv", NULL, "x", "NOT_INCLUDED",
     NULL},
    {"sub-01/emg/sub-01_task-ho_ld_channels.tsv", NULL, "x", "NOT_INCLUDED",
     NULL},
    {"sub-01/emg/sub-01_task-hold_run-b_events.json", NULL, "{}",
     "NOT_INCLUDED", NULL},
    {"sub-01/emg/task-hold_sub-01_events.json", NULL, "{}", "NOT_INCLUDED",
     NULL},
    {"sub-01/emg/sub-01_task-hold_photo.jpg", NULL, "x", "NOT_INCLUDED", NULL},
    {"sub-01/emg/sub-01_physio.tsv.gz", NULL, "", "ENTITY_REQUIRED", NULL},
    {"sub-01/emg/task-hold_stim.json", NULL, "{}", "ENTITY_REQUIRED", NULL},
    {"sub-01/emg/sub-02_photo.jpg", NULL, "x", "INVALID_LOCATION", NULL},
    {"sub-02/ses-a/emg/sub-02_ses-b_photo.jpg", NULL, "x", "INVALID_LOCATION",
     NULL},
    {"sub-01_task-hold_emg.edf", NULL, "x", "INVALID_LOCATION", NULL},
    {"sub-01/emg/sub-01_task-rest_events.json", NULL, "{}",
     "SIDECAR_WITHOUT_DATAFILE", NULL},
    {ELECTRODES, NULL, MOVE "sub-01/emg/sub-01_task-hold_electrodes.tsv",
     "ELECTRODES_NOT_OF_SESSION", "sub-01/emg/sub-01_task-hold_electrodes.tsv"},
    /* fields */
    {FIELD_1, NULL, "[]", "JSON_INVALID", NULL},
    {FIELD_1, NULL, "{\"EMGPlacementScheme\": \"SENIAM\"}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"EMGPlacementScheme\": \"Other\"}",
     "SIDECAR_KEY_REQUIRED", REC_1},
    {FIELD_1, NULL, "{\"RecordingType\": \"epoched\"}", "SIDECAR_KEY_REQUIRED",
     REC_1},
    {FIELD_1, NULL, "{\"RecordingType\": \"cut\"}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"PowerLineFrequency\": 0}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"PowerLineFrequency\": \"50 Hz\"}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"SoftwareFilters\": \"none\"}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"SoftwareFilters\": {\"Notch\": 50}}", JSON_VALUE,
     REC_1},
    {FIELD_1, NULL, "{\"HardwareFilters\": 45}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"TaskName\": \"\"}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"EMGReference\": 3}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"EMGChannelCount\": 2.5}", JSON_VALUE, REC_1},
    {FIELD_1, NULL, "{\"EMGChannelCount\": 3}", "EMG_CHANNEL_COUNT_MISMATCH",
     REC_1},
    {"sub-01/emg/sub-01_emg.json", NULL, "{\"RecordingDuration\": -4}",
     JSON_VALUE, REC_1},
    {"sub-01/sub-01_task-hold_emg.json", NULL, "{}",
     "MULTIPLE_INHERITABLE_FILES", REC_1},
    /* channels */
    {CHANNELS, "\tunits\t", "\tnotch\t", "TSV_COLUMN_MISSING", NULL},
    {CHANNELS, "target_muscle", "name", "TSV_COLUMN_HEADER_DUPLICATE", NULL},
    {CHANNELS, "target_muscle", "", "TSV_COLUMN_HEADER_EMPTY", NULL},
    {CHANNELS, "target_muscle", "depth", "TSV_ADDITIONAL_COLUMNS_UNDEFINED",
     NULL},
    {CHANNELS, "A\tEMG", "A\temg", CELL, NULL},
    {CHANNELS, "B\tEMG", "B\tEmg", CELL, NULL},
    {CHANNELS, "\tgood", "\tfine", CELL, NULL},
    {CHANNELS, "FCR\tgood", "FCR\tgood\tx", "TSV_INCORRECT_ROW", NULL},
    {CHANNELS, NULL, NULL, "EMG_CHANNELS_MISSING", REC_1},
    {CHANNELS, NULL,
     "name\ttype\tnotch\tunits\nEMG A\tEMG\t50\tuV\nEMG B\tEMG\t50\tuV\n",
     ORDER, NULL},
    /* events */
    {EVENTS, "onset\tduration", "response_time\tduration", "TSV_COLUMN_MISSING",
     NULL},
    {EVENTS, "0.5\t", "half\t", CELL, NULL},
    {EVENTS, "1.25", "-1.25", CELL, NULL},
    {EVENTS, "2.5\t", "0.25\t", "EVENT_ONSET_ORDER", NULL},
    {EVENTS, "EMG A", "EMG A|EMG B", "EVENTS_CHANNEL_DELIMITER", NULL},
    {EVENTS, "trial_type", "phase", "TSV_ADDITIONAL_COLUMNS_UNDEFINED", NULL},
    /* places */
    {ELECTRODES, "\tx\ty\t", "\ty\tx\t", ORDER, NULL},
    {ELECTRODES, "E2", "E1", "TSV_INDEX_VALUE_NOT_UNIQUE", NULL},
    {ELECTRODES, "\t4\t", "\tfour\t", CELL, NULL},
    {ELECTRODES, "4\tn/a\tarm", "4\tn/a\tleg", "EMG_COORD_SYS_MISMATCH", NULL},
    {SPACE, NULL, NULL, "EMG_COORD_SYS_MISSING", ELECTRODES},
    {SPACE, "\"Other\"", "\"MNI\"", JSON_VALUE, NULL},
    {SPACE, "\"mm\"", "\"inch\"", JSON_VALUE, NULL},
    {SPACE, "EMGCoordinateUnits", "Units", "SIDECAR_KEY_REQUIRED", NULL},
    {SPACE, "SystemDescription", "Description", "SIDECAR_KEY_REQUIRED", NULL},
    {SPACE, "{",
     "{\"ParentCoordinateSystem\": \"a\", \"AnchorElectrode\": "
     "\"E1\", ",
     "EMG_COORD_SYS_PARENTS", NULL},
    {SPACE, "{",
     "{\"ParentCoordinateSystem\": \"a\", \"AnchorCoordinates\": "
     "[0, 0], ",
     "EMG_COORD_SYS_PARENTS", NULL},
    /* participants, scans, sessions */
    {"participants.tsv", "n/a\n", "n/a\n03\t8\tM\n", CELL, NULL},
    {"participants.tsv", "sub-02\t89\tn/a\n", "", "PARTICIPANT_ID_MISMATCH",
     NULL},
    {"participants.tsv", "89", "93", "AGE_89", NULL},
    {"participants.tsv", "34", "young", CELL, NULL},
    {"participants.tsv", "n/a\n", "n/a\nsub-03\t8\tM\n",
     "PARTICIPANT_WITHOUT_DATA", NULL},
    {SCANS, "run-1", "run-2", "SCANS_FILENAME_NOT_MATCH_DATASET", NULL},
    {SCANS, "1924-05-01T", "1924-05-01 ", CELL, NULL},
    {SCANS, NULL,
     "acq_time\tfilename\nn/a\temg/sub-02_ses-a_task-hold_run-1_emg.edf\n",
     ORDER, NULL},
    {SESSIONS, "ses-a", "ses-b", "SESSION_ID_MISMATCH", NULL},
    {SESSIONS, NULL, "acq_time\nn/a\n", "TSV_COLUMN_MISSING", NULL},
    /* the recording and what is told of it */
    {REC_1, "EMG B ", "EMG C ", "EMG_CHANNEL_LABEL_MISMATCH", NULL},
    {CHANNELS, "uV", "V", "EMG_UNITS_MISMATCH", REC_1},
    {FIELD_1, NULL, "{\"SamplingFrequency\": 1000}",
     "EMG_SAMPLING_FREQUENCY_MISMATCH", REC_1},
    {FIELD_1, NULL, "{\"RecordingDuration\": 40}", "EMG_DURATION_MISMATCH",
     REC_1},
    {CHANNELS, "n/a\n", "n/a\nEMG C\tMISC\tuV\tx\tgood\n",
     "EMG_CHANNELS_MISMATCH", REC_1},
    {REC_1, "-32768  ", "-3276O  ", "EMG_FILE_UNREADABLE", NULL},
};

static size_t
read_bytes(dataset *in, const char *below, char *bytes, size_t room)
{
    FILE *file = fopen(dataset_path(in, below), "rb");
    ck_assert_ptr_nonnull(file);
    size_t n = fread(bytes, 1, room - 1, file);
    fclose(file);
    bytes[n] = 0;
    return n;
}

static void
replace(dataset *in, const violation *v)
{
    char bytes[8192], changed[8192];
    size_t n = read_bytes(in, v->path, bytes, sizeof bytes);
    size_t from = strlen(v->from), to = strlen(v->to);
    const char *at = memmem(bytes, n, v->from, from);
    ck_assert_msg(at, "%s holds no %s", v->path, v->from);
    size_t before = (size_t)(at - bytes);
    memcpy(changed, bytes, before);
    memcpy(changed + before, v->to, to);
    memcpy(changed + before + to, at + from, n - before - from);
    write_bytes(in, v->path, changed, n - from + to);
}

static void
plant(dataset *in, const violation *v)
{
    char old[DATASET_SIZE];
    strcpy(old, dataset_path(in, v->path));
    if (v->from)
        replace(in, v);
    else if (!v->to)
        ck_assert_int_eq(remove(old), 0);
    else if (*v->to == *MOVE)
        ck_assert_int_eq(rename(old, dataset_path(in, v->to + 1)), 0);
    else
        dataset_write(in, v->path, v->to);
}

/* What the rules say of it, to be freed; *n_errors of that are no warnings. */
static char *
ask(const dataset *in, int *n_errors)
{
    kit_table table;
    emg_error error = EMG_NO_ERROR;
    kit_table_init(&table, dataset_check_columns, KIT_TSV);
    ck_assert_int_eq(dataset_check(&table, in->root, n_errors, &error), EMG_OK);
    char *rows = strdup(table.rows.chars ? table.rows.chars : "");
    kit_table_free(&table);
    return rows;
}

START_TEST(nothing_is_wrong_with_a_right_dataset)
{
    int n_errors;
    dataset in = study();
    char *rows = ask(&in, &n_errors);
    ck_assert_str_eq(rows, "");
    ck_assert_int_eq(n_errors, 0);
    free(rows);
    dataset_remove(&in);
}
END_TEST

START_TEST(what_is_wrong_is_found_and_nothing_else)
{
    const violation *v = &planted[_i];
    char begins[2][256];
    int n_errors;
    dataset in = study();
    plant(&in, v);
    char *rows = ask(&in, &n_errors);
    const char *of = v->found ? v->found : v->path;
    snprintf(begins[0], 256, "%s\terror\t%s\t", v->code, of);
    snprintf(begins[1], 256, "%s\twarning\t%s\t", v->code, of);
    bool is_error = strncmp(rows, begins[0], strlen(begins[0])) == 0;
    bool is_warning = strncmp(rows, begins[1], strlen(begins[1])) == 0;
    ck_assert_msg(is_error || is_warning, "%s in %s, but found:\n%s", v->code,
                  of, rows);
    ck_assert_msg(strchr(rows, '\n')[1] == 0, "more than %s:\n%s", v->code,
                  rows);
    ck_assert_int_eq(n_errors, is_error);
    free(rows);
    dataset_remove(&in);
}
END_TEST

/* ---- the official examples ------------------------------------------------
 */

static void
copy(dataset *in, const char *folder, const char *from, const char *to)
{
    static char bytes[1 << 20];
    char path[512];
    snprintf(path, sizeof path, "%s/emg/bids_%s", folder, from);
    FILE *file = fopen(path, "rb");
    if (!file)
        return; /* not every example has every table */
    size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    write_bytes(in, to, bytes, n);
}

static dataset
example(const char *folder, const char *name, const char *task)
{
    static const char *const endings[] = {"emg.edf", "emg.json", "channels.tsv",
                                          "events.tsv"};
    dataset made = dataset_create();
    dataset_write(&made, right[0][0], right[0][1]);
    dataset_write(&made, right[1][0], right[1][1]);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char from[128], to[128];
        snprintf(from, sizeof from, "%s_%s", name, endings[i]);
        snprintf(to, sizeof to, "sub-01/emg/sub-01_task-%s_%s", task,
                 endings[i]);
        copy(&made, folder, from, to);
    }
    return made;
}

/* Which codes, in the order in which they come, each once. */
static void
check_example(const char *name, const char *task, const char *expected)
{
    const char *folder = unit_data();
    char codes[512] = "";
    int n_errors;
    if (!folder) {
        unit_skip("EMG_TEST_DATA names no folder of recordings");
        return;
    }
    dataset in = example(folder, name, task);
    char *rows = ask(&in, &n_errors);
    for (char *row = strtok(rows, "\n"); row; row = strtok(NULL, "\n")) {
        row[strcspn(row, "\t")] = 0;
        if (!strstr(codes, row))
            strcat(strcat(codes, row), " ");
    }
    ck_assert_str_eq(codes, expected);
    free(rows);
    dataset_remove(&in);
}

START_TEST(the_official_examples_are_known_for_what_they_are)
{
    /* units of the table that are not those of the header; EMGReference is
     * written "bipolar" */
    check_example("IndependentMod", "grasping", "EMG_UNITS_MISMATCH ");
    /* the others come without their JSON */
    check_example("MultiBodyParts", "mechPerturbations",
                  "SIDECAR_KEY_REQUIRED EMG_UNITS_MISMATCH ");
    check_example("CustomBipolarFace", "talking",
                  "SIDECAR_KEY_REQUIRED EMG_CHANNELS_MISSING ");
    check_example("TwoHDsEMG", "isometric",
                  "SIDECAR_KEY_REQUIRED EMG_CHANNELS_MISSING ");
    /* its header is a byte short */
    check_example("Multimodal_BROKEN", "pullstand",
                  "SIDECAR_KEY_REQUIRED EMG_FILE_UNREADABLE ");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, nothing_is_wrong_with_a_right_dataset);
    tcase_add_loop_test(tests, what_is_wrong_is_found_and_nothing_else, 0,
                        sizeof planted / sizeof *planted);
    tcase_add_test(tests, the_official_examples_are_known_for_what_they_are);
}

int
main(void)
{
    return unit_main("check", add);
}
