/* The source over a table of text. */
#include "io/text.h"

#include "base/memory.h"
#include "io/frames.h"
#include "io/twins.h"

#include <string.h>

#define BUFFER_DOUBLES 16384

typedef struct text_source {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_bytes *bytes;
    emg_warnings warnings;
    emg_text_layout layout;
    emg_text_rows rows;
    emg_error trouble; /* met behind rows that are delivered first */
    double *buffer;    /* rows that are delivered now */
    int room, held;
    int outlet; /* that the next block is for */
    int n_outlets;
    emg_outlet *outlets;
    int *columns;        /* of all outlets */
    int64_t *frames;     /* delivered, of each outlet */
    emg_segment segment; /* of the rows that are held */
} text_source;

/* ---- the end ----------------------------------------------------------- */

static emg_status
warn_of_announced(text_source *self, emg_error *error)
{
    const emg_text_layout *layout = &self->layout;
    int n = 0, first = 0;
    for (int i = layout->n_channels - 1; i >= 0; i--)
        if (layout->tracks[i].announced >
            emg_text_rows_length(&self->rows, i)) {
            first = i;
            n++;
        }
    if (n == 0)
        return EMG_OK;
    return emg_io_warn(
        &self->warnings, error, layout->data_at,
        "%d channels are shorter than announced: of the first, \"%s\", %lld "
        "samples are announced, %lld are there",
        n, layout->channels[first].label,
        (long long)layout->tracks[first].announced,
        (long long)emg_text_rows_length(&self->rows, first));
}

/* Channels of a group go on side by side, so the shortest ends it. */
static emg_status
warn_of_rest(text_source *self, emg_error *error)
{
    const emg_channel *first = NULL;
    int64_t rest = 0;
    for (int o = self->n_outlets - 1; o >= 0; o--)
        for (int c = self->outlets[o].n - 1; c >= 0; c--) {
            int channel = self->outlets[o].columns[c];
            int64_t length = emg_text_rows_length(&self->rows, channel);
            if (length > self->frames[o]) {
                first = &self->layout.channels[channel];
                rest = length - self->frames[o];
            }
        }
    if (!first)
        return EMG_OK;
    return emg_io_warn(&self->warnings, error, self->layout.data_at,
                       "\"%s\" goes on for %lld samples after others of its "
                       "rate: these are left out",
                       first->label, (long long)rest);
}

static emg_status
end(text_source *self, emg_error *error)
{
    emg_status status = EMG_OK;
    self->source.ended = true;
    if (self->rows.rows == 0)
        return emg_fail_at(error, EMG_BAD_FILE, self->layout.data_at,
                           "the file holds no samples");
    status = warn_of_announced(self, error);
    if (!status)
        status = warn_of_rest(self, error);
    if (!status)
        emg_warnings_finish(&self->warnings);
    return status;
}

/* ---- samples ----------------------------------------------------------- */

/* Reads rows that follow each other without a gap, at most so many. What stops
 * it is told once the rows before it were delivered. */
static emg_status
fill(text_source *self, int most, emg_error *error)
{
    size_t n = (size_t)self->layout.n_channels;
    emg_status status = self->trouble.status;
    bool there = true;

    self->held = 0;
    most = most < self->room ? most : self->room;
    while (!status && self->held < most) {
        status = emg_text_rows_look(&self->rows, &there, &self->trouble);
        if (status || !there ||
            (self->held > 0 && emg_text_rows_at_gap(&self->rows)))
            break;
        emg_text_rows_take(&self->rows,
                           self->buffer + n * (size_t)self->held++);
        self->segment = self->rows.segment;
    }
    if (self->held > 0)
        return EMG_OK;
    if (status)
        return emg_fail_at(error, status, self->trouble.byte, "%s",
                           self->trouble.text);
    return end(self, error);
}

/* Frames that an outlet has among the rows that are held. */
static int
frames_for(const text_source *self, int outlet)
{
    const emg_outlet *to = &self->outlets[outlet];
    int64_t least = INT64_MAX;
    for (int c = 0; c < to->n; c++) {
        int64_t length = emg_text_rows_length(&self->rows, to->columns[c]);
        least = length < least ? length : least;
    }
    return (int)(least - self->frames[outlet]);
}

static void
deliver(text_source *self, emg_block *block)
{
    int o = self->outlet;
    block->n_frames = frames_for(self, o);
    block->first_frame = self->frames[o];
    block->segment = self->segment;
    self->frames[o] += block->n_frames;
    emg_outlet_fill(&self->outlets[o], self->buffer,
                    sizeof(double) * (size_t)self->layout.n_channels, block);
    if (++self->outlet < self->n_outlets)
        return;
    self->outlet = 0;
    self->held = 0;
}

static emg_status
text_next(emg_source *source, emg_block *block, emg_error *error)
{
    text_source *self = (text_source *)source;
    bool wants_rows = self->held == 0 && !source->ended;
    emg_status status =
        wants_rows ? fill(self, block->capacity, error) : EMG_OK;

    block->n_frames = 0;
    if (status)
        emg_error_in_file(error, emg_bytes_name(self->bytes));
    else if (self->held > block->capacity)
        return emg_fail(error, EMG_INTERNAL, "a block became smaller");
    else if (self->held > 0)
        deliver(self, block);
    return status;
}

/* ---- life -------------------------------------------------------------- */

static emg_status
connect(text_source *self, emg_error *error)
{
    const emg_recording *recording = &self->source.recording;
    size_t n = (size_t)recording->n_groups;

    emg_free(self->outlets);
    emg_free(self->frames);
    self->n_outlets = 0;
    self->outlets = emg_new(n, sizeof *self->outlets, error);
    self->frames = emg_new(n, sizeof *self->frames, error);
    if (!self->outlets || !self->frames)
        return EMG_NO_MEMORY;
    self->n_outlets = recording->n_groups;
    emg_outlets_connect(self->outlets, self->columns, recording);
    return EMG_OK;
}

static emg_status
text_select(emg_source *source, const emg_use *use, emg_error *error)
{
    text_source *self = (text_source *)source;
    int n = self->layout.n_channels;
    emg_rate *rates = emg_new((size_t)n, sizeof *rates, error);
    if (!rates)
        return EMG_NO_MEMORY;
    for (int i = 0; i < n; i++)
        rates[i] = self->layout.tracks[i].rate;
    emg_status status = emg_recording_group(
        &source->recording, n, self->layout.channels, rates, use, error);
    emg_free(rates);
    return status ? status : connect(self, error);
}

static emg_status
text_rewind(emg_source *source, emg_error *error)
{
    text_source *self = (text_source *)source;
    emg_text_rows_start(&self->rows);
    for (int o = 0; o < self->n_outlets; o++)
        self->frames[o] = 0;
    self->trouble = EMG_NO_ERROR;
    self->held = 0;
    self->outlet = 0;
    source->ended = false;
    return emg_bytes_seek(self->bytes, self->layout.data_at, error);
}

static void
text_destroy(emg_source *source)
{
    text_source *self = (text_source *)source;
    emg_bytes_close(self->bytes);
    emg_text_rows_clear(&self->rows);
    emg_text_layout_clear(&self->layout);
    emg_warnings_clear(&self->warnings);
    emg_recording_clear(&source->recording);
    emg_free(self->outlets);
    emg_free(self->columns);
    emg_free(self->frames);
    emg_free(self->buffer);
    emg_free(self);
}

static emg_status
text_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    text_source *self = (text_source *)source;
    return emg_bytes_fingerprint(self->bytes, text, error);
}

static const emg_source_ops text_ops = {
    .name = "text",
    .destroy = text_destroy,
    .select = text_select,
    .next = text_next,
    .rewind = text_rewind,
    .fingerprint = text_fingerprint,
};

/* ---- opening ----------------------------------------------------------- */

static int
time_column(const emg_text_layout *layout)
{
    int i = 0;
    while (i < layout->n_columns && layout->columns[i].role != EMG_TEXT_TIME)
        i++;
    return i;
}

/* The times that can be seen in the head: how many there are. */
static int
collect_times(const emg_text_layout *layout, emg_text_head head, int most,
              double *times_s, double *half_s)
{
    int column = time_column(layout), n = 0;
    double unit_s = layout->columns[column].seconds;
    emg_text_line line;

    while (n < most && emg_text_head_next(&head, &line)) {
        const char *at = line.text, *stop = line.text + line.length;
        emg_text_cell cell = {"", 0};
        emg_cell_number number;
        if (emg_text_line_is_blank(&line))
            continue;
        for (int i = 0; i <= column && at; i++)
            emg_text_cell_next(&at, stop, layout->separator, &cell);
        if (cell.length == 0 ||
            emg_text_cell_read(&cell, layout->separator != ',', &number) !=
                EMG_CELL_NUMBER)
            break;
        times_s[n] = number.value * unit_s;
        half_s[n++] = unit_s * emg_text_half(number.ten);
    }
    return n;
}

/* Times 0, 1, 2 ... of channels without a unit may well be numbers of rows; a
 * file of our own names its units. */
static bool
may_count_rows(const emg_text_layout *layout, emg_rate rate)
{
    for (int i = 0; i < layout->n_channels; i++)
        if (layout->channels[i].unit[0])
            return false;
    return rate.samples == rate.seconds;
}

/* From the time column, as far as the head shows it. */
static emg_status
find_rate(emg_text_layout *layout, const emg_text_head *head, emg_error *error)
{
    int most = (int)(EMG_TEXT_WINDOW / 2), n;
    emg_rate rate = {0};
    if (time_column(layout) == layout->n_columns)
        return emg_fail(error, EMG_BAD_OPTION,
                        "the file tells no sampling rate; give it with --rate");
    double *times_s = emg_new((size_t)most, 2 * sizeof *times_s, error);
    if (!times_s)
        return EMG_NO_MEMORY;
    n = collect_times(layout, *head, most, times_s, times_s + most);
    bool found = n > 1 && emg_text_rate_of_times(times_s, times_s + most, n,
                                                 &rate, error);
    emg_free(times_s);
    if (!found)
        return emg_fail_at(error, EMG_BAD_FILE, layout->data_at,
                           "the time column tells no sampling rate; give it "
                           "with --rate");
    if (may_count_rows(layout, rate))
        return emg_fail_at(error, EMG_BAD_FILE, layout->data_at,
                           "the time column rises by 1 a row: seconds, or "
                           "numbers of rows? give the rate with --rate");
    for (int i = 0; i < layout->n_channels; i++)
        layout->tracks[i].rate = rate;
    return EMG_OK;
}

static emg_status
read_head(text_source *self, const emg_open_options *options, emg_error *error)
{
    emg_text_layout *layout = &self->layout;
    const uint8_t *view;
    size_t have;
    emg_status status =
        emg_bytes_peek(self->bytes, EMG_TEXT_WINDOW, &view, &have, error);
    if (status)
        return status;
    size_t mark = have >= 3 && memcmp(view, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const emg_text_head head = {(const char *)view + mark,
                                (const char *)view + have, (int64_t)mark, 0,
                                have < EMG_TEXT_WINDOW};
    emg_text_head look = head;
    status = emg_text_dialect_read(layout, &look, error);
    if (!status && layout->n_channels == 0)
        status = emg_fail_at(error, EMG_BAD_FILE, layout->data_at,
                             "the table has no column of samples");
    if (!status)
        status = emg_text_layout_know(layout, options, error);
    if (!status)
        status = emg_twins_judge(layout->channels, layout->n_channels,
                                 &self->warnings, error);
    if (!status && layout->tracks[0].rate.samples == 0) {
        look = head;
        look.text += layout->data_at - head.at;
        status = find_rate(layout, &look, error);
    }
    if (!status)
        emg_bytes_take(self->bytes, (size_t)layout->data_at);
    return status;
}

static emg_status
describe(text_source *self, emg_error *error)
{
    size_t n = (size_t)self->layout.n_channels;
    emg_recording *recording = &self->source.recording;
    self->room = BUFFER_DOUBLES > n ? (int)(BUFFER_DOUBLES / n) : 1;
    self->buffer = emg_new((size_t)self->room * n, sizeof(double), error);
    self->columns = emg_new(n, sizeof *self->columns, error);
    emg_use *uses = emg_new(n, sizeof *uses, error);
    emg_status status = EMG_NO_MEMORY;
    if (self->buffer && self->columns && uses) {
        for (size_t i = 0; i < n; i++)
            uses[i] = EMG_TREAT;
        status = text_select(&self->source, uses, error);
    }
    emg_free(uses);
    memcpy(recording->format, self->layout.format, sizeof recording->format);
    recording->has_identity = self->layout.has_identity;
    return status;
}

static emg_status
prepare(text_source *self, const emg_open_options *options, emg_error *error)
{
    emg_recording *recording = &self->source.recording;
    const char *name = emg_bytes_name(self->bytes);
    emg_warnings_init(&self->warnings, options, name);
    self->trouble = EMG_NO_ERROR;
    strncpy(recording->name, name, sizeof recording->name - 1);
    recording->duration_s = -1;
    emg_status status = read_head(self, options, error);
    if (!status)
        status = emg_text_rows_init(&self->rows, &self->layout, self->bytes,
                                    &self->warnings, error);
    if (!status)
        status = describe(self, error);
    if (!status)
        emg_warnings_release(&self->warnings);
    return status;
}

emg_source *
emg_text_open(emg_bytes *bytes, const emg_open_options *options,
              emg_error *error)
{
    text_source *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_bytes_close(bytes);
        return NULL;
    }
    self->source.ops = &text_ops;
    if (options)
        self->source.listener = options->listener;
    self->bytes = bytes;
    if (prepare(self, options, error)) {
        emg_error_in_file(error, emg_bytes_name(bytes));
        text_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}
