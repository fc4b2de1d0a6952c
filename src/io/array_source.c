/* A source over samples that lie in memory, frame by frame. */
#include "emg/io.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "io/frames.h"

#include <stdio.h>

typedef struct array_source {
    emg_source source; /* first, so that a source pointer is one of these */
    const double *samples;
    int64_t n_frames, at;
    emg_format format; /* of the frames in memory */
    emg_rate *rates;
    emg_outlet *outlets; /* one a group */
    int *columns;
    int group; /* the next that leaves with these frames */
} array_source;

static emg_status
array_select(emg_source *source, const emg_use *use, emg_error *error)
{
    array_source *self = (array_source *)source;
    emg_status status =
        emg_recording_group(&source->recording, self->format.n_channels,
                            self->format.channels, self->rates, use, error);
    if (!status)
        emg_outlets_connect(self->outlets, self->columns, &source->recording);
    return status;
}

static emg_status
array_next(emg_source *source, emg_block *block, emg_error *error)
{
    array_source *self = (array_source *)source;
    int64_t left = self->n_frames - self->at;
    int n_columns = self->format.n_channels;
    (void)error;

    block->n_frames = left < block->capacity ? (int)left : block->capacity;
    block->first_frame = self->at;
    block->segment = (emg_segment){0};
    emg_outlet_fill(&self->outlets[self->group],
                    self->samples + self->at * n_columns,
                    (size_t)n_columns * sizeof(double), block);
    self->group++;
    if (self->group == source->recording.n_groups) {
        self->group = 0;
        self->at += block->n_frames;
    }
    source->ended = self->at == self->n_frames;
    return EMG_OK;
}

static emg_status
array_rewind(emg_source *source, emg_error *error)
{
    array_source *self = (array_source *)source;
    (void)error;
    self->at = 0;
    self->group = 0;
    source->ended = self->n_frames == 0;
    return EMG_OK;
}

static emg_status
array_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    array_source *self = (array_source *)source;
    size_t n = (size_t)self->n_frames * (size_t)self->format.n_channels;
    emg_bytes *bytes = emg_bytes_from_memory(self->samples, n * sizeof(double),
                                             source->recording.name, error);
    emg_status status =
        bytes ? emg_bytes_fingerprint(bytes, text, error) : EMG_NO_MEMORY;
    emg_bytes_close(bytes);
    return status;
}

static void
array_destroy(emg_source *source)
{
    array_source *self = (array_source *)source;
    emg_recording_clear(&source->recording);
    emg_format_clear(&self->format);
    emg_free(self->rates);
    emg_free(self->outlets);
    emg_free(self->columns);
    emg_free(self);
}

static const emg_source_ops array_ops = {
    .name = "array",
    .select = array_select,
    .next = array_next,
    .rewind = array_rewind,
    .fingerprint = array_fingerprint,
    .destroy = array_destroy,
};

/* All channels are treated until something else is chosen. */
static emg_status
describe(array_source *self, const emg_format *format, const char *name,
         emg_error *error)
{
    emg_recording *to = &self->source.recording;
    size_t n = (size_t)format->n_channels;
    emg_use *uses = emg_new(n, sizeof *uses, error);
    emg_status status =
        uses ? emg_format_copy(&self->format, format, error) : EMG_NO_MEMORY;

    snprintf(to->name, sizeof to->name, "%s", name);
    snprintf(to->format, sizeof to->format, "array");
    to->duration_s = (double)self->n_frames / format->rate_hz;
    for (int c = 0; !status && c < format->n_channels; c++) {
        self->format.channels[c].number = c + 1;
        self->rates[c] = format->rate;
        uses[c] = EMG_TREAT;
    }
    if (!status)
        status = array_select(&self->source, uses, error);
    emg_free(uses);
    return status;
}

emg_source *
emg_array_open(const double *samples, int64_t n_frames,
               const emg_format *format, const char *name, emg_error *error)
{
    size_t n = (size_t)format->n_channels;
    array_source *self = emg_new(1, sizeof *self, error);

    if (!self)
        return NULL;
    self->source.ops = &array_ops;
    self->source.ended = n_frames == 0;
    self->samples = samples;
    self->n_frames = n_frames;
    self->rates = emg_new(n, sizeof *self->rates, error);
    self->outlets = emg_new(n, sizeof *self->outlets, error);
    self->columns = emg_new(n, sizeof *self->columns, error);
    if (self->rates && self->outlets && self->columns &&
        !describe(self, format, name, error))
        return &self->source;
    array_destroy(&self->source);
    return NULL;
}
