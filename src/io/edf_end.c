/* The end of an EDF file: annotations enter their records, then the header. */
#include "base/memory.h"
#include "io/edf_write.h"

#include <string.h>

static int64_t
place_of(const emg_edf_sink *self, int64_t record)
{
    return emg_edf_header_bytes(&self->layout) +
           record * emg_edf_record_bytes(&self->layout);
}

/* Makes the records longer, last one first: each moves behind where it was. */
static emg_status
widen(emg_edf_sink *self, int64_t annotation_bytes, emg_error *error)
{
    emg_status status = EMG_OK;
    size_t before = (size_t)emg_edf_record_bytes(&self->layout);
    size_t more = (size_t)(annotation_bytes - self->layout.annotation_bytes);
    uint8_t *record = more ? emg_new(before + more, 1, error) : NULL;

    if (more == 0)
        return EMG_OK;
    if (!record)
        return EMG_NO_MEMORY;
    for (int64_t r = 0; r < self->n_records && !status; r++)
        status = emg_output_write(self->output, record + before, more, error);
    for (int64_t r = self->n_records - 1; r >= 0 && !status; r--) {
        int64_t from = place_of(self, r);
        int64_t to = from + r * (int64_t)more;
        status = emg_output_read(self->output, from, record, before, error);
        if (!status)
            status = emg_output_patch(self->output, to, record, before + more,
                                      error);
    }
    self->layout.annotation_bytes = annotation_bytes;
    emg_free(record);
    return status;
}

static emg_status
put_notes(emg_edf_sink *self, emg_error *error)
{
    size_t size = (size_t)self->layout.annotation_bytes;
    char *bytes = emg_new(size, 1, error);
    emg_status status = bytes ? EMG_OK : EMG_NO_MEMORY;
    const emg_edf_stretch *stretch = self->stretches;

    for (size_t at = 0; at < self->notes.n_notes && !status;) {
        int64_t record = self->notes.notes[at].record;
        while (record >= stretch->first_record + stretch->n_records)
            stretch++;
        memset(bytes, 0, size);
        emg_edf_notes_print(&self->notes, &at,
                            emg_edf_time(self, stretch, record), bytes);
        status = emg_output_patch(
            self->output, place_of(self, record) + self->layout.sample_bytes,
            bytes, size, error);
    }
    emg_free(bytes);
    return status;
}

static emg_status
put_header(emg_edf_sink *self, int *changed, emg_error *error)
{
    size_t size = (size_t)emg_edf_header_bytes(&self->layout);
    uint8_t *header = emg_new(size, 1, error);
    if (!header)
        return EMG_NO_MEMORY;
    *changed = emg_edf_header_print(header, &self->layout, self->n_records,
                                    self->has_gaps);
    emg_status status = emg_output_patch(self->output, 0, header, size, error);
    emg_free(header);
    return status;
}

static void
tell(const emg_edf_sink *self, int labels)
{
    const char *name = emg_output_name(self->output);
    emg_output_clipped(self->output, self->n_outside);
    if (self->n_outside)
        emg_warn(&self->listener, name, -1,
                 "%lld samples lie outside the range that is written and were "
                 "clipped, the first in channel \"%s\"; --to bdf has a wider "
                 "range",
                 (long long)self->n_outside, self->first_outside->label);
    if (self->n_filled)
        emg_warn(&self->listener, name, -1,
                 "%lld %s up to a whole record with %.7g s of the last value",
                 (long long)self->n_filled,
                 self->n_filled == 1 ? "stretch was filled"
                                     : "stretches were filled",
                 self->filled_s);
    if (self->notes.n_cut)
        emg_warn(&self->listener, name, -1,
                 "%lld annotations were longer than 1000 bytes and were cut",
                 (long long)self->notes.n_cut);
    if (labels)
        emg_warn(&self->listener, name, -1,
                 "%d labels were changed: EDF holds 16 ASCII characters, and "
                 "keeps some names for itself",
                 labels);
    if (!self->layout.duration.exact)
        emg_warn(&self->listener, name, -1,
                 "EDF cannot tell a sampling rate of %.15g Hz exactly; it says "
                 "%lld samples in %s s",
                 self->recording.groups[0].rate_hz,
                 (long long)self->layout.duration.frames[0],
                 self->layout.duration.text);
}

emg_status
emg_edf_complete(emg_edf_sink *self, emg_error *error)
{
    int labels = 0;
    int64_t bytes = emg_edf_notes_place(
        &self->notes, self->stretches, self->n_stretches,
        emg_edf_record_ticks(&self->layout), self->layout.annotation_bytes);
    emg_status status = widen(self, bytes, error);
    if (!status)
        status = put_notes(self, error);
    if (!status)
        status = put_header(self, &labels, error);
    if (status)
        return status;
    tell(self, labels);
    return emg_output_finish(self->output, error);
}
