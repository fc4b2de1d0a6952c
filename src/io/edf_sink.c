/* Records, one after the other; the header and annotations when all is known.
 */
#include "io/edf_sink.h"

#include "base/memory.h"
#include "io/edf_write.h"

#include <math.h>
#include <string.h>

/* ---- one record ------------------------------------------------------ */

static emg_status
not_finite(const emg_edf_sink *self, const emg_edf_column *column, int64_t at,
           emg_error *error)
{
    const emg_join_run *run = emg_join_run_of(&self->join, column->place.group);
    emg_fail(error, EMG_BAD_FILE,
             "the sample is not a number, which EDF cannot hold; write "
             "npy, csv or stream instead");
    emg_error_in_channel(error, column->channel->label);
    if (error && error->frame < 0)
        error->frame = run->first_frame + at;
    return EMG_BAD_FILE;
}

/* Codes may be strange where samples are not: those of huge ones. */
static emg_status
judge_column(emg_edf_sink *self, int c, emg_error *error)
{
    const emg_edf_column *column = &self->layout.columns[c];
    const emg_edf_outcome *outcome = &self->outcomes[c];
    int group = column->place.group;
    int64_t n = emg_join_waiting(&self->join, group);

    for (int64_t i = 0; outcome->strange && i < n && i < column->frames; i++)
        if (!isfinite(emg_join_at(&self->join, group, column->place.lane, i)))
            return not_finite(self, column, i, error);
    if (outcome->outside && !self->first_outside)
        self->first_outside = column->channel;
    self->n_outside += outcome->outside;
    return EMG_OK;
}

static emg_status
put_record(emg_edf_sink *self, emg_error *error)
{
    uint8_t *to = self->record + self->layout.sample_bytes;
    char time[EMG_EDF_TIME_BYTES + 1];
    emg_edf_stretch *stretch = &self->stretches[self->n_stretches - 1];

    emg_edf_encode(&self->encoder, &self->layout, &self->join, self->record,
                   self->outcomes);
    for (int c = 0; c < self->layout.n_columns; c++) {
        emg_status status = judge_column(self, c, error);
        if (status)
            return status;
    }
    size_t length =
        emg_edf_time_print(time, emg_edf_time(self, stretch, self->n_records));
    memset(to, 0, EMG_EDF_TIME_BYTES);
    memcpy(to, time, length);
    stretch->n_records++;
    self->n_records++;
    return emg_output_write(self->output, self->record,
                            (size_t)emg_edf_record_bytes(&self->layout), error);
}

/* ---- stretches ------------------------------------------------------- */

static const emg_segment *
segment_of(const emg_edf_sink *self)
{
    for (int g = 0; g < self->join.n_groups; g++) {
        const emg_join_run *run = emg_join_run_of(&self->join, g);
        if (run)
            return &run->segment;
    }
    return NULL;
}

/* What the file's clock cannot tell from no gap: a tenth of a millisecond. */
#define NO_GAP (EMG_TICKS_PER_S / 10000)

static emg_status
too_close(emg_ticks start, emg_error *error)
{
    return emg_fail(error, EMG_BAD_OPTION,
                    "the gap before %.7g s is shorter than what fills the EDF "
                    "record before it; write another form, such as stream",
                    (double)start / EMG_TICKS_PER_S);
}

/* A segment begins a new stretch, unless it goes on where the last ended. */
static emg_status
enter_segment(emg_edf_sink *self, const emg_segment *segment, emg_error *error)
{
    if (self->segment == segment->number)
        return EMG_OK;
    self->segment = segment->number;
    if (self->n_stretches > 0) {
        const emg_edf_stretch *last = &self->stretches[self->n_stretches - 1];
        emg_ticks gap =
            segment->start - emg_edf_time(self, last, self->n_records);
        if (gap >= -NO_GAP && gap <= NO_GAP)
            return EMG_OK;
        if (gap < 0)
            return too_close(segment->start, error);
        self->has_gaps = true;
    }
    if (emg_grow((void **)&self->stretches, &self->room, self->n_stretches + 1,
                 sizeof *self->stretches, error))
        return EMG_NO_MEMORY;
    self->stretches[self->n_stretches++] =
        (emg_edf_stretch){segment->start, self->n_records, 0};
    return EMG_OK;
}

/* Whole records' worth waits in all groups: 1; something does, and no more
 * will come: 0; else -1. Sets how much of a record lacks, in seconds. */
static int
ready(const emg_edf_sink *self, double *lacks_s)
{
    bool whole = true, some = false;
    *lacks_s = 0;
    for (int g = 0; g < self->join.n_groups; g++) {
        int64_t waiting = emg_join_waiting(&self->join, g);
        int64_t lack = self->layout.duration.frames[g] - waiting;
        double s = (double)lack / self->recording.groups[g].rate_hz;
        some |= waiting > 0;
        whole &= lack <= 0;
        if (s > *lacks_s)
            *lacks_s = s;
    }
    if (whole)
        return 1;
    return some && emg_join_is_whole(&self->join) ? 0 : -1;
}

static void
drop_record(emg_edf_sink *self)
{
    /* dropping may lead to the next segment: look at this one first */
    int64_t waiting[EMG_EDF_GROUPS];
    for (int g = 0; g < self->join.n_groups; g++)
        waiting[g] = emg_join_waiting(&self->join, g);
    for (int g = 0; g < self->join.n_groups; g++) {
        int64_t n = self->layout.duration.frames[g];
        emg_join_drop(&self->join, g, waiting[g] < n ? waiting[g] : n);
    }
}

static emg_status
drain(emg_edf_sink *self, emg_error *error)
{
    double lacks_s;
    for (int state; (state = ready(self, &lacks_s)) >= 0;) {
        emg_status status = enter_segment(self, segment_of(self), error);
        if (!status)
            status = put_record(self, error);
        if (status)
            return status;
        self->n_filled += state == 0;
        if (lacks_s > self->filled_s)
            self->filled_s = lacks_s;
        drop_record(self);
    }
    return EMG_OK;
}

static emg_status
edf_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    emg_edf_sink *self = (emg_edf_sink *)sink;
    emg_status status = emg_join_take(&self->join, block, error);
    return status ? status : drain(self, error);
}

static emg_status
edf_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    return emg_edf_notes_add(&((emg_edf_sink *)sink)->notes, event, error);
}

static emg_status
edf_finish(emg_sink *sink, emg_error *error)
{
    emg_edf_sink *self = (emg_edf_sink *)sink;
    emg_join_end(&self->join);
    emg_status status = drain(self, error);
    if (!status && self->n_records == 0)
        status = emg_fail(error, EMG_BAD_FILE, "there is no sample to write");
    if (!status && self->n_records > 99999999)
        status =
            emg_fail(error, EMG_BAD_OPTION,
                     "more records than EDF can count; write stream instead");
    return status ? status : emg_edf_complete(self, error);
}

static void
edf_destroy(emg_sink *sink)
{
    emg_edf_sink *self = (emg_edf_sink *)sink;
    emg_output_destroy(self->output);
    emg_recording_clear(&self->recording);
    emg_edf_layout_clear(&self->layout);
    emg_join_clear(&self->join);
    emg_edf_notes_clear(&self->notes);
    emg_free(self->stretches);
    emg_edf_encoder_clear(&self->encoder);
    emg_free(self->record);
    emg_free(self->outcomes);
    emg_free(self);
}

static const emg_sink_ops edf_ops = {
    .name = "edf",
    .take = edf_take,
    .event = edf_event,
    .finish = edf_finish,
    .destroy = edf_destroy,
};

static emg_status
take_memory(emg_edf_sink *self, emg_error *error)
{
    self->record =
        emg_new((size_t)emg_edf_record_bytes(&self->layout), 1, error);
    self->outcomes =
        emg_new((size_t)self->layout.n_columns, sizeof *self->outcomes, error);
    if (!self->record || !self->outcomes)
        return EMG_NO_MEMORY;
    return emg_edf_encoder_init(&self->encoder, &self->recording, &self->layout,
                                error);
}

/* The header's place; what it says is known at the end. */
static emg_status
reserve_header(emg_edf_sink *self, emg_error *error)
{
    uint8_t nothing[256] = {0};
    emg_status status = emg_output_hold(self->output, error);
    int64_t left = emg_edf_header_bytes(&self->layout);
    for (; left > 0 && !status; left -= (int64_t)sizeof nothing)
        status = emg_output_write(self->output, nothing, sizeof nothing, error);
    return status;
}

emg_sink *
emg_edf_create(emg_output *output, bool bdf, const emg_recording *recording,
               const emg_create_options *options, emg_error *error)
{
    emg_edf_sink *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_output_destroy(output);
        return NULL;
    }
    self->sink.ops = &edf_ops;
    self->output = output;
    self->listener = options->listener;
    self->segment = -1;
    if (emg_recording_copy(&self->recording, recording, error) ||
        emg_edf_layout_init(&self->layout, &self->recording, bdf ? 3 : 2,
                            error) ||
        emg_join_init(&self->join, &self->recording, error) ||
        take_memory(self, error) || reserve_header(self, error)) {
        edf_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}
