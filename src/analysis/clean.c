/* A source around another one: it listens, builds its chains, and then gives
 * what leaves them. */
#include "analysis/clean_step.h"

#include "base/math.h"
#include "base/memory.h"
#include "filter/windowed.h"
#include "flow/fifo.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const emg_clean_step *const steps[] = {
    &emg_clean_missing, &emg_clean_tms,  &emg_clean_dbs,   &emg_clean_period,
    &emg_clean_ecg,     &emg_clean_line, &emg_clean_narrow};
#define N_STEPS (int)(sizeof steps / sizeof *steps)

typedef struct group {
    emg_chain *chain;           /* NULL: passes */
    emg_stage *stages[N_STEPS]; /* inside the chain; NULL: not asked for */
    emg_fifo raw;               /* frames inside the chain, as they came */
    bool flows;                 /* frames of `segment` went into the chain */
    int segment;
} group;

typedef struct clean {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_source *inner;
    emg_cleaning cleaning;
    emg_sink *heard[N_STEPS];
    bool listened;
    bool removed; /* gives what it takes away */
    int n_groups;
    group *groups;
    emg_chain **chains; /* the same, as emg_run wants them */
    emg_block in;       /* what the inner source gave last */
    emg_block beside;   /* raw frames of what leaves */
    int flushing;       /* the group that is being emptied, or -1 */
    emg_cleaned *rows;
} clean;

bool
emg_cleaning_asks(const emg_cleaning *cleaning)
{
    for (int i = 0; i < N_STEPS; i++)
        if (steps[i]->asked(cleaning))
            return true;
    return false;
}

/* ---- listening --------------------------------------------------------- */

static void
restart(clean *self)
{
    for (int g = 0; g < self->n_groups; g++) {
        if (self->groups[g].chain)
            emg_chain_reset(self->groups[g].chain);
        emg_fifo_clear(&self->groups[g].raw);
        self->groups[g].flows = false;
    }
    self->in.n_frames = 0;
    self->flushing = -1;
    self->source.ended = false;
    self->source.n_events = 0;
}

static emg_status
listen(clean *self, int step, emg_error *error)
{
    emg_sink *sink =
        steps[step]->listen(&self->inner->recording, &self->cleaning, error);
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
add_step(clean *self, int step, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < self->n_groups && !status; i++) {
        group *g = &self->groups[i];
        if (!g->chain)
            continue;
        g->stages[step] =
            steps[step]->stage(emg_chain_format(g->chain), i, &self->cleaning,
                               self->heard[step], error);
        status = emg_chain_add(g->chain, g->stages[step], error);
    }
    return status;
}

static emg_status
prepare(clean *self, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < N_STEPS && !status; i++) {
        if (!steps[i]->asked(&self->cleaning))
            continue;
        if (steps[i]->listen)
            status = listen(self, i, error);
        if (!status)
            status = add_step(self, i, error);
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
    emg_block_clear(&self->beside);
    return emg_block_init(&self->in, most, capacity, error) ||
                   emg_block_init(&self->beside, most, capacity, error)
               ? EMG_NO_MEMORY
               : EMG_OK;
}

/* Input minus output. */
static void
take_away(clean *self, emg_block *block)
{
    if (block->n_frames == 0)
        return;
    emg_fifo_pop(&self->groups[block->group].raw, &self->beside,
                 block->n_frames);
    for (int b = 0; b < emg_banks(block->n_channels); b++) {
        const emg_lanes *raw = emg_block_bank(&self->beside, b);
        emg_lanes *left = emg_block_bank(block, b);
        for (int i = 0; i < block->n_frames; i++)
            for (int k = 0; k < EMG_LANES; k++)
                left[i].v[k] = raw[i].v[k] - left[i].v[k];
    }
}

/* What is left in the chain of one group; no frames when it is empty. */
static emg_status
flush(clean *self, emg_block *block, emg_error *error)
{
    group *g = &self->groups[self->flushing];
    emg_status status = emg_chain_flush(g->chain, block, error);
    block->group = self->flushing;
    if (status)
        return status;
    if (block->n_frames == 0) {
        emg_chain_gap(g->chain);
        g->flows = false;
        self->flushing = -1;
    } else if (self->removed) {
        take_away(self, block);
    }
    return EMG_OK;
}

/* Gives the block that waits, through the chain of its group. */
static emg_status
pass(clean *self, emg_block *block, emg_error *error)
{
    emg_block *in = &self->in;
    group *g = &self->groups[in->group];
    for (int b = 0; b < emg_banks(in->n_channels); b++)
        memcpy(emg_block_bank(block, b), emg_block_bank(in, b),
               (size_t)in->n_frames * sizeof(emg_lanes));
    block->group = in->group;
    block->n_channels = in->n_channels;
    block->n_frames = in->n_frames;
    block->first_frame = in->first_frame;
    block->segment = in->segment;
    in->n_frames = 0;
    if (!g->chain)
        return EMG_OK;
    g->flows = true;
    g->segment = block->segment.number;
    if (self->removed && emg_fifo_push(&g->raw, block, error))
        return EMG_NO_MEMORY;
    emg_status status = emg_chain_process(g->chain, block, error);
    if (!status && self->removed)
        take_away(self, block);
    return status;
}

/* A group that must be emptied before anything else happens, or -1. */
static int
due(const clean *self)
{
    const emg_block *in = &self->in;
    if (in->n_frames > 0) {
        const group *g = &self->groups[in->group];
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
    for (int g = 0; g < self->n_groups; g++) {
        emg_chain_destroy(self->groups[g].chain);
        emg_fifo_clear(&self->groups[g].raw);
    }
    emg_free(self->groups);
    emg_free(self->chains);
    self->groups = NULL;
    self->chains = NULL;
    self->n_groups = 0;
}

static emg_status
begin_chain(clean *self, int index, emg_error *error)
{
    const emg_format *format = &self->inner->recording.groups[index];
    group *g = &self->groups[index];
    g->raw.n_banks = emg_banks(format->n_channels);
    if (self->inner->recording.uses[index] != EMG_TREAT)
        return EMG_OK;
    g->chain = self->chains[index] = emg_chain_create(format, error);
    if (!g->chain)
        return EMG_NO_MEMORY;
    return emg_format_is_digital(format)
               ? EMG_OK
               : emg_chain_add(g->chain, emg_finite_create(format, error),
                               error);
}

/* "clean:dbs+line"; a text that is full stays as it is. */
static void
say(emg_channel *channel, const emg_cleaning *cleaning)
{
    char word[64] = "";
    size_t used = strlen(channel->prefilter);
    for (int i = 0; i < N_STEPS; i++) {
        size_t length = strlen(word);
        if (steps[i]->asked(cleaning))
            snprintf(word + length, sizeof word - length, "%s%s",
                     length ? "+" : "clean:", steps[i]->name);
    }
    if (used + strlen(word) + 2 <= sizeof channel->prefilter)
        snprintf(channel->prefilter + used, sizeof channel->prefilter - used,
                 "%s%s", used ? " " : "", word);
}

/* What leaves is no longer digital, and says what was done to it. */
static void
describe(emg_recording *recording, const emg_cleaning *cleaning)
{
    for (int g = 0; g < recording->n_groups; g++) {
        const emg_format *format = &recording->groups[g];
        for (int c = 0; c < format->n_channels; c++) {
            if (recording->uses[g] != EMG_TREAT)
                continue;
            say(&format->channels[c], cleaning);
            format->channels[c].step = 0;
            format->channels[c].scale.bytes = 0;
        }
    }
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
    describe(&self->source.recording, &self->cleaning);
    self->n_groups = recording->n_groups;
    emg_status status = EMG_OK;
    for (int g = 0; g < self->n_groups && !status; g++)
        status = begin_chain(self, g, error);
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
    for (int i = 0; i < N_STEPS; i++)
        emg_sink_destroy(self->heard[i]);
    emg_block_clear(&self->in);
    emg_block_clear(&self->beside);
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

const char *
emg_cleaned_name(emg_cleaned_state state)
{
    static const char *const names[] = {[EMG_CLEANED] = "ok",
                                        [EMG_CLEANED_NOT_NEEDED] = "not_needed",
                                        [EMG_CLEANED_TOO_SHORT] = "too_short",
                                        [EMG_CLEANED_IN_PART] = "in_part"};
    return names[state];
}

static void
fill(const clean *self, int step, int index, int lane, emg_cleaned *row)
{
    emg_touched touched =
        emg_windowed_touched(self->groups[index].stages[step], lane);
    const emg_format *format = &self->source.recording.groups[index];
    *row = (emg_cleaned){.number = format->channels[lane].number,
                         .step = steps[step]->name,
                         .found = touched.things,
                         .hz = NAN,
                         .ratio_db = NAN,
                         .frames = touched.frames,
                         .changed = touched.changed,
                         .removed_db = NAN};
    if (touched.removed > 0 && touched.power > 0)
        row->removed_db = 10 * emg_log10(touched.removed / touched.power);
    if (steps[step]->tell)
        steps[step]->tell(self->heard[step], index, lane, &self->cleaning, row);
}

const emg_cleaned *
emg_clean_report(emg_source *source, size_t *n, emg_error *error)
{
    clean *self = (clean *)source;
    int n_channels = emg_recording_channels(&source->recording);
    *n = 0;
    emg_free(self->rows);
    self->rows =
        emg_new((size_t)n_channels * N_STEPS, sizeof *self->rows, error);
    for (int s = 0; self->rows && s < N_STEPS; s++)
        for (int g = 0; g < self->n_groups; g++)
            for (int c = 0; self->groups[g].stages[s] &&
                            c < source->recording.groups[g].n_channels;
                 c++)
                fill(self, s, g, c, &self->rows[(*n)++]);
    return self->rows;
}
