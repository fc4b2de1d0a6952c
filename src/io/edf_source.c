/* The source over EDF and BDF: record by record, group by group. */
#include "io/edf_source.h"

#include "base/memory.h"

static emg_status
edf_select(emg_source *source, const emg_use *use, emg_error *error)
{
    emg_edf *self = (emg_edf *)source;
    return emg_edf_lanes_make(&self->lanes, &source->recording, &self->header,
                              use, error);
}

/* ---- records --------------------------------------------------------- */

static double
seconds_of(emg_ticks ticks)
{
    return (double)((long double)ticks / EMG_TICKS_PER_S);
}

static emg_status
make_events(emg_edf *self, emg_error *error)
{
    size_t n = self->tals.n_notes;
    emg_status status = emg_grow((void **)&self->events, &self->room_events, n,
                                 sizeof *self->events, error);
    if (status)
        return status;
    for (size_t i = 0; i < n; i++) {
        const emg_edf_note *note = &self->tals.notes[i];
        self->events[i] = (emg_event){
            seconds_of(note->onset - self->clock.origin),
            seconds_of(note->duration), self->tals.text + note->text};
    }
    self->source.events = self->events;
    self->source.n_events = (int)n;
    return EMG_OK;
}

static emg_status
read_annotations(emg_edf *self, emg_error *error)
{
    int64_t start =
        self->header.data_at + self->record * self->header.record_bytes;
    int64_t first_byte = -1;
    emg_status status = EMG_OK;

    emg_edf_tals_begin(&self->tals);
    for (int i = 0; i < self->header.n_signals && !status; i++) {
        const emg_edf_signal *signal = &self->header.signals[i];
        int64_t at = start + signal->offset;
        if (signal->role != EMG_EDF_ANNOTATIONS)
            continue;
        status =
            emg_edf_tals_read(&self->tals, self->view + signal->offset,
                              (size_t)(signal->n_samples * self->header.width),
                              first_byte < 0, at, &self->warnings, error);
        if (first_byte < 0)
            first_byte = at;
    }
    if (!status)
        status = emg_edf_clock_next(&self->clock, &self->header, &self->tals,
                                    first_byte, &self->warnings, error);
    return status ? status : make_events(self, error);
}

/* Counts what follows the last record, to the end. */
emg_status
emg_edf_count_rest(emg_edf *self, int64_t *rest, emg_error *error)
{
    const uint8_t *view;
    size_t have = 1;
    emg_status status = EMG_OK;
    for (*rest = 0; have > 0 && !status; *rest += (int64_t)have) {
        status =
            emg_bytes_peek(self->bytes, EMG_EDF_PIECE, &view, &have, error);
        if (!status)
            emg_bytes_take(self->bytes, have);
    }
    return status;
}

/* Only at the end of a pipe it can be told whether all came. */
static emg_status
end(emg_edf *self, emg_error *error)
{
    int64_t rest = 0;
    emg_status status = EMG_OK;
    self->source.ended = true;
    if (self->n_records < 0) {
        int64_t read = self->record * self->header.record_bytes;
        status = emg_edf_count_rest(self, &rest, error);
        if (!status)
            status = emg_edf_count(&self->header, read + rest, &self->n_records,
                                   &self->warnings, error);
    }
    if (!status)
        emg_warnings_finish(&self->warnings);
    return status;
}

/* Shows the current record; view stays NULL when there is none any more. */
static emg_status
show_record(emg_edf *self, emg_error *error)
{
    size_t want = (size_t)self->header.record_bytes;
    int64_t last =
        self->n_records < 0 ? self->header.n_records : self->n_records;
    const uint8_t *view;
    size_t have = 0;

    if (self->record == last)
        return EMG_OK;
    emg_status status = emg_bytes_peek(self->bytes, want, &view, &have, error);
    if (!status && have == want)
        self->view = view;
    else if (!status && self->n_records >= 0)
        status = emg_fail_at(error, EMG_IO_FAILED,
                             emg_bytes_at(self->bytes) + (int64_t)have,
                             "the file became shorter while it was read");
    return status;
}

emg_status
emg_edf_show(emg_edf *self, emg_error *error)
{
    emg_status status = show_record(self, error);
    return status || self->view ? status : end(self, error);
}

void
emg_edf_take(emg_edf *self)
{
    emg_bytes_take(self->bytes, (size_t)self->header.record_bytes);
    self->view = NULL;
    self->group = 0;
    self->frame = 0;
    self->record++;
}

/* ---- blocks ---------------------------------------------------------- */

static void
fill(emg_edf *self, emg_block *block)
{
    int64_t n_samples = self->lanes.groups[self->group].n_samples;
    int64_t left = n_samples - self->frame;
    int n = left < block->capacity ? (int)left : block->capacity;

    block->group = self->group;
    block->n_channels = self->source.recording.groups[self->group].n_channels;
    block->n_frames = n;
    block->first_frame = self->record * n_samples + self->frame;
    block->segment = self->clock.segment;
    block->segment.first_frame = self->clock.segment_record * n_samples;
    emg_edf_lanes_decode(&self->lanes, self->group, self->view, self->frame,
                         block, n);
    self->frame += n;
    if (self->frame == n_samples) {
        self->frame = 0;
        self->group++;
    }
}

static emg_status
edf_next(emg_source *source, emg_block *block, emg_error *error)
{
    emg_edf *self = (emg_edf *)source;
    emg_status status = EMG_OK;

    block->n_frames = 0;
    source->n_events = 0;
    if (source->ended)
        return EMG_OK;
    if (!self->view) {
        status = emg_edf_show(self, error);
        if (status || source->ended)
            return status;
        if (self->header.n_annotations > 0)
            status = read_annotations(self, error);
    }
    if (!status && self->group < self->lanes.n_groups)
        fill(self, block);
    if (!status && self->group == self->lanes.n_groups)
        emg_edf_take(self);
    return status;
}

static void
forget(emg_edf *self)
{
    self->view = NULL;
    self->record = 0;
    self->group = 0;
    self->frame = 0;
    self->clock = (emg_edf_clock){0};
    self->source.ended = false;
    self->source.n_events = 0;
}

static emg_status
edf_rewind(emg_source *source, emg_error *error)
{
    emg_edf *self = (emg_edf *)source;
    forget(self);
    return emg_bytes_seek(self->bytes, self->header.data_at, error);
}

static emg_status
edf_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    emg_edf *self = (emg_edf *)source;
    return emg_bytes_fingerprint(self->bytes, text, error);
}

static void
edf_destroy(emg_source *source)
{
    emg_edf *self = (emg_edf *)source;
    emg_bytes_close(self->bytes);
    emg_edf_lanes_clear(&self->lanes);
    emg_warnings_clear(&self->warnings);
    emg_edf_header_clear(&self->header);
    emg_edf_tals_clear(&self->tals);
    emg_free(self->events);
    emg_recording_clear(&source->recording);
    emg_free(self);
}

const emg_source_ops emg_edf_ops = {
    .name = "EDF",
    .select = edf_select,
    .next = edf_next,
    .rewind = edf_rewind,
    .fingerprint = edf_fingerprint,
    .destroy = edf_destroy,
};
