/* How the samples of an EDF are scaled: physical and digital range. */
#include "io/edf_part.h"

#include <math.h>

static double
half_of_codes(const emg_edf_reader *self)
{
    return self->header->width == 3 ? 8388608 : 32768;
}

static bool
is_blank(const emg_edf_reader *self, int i, emg_edf_part_name which)
{
    return emg_edf_part(self, i, which).n == 0;
}

static emg_status
read_physical(const emg_edf_reader *self, emg_edf_part_name which)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->header->n_signals && !status; i++) {
        emg_edf_signal *signal = &self->header->signals[i];
        emg_scale *scale = &signal->channel.scale;
        if (signal->role != EMG_EDF_CHANNEL || is_blank(self, i, which))
            continue;
        emg_edf_field field = emg_edf_part(self, i, which);
        status =
            emg_edf_number(&field,
                           which == EMG_EDF_PHYSICAL_MIN ? &scale->physical_min
                                                         : &scale->physical_max,
                           self->warnings, self->error);
    }
    return status;
}

static emg_status
read_digital(const emg_edf_reader *self, emg_edf_part_name which)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->header->n_signals && !status; i++) {
        emg_edf_signal *signal = &self->header->signals[i];
        emg_scale *scale = &signal->channel.scale;
        int64_t number = 0;
        if (signal->role != EMG_EDF_CHANNEL || is_blank(self, i, which))
            continue;
        emg_edf_field field = emg_edf_part(self, i, which);
        status = emg_edf_whole(&field, &number, self->warnings, self->error);
        *(which == EMG_EDF_DIGITAL_MIN ? &scale->digital_min
                                       : &scale->digital_max) = (double)number;
    }
    return status;
}

/* Samples as they are stored. */
static void
leave_digital(const emg_edf_reader *self, emg_edf_signal *signal)
{
    emg_channel *channel = &signal->channel;
    emg_scale *scale = &channel->scale;
    double half = half_of_codes(self);
    scale->physical_min = scale->digital_min = -half;
    scale->physical_max = scale->digital_max = half - 1;
    for (int t = 0; t < 4; t++)
        scale->text[t][0] = 0;
    emg_channel_set_unit(channel, "");
    channel->kind = emg_edf_kind(channel);
}

static const char *
fault_of_scale(const emg_edf_reader *self, int i)
{
    const emg_scale *scale = &self->header->signals[i].channel.scale;
    if (is_blank(self, i, EMG_EDF_PHYSICAL_MIN) ||
        is_blank(self, i, EMG_EDF_PHYSICAL_MAX))
        return "physical range is blank";
    if (is_blank(self, i, EMG_EDF_DIGITAL_MIN) ||
        is_blank(self, i, EMG_EDF_DIGITAL_MAX))
        return "digital range is blank";
    if (scale->physical_min == scale->physical_max)
        return "physical minimum and maximum are equal";
    if (scale->digital_min == scale->digital_max)
        return "digital minimum and maximum are equal";
    return NULL;
}

static emg_status
judge_digital(const emg_edf_reader *self, int i)
{
    const emg_scale *scale = &self->header->signals[i].channel.scale;
    double half = half_of_codes(self);
    emg_edf_field field = emg_edf_part(self, i, EMG_EDF_DIGITAL_MIN);
    char shown[EMG_EDF_SHOWN], other[EMG_EDF_SHOWN];
    emg_edf_field end = emg_edf_part(self, i, EMG_EDF_DIGITAL_MAX);
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

/* No code of the file may become infinite. half: of all codes */
static bool
is_finite(const emg_edf_signal *signal, double half)
{
    double low = (-half - signal->digital_min) * signal->gain;
    double high = (half - 1 - signal->digital_min) * signal->gain;
    return isfinite(signal->gain) && signal->gain != 0 &&
           isfinite(signal->physical_min + low) &&
           isfinite(signal->physical_min + high);
}

static emg_status
settle_scale(const emg_edf_reader *self, int i)
{
    emg_edf_signal *signal = &self->header->signals[i];
    emg_scale *scale = &signal->channel.scale;
    emg_edf_field field = emg_edf_part(self, i, EMG_EDF_PHYSICAL_MIN);
    const char *fault = fault_of_scale(self, i);
    emg_status status = EMG_OK;

    scale->bytes = self->header->width;
    for (int t = 0; t < 4; t++) {
        emg_edf_field text =
            emg_edf_part(self, i, EMG_EDF_PHYSICAL_MIN + (unsigned)t);
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
    if (!status && !is_finite(signal, half_of_codes(self)))
        return emg_fail_at(self->error, EMG_BAD_FILE, field.byte,
                           "signal %d, physical range is absurd", i + 1);
    return status;
}

emg_status
emg_edf_ranges_read(const emg_edf_reader *self)
{
    emg_status status = EMG_OK;
    for (emg_edf_part_name which = EMG_EDF_PHYSICAL_MIN;
         which <= EMG_EDF_PHYSICAL_MAX && !status; which++)
        status = read_physical(self, which);
    for (emg_edf_part_name which = EMG_EDF_DIGITAL_MIN;
         which <= EMG_EDF_DIGITAL_MAX && !status; which++)
        status = read_digital(self, which);
    for (int i = 0; i < self->header->n_signals && !status; i++)
        if (self->header->signals[i].role == EMG_EDF_CHANNEL)
            status = settle_scale(self, i);
    return status;
}
