/* The one loop. */
#include "emg/flow.h"

#include "base/memory.h"
#include "flow/convoy.h"

typedef struct run {
    emg_source *source;
    emg_chain *const *chains;
    emg_sink *sink;
    emg_convoy *convoy; /* NULL: one thread does all */
    emg_block in;       /* what the source fills, but for a convoy */
    emg_block out;      /* what a chain gives when it is flushed */
    int *segments;      /* the segment each group is in, -1 before the first */
} run;

static emg_chain *
chain_of(const run *self, int group)
{
    return self->chains ? self->chains[group] : NULL;
}

static emg_status
flush_group(run *self, int group, emg_error *error)
{
    emg_chain *chain = chain_of(self, group);
    emg_status status = EMG_OK;

    if (!chain || self->segments[group] < 0)
        return EMG_OK;
    do {
        status = emg_chain_flush(chain, &self->out, error);
        self->out.group = group;
        if (!status && self->out.n_frames > 0)
            status = self->sink->ops->take(self->sink, &self->out, error);
    } while (!status && self->out.n_frames > 0);
    emg_chain_gap(chain);
    return status;
}

/* Frames that leave a group's chain for each one that enters. */
static double
growth(const run *self, int group)
{
    const emg_chain *chain = chain_of(self, group);
    return chain ? emg_chain_format(chain)->rate_hz /
                       self->source->recording.groups[group].rate_hz
                 : 1;
}

static emg_status
process(run *self, emg_block *block, emg_error *error)
{
    emg_chain *chain = chain_of(self, block->group);
    emg_status status = chain ? emg_chain_process(chain, block, error) : EMG_OK;
    if (!status && block->n_frames > 0)
        status = self->sink->ops->take(self->sink, block, error);
    return status;
}

/* Where more frames leave than enter, as many at a time as will have room. */
static emg_status
process_slices(run *self, const emg_block *in, double times, emg_error *error)
{
    int slice = (int)((self->out.capacity - 1) / times);
    emg_status status = EMG_OK;
    for (int at = 0, n; at < in->n_frames && !status; at += n) {
        n = in->n_frames - at < slice ? in->n_frames - at : slice;
        emg_block_copy(&self->out, in, at, n);
        status = process(self, &self->out, error);
    }
    return status;
}

static emg_status
pass_block(run *self, emg_block *block, emg_error *error)
{
    double times = growth(self, block->group);
    emg_status status = EMG_OK;

    block->n_channels = self->source->recording.groups[block->group].n_channels;
    if (self->segments[block->group] != block->segment.number) {
        status = flush_group(self, block->group, error);
        self->segments[block->group] = block->segment.number;
    }
    if (status)
        return status;
    return times > 1 ? process_slices(self, block, times, error)
                     : process(self, block, error);
}

static emg_status
pass_events(run *self, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->source->n_events && !status; i++)
        if (self->sink->ops->event)
            status = self->sink->ops->event(self->sink,
                                            &self->source->events[i], error);
    return status;
}

/* What came with one call of next(). */
static emg_status
pass_all(run *self, emg_block *block, emg_error *error)
{
    emg_status status = pass_events(self, error);
    if (!status && block->n_frames > 0)
        status = pass_block(self, block, error);
    return status;
}

static emg_status
step(run *self, emg_error *error)
{
    self->in.n_frames = 0;
    emg_status status = self->source->ops->next(self->source, &self->in, error);
    return status ? status : pass_all(self, &self->in, error);
}

/* Nothing but frames that go on where those before them ended. */
static bool
goes_on(const run *self, const emg_block *block)
{
    return self->source->n_events == 0 && block->n_frames > 0 &&
           self->segments[block->group] == block->segment.number;
}

/* The same with a convoy: what goes on joins it, all else waits until it has
 * arrived. */
static emg_status
step_ahead(run *self, emg_error *error)
{
    emg_error ahead = EMG_NO_ERROR;
    emg_block *block = emg_convoy_room(self->convoy);
    block->n_frames = 0;
    emg_status status = self->source->ops->next(self->source, block, &ahead);
    if (!status && block->n_frames == 0 && self->source->n_events == 0)
        return EMG_OK;
    if (!status && goes_on(self, block)) {
        block->n_channels =
            self->source->recording.groups[block->group].n_channels;
        return emg_convoy_add(self->convoy, error);
    }
    emg_status before = emg_convoy_settle(self->convoy, error);
    if (before)
        return before;
    if (status && error)
        *error = ahead;
    return status ? status : pass_all(self, block, error);
}

static emg_status
loop(run *self, emg_error *error)
{
    const emg_recording *recording = &self->source->recording;
    emg_status status = EMG_OK;

    while (!status && !self->source->ended)
        status = self->convoy ? step_ahead(self, error) : step(self, error);
    if (!status && self->convoy)
        status = emg_convoy_settle(self->convoy, error);
    for (int g = 0; g < recording->n_groups && !status; g++)
        status = flush_group(self, g, error);
    if (!status)
        status = self->sink->ops->finish(self->sink, error);
    return status;
}

/* Channels of the widest block, before its chain or behind it. */
static int
widest(const run *self)
{
    const emg_recording *recording = &self->source->recording;
    int most = 1;
    for (int g = 0; g < recording->n_groups; g++) {
        const emg_format *in = &recording->groups[g];
        const emg_chain *chain = chain_of(self, g);
        const emg_format *out = chain ? emg_chain_format(chain) : in;
        most = in->n_channels > most ? in->n_channels : most;
        most = out->n_channels > most ? out->n_channels : most;
    }
    return most;
}

/* Room for what one frame becomes, at least. */
static int
frames_out(const run *self, int frames)
{
    int least = 1;
    for (int g = 0; g < self->source->recording.n_groups; g++)
        if (growth(self, g) + 2 > least)
            least = (int)growth(self, g) + 2;
    return frames > least ? frames : least;
}

/* Room for what is read: one block, or many on their way. */
static emg_status
take_room(run *self, int channels, int frames, int threads, emg_error *error)
{
    emg_road road = {.recording = &self->source->recording,
                     .chains = self->chains,
                     .n_channels = channels,
                     .n_frames = frames,
                     .sink = self->sink,
                     .n_threads = threads};
    if (!self->chains || !emg_convoy_pays(&road))
        return emg_block_init(&self->in, channels, frames, error);
    self->convoy = emg_convoy_create(&road, error);
    return self->convoy ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
prepare(run *self, int frames, int threads, emg_error *error)
{
    const emg_recording *recording = &self->source->recording;
    int most = widest(self);
    size_t groups = (size_t)recording->n_groups;

    self->segments = emg_new(groups, sizeof *self->segments, error);
    if (!self->segments || take_room(self, most, frames, threads, error) ||
        emg_block_init(&self->out, most, frames_out(self, frames), error))
        return EMG_NO_MEMORY;
    for (size_t g = 0; g < groups; g++)
        self->segments[g] = -1;
    return EMG_OK;
}

emg_status
emg_run_threads(emg_source *source, emg_chain *const *chains, emg_sink *sink,
                int block_frames, int n_threads, emg_error *error)
{
    run self = {.source = source, .chains = chains, .sink = sink};
    int frames = block_frames > 0 ? block_frames : EMG_BLOCK_FRAMES;
    emg_status status = prepare(&self, frames, n_threads, error);

    if (!status)
        status = loop(&self, error);
    if (status)
        emg_error_in_file(error, source->recording.name);
    emg_convoy_destroy(self.convoy);
    emg_block_clear(&self.in);
    emg_block_clear(&self.out);
    emg_free(self.segments);
    return status;
}

emg_status
emg_run(emg_source *source, emg_chain *const *chains, emg_sink *sink,
        int block_frames, emg_error *error)
{
    return emg_run_threads(source, chains, sink, block_frames, 1, error);
}

emg_status
emg_recording_through(emg_recording *to, const emg_recording *from,
                      emg_chain *const *chains, emg_error *error)
{
    emg_status status = emg_recording_copy(to, from, error);
    for (int g = 0; !status && chains && g < from->n_groups; g++) {
        if (!chains[g])
            continue;
        emg_format_clear(&to->groups[g]);
        status =
            emg_format_copy(&to->groups[g], emg_chain_format(chains[g]), error);
    }
    if (status)
        emg_recording_clear(to);
    return status;
}
