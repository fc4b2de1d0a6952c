/* Leaves out what is no number: found in a pass of its own, so that all groups
 * have the same segments, whatever comes first. */
#include "emg/flow.h"

#include "base/memory.h"
#include "flow/frame_ticks.h"
#include "flow/holes.h"

#include <string.h>

/* What was given of a group. */
typedef struct progress {
    int64_t given;       /* frames */
    emg_segment segment; /* of the last ones; number -1 before the first */
} progress;

typedef struct split {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_source *inner;
    double longest_s;
    bool scanned;
    bool told;
    emg_holes holes;
    progress *progresses; /* of each group */
    emg_block block;      /* of the inner source */
    int at;               /* frames of it that are behind us */
} split;

/* ---- the first pass -------------------------------------------------- */

static void
tell(split *self)
{
    const emg_recording *recording = &self->source.recording;
    const emg_holes *holes = &self->holes;
    const emg_listener *listener = &self->source.listener;
    if (self->told || !holes->found)
        return;
    self->told = true;
    emg_warn(listener, recording->name, -1,
             "samples are not numbers, first of channel %s at %.3f s; "
             "interpolated: %lld, longer stretches left out: %lld",
             recording->groups[holes->group].channels[holes->lane].label,
             holes->found_s, (long long)holes->n_patched, (long long)holes->n);
}

static bool
wants_scan(const emg_holes *holes)
{
    for (int g = 0; g < holes->n_groups; g++)
        if (holes->groups[g].looked_at)
            return true;
    return false;
}

static emg_status
make_room(split *self, int frames, emg_error *error)
{
    const emg_recording *recording = &self->source.recording;
    int most = 1;
    if (self->block.capacity == frames)
        return EMG_OK;
    for (int g = 0; g < recording->n_groups; g++)
        if (recording->groups[g].n_channels > most)
            most = recording->groups[g].n_channels;
    emg_block_clear(&self->block);
    return emg_block_init(&self->block, most, frames, error);
}

static emg_status
scan(split *self, emg_error *error)
{
    emg_source *inner = self->inner;
    emg_status status = EMG_OK;
    self->scanned = true;
    if (!wants_scan(&self->holes))
        return EMG_OK;
    while (!status && !inner->ended) {
        self->block.n_frames = 0;
        status = inner->ops->next(inner, &self->block, error);
        if (!status)
            status = emg_holes_scan(&self->holes, &self->block, error);
    }
    if (!status)
        status = emg_holes_end(&self->holes, error);
    if (!status)
        tell(self);
    self->block.n_frames = 0;
    return status ? status : inner->ops->rewind(inner, error);
}

/* ---- the second pass ------------------------------------------------- */

/* How many holes begin at this time or before. */
static size_t
holes_until(const emg_holes *holes, emg_ticks time)
{
    size_t low = 0, high = holes->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (holes->holes[middle].from <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first frame of the inner block that does not lie before this time. */
static int
frame_at(const split *self, emg_ticks time)
{
    const emg_block *block = &self->block;
    emg_rate rate = self->source.recording.groups[block->group].rate;
    if (time == INT64_MAX)
        return block->n_frames;
    int64_t frame = block->segment.first_frame +
                    emg_first_frame_at(rate, time - block->segment.start) -
                    block->first_frame;
    return frame < 0                 ? 0
           : frame > block->n_frames ? block->n_frames
                                     : (int)frame;
}

static emg_ticks
time_at(const split *self, int frame)
{
    const emg_block *block = &self->block;
    emg_rate rate = self->source.recording.groups[block->group].rate;
    return block->segment.start +
           emg_frame_ticks(rate, block->first_frame + frame -
                                     block->segment.first_frame);
}

/* A hole at the very start makes no segment of nothing before it. */
static int
number_after(const split *self, size_t n_holes)
{
    const emg_holes *holes = &self->holes;
    bool leading = holes->n > 0 && holes->holes[0].from <= 0;
    return self->block.segment.number + (int)n_holes - leading;
}

static void
give(split *self, emg_block *block, size_t n_holes, int end)
{
    const emg_block *from = &self->block;
    progress *to = &self->progresses[from->group];
    int number = number_after(self, n_holes);

    if (to->segment.number != number)
        to->segment = (emg_segment){number, time_at(self, self->at), to->given};
    block->group = from->group;
    block->n_channels = from->n_channels;
    block->n_frames = end - self->at;
    block->first_frame = to->given;
    block->segment = to->segment;
    for (int b = 0; b < emg_banks(from->n_channels); b++)
        memcpy(emg_block_bank(block, b), emg_block_bank(from, b) + self->at,
               (size_t)block->n_frames * sizeof(emg_lanes));
    to->given += block->n_frames;
    self->at = end;
}

/* The next frames of the inner block that lie outside of all holes; none are
 * left when the block stays empty. */
static void
deliver(split *self, emg_block *block)
{
    const emg_holes *holes = &self->holes;
    while (self->at < self->block.n_frames && block->n_frames == 0) {
        emg_ticks now = time_at(self, self->at);
        size_t k = holes_until(holes, now);
        if (k > 0 && now < holes->holes[k - 1].to)
            self->at = frame_at(self, holes->holes[k - 1].to);
        else
            give(self, block, k,
                 frame_at(self,
                          k < holes->n ? holes->holes[k].from : INT64_MAX));
    }
}

static emg_status
read_on(split *self, emg_error *error)
{
    emg_source *inner = self->inner;
    self->at = 0;
    self->block.n_frames = 0;
    emg_status status = inner->ops->next(inner, &self->block, error);
    self->source.events = inner->events;
    self->source.n_events = inner->n_events;
    if (status || self->block.n_frames == 0)
        return status;
    self->block.n_channels =
        self->source.recording.groups[self->block.group].n_channels;
    emg_holes_patch(&self->holes, &self->block);
    return EMG_OK;
}

static emg_status
split_next(emg_source *source, emg_block *block, emg_error *error)
{
    split *self = (split *)source;
    emg_status status = make_room(self, block->capacity, error);
    block->n_frames = 0;
    source->n_events = 0;
    if (!status && !self->scanned)
        status = scan(self, error);
    if (!status && self->at >= self->block.n_frames)
        status = read_on(self, error);
    if (status)
        return status;
    deliver(self, block);
    source->ended = self->inner->ended && self->at >= self->block.n_frames;
    return EMG_OK;
}

/* ---- life ------------------------------------------------------------ */

static emg_status
begin(split *self, emg_error *error)
{
    size_t n = (size_t)self->source.recording.n_groups;
    emg_free(self->progresses);
    self->progresses = emg_new(n, sizeof *self->progresses, error);
    for (size_t g = 0; self->progresses && g < n; g++)
        self->progresses[g].segment.number = -1;
    self->source.ended = self->inner->ended;
    self->source.n_events = 0;
    self->at = self->block.n_frames = 0;
    emg_holes_restart(&self->holes);
    return self->progresses ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
describe(split *self, emg_error *error)
{
    emg_recording *recording = &self->source.recording;
    emg_recording_clear(recording);
    emg_holes_clear(&self->holes);
    emg_block_clear(&self->block);
    self->block = (emg_block){0};
    self->scanned = false;
    if (emg_recording_copy(recording, &self->inner->recording, error) ||
        emg_holes_init(&self->holes, recording, self->longest_s, error))
        return EMG_NO_MEMORY;
    if (wants_scan(&self->holes))
        recording->duration_s = -1; /* what is left, only reading tells */
    return begin(self, error);
}

static emg_status
split_select(emg_source *source, const emg_use *use, emg_error *error)
{
    split *self = (split *)source;
    emg_status status = emg_source_select(self->inner, use, error);
    return status ? status : describe(self, error);
}

static emg_status
split_rewind(emg_source *source, emg_error *error)
{
    split *self = (split *)source;
    emg_status status = self->inner->ops->rewind(self->inner, error);
    return status ? status : begin(self, error);
}

static emg_status
split_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    emg_source *inner = ((split *)source)->inner;
    return inner->ops->fingerprint(inner, text, error);
}

static void
split_destroy(emg_source *source)
{
    split *self = (split *)source;
    emg_source_destroy(self->inner);
    emg_recording_clear(&source->recording);
    emg_holes_clear(&self->holes);
    emg_block_clear(&self->block);
    emg_free(self->progresses);
    emg_free(self);
}

static const emg_source_ops split_ops = {
    .name = "split",
    .select = split_select,
    .next = split_next,
    .rewind = split_rewind,
    .fingerprint = split_fingerprint,
    .destroy = split_destroy,
};

emg_source *
emg_split_create(emg_source *source, double longest_s, emg_error *error)
{
    split *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_source_destroy(source);
        return NULL;
    }
    self->source.ops = &split_ops;
    self->source.listener = source->listener;
    self->inner = source;
    self->longest_s = longest_s;
    if (describe(self, error)) {
        split_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}
