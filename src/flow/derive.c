/* Other channels out of those of a recording: sums, new names. */
#include "emg/flow.h"

#include "base/memory.h"
#include "flow/derived.h"

typedef struct derive {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_source *inner;
    int n_inner;         /* channels of the inner source, in file order */
    int *inner_numbers;  /* of each */
    emg_derivation made; /* what leaves, and how each is made */
    int *lanes;          /* in its inner group, of each term of those */
    int *inner_groups;   /* of each group that leaves */
    int **origins;       /* of each group that leaves and lane: which of them */
    int n_origins;       /* groups that have some */
    emg_block block;     /* of the inner source */
    int group;           /* the next that leaves with this block */
} derive;

/* ---- where samples come from ------------------------------------------ */

static int
lane_of(const emg_recording *recording, int number, int *group)
{
    const emg_channel *channel =
        emg_recording_channel(recording, number, group);
    return (int)(channel - recording->groups[*group].channels);
}

static const int *
lanes_of(const derive *self, int i)
{
    return self->lanes + (self->made.list[i].terms - self->made.terms);
}

static emg_status
connect_group(derive *self, int g, emg_error *error)
{
    const emg_format *group = &self->source.recording.groups[g];
    const emg_recording *from = &self->inner->recording;
    int *origins = emg_new((size_t)group->n_channels, sizeof *origins, error);
    self->origins[g] = origins;
    self->n_origins = g + 1;
    if (!origins)
        return EMG_NO_MEMORY;
    for (int c = 0; c < group->n_channels; c++) {
        int i = emg_derivation_find(&self->made, group->channels[c].number);
        const emg_derived *one = &self->made.list[i];
        int *lanes = self->lanes + (one->terms - self->made.terms);
        origins[c] = i;
        for (int t = 0; t < one->n_terms; t++)
            lanes[t] =
                lane_of(from, one->terms[t].number, &self->inner_groups[g]);
    }
    return EMG_OK;
}

static void
disconnect(derive *self)
{
    for (int g = 0; g < self->n_origins; g++)
        emg_free(self->origins[g]);
    self->n_origins = 0;
    emg_block_clear(&self->block);
    self->block = (emg_block){0};
    self->group = 0;
}

static emg_status
connect(derive *self, emg_error *error)
{
    emg_status status = EMG_OK;
    disconnect(self);
    for (int g = 0; g < self->source.recording.n_groups && !status; g++)
        status = connect_group(self, g, error);
    return status;
}

/* ---- selection ------------------------------------------------------- */

static emg_status
derive_select(emg_source *source, const emg_use *use, emg_error *error)
{
    derive *self = (derive *)source;
    emg_use *inner = emg_new((size_t)self->n_inner, sizeof *inner, error);
    if (!inner)
        return EMG_NO_MEMORY;
    for (int k = 0; k < self->n_inner; k++)
        if (emg_derivation_needs(&self->made, use, self->inner_numbers[k]))
            inner[k] = EMG_TREAT; /* the others are dropped */
    emg_status status =
        emg_recording_group(&source->recording, self->made.n,
                            self->made.channels, self->made.rates, use, error);
    if (!status)
        status = emg_source_select(self->inner, inner, error);
    emg_free(inner);
    return status ? status : connect(self, error);
}

/* ---- samples --------------------------------------------------------- */

/* The first term of weight 1 is copied bit by bit. */
static void
sum_terms(const derive *self, int i, emg_lanes *to, int lane)
{
    const emg_block *in = &self->block;
    const emg_derived *one = &self->made.list[i];
    const int *lanes = lanes_of(self, i);
    for (int f = 0; f < in->n_frames; f++)
        to[f].v[lane] = one->terms[0].weight * emg_block_at(in, lanes[0], f);
    for (int t = 1; t < one->n_terms; t++)
        for (int f = 0; f < in->n_frames; f++)
            to[f].v[lane] +=
                one->terms[t].weight * emg_block_at(in, lanes[t], f);
}

static void
fill(const derive *self, emg_block *block, int g)
{
    const emg_block *in = &self->block;
    const emg_format *group = &self->source.recording.groups[g];
    block->group = g;
    block->n_channels = group->n_channels;
    block->n_frames = in->n_frames;
    block->first_frame = in->first_frame;
    block->segment = in->segment;
    for (int c = 0; c < group->n_channels; c++)
        sum_terms(self, self->origins[g][c],
                  emg_block_bank(block, c / EMG_LANES), c % EMG_LANES);
}

/* The next group that is made of the block; false when there is none left. */
static bool
deliver(derive *self, emg_block *block)
{
    int n_groups = self->source.recording.n_groups;
    while (self->group < n_groups && self->block.n_frames > 0) {
        int g = self->group++;
        if (self->inner_groups[g] == self->block.group) {
            fill(self, block, g);
            return true;
        }
    }
    return false;
}

static emg_status
make_room(derive *self, int frames, emg_error *error)
{
    const emg_recording *from = &self->inner->recording;
    int most = 1;
    if (self->block.capacity == frames)
        return EMG_OK;
    for (int g = 0; g < from->n_groups; g++)
        if (from->groups[g].n_channels > most)
            most = from->groups[g].n_channels;
    emg_block_clear(&self->block);
    return emg_block_init(&self->block, most, frames, error);
}

static emg_status
derive_next(emg_source *source, emg_block *block, emg_error *error)
{
    derive *self = (derive *)source;
    block->n_frames = 0;
    source->n_events = 0;
    if (deliver(self, block))
        return EMG_OK;
    if (self->inner->ended) {
        source->ended = true;
        return EMG_OK;
    }
    emg_status status = make_room(self, block->capacity, error);
    if (!status) {
        self->block.n_frames = 0;
        status = self->inner->ops->next(self->inner, &self->block, error);
    }
    self->group = 0;
    source->events = self->inner->events;
    source->n_events = self->inner->n_events;
    if (!status)
        deliver(self, block);
    return status;
}

/* ---- life ------------------------------------------------------------ */

static emg_status
derive_rewind(emg_source *source, emg_error *error)
{
    derive *self = (derive *)source;
    source->ended = false;
    source->n_events = 0;
    self->block.n_frames = 0;
    return self->inner->ops->rewind(self->inner, error);
}

static emg_status
derive_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    emg_source *inner = ((derive *)source)->inner;
    return inner->ops->fingerprint(inner, text, error);
}

static void
derive_destroy(emg_source *source)
{
    derive *self = (derive *)source;
    disconnect(self);
    emg_source_destroy(self->inner);
    emg_recording_clear(&source->recording);
    emg_free(self->inner_numbers);
    emg_derivation_clear(&self->made);
    emg_free(self->lanes);
    emg_free(self->inner_groups);
    emg_free(self->origins);
    emg_free(self);
}

static const emg_source_ops derive_ops = {
    .name = "derive",
    .select = derive_select,
    .next = derive_next,
    .rewind = derive_rewind,
    .fingerprint = derive_fingerprint,
    .destroy = derive_destroy,
};

static emg_status
take_memory(derive *self, emg_error *error)
{
    size_t n = (size_t)self->made.n;
    self->inner_numbers =
        emg_new((size_t)self->n_inner, sizeof *self->inner_numbers, error);
    self->lanes =
        emg_new((size_t)self->made.n_terms, sizeof *self->lanes, error);
    self->inner_groups = emg_new(n, sizeof *self->inner_groups, error);
    self->origins = emg_new(n, sizeof *self->origins, error);
    return self->inner_numbers && self->lanes && self->inner_groups &&
                   self->origins
               ? EMG_OK
               : EMG_NO_MEMORY;
}

static emg_status
number_inner(derive *self, emg_error *error)
{
    emg_place *places = emg_new((size_t)self->n_inner, sizeof *places, error);
    if (!places)
        return EMG_NO_MEMORY;
    emg_recording_order(&self->inner->recording, places);
    for (int k = 0; k < self->n_inner; k++)
        self->inner_numbers[k] = places[k].number;
    emg_free(places);
    return EMG_OK;
}

static emg_status
select_all(derive *self, emg_error *error)
{
    emg_use *use = emg_new((size_t)self->made.n, sizeof *use, error);
    if (!use)
        return EMG_NO_MEMORY;
    for (int i = 0; i < self->made.n; i++)
        use[i] = EMG_TREAT;
    emg_status status = derive_select(&self->source, use, error);
    emg_free(use);
    return status;
}

emg_source *
emg_derive_create(emg_source *source, const emg_derived *derived, int n,
                  emg_error *error)
{
    derive *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_source_destroy(source);
        return NULL;
    }
    self->source.ops = &derive_ops;
    self->source.listener = source->listener;
    self->inner = source;
    self->n_inner = emg_recording_channels(&source->recording);
    if (emg_recording_copy(&self->source.recording, &source->recording,
                           error) ||
        emg_derivation_init(&self->made, derived, n, &source->recording,
                            error) ||
        take_memory(self, error) || number_inner(self, error) ||
        select_all(self, error)) {
        derive_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}
