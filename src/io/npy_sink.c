/* A header of fixed size, whose shape is known at the end. */
#include "io/npy_sink.h"

#include "base/memory.h"
#include "io/beside.h"
#include "io/columns.h"

#include <endian.h>
#include <stdio.h>
#include <string.h>

#define HEADER 128 /* a multiple of 64, with room for any shape */
#define BEFORE 10  /* magic, version, length of the rest */

typedef struct npy_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_output *output;
    emg_columns columns;
    emg_beside beside;
    uint64_t *row;
} npy_sink;

static void
print_header(char header[HEADER], int64_t n_frames, int n_channels)
{
    static const char magic[BEFORE] = {
        '\x93', 'N', 'U', 'M', 'P', 'Y', 1, 0, HEADER - BEFORE, 0};
    memset(header, ' ', HEADER);
    memcpy(header, magic, BEFORE);
    int n = snprintf(
        header + BEFORE, HEADER - BEFORE,
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%lld, %d), }",
        (long long)n_frames, n_channels);
    header[BEFORE + n] = ' '; /* no NUL within */
    header[HEADER - 1] = '\n';
}

static emg_status
put_frame(void *to, double time_s, const double *values, emg_error *error)
{
    npy_sink *self = to;
    size_t n = (size_t)self->columns.n_channels;
    (void)time_s;
    memcpy(self->row, values, n * sizeof *values);
    for (size_t c = 0; c < n; c++)
        self->row[c] = htole64(self->row[c]);
    return emg_output_write(self->output, self->row, n * sizeof *self->row,
                            error);
}

static emg_status
npy_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    return emg_columns_take(&((npy_sink *)sink)->columns, block, error);
}

static emg_status
npy_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    return emg_beside_add(&((npy_sink *)sink)->beside, event, error);
}

static emg_status
npy_finish(emg_sink *sink, emg_error *error)
{
    npy_sink *self = (npy_sink *)sink;
    char header[HEADER];
    emg_status status = emg_columns_end(&self->columns, error);
    print_header(header, self->columns.n_frames, self->columns.n_channels);
    if (!status)
        status = emg_output_patch(self->output, 0, header, HEADER, error);
    if (!status)
        status = emg_beside_finish(&self->beside, error);
    return status ? status : emg_output_finish(self->output, error);
}

static void
npy_destroy(emg_sink *sink)
{
    npy_sink *self = (npy_sink *)sink;
    emg_output_destroy(self->output);
    emg_columns_clear(&self->columns);
    emg_beside_clear(&self->beside);
    emg_free(self->row);
    emg_free(self);
}

static const emg_sink_ops npy_ops = {
    .name = "npy",
    .take = npy_take,
    .event = npy_event,
    .finish = npy_finish,
    .destroy = npy_destroy,
};

static emg_status
reserve_header(npy_sink *self, emg_error *error)
{
    char header[HEADER];
    print_header(header, 0, self->columns.n_channels);
    emg_status status = emg_output_hold(self->output, error);
    return status ? status
                  : emg_output_write(self->output, header, HEADER, error);
}

emg_sink *
emg_npy_create(emg_output *output, const char *path,
               const emg_recording *recording,
               const emg_create_options *options, emg_error *error)
{
    npy_sink *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_output_destroy(output);
        return NULL;
    }
    self->sink.ops = &npy_ops;
    self->output = output;
    if (emg_columns_init(&self->columns, recording, "NPY", false, put_frame,
                         self, error) ||
        emg_beside_init(&self->beside, path, options, error) ||
        reserve_header(self, error))
        goto fail;
    self->row =
        emg_new((size_t)self->columns.n_channels, sizeof *self->row, error);
    if (self->row)
        return &self->sink;
fail:
    npy_destroy(&self->sink);
    return NULL;
}
