/* A source over a file of the WAV family; libsndfile decodes the samples. */
#include "io/wav.h"

#include "base/memory.h"
#include "io/frames.h"
#include "io/marker_file.h"

#include <string.h>

#define BUFFER_DOUBLES 65536

typedef struct wav {
    emg_source source;
    emg_bytes *bytes;
    emg_warnings warnings;
    emg_wav_layout layout;
    emg_wav_shim shim;
    SNDFILE *file;
    emg_channel *channels;
    double *factors; /* physical value of sample 1.0, of each channel */
    bool is_scaled;
    int64_t frames; /* delivered */
    double *buffer; /* frames that are delivered now */
    int room, held;
    int outlet; /* that the next block is for */
    int n_outlets;
    emg_outlet outlets[2];
    int *columns;      /* of all outlets */
    int64_t announced; /* frames, -1 unknown */
    bool begun;        /* the markers were given */
    emg_markers markers;
} wav;

/* ---- judging its length ---------------------------------------------- */

static emg_status
warn_of_cut(wav *self, int64_t frames, emg_error *error)
{
    return emg_io_warn(&self->warnings, error, self->layout.data_at,
                       "the file is cut short: %lld frames are announced, "
                       "%lld are there",
                       (long long)self->announced, (long long)frames);
}

static emg_status
warn_of_part(wav *self, int64_t bytes, emg_error *error)
{
    return emg_io_warn(&self->warnings, error, self->layout.data_at,
                       "the samples end inside a frame: %lld bytes are passed "
                       "over",
                       (long long)bytes);
}

/* there: bytes from the first sample to the end of the input, at least as far
 * as they are announced. */
static emg_status
judge_length(wav *self, int64_t there, emg_error *error)
{
    const emg_wav_layout *layout = &self->layout;
    bool is_open = layout->data_bytes < 0 || layout->stopped;
    int64_t bytes =
        is_open || there < layout->data_bytes ? there : layout->data_bytes;
    int64_t frames = bytes / layout->frame_bytes;

    if (!is_open && there < layout->data_bytes)
        return warn_of_cut(self, frames, error);
    if (bytes % layout->frame_bytes)
        return warn_of_part(self, bytes % layout->frame_bytes, error);
    return EMG_OK;
}

static emg_status
no_samples(const wav *self, emg_error *error)
{
    return emg_fail_at(error, EMG_BAD_FILE, self->layout.data_at,
                       "the file holds no samples");
}

/* What a file's size tells at once; a pipe tells it in the end. */
static emg_status
judge_start(wav *self, emg_error *error)
{
    emg_wav_layout *layout = &self->layout;
    int64_t size = emg_bytes_size(self->bytes);
    const uint8_t *view;
    size_t have, frame = (size_t)layout->frame_bytes;
    emg_status status = emg_bytes_peek(self->bytes, frame, &view, &have, error);

    if (status)
        return status;
    if (have < frame || (layout->data_bytes >= 0 && !layout->stopped &&
                         layout->data_bytes < layout->frame_bytes))
        return no_samples(self, error);
    if (layout->stopped)
        status = emg_io_warn(&self->warnings, error, layout->data_at,
                             "the header gives a size of 0: its program was "
                             "stopped; reading on to the end");
    else if (layout->data_bytes >= 0)
        self->announced = layout->data_bytes / layout->frame_bytes;
    if (status || size < 0)
        return status;
    int64_t there = size - layout->data_at;
    int64_t frames = there / layout->frame_bytes;
    status = judge_length(self, there, error);
    if (self->announced >= 0 && self->announced < frames)
        frames = self->announced;
    self->source.recording.duration_s =
        (double)frames / (double)layout->rate_hz;
    return status;
}

/* libsndfile forgets its error at the next read; its log does not. */
static bool
was_logged(const wav *self, const char *what)
{
    char log[4096] = "";
    sf_command(self->file, SFC_GET_LOG_INFO, log, sizeof log);
    return strstr(log, what) != NULL;
}

static emg_status
judge_decoded(wav *self, emg_error *error)
{
    if (was_logged(self, "ERROR : FLAC"))
        return emg_fail(error, EMG_BAD_FILE,
                        "the samples are damaged and cannot all be decoded");
    if (self->frames == 0)
        return no_samples(self, error);
    if (self->announced >= 0 && self->frames < self->announced)
        return warn_of_cut(self, self->frames, error);
    if (was_logged(self, "process_single returned false"))
        return emg_io_warn(&self->warnings, error, emg_bytes_at(self->bytes),
                           "the file is cut short inside a block of samples");
    return EMG_OK;
}

static emg_status
judge_end(wav *self, emg_error *error)
{
    const emg_wav_layout *layout = &self->layout;
    emg_status status = EMG_OK;
    bool there;

    if (!layout->is_ours)
        return judge_decoded(self, error);
    uint64_t part = (uint64_t)layout->frame_bytes - 1;
    if (layout->data_bytes >= 0 && !layout->stopped)
        part = (uint64_t)(layout->data_bytes % layout->frame_bytes);
    status = emg_wav_skip(self->bytes, part, &there, error);
    if (!status)
        status = judge_length(self, emg_bytes_at(self->bytes) - layout->data_at,
                              error);
    if (!status && layout->data_bytes > 0)
        status = emg_wav_tail_read(layout, self->bytes, &self->warnings, error);
    return status;
}

/* ---- samples --------------------------------------------------------- */

static void
scale(wav *self)
{
    int n = self->layout.n_channels;
    for (int f = 0; f < self->held && self->is_scaled; f++)
        for (int c = 0; c < n; c++)
            self->buffer[f * n + c] *= self->factors[c];
}

static emg_status
fill(wav *self, int most, emg_error *error)
{
    int n = most < self->room ? most : self->room;
    self->held = (int)sf_readf_double(self->file, self->buffer, n);
    if (self->shim.trouble.status)
        return emg_fail_at(error, self->shim.trouble.status,
                           self->shim.trouble.byte, "%s",
                           self->shim.trouble.text);
    scale(self);
    if (self->held > 0)
        return EMG_OK;
    self->held = 0;
    self->source.ended = true;
    emg_status status = judge_end(self, error);
    if (!status)
        emg_warnings_finish(&self->warnings);
    return status;
}

static void
deliver(wav *self, emg_block *block)
{
    block->n_frames = self->held;
    block->first_frame = self->frames;
    block->segment = (emg_segment){0};
    emg_outlet_fill(&self->outlets[self->outlet], self->buffer,
                    sizeof(double) * (size_t)self->layout.n_channels, block);
    if (++self->outlet < self->n_outlets)
        return;
    self->outlet = 0;
    self->frames += self->held;
    self->held = 0;
}

static emg_status
wav_next(emg_source *source, emg_block *block, emg_error *error)
{
    wav *self = (wav *)source;
    emg_status status = EMG_OK;

    block->n_frames = 0;
    source->n_events = self->begun ? 0 : (int)self->markers.n;
    source->events = self->markers.events;
    self->begun = true;
    if (self->held == 0)
        status = fill(self, block->capacity, error);
    if (!status && self->held > block->capacity)
        status = emg_fail(error, EMG_INTERNAL, "a block became smaller");
    if (!status && self->held > 0)
        deliver(self, block);
    if (status)
        emg_error_in_file(error, emg_bytes_name(self->bytes));
    return status;
}

/* ---- life ------------------------------------------------------------ */

static emg_status
wav_select(emg_source *source, const emg_use *use, emg_error *error)
{
    wav *self = (wav *)source;
    int n = self->layout.n_channels;
    emg_rate *rates = emg_new((size_t)n, sizeof *rates, error);
    if (!rates)
        return EMG_NO_MEMORY;
    for (int i = 0; i < n; i++)
        rates[i] = (emg_rate){self->layout.rate_hz, 1};
    emg_status status = emg_recording_group(&source->recording, n,
                                            self->channels, rates, use, error);
    emg_free(rates);
    if (status)
        return status;
    self->n_outlets = source->recording.n_groups;
    emg_outlets_connect(self->outlets, self->columns, &source->recording);
    return EMG_OK;
}

static emg_status
decode_from_start(wav *self, emg_error *error)
{
    if (self->file)
        sf_close(self->file);
    self->file =
        emg_wav_shim_open(&self->shim, self->bytes, &self->layout, error);
    self->frames = 0;
    self->held = 0;
    self->outlet = 0;
    self->begun = false;
    self->source.ended = false;
    if (self->file)
        return EMG_OK;
    return error ? error->status : EMG_BAD_FILE;
}

static emg_status
wav_rewind(emg_source *source, emg_error *error)
{
    wav *self = (wav *)source;
    emg_status status =
        emg_bytes_seek(self->bytes, self->layout.data_at, error);
    return status ? status : decode_from_start(self, error);
}

static emg_status
wav_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    return emg_bytes_fingerprint(((wav *)source)->bytes, text, error);
}

static void
wav_destroy(emg_source *source)
{
    wav *self = (wav *)source;
    if (self->file)
        sf_close(self->file);
    emg_recording_clear(&source->recording);
    emg_warnings_clear(&self->warnings);
    emg_markers_clear(&self->markers);
    emg_wav_layout_clear(&self->layout);
    emg_free(self->channels);
    emg_free(self->factors);
    emg_free(self->buffer);
    emg_free(self->columns);
    emg_bytes_close(self->bytes);
    emg_free(self);
}

static const emg_source_ops wav_ops = {
    .name = "WAV",
    .select = wav_select,
    .next = wav_next,
    .rewind = wav_rewind,
    .fingerprint = wav_fingerprint,
    .destroy = wav_destroy,
};

static emg_status
open_samples(wav *self, emg_error *error)
{
    emg_wav_layout *layout = &self->layout;
    self->announced = -1;
    if (layout->is_ours && judge_start(self, error))
        return EMG_BAD_FILE;
    emg_status status = decode_from_start(self, error);
    if (!status && !layout->is_ours && layout->data_frames >= 0) {
        self->announced = layout->data_frames;
        self->source.recording.duration_s =
            (double)self->announced / (double)layout->rate_hz;
        if (self->announced == 0)
            status = no_samples(self, error);
    }
    return status;
}

static emg_status
take_memory(wav *self, emg_error *error)
{
    size_t n = (size_t)self->layout.n_channels;
    self->room = BUFFER_DOUBLES / (int)n;
    self->channels = emg_new(n, sizeof *self->channels, error);
    self->factors = emg_new(n, sizeof *self->factors, error);
    self->columns = emg_new(n, sizeof *self->columns, error);
    self->buffer = emg_new((size_t)self->room * n, sizeof(double), error);
    return self->channels && self->factors && self->columns && self->buffer
               ? EMG_OK
               : EMG_NO_MEMORY;
}

static emg_status
describe(wav *self, const char *path, const emg_open_options *options,
         emg_error *error)
{
    int n = self->layout.n_channels;
    emg_recording *recording = &self->source.recording;
    emg_status status =
        emg_wav_channels(self->channels, self->factors, &self->layout, path,
                         options, &self->warnings, error);
    emg_use *uses = emg_new((size_t)n, sizeof *uses, error);
    if (status || !uses) {
        emg_free(uses);
        return status ? status : EMG_NO_MEMORY;
    }
    for (int i = 0; i < n; i++) {
        uses[i] = EMG_TREAT;
        self->is_scaled |= self->factors[i] != 1;
    }
    memcpy(recording->format, self->layout.format, sizeof recording->format);
    recording->has_identity = self->layout.has_text;
    status = wav_select(&self->source, uses, error);
    emg_free(uses);
    return status;
}

static emg_status
prepare(wav *self, const char *path, const emg_open_options *options,
        emg_error *error)
{
    emg_recording *recording = &self->source.recording;
    const char *name = emg_bytes_name(self->bytes);
    emg_warnings_init(&self->warnings, options, name);
    strncpy(recording->name, name, sizeof recording->name - 1);
    recording->duration_s = -1;
    emg_status status = emg_wav_layout_read(&self->layout, self->bytes, error);
    if (!status)
        status = emg_wav_names_read(&self->layout, self->bytes, error);
    if (!status && path)
        status = emg_markers_find(&self->markers, path, &self->warnings, error);
    if (!status)
        status = open_samples(self, error);
    if (!status)
        status = take_memory(self, error);
    if (!status)
        status = describe(self, path, options, error);
    if (!status)
        emg_warnings_release(&self->warnings);
    return status;
}

emg_source *
emg_wav_open(emg_bytes *bytes, const char *path,
             const emg_open_options *options, emg_error *error)
{
    wav *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_bytes_close(bytes);
        return NULL;
    }
    self->source.ops = &wav_ops;
    if (options)
        self->source.listener = options->listener;
    self->bytes = bytes;
    if (prepare(self, path, options, error)) {
        emg_error_in_file(error, emg_bytes_name(bytes));
        wav_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}
