/* A source around another one: it listens, builds its chains, and then gives
 * what leaves them. */
#include "analysis/clean_group.h"

#include "base/memory.h"

#include <string.h>

typedef struct clean {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_source *inner;
    emg_cleaning cleaning;
    emg_sink *heard[EMG_CLEAN_STEPS];
    bool listened;
    bool removed; /* gives what it takes away */
    int n_groups;
    emg_clean_group *groups;
    emg_chain **chains; /* the same, as emg_run wants them */
    emg_block in;       /* what the inner source gave last */
    emg_block taken;    /* raw frames of what leaves */
    int flushing;       /* the group that is being emptied, or -1 */
    emg_cleaned *rows;
} clean;

/* ---- listening --------------------------------------------------------- */

static void
restart(clean *self)
{
    for (int g = 0; g < self->n_groups; g++)
        emg_clean_group_restart(&self->groups[g]);
    self->in.n_frames = 0;
    self->flushing = -1;
    self->source.ended = false;
    self->source.n_events = 0;
}

static emg_status
listen(clean *self, int step, emg_error *error)
{
    if (!emg_clean_steps[step]->listen)
        return EMG_OK;
    emg_sink *sink = emg_clean_steps[step]->listen(&self->inner->recording,
                                                   &self->cleaning, error);
    if (!sink)
        return error ? error->status : EMG_NO_MEMORY;
    self->heard[step] = sink;
    emg_status status = emg_run(self->inner, self->chains, sink, 0, error);
    if (!status)
        status = self->inner->ops->rewind(self->inner, error);
    restart(self);
    return status;
}

static emg_status
prepare(clean *self, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < EMG_CLEAN_STEPS && !status; i++) {
        if (!emg_clean_steps[i]->asked(&self->cleaning))
            continue;
        status = listen(self, i, error);
        for (int g = 0; g < self->n_groups && !status; g++)
            status = emg_clean_group_add(
                &self->groups[g], i, g, &self->cleaning, self->heard[i], error);
    }
    self->listened = true;
    return status;
}

/* ---- giving ------------------------------------------------------------ */

/* Room for blocks as the caller's. */
static emg_status
make_room(clean *self, int capacity, emg_error *error)
{
    int most = 1;
    if (self->in.capacity == capacity)
        return EMG_OK;
    for (int g = 0; g < self->n_groups; g++) {
        int n = self->inner->recording.groups[g].n_channels;
        most = n > most ? n : most;
    }
    emg_block_clear(&self->in);
    emg_block_clear(&self->taken);
    return emg_block_init(&self->in, most, capacity, error) ||
                   emg_block_init(&self->taken, most, capacity, error)
               ? EMG_NO_MEMORY
               : EMG_OK;
}

static emg_block *
room_for_taken(clean *self)
{
    return self->removed ? &self->taken : NULL;
}

/* What is left in the chain of one group; no frames when it is empty. */
static emg_status
flush(clean *self, emg_block *block, emg_error *error)
{
    emg_status status = emg_clean_group_flush(
        &self->groups[self->flushing], block, room_for_taken(self), error);
    block->group = self->flushing;
    if (!status && block->n_frames == 0)
        self->flushing = -1;
    return status;
}

/* Gives the block that waits, through the chain of its group. */
static emg_status
pass(clean *self, emg_block *block, emg_error *error)
{
    emg_block *in = &self->in;
    for (int b = 0; b < emg_banks(in->n_channels); b++)
        memcpy(emg_block_bank(block, b), emg_block_bank(in, b),
               (size_t)in->n_frames * sizeof(emg_lanes));
    block->group = in->group;
    block->n_channels = in->n_channels;
    block->n_frames = in->n_frames;
    block->first_frame = in->first_frame;
    block->segment = in->segment;
    in->n_frames = 0;
    return emg_clean_group_pass(&self->groups[in->group], block,
                                room_for_taken(self), error);
}

/* A group that must be emptied before anything else happens, or -1. */
static int
due(const clean *self)
{
    const emg_block *in = &self->in;
    if (in->n_frames > 0) {
        const emg_clean_group *g = &self->groups[in->group];
        return g->flows && g->segment != in->segment.number ? in->group : -1;
    }
    for (int g = 0; self->inner->ended && g < self->n_groups; g++)
        if (self->groups[g].flows)
            return g;
    return -1;
}

static emg_status
read_on(clean *self, emg_error *error)
{
    emg_source *inner = self->inner;
    emg_block *in = &self->in;
    emg_status status = inner->ops->next(inner, in, error);
    in->n_channels = self->source.recording.groups[in->group].n_channels;
    self->source.events = inner->events;
    self->source.n_events = inner->n_events;
    return status;
}

static emg_status
clean_next(emg_source *source, emg_block *block, emg_error *error)
{
    clean *self = (clean *)source;
    emg_status status = EMG_OK;
    block->n_frames = 0;
    source->n_events = 0;
    if (!self->listened)
        status = prepare(self, error);
    if (!status)
        status = make_room(self, block->capacity, error);
    if (!status && self->flushing < 0 && self->in.n_frames == 0 &&
        !self->inner->ended)
        status = read_on(self, error);
    if (status)
        return status;
    if (self->flushing < 0)
        self->flushing = due(self);
    if (self->flushing >= 0)
        return flush(self, block, error);
    if (self->in.n_frames > 0)
        return pass(self, block, error);
    source->ended = self->inner->ended;
    return EMG_OK;
}

/* ---- the rest of a source ---------------------------------------------- */

static void
forget_groups(clean *self)
{
    for (int g = 0; g < self->n_groups; g++)
        emg_clean_group_clear(&self->groups[g]);
    emg_free(self->groups);
    emg_free(self->chains);
    self->groups = NULL;
    self->chains = NULL;
    self->n_groups = 0;
}

static emg_status
begin(clean *self, emg_error *error)
{
    const emg_recording *recording = &self->inner->recording;
    size_t n = (size_t)recording->n_groups;
    forget_groups(self);
    emg_recording_clear(&self->source.recording);
    self->groups = emg_new(n, sizeof *self->groups, error);
    self->chains = emg_new(n, sizeof *self->chains, error);
    if (!self->groups || !self->chains ||
        emg_recording_copy(&self->source.recording, recording, error))
        return EMG_NO_MEMORY;
    emg_clean_describe(&self->source.recording, &self->cleaning);
    self->n_groups = recording->n_groups;
    emg_status status = EMG_OK;
    for (int g = 0; g < self->n_groups && !status; g++) {
        status = emg_clean_group_init(&self->groups[g], &recording->groups[g],
                                      recording->uses[g], error);
        self->chains[g] = self->groups[g].chain;
    }
    return status;
}

/* A channel that a step listens to must be among those that are read. */
static emg_status
ask_channel(const clean *self, int number, emg_error *error)
{
    if (number == 0 ||
        emg_recording_channel(&self->source.recording, number, NULL))
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "channel %d tells of heartbeats or stimuli but is not "
                    "read here; clean with emg-clean first",
                    number);
}

static emg_status
clean_select(emg_source *source, const emg_use *use, emg_error *error)
{
    clean *self = (clean *)source;
    emg_status status = emg_source_select(self->inner, use, error);
    if (!status)
        status = begin(self, error);
    if (!status)
        status = ask_channel(self, self->cleaning.ecg_channel, error);
    if (!status)
        status = ask_channel(self, self->cleaning.tms_channel, error);
    return status;
}

static emg_status
clean_rewind(emg_source *source, emg_error *error)
{
    clean *self = (clean *)source;
    restart(self);
    return self->inner->ops->rewind(self->inner, error);
}

static emg_status
clean_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    emg_source *inner = ((clean *)source)->inner;
    return inner->ops->fingerprint(inner, text, error);
}

static void
clean_destroy(emg_source *source)
{
    clean *self = (clean *)source;
    forget_groups(self);
    for (int i = 0; i < EMG_CLEAN_STEPS; i++)
        emg_sink_destroy(self->heard[i]);
    emg_block_clear(&self->in);
    emg_block_clear(&self->taken);
    emg_source_destroy(self->inner);
    emg_recording_clear(&source->recording);
    emg_free(self->rows);
    emg_free(self);
}

static const emg_source_ops clean_ops = {
    .name = "clean",
    .select = clean_select,
    .next = clean_next,
    .rewind = clean_rewind,
    .fingerprint = clean_fingerprint,
    .destroy = clean_destroy,
};

emg_source *
emg_clean_create(emg_source *source, const emg_cleaning *cleaning,
                 emg_error *error)
{
    clean *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_source_destroy(source);
        return NULL;
    }
    self->source.ops = &clean_ops;
    self->source.listener = source->listener;
    self->inner = source;
    self->cleaning = *cleaning;
    self->flushing = -1;
    if (begin(self, error)) {
        emg_source_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}

bool
emg_clean_made(const emg_source *source)
{
    return source->ops == &clean_ops;
}

void
emg_clean_give_removed(emg_source *source, bool removed)
{
    ((clean *)source)->removed = removed;
}

/* ---- the report -------------------------------------------------------- */

static void
add_row(clean *self, int step, int index, int lane, emg_cleaned *row)
{
    const emg_clean_step *of = emg_clean_steps[step];
    *row = emg_clean_group_tell(&self->groups[index], step, lane);
    if (of->tell)
        of->tell(self->heard[step], index, lane, &self->cleaning, row);
}

const emg_cleaned *
emg_clean_report(emg_source *source, size_t *n, emg_error *error)
{
    clean *self = (clean *)source;
    int n_channels = emg_recording_channels(&source->recording);
    *n = 0;
    emg_free(self->rows);
    self->rows = emg_new((size_t)n_channels * EMG_CLEAN_STEPS,
                         sizeof *self->rows, error);
    for (int s = 0; self->rows && s < EMG_CLEAN_STEPS; s++)
        for (int g = 0; g < self->n_groups; g++)
            for (int c = 0; self->groups[g].stages[s] &&
                            c < source->recording.groups[g].n_channels;
                 c++)
                add_row(self, s, g, c, &self->rows[(*n)++]);
    return self->rows;
}
