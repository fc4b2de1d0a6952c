/* A header, and frames behind it; the table of channels beside them. */
#include "io/sound.h"

#include "base/memory.h"
#include "io/beside.h"

#include <string.h>

#define CHANNELS_MOST 1024 /* as many as are read */

typedef struct sound_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_output *output;
    emg_output *table; /* of channels; NULL beside standard output */
    emg_listener listener;
    emg_sound_head head;
    emg_columns columns;
    emg_beside beside;
    double *full_scales;
    uint8_t *frame;
    int64_t n_outside; /* samples that were clipped */
    const emg_channel *first_outside;
} sound_sink;

static emg_status
put_frame(void *to, double time_s, const double *values, emg_error *error)
{
    sound_sink *self = to;
    int n = self->columns.n_channels;
    int width = emg_sound_width(self->head.form);
    (void)time_s;

    for (int c = 0; c < n; c++) {
        bool inside = emg_sound_put(self->frame + c * width, values[c],
                                    self->full_scales[c], self->head.form,
                                    self->head.is_au);
        if (!inside && self->n_outside++ == 0)
            self->first_outside = emg_columns_channel(&self->columns, c);
    }
    return emg_output_write(self->output, self->frame, (size_t)(n * width),
                            error);
}

static emg_status
sound_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    return emg_columns_take(&((sound_sink *)sink)->columns, block, error);
}

static emg_status
sound_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    return emg_beside_add(&((sound_sink *)sink)->beside, event, error);
}

/* ---- the end --------------------------------------------------------- */

static void
tell(const sound_sink *self)
{
    emg_output_clipped(self->output, self->n_outside);
    if (self->n_outside)
        emg_warn(&self->listener, emg_output_name(self->output), -1,
                 "%lld samples lie outside of what PCM holds and were clipped, "
                 "the first of them in channel \"%s\"; use --samples float64",
                 (long long)self->n_outside, self->first_outside->label);
    if (!self->table && !self->head.is_au)
        emg_warn(&self->listener, "", -1,
                 "labels, units and scale are not written to standard output; "
                 "with -o they go to a table beside the file, and into an AU "
                 "anyway. A sample of 1 is "
                 "%.9g %s in the first channel",
                 self->full_scales[0],
                 emg_columns_channel(&self->columns, 0)->unit);
}

/* Chunks begin at even bytes. */
static emg_status
complete(sound_sink *self, emg_error *error)
{
    uint8_t head[EMG_SOUND_HEAD_MOST] = {0};
    emg_status status = EMG_OK;
    if (!emg_output_can_patch(self->output))
        return EMG_OK;
    if (!self->head.is_au && emg_output_written(self->output) & 1)
        status = emg_output_write(self->output, "", 1, error);
    if (status)
        return status;
    size_t length =
        emg_sound_head_print(head, &self->head, self->columns.n_frames);
    return emg_output_patch(self->output, 0, head, length, error);
}

static emg_status
sound_finish(emg_sink *sink, emg_error *error)
{
    sound_sink *self = (sound_sink *)sink;
    emg_status status = emg_columns_end(&self->columns, error);
    if (!status)
        status = complete(self, error);
    if (!status)
        tell(self);
    if (!status)
        status = emg_beside_finish(&self->beside, error);
    if (!status && self->table)
        status = emg_output_finish(self->table, error);
    return status ? status : emg_output_finish(self->output, error);
}

static void
sound_destroy(emg_sink *sink)
{
    sound_sink *self = (sound_sink *)sink;
    emg_output_destroy(self->output);
    emg_output_destroy(self->table);
    emg_columns_clear(&self->columns);
    emg_beside_clear(&self->beside);
    emg_free(self->full_scales);
    emg_free(self->frame);
    emg_free(self);
}

static const emg_sink_ops sound_ops = {
    .name = "sound",
    .take = sound_take,
    .event = sound_event,
    .finish = sound_finish,
    .destroy = sound_destroy,
};

/* ---- the beginning --------------------------------------------------- */

static emg_status
describe(sound_sink *self, bool is_au, emg_sample_form form, emg_error *error)
{
    const emg_format *format = &self->columns.recording.groups[0];
    int n = self->columns.n_channels;
    if (format->rate.seconds != 1 || format->rate.samples > UINT32_MAX)
        return emg_fail(error, EMG_BAD_OPTION,
                        "the sampling rate is %.9g Hz, and %s holds whole "
                        "numbers below 2^32; use emg-convert --resample HZ",
                        format->rate_hz, self->columns.format);
    if (n > CHANNELS_MOST)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%d channels, and %s holds %d; choose channels with -c",
                        n, self->columns.format, CHANNELS_MOST);
    self->head = (emg_sound_head){.is_au = is_au,
                                  .form = form,
                                  .n_channels = n,
                                  .rate_hz = (uint32_t)format->rate.samples};
    return EMG_OK;
}

static emg_status
scale_channels(sound_sink *self, emg_error *error)
{
    size_t n = (size_t)self->columns.n_channels;
    self->full_scales = emg_new(n, sizeof *self->full_scales, error);
    self->frame = emg_new(n, (size_t)emg_sound_width(self->head.form), error);
    if (!self->full_scales || !self->frame)
        return EMG_NO_MEMORY;
    for (int c = 0; c < (int)n; c++)
        self->full_scales[c] = emg_sound_full_scale(
            emg_columns_channel(&self->columns, c), self->head.form);
    return EMG_OK;
}

/* The header, and in an AU what stands behind it. */
static emg_status
put_head(sound_sink *self, emg_error *error)
{
    uint8_t head[EMG_SOUND_HEAD_MOST] = {0};
    emg_text note = {0};
    if (self->head.is_au) {
        emg_sound_table_print(&note, &self->columns, self->full_scales);
        emg_sound_note_end(&note);
    }
    emg_status status = note.status;
    if (status)
        emg_fail(error, status, "no memory for the annotation");
    self->head.note_bytes = note.length;
    size_t length = emg_sound_head_print(head, &self->head, -1);
    if (!status)
        status = emg_output_write(self->output, head, length, error);
    if (!status && note.length > 0)
        status = emg_output_write(self->output, note.chars, note.length, error);
    emg_text_free(&note);
    return status;
}

static emg_status
begin(sound_sink *self, const char *path, const emg_create_options *options,
      emg_error *error)
{
    if (strcmp(path, "-") != 0) {
        self->table = emg_sound_table_create(path, options, &self->columns,
                                             self->full_scales, error);
        if (!self->table)
            return EMG_NO_OUTPUT;
    }
    return put_head(self, error);
}

emg_sink *
emg_sound_create(emg_output *output, const char *path, bool is_au,
                 const emg_recording *recording,
                 const emg_create_options *options, emg_error *error)
{
    sound_sink *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_output_destroy(output);
        return NULL;
    }
    self->sink.ops = &sound_ops;
    self->output = output;
    self->listener = options->listener;
    if (emg_columns_init(&self->columns, recording, is_au ? "AU" : "WAV", false,
                         put_frame, self, error) ||
        describe(self, is_au, options->samples, error) ||
        scale_channels(self, error) ||
        emg_beside_init(&self->beside, path, options, error) ||
        begin(self, path, options, error)) {
        sound_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}
