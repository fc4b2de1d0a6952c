/* A stretch of time out of a recording. Frames are counted, not timed: which
 * ones lie inside is decided in whole numbers. */
#include "emg/flow.h"

#include "base/memory.h"
#include "flow/frame_ticks.h"

#include <math.h>
#include <string.h>

typedef struct passage {
    int segment;         /* of the last frames, -1 before the first */
    int64_t first_frame; /* of that segment */
    int64_t given;       /* frames */
} passage;

typedef struct cut {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_source *inner;
    emg_ticks from, to; /* of the inner recording */
    emg_ticks shift;    /* what is taken off its times */
    passage *passages;  /* of each group */
    int first_segment;  /* of which anything is given, -1 before */
    emg_event *events;
    size_t room;
} cut;

/* ---- time ------------------------------------------------------------ */

#define LAST_S 1e9 /* some 30 years; its ticks are far from any limit */

static emg_ticks
ticks_of(double time_s)
{
    return llround(fmin(time_s, LAST_S) * EMG_TICKS_PER_S);
}

/* The time of the first frame inside of the fastest group, so that it becomes
 * time 0 itself. */
static emg_ticks
first_inside(const emg_recording *recording, emg_ticks from)
{
    const emg_format *fastest = NULL;
    for (int g = 0; g < recording->n_groups; g++)
        if (!fastest || recording->groups[g].rate_hz > fastest->rate_hz)
            fastest = &recording->groups[g];
    return fastest ? emg_frame_ticks(fastest->rate,
                                     emg_first_frame_at(fastest->rate, from))
                   : from;
}

/* ---- frames and events ----------------------------------------------- */

static int64_t
between(int64_t least, int64_t number, int64_t most)
{
    return number < least ? least : number > most ? most : number;
}

/* Leaves frames [first, end) in the block. */
static void
keep(const cut *self, emg_block *block, int64_t first, int64_t end)
{
    int n_channels = self->source.recording.groups[block->group].n_channels;
    block->n_frames = (int)(end - first);
    for (int b = 0; b < emg_banks(n_channels) && first > 0; b++)
        memmove(emg_block_bank(block, b), emg_block_bank(block, b) + first,
                (size_t)block->n_frames * sizeof(emg_lanes));
}

static void
trim(cut *self, emg_block *block)
{
    emg_rate rate = self->source.recording.groups[block->group].rate;
    passage *to = &self->passages[block->group];
    emg_segment segment = block->segment;
    int64_t at = block->first_frame - segment.first_frame;
    int64_t first = emg_first_frame_at(rate, self->from - segment.start) - at;
    int64_t end = emg_first_frame_at(rate, self->to - segment.start) - at;

    first = between(0, first, block->n_frames);
    keep(self, block, first, between(first, end, block->n_frames));
    if (block->n_frames > 0 && self->first_segment < 0)
        self->first_segment = segment.number;
    if (block->n_frames > 0 && to->segment != segment.number) {
        to->segment = segment.number;
        to->first_frame = to->given;
    }
    if (segment.start < self->from)
        segment.start = self->from;
    block->first_frame = to->given;
    block->segment = (emg_segment){
        self->first_segment < 0 ? 0 : segment.number - self->first_segment,
        segment.start - self->shift, to->first_frame};
    to->given += block->n_frames;
}

/* False when nothing of the event lies inside. */
static bool
cut_event(const cut *self, emg_event *event)
{
    double from = (double)self->from / EMG_TICKS_PER_S;
    double to = (double)self->to / EMG_TICKS_PER_S;
    double onset = event->onset_s, end = onset + event->duration_s;
    if (onset >= to || (onset < from && !(end > from)))
        return false;
    if (onset < from)
        event->onset_s = from;
    if (onset < from || end > to)
        event->duration_s = (end < to ? end : to) - event->onset_s;
    if (self->shift)
        event->onset_s =
            (double)(ticks_of(event->onset_s) - self->shift) / EMG_TICKS_PER_S;
    return true;
}

static emg_status
take_events(cut *self, emg_error *error)
{
    size_t n = (size_t)self->inner->n_events;
    self->source.n_events = 0;
    if (emg_grow((void **)&self->events, &self->room, n, sizeof *self->events,
                 error))
        return EMG_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        emg_event event = self->inner->events[i];
        if (cut_event(self, &event))
            self->events[self->source.n_events++] = event;
    }
    self->source.events = self->events;
    return EMG_OK;
}

/* ---- life ------------------------------------------------------------ */

/* It is read to its end in any case: there it tells whether it is whole. */
static emg_status
cut_next(emg_source *source, emg_block *block, emg_error *error)
{
    cut *self = (cut *)source;
    emg_status status = self->inner->ops->next(self->inner, block, error);
    source->ended = self->inner->ended;
    if (!status)
        status = take_events(self, error);
    if (!status && block->n_frames > 0)
        trim(self, block);
    return status;
}

static emg_status
begin(cut *self, emg_error *error)
{
    emg_source *source = &self->source;
    size_t n = (size_t)source->recording.n_groups;
    emg_free(self->passages);
    self->passages = emg_new(n, sizeof *self->passages, error);
    for (size_t g = 0; self->passages && g < n; g++)
        self->passages[g].segment = -1;
    self->first_segment = -1;
    source->ended = self->inner->ended;
    source->n_events = 0;
    return self->passages ? EMG_OK : EMG_NO_MEMORY;
}

/* What the inner source says of itself now; how long the part is, gaps and the
 * place of its frames decide. */
static emg_status
describe(cut *self, emg_error *error)
{
    emg_recording *recording = &self->source.recording;
    emg_recording_clear(recording);
    if (emg_recording_copy(recording, &self->inner->recording, error))
        return EMG_NO_MEMORY;
    recording->duration_s = -1;
    return begin(self, error);
}

static emg_status
cut_select(emg_source *source, const emg_use *use, emg_error *error)
{
    cut *self = (cut *)source;
    emg_status status = emg_source_select(self->inner, use, error);
    return status ? status : describe(self, error);
}

static emg_status
cut_rewind(emg_source *source, emg_error *error)
{
    cut *self = (cut *)source;
    emg_status status = self->inner->ops->rewind(self->inner, error);
    return status ? status : begin(self, error);
}

static emg_status
cut_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    emg_source *inner = ((cut *)source)->inner;
    return inner->ops->fingerprint(inner, text, error);
}

static void
cut_destroy(emg_source *source)
{
    cut *self = (cut *)source;
    emg_source_destroy(self->inner);
    emg_recording_clear(&source->recording);
    emg_free(self->passages);
    emg_free(self->events);
    emg_free(self);
}

static const emg_source_ops cut_ops = {
    .name = "cut",
    .select = cut_select,
    .next = cut_next,
    .rewind = cut_rewind,
    .fingerprint = cut_fingerprint,
    .destroy = cut_destroy,
};

emg_source *
emg_cut_create(emg_source *source, double from_s, double to_s, bool shift,
               emg_error *error)
{
    cut *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_source_destroy(source);
        return NULL;
    }
    self->source.ops = &cut_ops;
    self->source.listener = source->listener;
    self->inner = source;
    self->from = first_inside(&source->recording, ticks_of(from_s));
    self->to = ticks_of(to_s);
    self->shift = shift ? self->from : 0;
    if (describe(self, error)) {
        cut_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}
