/* A sink that puts samples into memory of the caller, frame by frame. */
#include "emg/io.h"

#include "base/memory.h"
#include "io/frames.h"

#include <string.h>

typedef struct target {
    double *samples;
    int64_t room, n_frames;
    int n_channels;
    emg_segment *segments;
    size_t n_segments, segment_room;
} target;

typedef struct array_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    int n_groups;
    target *targets;
    emg_event *events; /* whose texts are ours */
    size_t n_events, event_room;
} array_sink;

static emg_status
note_segment(target *to, const emg_block *block, emg_error *error)
{
    if (to->n_segments > 0 &&
        to->segments[to->n_segments - 1].number == block->segment.number)
        return EMG_OK;
    if (emg_grow((void **)&to->segments, &to->segment_room, to->n_segments + 1,
                 sizeof *to->segments, error))
        return EMG_NO_MEMORY;
    to->segments[to->n_segments++] = block->segment;
    return EMG_OK;
}

static void
copy_bank(const target *to, int bank, const emg_lanes *from, double *frame,
          int n)
{
    int first = bank * EMG_LANES;
    int left = to->n_channels - first;
    frame += first;
    if (left >= EMG_LANES)
        for (int f = 0; f < n; f++, frame += to->n_channels)
            memcpy(frame, from[f].v, sizeof from[f].v);
    else
        for (int f = 0; f < n; f++, frame += to->n_channels)
            memcpy(frame, from[f].v, (size_t)left * sizeof *frame);
}

/* Bank by bank a few frames at a time, so that memory is written in its order.
 */
static void
copy_frames(const target *to, const emg_block *block)
{
    double *frame = to->samples + to->n_frames * to->n_channels;
    for (int done = 0; done < block->n_frames; done += EMG_FRAMES_TOGETHER) {
        int n = block->n_frames - done;
        n = n < EMG_FRAMES_TOGETHER ? n : EMG_FRAMES_TOGETHER;
        for (int b = 0; b < emg_banks(to->n_channels); b++)
            copy_bank(to, b, emg_block_bank(block, b) + done, frame, n);
        frame += n * to->n_channels;
    }
}

static emg_status
array_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    target *to = &((array_sink *)sink)->targets[block->group];
    if (block->n_frames > to->room - to->n_frames)
        return emg_fail(error, EMG_BAD_OPTION,
                        "more frames come than the array has room for, which "
                        "is %lld",
                        (long long)to->room);
    if (note_segment(to, block, error))
        return EMG_NO_MEMORY;
    copy_frames(to, block);
    to->n_frames += block->n_frames;
    return EMG_OK;
}

static emg_status
array_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    array_sink *self = (array_sink *)sink;
    if (emg_grow((void **)&self->events, &self->event_room, self->n_events + 1,
                 sizeof *self->events, error))
        return EMG_NO_MEMORY;
    char *text = emg_text_copy(event->text, error);
    if (!text)
        return EMG_NO_MEMORY;
    self->events[self->n_events] = *event;
    self->events[self->n_events++].text = text;
    return EMG_OK;
}

static emg_status
array_finish(emg_sink *sink, emg_error *error)
{
    (void)sink;
    (void)error;
    return EMG_OK;
}

static void
array_destroy(emg_sink *sink)
{
    array_sink *self = (array_sink *)sink;
    for (int g = 0; self->targets && g < self->n_groups; g++)
        emg_free(self->targets[g].segments);
    for (size_t i = 0; i < self->n_events; i++)
        emg_free((char *)self->events[i].text);
    emg_free(self->events);
    emg_free(self->targets);
    emg_free(self);
}

static const emg_sink_ops array_ops = {
    .name = "array",
    .take = array_take,
    .event = array_event,
    .finish = array_finish,
    .destroy = array_destroy,
};

emg_sink *
emg_array_create(const emg_recording *recording, double *const *arrays,
                 const int64_t *rooms, emg_error *error)
{
    array_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &array_ops;
    self->n_groups = recording->n_groups;
    self->targets =
        emg_new((size_t)self->n_groups, sizeof *self->targets, error);
    if (!self->targets) {
        array_destroy(&self->sink);
        return NULL;
    }
    for (int g = 0; g < self->n_groups; g++)
        self->targets[g] =
            (target){.samples = arrays[g],
                     .room = rooms[g],
                     .n_channels = recording->groups[g].n_channels};
    return &self->sink;
}

int64_t
emg_array_frames(const emg_sink *sink, int group)
{
    return ((const array_sink *)sink)->targets[group].n_frames;
}

const emg_segment *
emg_array_segments(const emg_sink *sink, int group, size_t *n)
{
    const target *from = &((const array_sink *)sink)->targets[group];
    *n = from->n_segments;
    return from->segments;
}

const emg_event *
emg_array_events(const emg_sink *sink, size_t *n)
{
    const array_sink *self = (const array_sink *)sink;
    *n = self->n_events;
    return self->events;
}
