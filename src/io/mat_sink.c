/* Small variables first; then the samples, whose count is known at the end. */
#include "io/mat.h"

#include "base/memory.h"
#include "io/beside.h"

#include <endian.h>
#include <string.h>

typedef struct mat_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_output *output;
    emg_columns columns;
    emg_beside beside;
    int64_t data_at; /* where the element with the samples begins */
} mat_sink;

static emg_status
too_long(const mat_sink *self, emg_error *error)
{
    return emg_fail(error, EMG_BAD_OPTION,
                    "a MAT file holds 2 GiB, %lld frames of %d channels; "
                    "choose a part with -t or -c, or write --to npy",
                    (long long)emg_mat_frames_most(self->columns.n_channels),
                    self->columns.n_channels);
}

static emg_status
put_frame(void *to, double time_s, const double *values, emg_error *error)
{
    mat_sink *self = to;
    int n = self->columns.n_channels;
    emg_status status = EMG_OK;
    (void)time_s;

    if (self->columns.n_frames >= emg_mat_frames_most(n))
        return too_long(self, error);
    for (int c = 0; c < n && !status; c++) {
        uint64_t bits;
        memcpy(&bits, &values[c], sizeof bits);
        bits = htole64(bits);
        status = emg_output_write(self->output, &bits, sizeof bits, error);
    }
    return status;
}

static emg_status
mat_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    return emg_columns_take(&((mat_sink *)sink)->columns, block, error);
}

static emg_status
mat_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    return emg_beside_add(&((mat_sink *)sink)->beside, event, error);
}

/* The tag of the samples, as of so many frames. */
static emg_status
put_tag(mat_sink *self, int64_t n_frames, bool again, emg_error *error)
{
    emg_text tag = {0};
    emg_mat_add_data(&tag, self->columns.n_channels, n_frames);
    emg_status status = tag.status;
    if (!status && again)
        status = emg_output_patch(self->output, self->data_at, tag.chars,
                                  tag.length, error);
    else if (!status)
        status = emg_output_write(self->output, tag.chars, tag.length, error);
    emg_text_free(&tag);
    return status ? emg_fail(error, status, "no memory for the header")
                  : EMG_OK;
}

static emg_status
mat_finish(emg_sink *sink, emg_error *error)
{
    mat_sink *self = (mat_sink *)sink;
    emg_status status = emg_columns_end(&self->columns, error);
    if (!status)
        status = put_tag(self, self->columns.n_frames, true, error);
    if (!status)
        status = emg_beside_finish(&self->beside, error);
    return status ? status : emg_output_finish(self->output, error);
}

static void
mat_destroy(emg_sink *sink)
{
    mat_sink *self = (mat_sink *)sink;
    emg_output_destroy(self->output);
    emg_columns_clear(&self->columns);
    emg_beside_clear(&self->beside);
    emg_free(self);
}

static const emg_sink_ops mat_ops = {
    .name = "mat",
    .take = mat_take,
    .event = mat_event,
    .finish = mat_finish,
    .destroy = mat_destroy,
};

static emg_status
begin(mat_sink *self, emg_error *error)
{
    emg_text head = {0};
    emg_mat_add_head(&head, &self->columns);
    emg_status status =
        head.status ? emg_fail(error, head.status, "no memory for the header")
                    : emg_output_hold(self->output, error);
    if (!status)
        status = emg_output_write(self->output, head.chars, head.length, error);
    emg_text_free(&head);
    self->data_at = emg_output_written(self->output);
    return status ? status : put_tag(self, 0, false, error);
}

emg_sink *
emg_mat_create(emg_output *output, const char *path,
               const emg_recording *recording,
               const emg_create_options *options, emg_error *error)
{
    mat_sink *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_output_destroy(output);
        return NULL;
    }
    self->sink.ops = &mat_ops;
    self->output = output;
    if (emg_columns_init(&self->columns, recording, "MAT", false, put_frame,
                         self, error) ||
        emg_beside_init(&self->beside, path, options, error) ||
        begin(self, error)) {
        mat_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}
