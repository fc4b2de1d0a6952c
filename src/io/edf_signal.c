/* The second part of an EDF header as a whole: samples, rates and roles. */
#include "io/edf_part.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>

#define HIGHEST_RATE_HZ 1e8 /* no electrode is sampled faster */

static emg_status
read_samples(const emg_edf_reader *self)
{
    emg_edf_header *header = self->header;
    for (int i = 0; i < header->n_signals; i++) {
        emg_edf_signal *signal = &header->signals[i];
        emg_edf_field field = emg_edf_part(self, i, EMG_EDF_SAMPLES);
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
                           emg_edf_part(self, 0, EMG_EDF_SAMPLES).byte,
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
settle_rates(const emg_edf_reader *self, double rate_hz)
{
    emg_edf_header *header = self->header;
    if (header->seconds_over == 0 && header->n_channels > 0)
        set_duration(header, rate_hz);
    for (int i = 0; i < header->n_signals; i++) {
        emg_edf_signal *signal = &header->signals[i];
        int64_t samples = 0;
        bool fits = !__builtin_mul_overflow(signal->n_samples,
                                            header->seconds_under, &samples);
        if (signal->role != EMG_EDF_CHANNEL)
            continue;
        if (header->seconds_over == 0)
            return emg_fail_at(self->error, EMG_BAD_FILE, 244,
                               "record duration is 0, so the sampling rate is "
                               "unknown; give it with --rate");
        emg_rate_set(&signal->rate, samples, header->seconds_over);
        if (!fits || (double)signal->rate.samples >
                         HIGHEST_RATE_HZ * (double)signal->rate.seconds)
            return emg_fail_at(self->error, EMG_BAD_FILE, 244,
                               "signal %d, %lld samples per record of this "
                               "duration make an absurd sampling rate",
                               i + 1, (long long)signal->n_samples);
    }
    return EMG_OK;
}

static emg_status
judge_annotations(const emg_edf_reader *self)
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
    emg_edf_reader self = {header, bytes, warnings, error};
    header->signals =
        emg_new((size_t)header->n_signals, sizeof *header->signals, error);
    if (!header->signals)
        return EMG_NO_MEMORY;
    emg_edf_texts_read(&self);
    emg_status status = emg_edf_ranges_read(&self);
    if (!status)
        status = read_samples(&self);
    count_roles(header);
    if (!status)
        status = settle_rates(&self, rate_hz);
    if (!status)
        status = emg_edf_labels_judge(&self);
    if (!status)
        status = judge_annotations(&self);
    return status;
}
