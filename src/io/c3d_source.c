/* The source over the analog channels of a C3D file. */
#include "io/c3d.h"

#include "base/memory.h"
#include "io/frames.h"
#include "io/twins.h"

#include <stdio.h>

#define HEAD_BYTES (512 * EMG_C3D_BLOCK) /* all that parameters can take */
#define BUFFER_DOUBLES 16384
#define PIECE ((size_t)65536)

typedef struct c3d {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_bytes *bytes;
    emg_warnings warnings;
    emg_c3d_layout layout;
    int64_t marker_frame; /* that is read now */
    int row;              /* in it */
    int64_t given;        /* rows that all outlets were given */
    double *rows;
    int room, held, outlet;
    emg_outlet outlets[2]; /* one rate: treated and passed */
    int *columns;
} c3d;

/* ---- the end ----------------------------------------------------------- */

/* Counts what follows the samples, to the end. */
static emg_status
count_rest(c3d *self, int64_t *rest, emg_error *error)
{
    const uint8_t *view;
    size_t have = 1;
    emg_status status = EMG_OK;
    for (*rest = 0; have > 0 && !status; *rest += (int64_t)have) {
        status = emg_bytes_peek(self->bytes, PIECE, &view, &have, error);
        if (!status)
            emg_bytes_take(self->bytes, have);
    }
    return status;
}

/* Samples end with a block of 512 bytes, whose rest says nothing. */
static emg_status
end(c3d *self, emg_error *error)
{
    const emg_c3d_layout *layout = &self->layout;
    int64_t rest;
    emg_status status = EMG_OK;

    self->source.ended = true;
    if (self->marker_frame == 0)
        return emg_fail_at(error, EMG_BAD_FILE, layout->data_at,
                           "the file holds no samples");
    if (self->marker_frame < layout->n_frames)
        status = emg_io_warn(&self->warnings, error, layout->data_at,
                             "the file is cut short: %lld frames are "
                             "announced, %lld are there",
                             (long long)layout->n_frames,
                             (long long)self->marker_frame);
    else
        status = count_rest(self, &rest, error);
    if (!status && self->marker_frame == layout->n_frames &&
        rest >= layout->frame_bytes + (int64_t)EMG_C3D_BLOCK)
        status = emg_io_warn(&self->warnings, error, layout->data_at,
                             "%lld bytes follow the %lld frames that are "
                             "announced: passed over",
                             (long long)rest, (long long)layout->n_frames);
    if (!status)
        emg_warnings_finish(&self->warnings);
    return status;
}

/* ---- samples ----------------------------------------------------------- */

/* Reads the next row of samples; *there is false at the end. */
static emg_status
read_row(c3d *self, double *values, bool *there, emg_error *error)
{
    const emg_c3d_layout *layout = &self->layout;
    size_t wanted = (size_t)layout->frame_bytes, have = 0;
    const uint8_t *view;
    emg_status status = EMG_OK;

    *there = self->marker_frame < layout->n_frames;
    if (*there)
        status = emg_bytes_peek(self->bytes, wanted, &view, &have, error);
    *there = *there && !status && have == wanted;
    if (!*there)
        return status;
    size_t row_bytes =
        (wanted - (size_t)layout->skip) / (size_t)layout->per_frame;
    emg_c3d_decode(layout, view + layout->skip + (size_t)self->row * row_bytes,
                   values);
    if (++self->row == layout->per_frame) {
        self->row = 0;
        self->marker_frame++;
        emg_bytes_take(self->bytes, wanted);
    }
    return EMG_OK;
}

static emg_status
fill(c3d *self, int most, emg_error *error)
{
    size_t n = (size_t)self->layout.n_channels;
    emg_status status = EMG_OK;
    bool there = true;

    most = most < self->room ? most : self->room;
    while (!status && there && self->held < most) {
        status =
            read_row(self, self->rows + n * (size_t)self->held, &there, error);
        self->held += !status && there;
    }
    return !status && self->held == 0 ? end(self, error) : status;
}

static emg_status
c3d_next(emg_source *source, emg_block *block, emg_error *error)
{
    c3d *self = (c3d *)source;
    emg_status status = EMG_OK;
    if (self->held == 0 && !source->ended)
        status = fill(self, block->capacity, error);
    block->n_frames = status ? 0 : self->held;
    if (status)
        emg_error_in_file(error, emg_bytes_name(self->bytes));
    if (status || self->held == 0)
        return status;
    block->segment = (emg_segment){0};
    block->first_frame = self->given;
    emg_outlet_fill(&self->outlets[self->outlet], self->rows,
                    sizeof(double) * (size_t)self->layout.n_channels, block);
    if (++self->outlet == source->recording.n_groups) {
        self->given += self->held;
        self->held = self->outlet = 0;
    }
    return EMG_OK;
}

/* ---- life -------------------------------------------------------------- */

static emg_status
c3d_select(emg_source *source, const emg_use *use, emg_error *error)
{
    c3d *self = (c3d *)source;
    const emg_text_layout *table = &self->layout.table;
    emg_status status = EMG_NO_MEMORY;
    emg_rate *rates = emg_new((size_t)table->n_channels, sizeof *rates, error);
    for (int i = 0; rates && i < table->n_channels; i++)
        rates[i] = table->tracks[i].rate;
    if (rates)
        status = emg_recording_group(&source->recording, table->n_channels,
                                     table->channels, rates, use, error);
    emg_free(rates);
    if (!status)
        emg_outlets_connect(self->outlets, self->columns, &source->recording);
    return status;
}

static emg_status
c3d_rewind(emg_source *source, emg_error *error)
{
    c3d *self = (c3d *)source;
    self->marker_frame = self->given = 0;
    self->row = self->held = self->outlet = 0;
    source->ended = false;
    return emg_bytes_seek(self->bytes, self->layout.data_at, error);
}

static void
c3d_destroy(emg_source *source)
{
    c3d *self = (c3d *)source;
    emg_c3d_layout_clear(&self->layout);
    emg_recording_clear(&source->recording);
    emg_free(self->rows);
    emg_free(self->columns);
    emg_warnings_clear(&self->warnings);
    emg_bytes_close(self->bytes);
    emg_free(self);
}

static emg_status
c3d_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    return emg_bytes_fingerprint(((c3d *)source)->bytes, text, error);
}

static const emg_source_ops c3d_ops = {.name = "C3D",
                                       .destroy = c3d_destroy,
                                       .rewind = c3d_rewind,
                                       .next = c3d_next,
                                       .select = c3d_select,
                                       .fingerprint = c3d_fingerprint};

/* Announced; of a file, no more than is there. */
static double
duration_of(const c3d *self)
{
    const emg_c3d_layout *layout = &self->layout;
    emg_rate rate = layout->table.tracks[0].rate;
    int64_t size = emg_bytes_size(self->bytes), n = layout->n_frames;
    if (size >= 0 && (size - layout->data_at) / layout->frame_bytes < n)
        n = (size - layout->data_at) / layout->frame_bytes;
    return n < 0 ? 0
                 : (double)((long double)n * layout->per_frame * rate.seconds /
                            rate.samples);
}

static emg_status
describe(c3d *self, emg_error *error)
{
    size_t n = (size_t)self->layout.n_channels;
    emg_recording *recording = &self->source.recording;
    self->room = (int)(BUFFER_DOUBLES / n);
    self->rows = emg_new((size_t)self->room * n, sizeof(double), error);
    self->columns = emg_new(n, sizeof *self->columns, error);
    emg_use *uses = emg_new(n, sizeof *uses, error);
    emg_status status = EMG_NO_MEMORY;
    for (size_t i = 0; uses && i < n; i++)
        uses[i] = EMG_TREAT;
    if (self->rows && self->columns && uses)
        status = c3d_select(&self->source, uses, error);
    emg_free(uses);
    snprintf(recording->format, sizeof recording->format, "C3D");
    recording->has_identity = self->layout.table.has_identity;
    recording->duration_s = duration_of(self);
    return status;
}

static emg_status
prepare(c3d *self, const emg_open_options *options, emg_error *error)
{
    const uint8_t *view;
    size_t have;
    emg_recording *recording = &self->source.recording;
    snprintf(recording->name, sizeof recording->name, "%s",
             emg_bytes_name(self->bytes));
    emg_status status =
        emg_bytes_peek(self->bytes, HEAD_BYTES, &view, &have, error);
    if (!status)
        status = emg_c3d_layout_read(&self->layout, view, have, error);
    if (!status)
        status = emg_text_layout_know(&self->layout.table, options, error);
    if (!status)
        status = emg_twins_judge(self->layout.table.channels,
                                 self->layout.table.n_channels,
                                 &self->warnings, error);
    if (!status)
        status = describe(self, error);
    for (int64_t left = self->layout.data_at; !status && left > 0;) {
        size_t want = left < (int64_t)PIECE ? (size_t)left : PIECE;
        status = emg_bytes_peek(self->bytes, want, &view, &have, error);
        if (status || have == 0)
            break;
        emg_bytes_take(self->bytes, have);
        left -= (int64_t)have;
    }
    return status;
}

emg_source *
emg_c3d_open(emg_bytes *bytes, const emg_open_options *options,
             emg_error *error)
{
    c3d *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_bytes_close(bytes);
        return NULL;
    }
    self->bytes = bytes;
    self->source.ops = &c3d_ops;
    emg_warnings_init(&self->warnings, options, emg_bytes_name(bytes));
    self->source.listener = self->warnings.listener;
    if (prepare(self, options, error)) {
        emg_error_in_file(error, emg_bytes_name(bytes));
        c3d_destroy(&self->source);
        return NULL;
    }
    emg_warnings_release(&self->warnings);
    return &self->source;
}
