/* Tables by themselves: which columns, in which order, what stands in them. */
#include "dataset/finding.h"

#include "base/memory.h"
#include "base/number.h"
#include "bids/fields.h"
#include "bids/inherit.h"
#include "kit/folder.h"
#include "kit/sheet.h"

#include <string.h>

typedef enum cell { TEXT, NUMBER, SPAN, CHOICE, TYPE, DATE, SUBJECT } cell;

/* Those that are placed are the first columns, in this order. */
typedef struct column {
    const char *of, *name;
    bool placed, needed;
    cell cell;
    const char *words;
    bool key; /* no two rows are alike in all of these */
} column;

static const char types[] =
    "EMG|ECG|EOG|HEOG|VEOG|EEG|REF|TRIG|MISC|LATENCY|SYSCLOCK|ACCEL|ANGACCEL|"
    "GYRO|MAGN|ORNT|POS|VEL|JNTANG|FORCE|TORQUE|AUDIO|EYEGAZE|GSR|HR|PD|PPG|"
    "PUPIL|RESP|TEMP|DAC|ADC|HEMI|OTHER|FITERR|QUALITY";

static const column columns[] = {
    {"channels", "name", true, true, TEXT, NULL, true},
    {"channels", "type", true, true, TYPE, types, false},
    {"channels", "units", true, true, TEXT, NULL, false},
    {"channels", "signal_electrode", false, false, TEXT, NULL, false},
    {"channels", "reference", false, false, TEXT, NULL, false},
    {"channels", "group", false, false, TEXT, NULL, false},
    {"channels", "target_muscle", false, false, TEXT, NULL, false},
    {"channels", "placement_scheme", false, false, CHOICE, "measured|other",
     false},
    {"channels", "placement_description", false, false, TEXT, NULL, false},
    {"channels", "interelectrode_distance", false, false, SPAN, NULL, false},
    {"channels", "description", false, false, TEXT, NULL, false},
    {"channels", "sampling_frequency", false, false, SPAN, NULL, false},
    {"channels", "low_cutoff", false, false, SPAN, NULL, false},
    {"channels", "high_cutoff", false, false, SPAN, NULL, false},
    {"channels", "notch", false, false, TEXT, NULL, false},
    {"channels", "status", false, false, CHOICE, "good|bad", false},
    {"channels", "status_description", false, false, TEXT, NULL, false},
    {"events", "onset", true, true, NUMBER, NULL, false},
    {"events", "duration", true, true, SPAN, NULL, false},
    {"events", "trial_type", false, false, TEXT, NULL, false},
    {"events", "response_time", false, false, NUMBER, NULL, false},
    {"events", "stim_file", false, false, TEXT, NULL, false},
    {"events", "channel", false, false, TEXT, NULL, false},
    {"events", "HED", false, false, TEXT, NULL, false},
    {"electrodes", "name", true, true, TEXT, NULL, true},
    {"electrodes", "x", true, true, NUMBER, NULL, false},
    {"electrodes", "y", true, true, NUMBER, NULL, false},
    {"electrodes", "z", true, false, NUMBER, NULL, false},
    {"electrodes", "coordinate_system", true, false, TEXT, NULL, false},
    {"electrodes", "type", false, false, TEXT, NULL, false},
    {"electrodes", "material", false, false, TEXT, NULL, false},
    {"electrodes", "impedance", false, false, SPAN, NULL, false},
    {"electrodes", "group", false, false, TEXT, NULL, true},
    {"participants", "participant_id", true, true, SUBJECT, NULL, true},
    {"participants", "age", false, false, SPAN, NULL, false},
    {"participants", "sex", false, false, TEXT, NULL, false},
    {"participants", "handedness", false, false, TEXT, NULL, false},
    {"participants", "group", false, false, TEXT, NULL, false},
    {"scans", "filename", true, true, TEXT, NULL, true},
    {"scans", "acq_time", false, false, DATE, NULL, false},
    {"sessions", "session_id", true, true, TEXT, NULL, true},
    {"sessions", "acq_time", false, false, DATE, NULL, false},
};
#define N_COLUMNS (sizeof columns / sizeof *columns)

/* ---- cells -------------------------------------------------------------- */

/* "d" is a digit; what stands behind the seconds is not asked. */
static bool
is_date(const char *text)
{
    static const char form[] = "dddd-dd-ddTdd:dd:dd";
    for (const char *f = form; *f; f++, text++)
        if (*f == 'd' ? *text < '0' || *text > '9' : *text != *f)
            return false;
    return true;
}

/* What a cell has to hold, where it does not. */
static const char *
wrong_cell(const column *of, const char *text)
{
    double number;
    if (kit_is_missing(text))
        return of->needed && of->cell != NUMBER && of->cell != SPAN
                   ? "a value, which n/a is not"
                   : NULL;
    switch (of->cell) {
    case NUMBER:
        return emg_number_read(text, strlen(text), &number) ? NULL : "a number";
    case SPAN:
        return emg_number_read(text, strlen(text), &number) && number >= 0
                   ? NULL
                   : "a number that is not below 0";
    case CHOICE:
        return dataset_is_word(text, of->words, false) ? NULL : of->words;
    case TYPE:
        return dataset_is_word(text, of->words, false)
                   ? NULL
                   : "a type of BIDS, such as EMG, in capitals";
    case DATE:
        return is_date(text) ? NULL : "a time such as 1925-01-31T10:00:00";
    case SUBJECT:
        return strncmp(text, "sub-", 4) == 0 ? NULL : "sub-LABEL";
    default:
        return NULL;
    }
}

/* ---- rows --------------------------------------------------------------- */

typedef struct reading {
    const dataset_file *file;
    kit_sheet sheet;
    emg_text keys; /* of the rows so far, a line each */
    double onset;  /* of the row before */
} reading;

static bool
is_of(const column *of, const reading *self)
{
    return strcmp(of->of, self->file->name.suffix) == 0;
}

static void
check_cells(const reading *self)
{
    for (size_t i = 0; i < N_COLUMNS; i++) {
        int at = is_of(&columns[i], self)
                     ? kit_sheet_column(&self->sheet, columns[i].name)
                     : -1;
        const char *wrong =
            at < 0 ? NULL : wrong_cell(&columns[i], self->sheet.cells[at]);
        if (wrong)
            dataset_error(self->file, "TSV_VALUE_INCORRECT_TYPE",
                          "line %d: %s is %s; it has to be %s",
                          self->sheet.line, columns[i].name,
                          self->sheet.cells[at], wrong);
    }
}

static void
check_key(reading *self)
{
    emg_text key = {0};
    emg_text_add(&key, "\n");
    for (size_t i = 0; i < N_COLUMNS; i++) {
        bool asked = columns[i].key &&
                     strcmp(columns[i].of, self->file->name.suffix) == 0;
        int at = asked ? kit_sheet_column(&self->sheet, columns[i].name) : -1;
        if (at >= 0)
            emg_text_format(&key, "%s\t", self->sheet.cells[at]);
    }
    emg_text_add(&key, "\n");
    if (key.length > 2 && self->keys.chars &&
        strstr(self->keys.chars, key.chars))
        dataset_error(self->file, "TSV_INDEX_VALUE_NOT_UNIQUE",
                      "line %d: %s stands in the table twice", self->sheet.line,
                      self->sheet.cells[0]);
    emg_text_add(&self->keys, key.chars ? key.chars : "");
    emg_text_free(&key);
}

static void
check_order_of_events(reading *self)
{
    int at = kit_sheet_column(&self->sheet, "onset");
    double onset;
    if (strcmp(self->file->name.suffix, "events") != 0 || at < 0 ||
        !emg_number_read(self->sheet.cells[at], strlen(self->sheet.cells[at]),
                         &onset))
        return;
    if (onset < self->onset)
        dataset_warning(self->file, "EVENT_ONSET_ORDER",
                        "line %d: it begins before the event above it",
                        self->sheet.line);
    self->onset = onset;
}

static void
check_age(const reading *self)
{
    int at = kit_sheet_column(&self->sheet, "age");
    double age;
    if (strcmp(self->file->name.suffix, "participants") == 0 && at >= 0 &&
        emg_number_read(self->sheet.cells[at], strlen(self->sheet.cells[at]),
                        &age) &&
        age > 89)
        dataset_warning(self->file, "AGE_89",
                        "line %d: ages above 89 are written as 89",
                        self->sheet.line);
}

/* ---- columns ------------------------------------------------------------ */

static void
check_missing(const reading *self)
{
    for (size_t i = 0; i < N_COLUMNS; i++)
        if (is_of(&columns[i], self) && columns[i].needed &&
            kit_sheet_column(&self->sheet, columns[i].name) < 0)
            dataset_error(self->file, "TSV_COLUMN_MISSING",
                          "there is no column %s", columns[i].name);
}

/* The first that stands elsewhere is told; it moves others. */
static void
check_places(const reading *self)
{
    int place = 0;
    for (size_t i = 0; i < N_COLUMNS; i++) {
        const column *of = &columns[i];
        if (!is_of(of, self) || !of->placed)
            continue;
        int at = kit_sheet_column(&self->sheet, of->name);
        if (at >= 0 && at != place) {
            dataset_error(self->file, "TSV_COLUMN_ORDER_INCORRECT",
                          "%s is column %d; it has to be column %d", of->name,
                          at + 1, place + 1);
            return;
        }
        place += at >= 0 || of->needed;
    }
}

static void
check_names(const reading *self)
{
    const kit_sheet *sheet = &self->sheet;
    for (int i = 0; i < sheet->n_columns; i++) {
        if (!*sheet->names[i])
            dataset_error(self->file, "TSV_COLUMN_HEADER_EMPTY",
                          "column %d has no name", i + 1);
        else if (kit_sheet_column(sheet, sheet->names[i]) != i)
            dataset_error(self->file, "TSV_COLUMN_HEADER_DUPLICATE",
                          "two columns are called %s", sheet->names[i]);
    }
}

static bool
is_known(const char *suffix, const char *name)
{
    for (size_t i = 0; i < N_COLUMNS; i++)
        if (strcmp(columns[i].of, suffix) == 0 &&
            strcmp(columns[i].name, name) == 0)
            return true;
    return false;
}

/* The JSON beside a table, or an inherited one, tells what columns mean. */
static json_t *
dictionary(const dataset_file *file)
{
    json_t *fields = emg_bids_fields(file->path, file->name.suffix, NULL);
    if (fields && json_object_size(fields) > 0)
        return fields;
    json_decref(fields);
    emg_text path = {0};
    emg_text_add_bytes(&path, file->path, strlen(file->path) - strlen(".tsv"));
    emg_text_add(&path, ".json");
    fields = path.status ? NULL : emg_bids_json(path.chars, NULL);
    emg_text_free(&path);
    return fields;
}

static void
check_further(const reading *self)
{
    const kit_sheet *sheet = &self->sheet;
    const char *suffix = self->file->name.suffix;
    json_t *fields = dictionary(self->file);
    for (int i = 0; i < sheet->n_columns; i++)
        if (*sheet->names[i] && !is_known(suffix, sheet->names[i]) &&
            !json_object_get(fields, sheet->names[i]))
            dataset_warning(self->file, "TSV_ADDITIONAL_COLUMNS_UNDEFINED",
                            "%s is told of in no JSON file", sheet->names[i]);
    json_decref(fields);
}

/* Of several channels in a cell, what parts them. */
static void
check_delimiter(const reading *self, bool several)
{
    json_t *fields = several ? dictionary(self->file) : NULL;
    const json_t *channel = json_object_get(fields, "channel");
    if (several && !json_object_get(channel, "Delimiter"))
        dataset_error(self->file, "EVENTS_CHANNEL_DELIMITER",
                      "channel names several; its Delimiter stands in no "
                      "events.json");
    json_decref(fields);
}

static bool
names_several(const reading *self)
{
    int at = kit_sheet_column(&self->sheet, "channel");
    return strcmp(self->file->name.suffix, "events") == 0 && at >= 0 &&
           strpbrk(self->sheet.cells[at], "|,;");
}

void
dataset_check_table(const dataset_file *file)
{
    emg_error error = EMG_NO_ERROR;
    reading self = {.file = file, .onset = -1e300};
    bool several = false;
    int rows = 0;
    if (!kit_sheet_open(&self.sheet, file->path, EMG_BAD_FILE, &error)) {
        check_names(&self);
        check_missing(&self);
        check_places(&self);
        check_further(&self);
        for (; kit_sheet_next(&self.sheet, &error); rows++) {
            check_cells(&self);
            check_key(&self);
            check_order_of_events(&self);
            check_age(&self);
            several |= names_several(&self);
        }
        check_delimiter(&self, several);
    }
    if (error.status)
        dataset_error(file, "TSV_INCORRECT_ROW", "%s", error.text);
    kit_sheet_close(&self.sheet);
    emg_text_free(&self.keys);
}
