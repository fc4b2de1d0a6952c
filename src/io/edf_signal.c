/* The second part of an EDF header: what it says of each signal. It lies field
 * by field, all labels first, and is read in that order. */
#include "io/edf.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "io/edf_field.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HIGHEST_RATE_HZ 1e8 /* no electrode is sampled faster */

typedef enum part {
    LABEL,
    TRANSDUCER,
    UNIT,
    PHYSICAL_MIN,
    PHYSICAL_MAX,
    DIGITAL_MIN,
    DIGITAL_MAX,
    PREFILTER,
    SAMPLES,
    RESERVED
} part;

static const struct {
    const char *name;
    int width, before;
} parts[] = {
    [LABEL] = {"label", 16, 0},
    [TRANSDUCER] = {"transducer", 80, 16},
    [UNIT] = {"unit", 8, 96},
    [PHYSICAL_MIN] = {"physical minimum", 8, 104},
    [PHYSICAL_MAX] = {"physical maximum", 8, 112},
    [DIGITAL_MIN] = {"digital minimum", 8, 120},
    [DIGITAL_MAX] = {"digital maximum", 8, 128},
    [PREFILTER] = {"prefiltering", 80, 136},
    [SAMPLES] = {"samples per record", 8, 216},
    [RESERVED] = {"reserved field", 32, 224},
};

typedef struct reader {
    emg_edf_header *header;
    const uint8_t *bytes;
    emg_warnings *warnings;
    emg_error *error;
} reader;

static emg_edf_field
field_of(const reader *self, int signal, part which)
{
    int64_t byte = EMG_EDF_FIXED +
                   (int64_t)parts[which].before * self->header->n_signals +
                   (int64_t)parts[which].width * signal;
    return emg_edf_field_at(self->bytes, byte, parts[which].width,
                            parts[which].name, signal + 1);
}

static void
copy_text(const reader *self, int signal, part which, char *to, size_t size)
{
    emg_edf_field field = field_of(self, signal, which);
    emg_utf8_copy(to, size, (const uint8_t *)field.text, field.n);
}

/* ---- what it is ------------------------------------------------------ */

/* "EMG", "EMG1", "EMG BIC", but not "EMGX". */
static bool
has_type(const char *label, const char *type)
{
    size_t n = strlen(type);
    return strncasecmp(label, type, n) == 0 &&
           !isalpha((unsigned char)label[n]);
}

static bool
has_any_type(const char *label, const char *const *types)
{
    for (; *types; types++)
        if (has_type(label, *types))
            return true;
    return false;
}

/* The types of https://www.edfplus.info/specs/edftexts.html, and movement
 * sensors as EMG systems name them. */
static emg_kind
kind_of(const emg_channel *channel)
{
    static const char *const others[] = {
        "EEG",   "EOG",   "ERG",  "MEG",  "MCG",    "EP",       "ENG",
        "EDA",   "GSR",   "Temp", "Resp", "SaO2",   "SpO2",     "Light",
        "Sound", "Event", "Dist", "Pos",  "Force",  "Torque",   "Angle",
        "Acc",   "ACCX",  "ACCY", "ACCZ", "Accel",  "Gyr",      "Gyro",
        "GYRX",  "GYRY",  "GYRZ", "Mag",  "Marker", "Pressure", NULL};
    static const char *const triggers[] = {"TRIG", "Trigger", "Status", NULL};
    static const char *const hearts[] = {"ECG", "EKG", NULL};
    const char *label = channel->label;

    if (has_type(label, "EMG"))
        return EMG_KIND_EMG;
    if (has_any_type(label, hearts))
        return EMG_KIND_ECG;
    if (has_any_type(label, triggers))
        return EMG_KIND_TRIGGER;
    bool no_voltage = channel->unit[0] && channel->to_uv == 0;
    return no_voltage || has_any_type(label, others) ? EMG_KIND_OTHER
                                                     : EMG_KIND_UNKNOWN;
}

static emg_edf_role
role_of(const reader *self, const emg_edf_field *label)
{
    if (label->n == 15 &&
        (strncasecmp(label->text, "EDF Annotations", 15) == 0 ||
         strncasecmp(label->text, "BDF Annotations", 15) == 0))
        return EMG_EDF_ANNOTATIONS;
    if (self->header->width == 3 && label->n == 6 &&
        strncasecmp(label->text, "Status", 6) == 0)
        return EMG_EDF_STATUS;
    return EMG_EDF_CHANNEL;
}

static void
read_texts(const reader *self, int i)
{
    emg_edf_signal *signal = &self->header->signals[i];
    emg_channel *channel = &signal->channel;
    char unit[24];
    emg_edf_field label = field_of(self, i, LABEL);
    signal->role = role_of(self, &label);
    copy_text(self, i, LABEL, channel->label, sizeof channel->label);
    copy_text(self, i, TRANSDUCER, channel->transducer,
              sizeof channel->transducer);
    copy_text(self, i, PREFILTER, channel->prefilter,
              sizeof channel->prefilter);
    emg_edf_field text = field_of(self, i, UNIT);
    emg_edf_raw(unit, sizeof unit, &text);
    emg_channel_set_unit(channel, unit);
    if (channel->to_uv != 1) /* then it is in bytes of the file still */
        copy_text(self, i, UNIT, channel->unit, sizeof channel->unit);
    channel->kind = kind_of(channel);
}

/* ---- its scale ------------------------------------------------------- */

static bool
is_blank(const reader *self, int i, part which)
{
    return field_of(self, i, which).n == 0;
}

static emg_status
read_physical(const reader *self, part which)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->header->n_signals && !status; i++) {
        emg_edf_signal *signal = &self->header->signals[i];
        emg_scale *scale = &signal->channel.scale;
        if (signal->role != EMG_EDF_CHANNEL || is_blank(self, i, which))
            continue;
        emg_edf_field field = field_of(self, i, which);
        status = emg_edf_number(&field,
                                which == PHYSICAL_MIN ? &scale->physical_min
                                                      : &scale->physical_max,
                                self->warnings, self->error);
    }
    return status;
}

static emg_status
read_digital(const reader *self, part which)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->header->n_signals && !status; i++) {
        emg_edf_signal *signal = &self->header->signals[i];
        emg_scale *scale = &signal->channel.scale;
        int64_t number = 0;
        if (signal->role != EMG_EDF_CHANNEL || is_blank(self, i, which))
            continue;
        emg_edf_field field = field_of(self, i, which);
        status = emg_edf_whole(&field, &number, self->warnings, self->error);
        *(which == DIGITAL_MIN ? &scale->digital_min : &scale->digital_max) =
            (double)number;
    }
    return status;
}

/* Samples as they are stored. */
static void
leave_digital(const reader *self, emg_edf_signal *signal)
{
    emg_channel *channel = &signal->channel;
    emg_scale *scale = &channel->scale;
    double half = self->header->width == 3 ? 8388608 : 32768;
    scale->physical_min = scale->digital_min = -half;
    scale->physical_max = scale->digital_max = half - 1;
    for (int t = 0; t < 4; t++)
        scale->text[t][0] = 0;
    emg_channel_set_unit(channel, "");
    channel->kind = kind_of(channel);
}

static const char *
fault_of_scale(const reader *self, int i)
{
    const emg_scale *scale = &self->header->signals[i].channel.scale;
    if (is_blank(self, i, PHYSICAL_MIN) || is_blank(self, i, PHYSICAL_MAX))
        return "physical range is blank";
    if (is_blank(self, i, DIGITAL_MIN) || is_blank(self, i, DIGITAL_MAX))
        return "digital range is blank";
    if (scale->physical_min == scale->physical_max)
        return "physical minimum and maximum are equal";
    if (scale->digital_min == scale->digital_max)
        return "digital minimum and maximum are equal";
    return NULL;
}

static emg_status
judge_digital(const reader *self, int i)
{
    const emg_scale *scale = &self->header->signals[i].channel.scale;
    double half = self->header->width == 3 ? 8388608 : 32768;
    emg_edf_field field = field_of(self, i, DIGITAL_MIN);
    char shown[EMG_EDF_SHOWN], other[EMG_EDF_SHOWN];
    emg_edf_field end = field_of(self, i, DIGITAL_MAX);
    emg_edf_shown(shown, &field);
    emg_edf_shown(other, &end);
    if (scale->digital_min > scale->digital_max)
        return emg_io_warn(self->warnings, self->error, field.byte,
                           "signal %d, digital minimum '%s' lies above the "
                           "maximum '%s'; used as they are",
                           i + 1, shown, other);
    if (scale->digital_min < -half || scale->digital_max > half - 1)
        return emg_io_warn(self->warnings, self->error, field.byte,
                           "signal %d, digital range '%s' to '%s' is wider "
                           "than %d-bit samples; used as it is",
                           i + 1, shown, other, 8 * self->header->width);
    return EMG_OK;
}

/* No code of the file may become infinite. */
static bool
is_finite(const emg_edf_signal *signal)
{
    return isfinite(signal->gain) && signal->gain != 0 &&
           isfinite(signal->physical_min +
                    (8388608.0 - signal->digital_min) * signal->gain) &&
           isfinite(signal->physical_min +
                    (-8388608.0 - signal->digital_min) * signal->gain);
}

static emg_status
settle_scale(const reader *self, int i)
{
    emg_edf_signal *signal = &self->header->signals[i];
    emg_scale *scale = &signal->channel.scale;
    emg_edf_field field = field_of(self, i, PHYSICAL_MIN);
    const char *fault = fault_of_scale(self, i);
    emg_status status = EMG_OK;

    scale->bytes = self->header->width;
    for (int t = 0; t < 4; t++) {
        emg_edf_field text = field_of(self, i, PHYSICAL_MIN + t);
        emg_edf_raw(scale->text[t], sizeof scale->text[t], &text);
    }
    if (fault) {
        status = emg_io_warn(self->warnings, self->error, field.byte,
                             "signal %d, %s; digital values are given, the "
                             "unit is unknown",
                             i + 1, fault);
        leave_digital(self, signal);
    } else {
        status = judge_digital(self, i);
    }
    signal->physical_min = scale->physical_min;
    signal->digital_min = scale->digital_min;
    signal->gain = (scale->physical_max - scale->physical_min) /
                   (scale->digital_max - scale->digital_min);
    signal->channel.step = fabs(signal->gain);
    if (!status && !is_finite(signal))
        return emg_fail_at(self->error, EMG_BAD_FILE, field.byte,
                           "signal %d, physical range is absurd", i + 1);
    return status;
}

static emg_status
read_scales(const reader *self)
{
    emg_status status = EMG_OK;
    for (part which = PHYSICAL_MIN; which <= PHYSICAL_MAX && !status; which++)
        status = read_physical(self, which);
    for (part which = DIGITAL_MIN; which <= DIGITAL_MAX && !status; which++)
        status = read_digital(self, which);
    for (int i = 0; i < self->header->n_signals && !status; i++)
        if (self->header->signals[i].role == EMG_EDF_CHANNEL)
            status = settle_scale(self, i);
    return status;
}

/* ---- its samples ----------------------------------------------------- */

static emg_status
read_samples(const reader *self)
{
    emg_edf_header *header = self->header;
    for (int i = 0; i < header->n_signals; i++) {
        emg_edf_signal *signal = &header->signals[i];
        emg_edf_field field = field_of(self, i, SAMPLES);
        emg_status status = emg_edf_whole(&field, &signal->n_samples,
                                          self->warnings, self->error);
        if (!status && (signal->n_samples < 0 || signal->n_samples > 99999999))
            status = emg_fail_at(self->error, EMG_BAD_FILE, field.byte,
                                 "signal %d, samples per record are %lld",
                                 i + 1, (long long)signal->n_samples);
        if (!status && signal->n_samples == 0) {
            status = emg_io_warn(self->warnings, self->error, field.byte,
                                 "signal %d has no samples per record and is "
                                 "left out",
                                 i + 1);
            signal->role = EMG_EDF_EMPTY;
        }
        if (status)
            return status;
        signal->offset = header->record_bytes;
        header->record_bytes += signal->n_samples * header->width;
    }
    if (header->record_bytes == 0)
        return emg_fail_at(self->error, EMG_BAD_FILE,
                           field_of(self, 0, SAMPLES).byte,
                           "no signal has samples");
    return EMG_OK;
}

static void
count_roles(emg_edf_header *header)
{
    for (int i = 0; i < header->n_signals; i++) {
        emg_edf_signal *signal = &header->signals[i];
        header->n_annotations += signal->role == EMG_EDF_ANNOTATIONS;
        if (signal->role != EMG_EDF_CHANNEL)
            continue;
        header->n_channels++;
        signal->channel.number = header->n_channels;
        if (signal->n_samples > header->most_samples)
            header->most_samples = signal->n_samples;
        if (!signal->channel.label[0])
            snprintf(signal->channel.label, sizeof signal->channel.label,
                     "ch%d", signal->channel.number);
    }
}

/* The duration of a record from the rate that the caller knows. */
static void
set_duration(emg_edf_header *header, double rate_hz)
{
    double millionths = rint(rate_hz * 1e6);
    if (!(millionths >= 1 && millionths <= HIGHEST_RATE_HZ * 1e6))
        return;
    header->seconds_over = header->most_samples * 1000000;
    header->seconds_under = (int64_t)millionths;
}

static emg_status
settle_rates(const reader *self, double rate_hz)
{
    emg_edf_header *header = self->header;
    if (header->seconds_over == 0 && header->n_channels > 0)
        set_duration(header, rate_hz);
    for (int i = 0; i < header->n_signals; i++) {
        emg_edf_signal *signal = &header->signals[i];
        int64_t samples = 0;
        if (signal->role != EMG_EDF_CHANNEL)
            continue;
        if (header->seconds_over == 0)
            return emg_fail_at(self->error, EMG_BAD_FILE, 244,
                               "record duration is 0, so the sampling rate is "
                               "unknown; give it with --rate");
        if (__builtin_mul_overflow(signal->n_samples, header->seconds_under,
                                   &samples) ||
            !emg_rate_set(&signal->rate, samples, header->seconds_over) ||
            (double)signal->rate.samples >
                HIGHEST_RATE_HZ * (double)signal->rate.seconds)
            return emg_fail_at(self->error, EMG_BAD_FILE, 244,
                               "signal %d, %lld samples per record of this "
                               "duration make an absurd sampling rate",
                               i + 1, (long long)signal->n_samples);
    }
    return EMG_OK;
}

/* ---- all together ---------------------------------------------------- */

static int
by_label(const void *a, const void *b)
{
    const emg_channel *const *x = a, *const *y = b;
    int order = strcmp((*x)->label, (*y)->label);
    return order ? order : (*x)->number > (*y)->number ? 1 : -1;
}

/* twins[k] becomes the number of an earlier channel with the label of channel
 * k + 1, or stays 0. */
static void
find_twins(const emg_edf_header *header, const emg_channel **sorted, int *twins)
{
    size_t n = 0;
    for (int i = 0; i < header->n_signals; i++)
        if (header->signals[i].role == EMG_EDF_CHANNEL)
            sorted[n++] = &header->signals[i].channel;
    qsort(sorted, n, sizeof *sorted, by_label);
    for (size_t k = 1; k < n; k++)
        if (strcmp(sorted[k]->label, sorted[k - 1]->label) == 0)
            twins[sorted[k]->number - 1] = sorted[k - 1]->number;
}

static emg_status
warn_of_twins(const reader *self, const int *twins)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->header->n_signals && !status; i++) {
        const emg_edf_signal *signal = &self->header->signals[i];
        int number = signal->channel.number;
        char shown[64];
        if (signal->role != EMG_EDF_CHANNEL || !twins[number - 1])
            continue;
        emg_text_show(shown, sizeof shown, signal->channel.label);
        status = emg_io_warn(self->warnings, self->error,
                             field_of(self, i, LABEL).byte,
                             "channels %d and %d have the same label '%s'; "
                             "choose them by number",
                             twins[number - 1], number, shown);
    }
    return status;
}

static emg_status
judge_labels(const reader *self)
{
    size_t n = (size_t)self->header->n_channels;
    const emg_channel **sorted = emg_new(n, sizeof *sorted, self->error);
    int *twins = emg_new(n, sizeof *twins, self->error);
    emg_status status = EMG_NO_MEMORY;
    if (sorted && twins) {
        find_twins(self->header, sorted, twins);
        status = warn_of_twins(self, twins);
    }
    emg_free(sorted);
    emg_free(twins);
    return status;
}

static emg_status
judge_annotations(const reader *self)
{
    const emg_edf_header *header = self->header;
    if (header->plus && header->n_annotations == 0)
        return emg_io_warn(self->warnings, self->error, 192,
                           "marked %s, but no annotation signal is there; "
                           "records are taken to follow each other",
                           header->format);
    if (!header->plus && header->n_annotations > 0)
        return emg_io_warn(self->warnings, self->error, 192,
                           "an annotation signal, though the file is not "
                           "marked %s+; it is read as annotations",
                           header->format);
    return EMG_OK;
}

emg_status
emg_edf_signals_read(emg_edf_header *header, const uint8_t *bytes,
                     double rate_hz, emg_warnings *warnings, emg_error *error)
{
    reader self = {header, bytes, warnings, error};
    header->signals =
        emg_new((size_t)header->n_signals, sizeof *header->signals, error);
    if (!header->signals)
        return EMG_NO_MEMORY;
    for (int i = 0; i < header->n_signals; i++)
        read_texts(&self, i);
    emg_status status = read_scales(&self);
    if (!status)
        status = read_samples(&self);
    count_roles(header);
    if (!status)
        status = settle_rates(&self, rate_hz);
    if (!status)
        status = judge_labels(&self);
    if (!status)
        status = judge_annotations(&self);
    return status;
}
