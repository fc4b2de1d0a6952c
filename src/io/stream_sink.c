/* A sink into an EMG stream. Records are cut and ordered by time alone, so
 * that the bytes do not depend on the blocks in which samples came. */
#include "io/stream.h"

#include "base/memory.h"
#include "io/stream_write.h"

#include <math.h>
#include <string.h>

#define RECORD_BYTES 65536 /* about, of all rates together */
#define RECORD_S 0.5       /* at most */

typedef struct waiting_event {
    emg_event event;
    char *text; /* the same, ours */
} waiting_event;

typedef struct sink {
    emg_sink sink;
    emg_output *output;
    emg_source *origin;
    emg_stream_header header;
    int n_members;
    emg_stream_member *members; /* one a group of the recording */
    emg_stream_rate *rates;     /* one a group of the stream */
    emg_place *places; /* where each channel of the header comes from */
    int *segments;     /* last announced, of each rate */
    uint8_t *record;
    waiting_event *events;
    size_t n_events, room_for_events;
    int64_t events_written;
} sink;

/* ---- records --------------------------------------------------------- */

/* An event goes before the samples in which it lies, and so do all that came
 * before it: their order stays. */
static emg_status
write_events(sink *self, double before_s, emg_error *error)
{
    size_t n = 0;
    emg_status status = EMG_OK;

    for (size_t i = 0; i < self->n_events; i++)
        if (!(self->events[i].event.onset_s >= before_s))
            n = i + 1;
    for (size_t i = 0; i < n; i++) {
        if (!status)
            status = emg_stream_write_event(self->output,
                                            &self->events[i].event, error);
        emg_free(self->events[i].text);
    }
    self->events_written += (int64_t)n;
    self->n_events -= n;
    if (n)
        memmove(self->events, self->events + n,
                self->n_events * sizeof *self->events);
    return status;
}

static emg_status
write_segment(sink *self, int rate, emg_error *error)
{
    const emg_segment *segment = self->rates[rate].segments;
    if (self->segments[rate] == segment->number)
        return EMG_OK;
    self->segments[rate] = segment->number;
    return emg_stream_write_segment(self->output, rate, segment, error);
}

/* One channel of n frames into its column. */
static void
encode(sink *self, int channel, uint8_t *frames, int n)
{
    const emg_place *place = &self->places[channel];
    const emg_fifo *fifo = &self->members[place->group].fifo;
    int bank = place->lane / EMG_LANES, lane = place->lane % EMG_LANES;
    size_t step = 8 * (size_t)self->header.widths[self->header.groups[channel]];
    uint8_t *to = frames + 8 * (size_t)self->header.columns[channel];

    for (int f = 0; f < n; f++, to += step)
        emg_stream_put_double(to, emg_fifo_at(fifo, bank, f)->v[lane]);
}

static emg_status
write_samples(sink *self, int rate, int n, emg_error *error)
{
    size_t bytes = 8 * (size_t)self->header.widths[rate] * (size_t)n;
    uint8_t *to = emg_stream_put_samples_head(self->record, rate, bytes);

    for (int c = 0; c < self->header.n_channels; c++)
        if (self->header.groups[c] == rate)
            encode(self, c, to, n);
    for (int m = 0; m < self->n_members; m++)
        if (self->members[m].rate == rate)
            emg_fifo_drop(&self->members[m].fifo, n);
    self->rates[rate].written += n;
    return emg_output_write(self->output, self->record,
                            EMG_STREAM_SAMPLES_HEAD + bytes, error);
}

static emg_status
write_record(sink *self, int rate, const emg_stream_head *head,
             emg_error *error)
{
    double start_s =
        (double)self->rates[rate].segments->start / EMG_TICKS_PER_S;
    double end_s = start_s + head->since_s +
                   (double)head->frames / self->rates[rate].rate_hz;
    emg_status status = write_events(self, end_s, error);
    if (!status)
        status = write_segment(self, rate, error);
    if (!status)
        status = write_samples(self, rate, (int)head->frames, error);
    return status;
}

/* ---- order ----------------------------------------------------------- */

static int64_t
frames_there(const sink *self, int rate)
{
    int64_t least = INT64_MAX;
    for (int m = 0; m < self->n_members; m++)
        if (self->members[m].rate == rate &&
            self->members[m].fifo.n_frames < least)
            least = self->members[m].fifo.n_frames;
    return least;
}

static bool
is_earlier(const emg_stream_head *a, const emg_stream_head *b)
{
    if (a->segment != b->segment)
        return a->segment < b->segment;
    return a->since_s < b->since_s;
}

/* Writes records in order of time as far as that order is known: a group that
 * still waits for samples holds up all that come after them. */
static emg_status
drain(sink *self, bool ended, emg_error *error)
{
    emg_status status = EMG_OK;
    while (!status) {
        emg_stream_head first = {.frames = 0};
        int rate = -1;
        for (int r = 0; r < self->header.n_groups; r++) {
            emg_stream_head head = emg_stream_look_ahead(
                &self->rates[r], frames_there(self, r), ended);
            if (head.frames > 0 && (rate < 0 || is_earlier(&head, &first))) {
                first = head;
                rate = r;
            }
        }
        if (rate < 0 || !first.is_whole)
            break;
        status = write_record(self, rate, &first, error);
    }
    return status;
}

/* ---- sink ------------------------------------------------------------ */

static emg_status
sink_take(emg_sink *base, const emg_block *block, emg_error *error)
{
    sink *self = (sink *)base;
    emg_stream_member *member = &self->members[block->group];
    emg_status status =
        emg_stream_join(&self->rates[member->rate], member, block, error);
    return status ? status : drain(self, false, error);
}

static emg_status
sink_event(emg_sink *base, const emg_event *event, emg_error *error)
{
    sink *self = (sink *)base;
    if (emg_grow((void **)&self->events, &self->room_for_events,
                 self->n_events + 1, sizeof *self->events, error))
        return EMG_NO_MEMORY;
    char *text = emg_text_copy(event->text, error);
    if (!text)
        return EMG_NO_MEMORY;
    self->events[self->n_events++] =
        (waiting_event){{event->onset_s, event->duration_s, text}, text};
    return EMG_OK;
}

static emg_status
write_end(sink *self, emg_error *error)
{
    char fingerprint[EMG_FINGERPRINT_SIZE] = "";
    emg_status status = EMG_OK;
    if (self->origin)
        status =
            self->origin->ops->fingerprint(self->origin, fingerprint, error);
    return status
               ? status
               : emg_stream_write_end(self->output, self->rates,
                                      self->header.n_groups,
                                      self->events_written, fingerprint, error);
}

static emg_status
sink_finish(emg_sink *base, emg_error *error)
{
    sink *self = (sink *)base;
    emg_status status = drain(self, true, error);

    for (int m = 0; m < self->n_members && !status; m++)
        if (self->members[m].fifo.n_frames > 0)
            status = emg_fail(
                error, EMG_BAD_FILE,
                "channels of one rate differ in how many frames they have");
    if (!status)
        status = write_events(self, INFINITY, error);
    if (!status)
        status = write_end(self, error);
    return status ? status : emg_output_finish(self->output, error);
}

static void
sink_destroy(emg_sink *base)
{
    sink *self = (sink *)base;
    for (int m = 0; self->members && m < self->n_members; m++)
        emg_fifo_clear(&self->members[m].fifo);
    for (int r = 0; self->rates && r < self->header.n_groups; r++)
        emg_free(self->rates[r].segments);
    for (size_t i = 0; i < self->n_events; i++)
        emg_free(self->events[i].text);
    emg_stream_header_clear(&self->header);
    emg_free(self->members);
    emg_free(self->rates);
    emg_free(self->places);
    emg_free(self->segments);
    emg_free(self->record);
    emg_free(self->events);
    emg_output_destroy(self->output);
    emg_free(self);
}

static const emg_sink_ops sink_ops = {
    .name = "EMG stream",
    .take = sink_take,
    .event = sink_event,
    .finish = sink_finish,
    .destroy = sink_destroy,
};

/* ---- creation -------------------------------------------------------- */

/* Records of all rates last alike, and are small enough to wait in a pipe. */
static emg_status
size_records(sink *self, emg_error *error)
{
    double bytes_per_s = 0;
    size_t longest = 0;
    const emg_stream_header *header = &self->header;

    for (int r = 0; r < header->n_groups; r++) {
        self->rates[r].rate_hz =
            (double)header->rates[r].samples / (double)header->rates[r].seconds;
        bytes_per_s += 8.0 * header->widths[r] * self->rates[r].rate_hz;
    }
    double s = RECORD_BYTES / bytes_per_s;
    for (int r = 0; r < header->n_groups; r++) {
        double frames = self->rates[r].rate_hz * (s < RECORD_S ? s : RECORD_S);
        self->rates[r].record_frames = frames > 1 ? (int)frames : 1;
        size_t bytes = 8 * (size_t)header->widths[r] *
                       (size_t)self->rates[r].record_frames;
        longest = bytes > longest ? bytes : longest;
    }
    if (longest + 4 > EMG_STREAM_RECORD_MAX)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%d channels are too many for an EMG stream",
                        header->n_channels);
    self->record = emg_new(EMG_STREAM_SAMPLES_HEAD + longest, 1, error);
    return self->record ? EMG_OK : EMG_NO_MEMORY;
}

static void
connect_members(sink *self, const emg_recording *recording)
{
    emg_recording_order(recording, self->places);
    for (int c = 0; c < self->header.n_channels; c++)
        self->members[self->places[c].group].rate = self->header.groups[c];
    for (int m = 0; m < self->n_members; m++) {
        int n = recording->groups[m].n_channels;
        self->members[m].fifo.n_banks = emg_banks(n);
        self->members[m].segment = -1;
    }
    for (int r = 0; r < self->header.n_groups; r++)
        self->segments[r] = -1;
}

static emg_status
prepare(sink *self, const emg_recording *recording, emg_error *error)
{
    emg_status status = emg_stream_header_from(&self->header, recording, error);
    if (status)
        return status;
    size_t groups = (size_t)self->header.n_groups;
    self->n_members = recording->n_groups;
    self->members =
        emg_new((size_t)self->n_members, sizeof *self->members, error);
    self->rates = emg_new(groups, sizeof *self->rates, error);
    self->segments = emg_new(groups, sizeof *self->segments, error);
    self->places =
        emg_new((size_t)self->header.n_channels, sizeof *self->places, error);
    if (!self->members || !self->rates || !self->segments || !self->places)
        return EMG_NO_MEMORY;
    connect_members(self, recording);
    return size_records(self, error);
}

emg_sink *
emg_stream_create(emg_output *output, const emg_recording *recording,
                  const emg_create_options *options, emg_error *error)
{
    sink *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_output_destroy(output);
        return NULL;
    }
    self->sink.ops = &sink_ops;
    self->output = output;
    self->origin = options ? options->origin : NULL;
    if (prepare(self, recording, error) ||
        emg_stream_write_header(output, &self->header,
                                options ? options->step : NULL, error)) {
        sink_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}
