/* A source over an EMG stream. Nothing is kept but the record at hand. */
#include "io/stream_record.h"

#include "base/memory.h"

#include <string.h>

bool
emg_stream_looks_like(const uint8_t *bytes, size_t n)
{
    size_t length = strlen(EMG_STREAM_MAGIC);
    return n >= length && memcmp(bytes, EMG_STREAM_MAGIC, length) == 0;
}

/* ---- samples --------------------------------------------------------- */

/* As many frames of the record as the block takes, for one outlet. */
static emg_status
deliver(emg_stream *self, emg_block *block, emg_error *error)
{
    emg_inlet *inlet = &self->inlets[self->inlet];
    const emg_outlet *outlet = &inlet->outlets[self->outlet];
    int n = self->frames_left < block->capacity ? (int)self->frames_left
                                                : block->capacity;
    size_t bytes = (size_t)n * inlet->frame_bytes;
    const uint8_t *view;
    emg_status status = emg_stream_look(self, bytes, &view, error);
    if (status)
        return status;
    block->n_frames = n;
    block->first_frame = inlet->frames;
    block->segment = inlet->segment;
    emg_outlet_fill(outlet, view, inlet->frame_bytes, block);
    if (++self->outlet < inlet->n_outlets)
        return EMG_OK;
    self->outlet = 0;
    inlet->frames += n;
    self->frames_left -= n;
    emg_bytes_take(self->bytes, bytes);
    return EMG_OK;
}

static emg_status
pass_over(emg_stream *self, emg_error *error)
{
    emg_inlet *inlet = &self->inlets[self->inlet];
    uint64_t bytes = (uint64_t)self->frames_left * inlet->frame_bytes;
    inlet->frames += self->frames_left;
    self->frames_left = 0;
    self->outlet = 0;
    return emg_stream_skip(self, bytes, error);
}

static bool
has_room_for_events(const emg_stream *self)
{
    return self->source.n_events < EMG_STREAM_EVENTS &&
           self->texts.length < EMG_STREAM_SKIP;
}

static void
forget_events(emg_stream *self)
{
    self->source.n_events = 0;
    self->source.events = self->events;
    emg_text_clear(&self->texts);
}

static emg_status
stream_next(emg_source *source, emg_block *block, emg_error *error)
{
    emg_stream *self = (emg_stream *)source;
    emg_status status = EMG_OK;

    block->n_frames = 0;
    forget_events(self);
    while (!status && !source->ended && block->n_frames == 0 &&
           has_room_for_events(self)) {
        if (self->frames_left == 0)
            status = emg_stream_read_record(self, error);
        else if (self->inlets[self->inlet].n_outlets == 0)
            status = pass_over(self, error);
        else
            status = deliver(self, block, error);
    }
    for (int i = 0; i < source->n_events; i++)
        self->events[i].text = self->texts.chars + self->text_at[i];
    if (status)
        emg_error_in_file(error, emg_bytes_name(self->bytes));
    return status;
}

/* ---- life ------------------------------------------------------------ */

static int
inlet_of(const emg_stream *self, emg_rate rate)
{
    int g = 0;
    while (self->header.rates[g].samples != rate.samples ||
           self->header.rates[g].seconds != rate.seconds)
        g++;
    return g;
}

/* The lanes of a group are in the order of the header, too. */
static int *
connect_group(emg_stream *self, int group, int *columns)
{
    const emg_format *format = &self->source.recording.groups[group];
    emg_inlet *inlet = &self->inlets[inlet_of(self, format->rate)];
    int lane = 0;

    inlet->outlets[inlet->n_outlets++] =
        (emg_outlet){group, format->n_channels, columns};
    for (int i = 0; lane < format->n_channels; i++)
        if (self->header.channels[i].number == format->channels[lane].number)
            columns[lane++] = self->header.columns[i];
    return columns + lane;
}

static emg_status
stream_select(emg_source *source, const emg_use *use, emg_error *error)
{
    emg_stream *self = (emg_stream *)source;
    const emg_stream_header *header = &self->header;
    emg_rate *rates = emg_new((size_t)header->n_channels, sizeof *rates, error);
    if (!rates)
        return EMG_NO_MEMORY;
    for (int i = 0; i < header->n_channels; i++)
        rates[i] = header->rates[header->groups[i]];
    emg_status status =
        emg_recording_group(&source->recording, header->n_channels,
                            header->channels, rates, use, error);
    emg_free(rates);
    if (status)
        return status;
    for (int g = 0; g < header->n_groups; g++)
        self->inlets[g].n_outlets = 0;
    int *columns = self->columns;
    for (int g = 0; g < source->recording.n_groups; g++)
        columns = connect_group(self, g, columns);
    return EMG_OK;
}

static void
start(emg_stream *self)
{
    for (int g = 0; g < self->header.n_groups; g++) {
        self->inlets[g].frame_bytes = 8 * (size_t)self->header.widths[g];
        self->inlets[g].frames = 0;
        self->inlets[g].segment = (emg_segment){.number = -1};
    }
    self->frames_left = 0;
    self->outlet = 0;
    self->n_events = 0;
    self->source.ended = false;
    forget_events(self);
}

static emg_status
stream_rewind(emg_source *source, emg_error *error)
{
    emg_stream *self = (emg_stream *)source;
    start(self);
    return emg_bytes_seek(self->bytes, self->data_at, error);
}

static emg_status
stream_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    emg_stream *self = (emg_stream *)source;
    emg_status status = EMG_OK;
    while (!status && !source->ended) {
        forget_events(self);
        status = self->frames_left > 0 ? pass_over(self, error)
                                       : emg_stream_read_record(self, error);
    }
    if (status)
        emg_error_in_file(error, emg_bytes_name(self->bytes));
    memcpy(text, self->fingerprint, EMG_FINGERPRINT_SIZE);
    return status;
}

static void
stream_destroy(emg_source *source)
{
    emg_stream *self = (emg_stream *)source;
    emg_recording_clear(&source->recording);
    emg_stream_header_clear(&self->header);
    emg_text_free(&self->texts);
    emg_free(self->inlets);
    emg_free(self->columns);
    emg_bytes_close(self->bytes);
    emg_free(self);
}

static const emg_source_ops stream_ops = {
    .name = "EMG stream",
    .select = stream_select,
    .next = stream_next,
    .rewind = stream_rewind,
    .fingerprint = stream_fingerprint,
    .destroy = stream_destroy,
};

/* Looks further until the line ends or is longer than a line may be. */
static emg_status
read_line(emg_stream *self, emg_error *error)
{
    const uint8_t *view, *end = NULL;
    size_t have = 0, want = 4096;
    emg_status status;

    while (!end && have < EMG_STREAM_LINE_MAX) {
        status = emg_bytes_peek(self->bytes, want, &view, &have, error);
        if (status)
            return status;
        end = memchr(view, '\n', have);
        if (!end && have < want)
            return emg_stream_breaks_off(self, have, error);
        want *= 2;
    }
    if (!end)
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "the stream's first line is longer than 16 MiB");
    size_t length = (size_t)(end - view);
    status = emg_stream_header_read(&self->header, (const char *)view, length,
                                    error);
    emg_bytes_take(self->bytes, length + 1);
    self->data_at = emg_bytes_at(self->bytes);
    return status;
}

static emg_status
prepare(emg_stream *self, emg_error *error)
{
    emg_recording *recording = &self->source.recording;
    const emg_stream_header *header = &self->header;

    self->inlets =
        emg_new((size_t)header->n_groups, sizeof *self->inlets, error);
    self->columns =
        emg_new((size_t)header->n_channels, sizeof *self->columns, error);
    if (!self->inlets || !self->columns)
        return EMG_NO_MEMORY;
    memcpy(recording->name, header->name, sizeof recording->name);
    strcpy(recording->format, "EMG stream");
    recording->duration_s = header->duration_s;
    recording->history = self->header.history;
    self->header.history = NULL;
    start(self);
    return stream_select(&self->source, header->uses, error);
}

emg_source *
emg_stream_open(emg_bytes *bytes, const emg_open_options *options,
                emg_error *error)
{
    emg_stream *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_bytes_close(bytes);
        return NULL;
    }
    self->source.ops = &stream_ops;
    if (options)
        self->source.listener = options->listener;
    self->bytes = bytes;
    if (read_line(self, error) || prepare(self, error)) {
        emg_error_in_file(error, emg_bytes_name(bytes));
        stream_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}
