/* A recording against what is told of it: labels, units, rates, length. The
 * recording is believed. */
#include "dataset/finding.h"

#include "base/number.h"
#include "bids/fields.h"
#include "bids/inherit.h"
#include "kit/sheet.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#define RATE_SLACK 1e-6 /* a rate in a table may be rounded */

typedef struct header {
    const dataset_file *file;
    const emg_recording *recording;
    json_t *fields; /* of the JSON files that apply, or NULL */
} header;

static const emg_channel *
channel_at(const emg_recording *recording, int number, double *rate_hz)
{
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            if (recording->groups[g].channels[c].number == number) {
                *rate_hz = recording->groups[g].rate_hz;
                return &recording->groups[g].channels[c];
            }
    return NULL;
}

static bool
is_near(double a, double b)
{
    return fabs(a - b) <= RATE_SLACK * fabs(b);
}

/* ---- rows of the table of channels ----------------------------------------
 */

static void
check_unit(const header *self, const emg_channel *channel, const char *told)
{
    emg_channel said = {0};
    emg_channel_set_unit(&said, told);
    bool same = said.to_uv > 0 || channel->to_uv > 0
                    ? said.to_uv == channel->to_uv
                    : strcmp(said.unit, channel->unit) == 0;
    if (!same && !kit_is_missing(told))
        dataset_warning(self->file, "EMG_UNITS_MISMATCH",
                        "%s is in %s; its table says %s", channel->label,
                        channel->unit, told);
}

/* Where the table tells no rate, that of the JSON files holds. */
static bool
check_rate(const header *self, const emg_channel *channel, double rate_hz,
           const char *told)
{
    double hz =
        json_number_value(json_object_get(self->fields, "SamplingFrequency"));
    if (!kit_is_missing(told) && !emg_number_read(told, strlen(told), &hz))
        return true; /* whoever asks the table says so */
    if (hz <= 0 || is_near(hz, rate_hz))
        return true;
    dataset_error(self->file, "EMG_SAMPLING_FREQUENCY_MISMATCH",
                  "%s has %g samples a second; %s", channel->label, rate_hz,
                  kit_is_missing(told)
                      ? "SamplingFrequency is another"
                      : "its table says another sampling_frequency");
    return false;
}

static const char *
cell(const kit_sheet *sheet, const char *name)
{
    int at = kit_sheet_column(sheet, name);
    return at < 0 ? "" : sheet->cells[at];
}

/* False: what is wrong with one may be so with all, and is told once. */
static bool
check_row(const header *self, const kit_sheet *sheet, int number)
{
    double rate_hz;
    const emg_channel *channel = channel_at(self->recording, number, &rate_hz);
    if (!channel)
        return true; /* counted in the end */
    if (strcmp(cell(sheet, "name"), channel->label) != 0) {
        dataset_error(self->file, "EMG_CHANNEL_LABEL_MISMATCH",
                      "channel %d is called %s; row %d of its table says %s",
                      number, channel->label, number, cell(sheet, "name"));
        return false;
    }
    check_unit(self, channel, cell(sheet, "units"));
    return check_rate(self, channel, rate_hz,
                      cell(sheet, "sampling_frequency"));
}

static void
check_counts(const header *self, int n_rows, int n_emg)
{
    int n = emg_recording_channels(self->recording);
    const json_t *told = json_object_get(self->fields, "EMGChannelCount");
    if (n_rows != n)
        dataset_error(self->file, "EMG_CHANNELS_MISMATCH",
                      "it holds %d channels; its table has %d rows", n, n_rows);
    if (json_is_integer(told) && json_integer_value(told) != n_emg)
        dataset_warning(self->file, "EMG_CHANNEL_COUNT_MISMATCH",
                        "EMGChannelCount is %d; its table has %d of type EMG",
                        (int)json_integer_value(told), n_emg);
}

static void
check_rows(const header *self, kit_sheet *sheet)
{
    int n = 0, n_emg = 0;
    bool agrees = true;
    emg_error error = EMG_NO_ERROR;
    while (kit_sheet_next(sheet, &error)) {
        n_emg += strcasecmp(cell(sheet, "type"), "EMG") == 0;
        n++;
        if (agrees)
            agrees = check_row(self, sheet, n);
    }
    if (!error.status)
        check_counts(self, n, n_emg);
}

static void
check_channels(const header *self)
{
    emg_bids_files files = {0};
    kit_sheet sheet;
    emg_bids_applying(&files, self->file->path, "channels", ".tsv", NULL);
    const char *path = emg_bids_nearest(&files);
    if (!path)
        dataset_warning(self->file, "EMG_CHANNELS_MISSING",
                        "no channels.tsv tells of its channels");
    else if (!kit_sheet_open(&sheet, path, EMG_BAD_FILE, NULL)) {
        if (kit_sheet_column(&sheet, "name") >= 0)
            check_rows(self, &sheet);
        kit_sheet_close(&sheet);
    }
    emg_bids_files_clear(&files);
}

/* ---- the whole -------------------------------------------------------------
 */

static void
check_length(const header *self)
{
    const json_t *told = json_object_get(self->fields, "RecordingDuration");
    const char *type =
        json_string_value(json_object_get(self->fields, "RecordingType"));
    double is_s = self->recording->duration_s;
    double told_s = json_number_value(told);
    if (told_s > 0 && is_s >= 0 && fabs(told_s - is_s) > 0.5 + told_s * 1e-3)
        dataset_warning(self->file, "EMG_DURATION_MISMATCH",
                        "it lasts %g s; RecordingDuration is %g", is_s, told_s);
    bool gaps = strstr(self->recording->format, "+D") != NULL;
    if (type && gaps && strcmp(type, "continuous") == 0)
        dataset_warning(self->file, "EMG_RECORDING_TYPE_MISMATCH",
                        "it has gaps; RecordingType is continuous");
}

void
dataset_check_header(const dataset_file *recording)
{
    emg_error error = EMG_NO_ERROR;
    emg_open_options options = {0};
    emg_source *source = emg_open(recording->path, &options, &error);
    if (!source) {
        dataset_error(recording, "EMG_FILE_UNREADABLE", "%s", error.text);
        return;
    }
    header self = {recording, &source->recording,
                   emg_bids_fields(recording->path, "emg", NULL)};
    check_channels(&self);
    check_length(&self);
    json_decref(self.fields);
    emg_source_destroy(source);
}
