/* Opens EDF and BDF: header, where the records begin, how many there are. */
#include "io/edf_source.h"

#include "base/memory.h"

#include <stdio.h>

static emg_status
read_header(emg_edf *self, const emg_open_options *options, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    double rate_hz = options ? options->rate_hz : 0;
    emg_status status =
        emg_bytes_peek(self->bytes, EMG_EDF_FIXED, &view, &have, error);
    if (status)
        return status;
    int n = have == EMG_EDF_FIXED ? emg_edf_signals(view) : -1;
    if (n > 0)
        status = emg_bytes_peek(self->bytes,
                                EMG_EDF_FIXED + (size_t)n * EMG_EDF_PER_SIGNAL,
                                &view, &have, error);
    if (!status)
        status = emg_edf_header_read(&self->header, view, have, rate_hz,
                                     &self->warnings, error);
    return status;
}

/* The size of the input; of a pipe only where nothing else can tell where the
 * records begin. */
static emg_status
find_size(emg_edf *self, int64_t *size, emg_error *error)
{
    *size = emg_bytes_size(self->bytes);
    if (*size >= 0 || !emg_edf_wants_size(&self->header))
        return EMG_OK;
    emg_status status = emg_bytes_spool(self->bytes, error);
    if (!status)
        status = emg_edf_count_rest(self, size, error);
    return status ? status : emg_bytes_seek(self->bytes, 0, error);
}

static emg_status
skip_header(emg_edf *self, emg_error *error)
{
    int64_t left = self->header.data_at;
    while (left > 0) {
        const uint8_t *view;
        size_t have;
        size_t want =
            left < (int64_t)EMG_EDF_PIECE ? (size_t)left : EMG_EDF_PIECE;
        emg_status status =
            emg_bytes_peek(self->bytes, want, &view, &have, error);
        if (status)
            return status;
        if (have == 0)
            break; /* counting will say so */
        emg_bytes_take(self->bytes, have);
        left -= (int64_t)have;
    }
    return EMG_OK;
}

/* From the size where that is known; else the first record must be there. */
static emg_status
count_records(emg_edf *self, int64_t size, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    int64_t ignored;
    self->n_records = -1;
    if (size >= 0)
        return emg_edf_count(&self->header, size - self->header.data_at,
                             &self->n_records, &self->warnings, error);
    emg_status status = emg_bytes_peek(
        self->bytes, (size_t)self->header.record_bytes, &view, &have, error);
    if (!status && have < (size_t)self->header.record_bytes)
        status = emg_edf_count(&self->header, (int64_t)have, &ignored,
                               &self->warnings, error);
    return status;
}

static void
describe(emg_edf *self)
{
    emg_recording *recording = &self->source.recording;
    const emg_edf_header *header = &self->header;
    int64_t n = self->n_records < 0 ? header->n_records : self->n_records;

    snprintf(recording->name, sizeof recording->name, "%s",
             emg_bytes_name(self->bytes));
    snprintf(recording->format, sizeof recording->format, "%s", header->format);
    recording->has_identity = header->has_identity;
    recording->duration_s = -1;
    if (n >= 0)
        recording->duration_s =
            (double)((long double)n * (long double)header->seconds_over /
                     (long double)header->seconds_under);
}

static emg_status
open_edf(emg_edf *self, const emg_open_options *options, emg_error *error)
{
    int64_t size = -1;
    emg_status status = read_header(self, options, error);
    if (!status)
        status = find_size(self, &size, error);
    if (!status)
        status = emg_edf_find_data(&self->header, size, &self->warnings, error);
    if (!status)
        status = skip_header(self, error);
    if (!status)
        status = count_records(self, size, error);
    if (!status)
        status = emg_edf_lanes_make(&self->lanes, &self->source.recording,
                                    &self->header, NULL, error);
    return status;
}

emg_source *
emg_edf_open(emg_bytes *bytes, const emg_open_options *options,
             emg_error *error)
{
    emg_edf *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_bytes_close(bytes);
        return NULL;
    }
    self->source.ops = &emg_edf_ops;
    self->bytes = bytes;
    emg_warnings_init(&self->warnings, options, emg_bytes_name(bytes));
    self->source.listener = self->warnings.listener;
    if (open_edf(self, options, error)) {
        emg_error_in_file(error, emg_bytes_name(bytes));
        emg_source_destroy(&self->source);
        return NULL;
    }
    describe(self);
    emg_warnings_release(&self->warnings);
    return &self->source;
}
