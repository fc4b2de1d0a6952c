/* EDF and BDF without identity: header, records, and the result read again. */
#include "io/anonymize_part.h"

#include "base/memory.h"
#include "io/anonymize_notes.h"

#include <stdio.h>
#include <string.h>

#define XXH_STATIC_LINKING_ONLY /* lets the state live inside our struct */
#include <xxhash.h>

typedef struct copier {
    XXH3_state_t samples; /* of all that are copied, or read again */
    const emg_anonymity *how;
    emg_edf *edf;
    emg_output *output;
    uint8_t *before; /* the old header */
    uint8_t *header;
    size_t header_bytes;
    uint8_t *record;
    emg_identity identity;
    emg_notes_kept keep;
    emg_notes_count notes;
} copier;

/* The header is shown once more by the reader, which then takes it. */
static emg_status
keep_header(copier *self, emg_bytes *bytes, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    emg_status status =
        emg_bytes_peek(bytes, EMG_EDF_FIXED, &view, &have, error);
    int n = !status && have == EMG_EDF_FIXED ? emg_edf_signals(view) : -1;
    if (status || n < 0)
        return status; /* the reader will say what is wrong */
    self->header_bytes = EMG_EDF_FIXED + (size_t)n * EMG_EDF_PER_SIGNAL;
    status = emg_bytes_peek(bytes, self->header_bytes, &view, &have, error);
    if (status || have < self->header_bytes)
        return status;
    self->before = emg_new(1, self->header_bytes, error);
    self->header = emg_new(1, self->header_bytes, error);
    if (!self->before || !self->header)
        return EMG_NO_MEMORY;
    memcpy(self->before, view, self->header_bytes);
    emg_identity_read(&self->identity, self->before);
    return EMG_OK;
}

static emg_status
open_input(copier *self, emg_bytes *bytes, emg_error *error)
{
    emg_open_options options = {.listener = self->how->listener,
                                .strict = self->how->strict,
                                .rate_hz = 1}; /* of duration 0: any */
    if (keep_header(self, bytes, error)) {
        emg_bytes_close(bytes);
        return error->status;
    }
    self->edf = (emg_edf *)emg_edf_open(bytes, &options, error);
    return self->edf ? EMG_OK : error->status;
}

static emg_status
open_output(copier *self, const char *target, emg_error *error)
{
    self->output = emg_output_open(target, self->how->force, error);
    if (!self->output)
        return error->status;
    emg_output_account(self->output, &self->how->provenance);
    emg_status status = emg_output_hold(self->output, error);
    return status ? status
                  : emg_output_write(self->output, self->header,
                                     self->header_bytes, error);
}

/* A name that is given away beside the copy tells as much as a header. */
static void
judge_name(const copier *self)
{
    const char *name = emg_output_name(self->output);
    if (emg_identity_in_text(&self->identity, (const uint8_t *)name,
                             strlen(name)) >= 0)
        emg_warn(&self->how->listener, self->edf->source.recording.name, -1,
                 "the name of the copy holds a word of the identity; choose "
                 "another with --output");
}

/* ---- records ---------------------------------------------------------- */

static bool
is_notes(const copier *self, int signal)
{
    return self->edf->header.signals[signal].role == EMG_EDF_ANNOTATIONS;
}

static size_t
part_bytes(const copier *self, int signal)
{
    const emg_edf_header *header = &self->edf->header;
    return (size_t)(header->signals[signal].n_samples * header->width);
}

static emg_status
copy_record(copier *self, emg_error *error)
{
    emg_edf *edf = self->edf;
    int64_t start =
        edf->header.data_at + edf->record * edf->header.record_bytes;
    emg_status status = EMG_OK;
    for (int s = 0; s < edf->header.n_signals && !status; s++) {
        int64_t at = edf->header.signals[s].offset;
        size_t n = part_bytes(self, s);
        if (is_notes(self, s)) {
            status = emg_notes_copy(self->record + at, edf->view + at, n,
                                    &self->keep, &self->notes, start + at,
                                    &edf->warnings, error);
            continue;
        }
        memcpy(self->record + at, edf->view + at, n);
        XXH3_128bits_update(&self->samples, edf->view + at, n);
    }
    return status ? status
                  : emg_output_write(self->output, self->record,
                                     (size_t)edf->header.record_bytes, error);
}

static emg_status
copy_records(copier *self, emg_error *error)
{
    emg_edf *edf = self->edf;
    emg_status status = EMG_OK;
    XXH3_128bits_reset(&self->samples);
    while (!status) {
        status = emg_edf_show(edf, error);
        if (status || edf->source.ended)
            break;
        if (!self->record) /* so many bytes are there */
            self->record = emg_new(1, (size_t)edf->header.record_bytes, error);
        status = self->record ? copy_record(self, error) : EMG_NO_MEMORY;
        emg_edf_take(edf);
    }
    return status;
}

/* Only now it is known how many came. */
static emg_status
put_count(copier *self, emg_error *error)
{
    char text[24];
    snprintf(text, sizeof text, "%-8lld", (long long)self->edf->record);
    memcpy(self->header + 236, text, 8);
    return emg_output_patch(self->output, 236, text, 8, error);
}

/* ---- read again ------------------------------------------------------- */

static emg_status
check_notes(const copier *self, const uint8_t *lists, size_t n, int64_t record,
            emg_error *error)
{
    const uint8_t *text;
    size_t at = 0, length;
    while (emg_notes_next_text(lists, n, &at, &text, &length))
        if (emg_identity_in_text(&self->identity, text, length) >= 0)
            return emg_fail(error, EMG_INTERNAL,
                            "an annotation of record %lld holds a word of the "
                            "old identity; nothing is written, name the texts "
                            "to be kept with --allow",
                            (long long)record + 1);
    return EMG_OK;
}

static emg_status
check_part(copier *self, int s, int64_t record, emg_error *error)
{
    const uint8_t *part = self->record + self->edf->header.signals[s].offset;
    size_t n = part_bytes(self, s);
    if (is_notes(self, s))
        return check_notes(self, part, n, record, error);
    XXH3_128bits_update(&self->samples, part, n);
    if (emg_identity_in_samples(&self->identity, part, n) >= 0)
        return emg_fail(error, EMG_INTERNAL,
                        "signal %d holds text, a word of the old identity "
                        "among it; nothing is written, copy the recording "
                        "without it first",
                        s + 1);
    return EMG_OK;
}

static emg_status
check_records(copier *self, emg_error *error)
{
    size_t n = (size_t)self->edf->header.record_bytes;
    XXH128_hash_t copied = XXH3_128bits_digest(&self->samples);
    emg_status status = EMG_OK;
    XXH3_128bits_reset(&self->samples);
    for (int64_t r = 0; r < self->edf->record && !status; r++) {
        int64_t at = (int64_t)self->header_bytes + r * (int64_t)n;
        status = emg_output_read(self->output, at, self->record, n, error);
        for (int s = 0; s < self->edf->header.n_signals && !status; s++)
            status = check_part(self, s, r, error);
    }
    XXH128_hash_t found = XXH3_128bits_digest(&self->samples);
    if (!status && !XXH128_isEqual(copied, found))
        status = emg_fail(error, EMG_INTERNAL,
                          "the samples of the copy are not those of the "
                          "recording; nothing is written");
    return status;
}

static emg_status
check(copier *self, emg_error *error)
{
    int64_t whole = (int64_t)self->header_bytes +
                    self->edf->record * self->edf->header.record_bytes;
    if (emg_output_written(self->output) != whole)
        return emg_fail(error, EMG_INTERNAL, "the copy has a wrong length");
    emg_status status = emg_output_read(self->output, 0, self->header,
                                        self->header_bytes, error);
    if (!status)
        status = emg_anonymous_header_check(
            self->header, self->edf->header.n_signals, &self->identity, error);
    return status ? status : check_records(self, error);
}

/* ---- the whole -------------------------------------------------------- */

static void
say_notes(const copier *self)
{
    const emg_notes_count *notes = &self->notes;
    const emg_listener *listener = &self->how->listener;
    const char *name = self->edf->source.recording.name;
    if (notes->replaced > 0)
        emg_warn(listener, name, -1,
                 "%lld texts of annotations became X; keep them with "
                 "--keep-annotations or --allow TEXT",
                 (long long)notes->replaced);
    for (int i = 0; i < notes->n_told; i++)
        emg_warn(listener, name, -1, "the copy keeps the annotation \"%s\"",
                 notes->told[i]);
    if (notes->more)
        emg_warn(listener, name, -1,
                 "the copy keeps other annotations, too: %lld in all",
                 (long long)notes->kept);
}

static emg_status
copy(copier *self, emg_bytes *bytes, const char *target, emg_error *error)
{
    emg_status status = open_input(self, bytes, error);
    if (!status)
        status = emg_anonymous_header(self->header, self->before, self->edf,
                                      &self->identity, self->how, error);
    if (!status)
        status = open_output(self, target, error);
    if (!status)
        judge_name(self);
    if (!status)
        status = copy_records(self, error);
    if (!status)
        status = put_count(self, error);
    if (!status)
        status = check(self, error);
    if (!status)
        say_notes(self);
    return status ? status : emg_output_finish(self->output, error);
}

emg_status
emg_anonymize_edf(emg_bytes *bytes, const char *target,
                  const emg_anonymity *how, emg_error *error)
{
    copier *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_bytes_close(bytes);
        return EMG_NO_MEMORY;
    }
    self->how = how;
    self->keep =
        (emg_notes_kept){how->keep_annotations, how->allowed, how->n_allowed};
    emg_status status = copy(self, bytes, target, error);
    if (self->edf) {
        emg_error_in_file(error, self->edf->source.recording.name);
        emg_source_destroy(&self->edf->source);
    }
    emg_output_destroy(self->output);
    emg_notes_count_clear(&self->notes);
    emg_free(self->before);
    emg_free(self->header);
    emg_free(self->record);
    emg_free(self);
    return status;
}
