/* Other channels out of those of a recording: differences, new names. */
#include "emg/flow.h"

#include "base/memory.h"
#include "signal/difference.h"

#include <stdio.h>
#include <string.h>

/* Where the samples of a channel come from: lanes of an inner group. */
typedef struct origin {
    int plus, minus; /* lanes; minus -1: nothing is taken away */
} origin;

typedef struct derive {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_source *inner;
    int n_inner;          /* channels of the inner source, in file order */
    int *inner_numbers;   /* of each */
    int n;                /* channels that leave */
    emg_derived *derived; /* how each is made */
    emg_channel *channels;
    emg_rate *rates;
    int *inner_groups; /* of each group that leaves */
    origin **origins;  /* of each group that leaves and lane */
    int n_origins;     /* groups that have some */
    emg_block block;   /* of the inner source */
    int group;         /* the next that leaves with this block */
} derive;

/* ---- description ----------------------------------------------------- */

static bool
same_rate(emg_rate a, emg_rate b)
{
    return a.samples == b.samples && a.seconds == b.seconds;
}

static emg_status
describe_channel(derive *self, int i, bool keep_number, emg_error *error)
{
    const emg_recording *from = &self->inner->recording;
    const emg_derived *one = &self->derived[i];
    emg_channel *to = &self->channels[i];
    int group, other;
    const emg_channel *plus = emg_recording_channel(from, one->plus, &group);
    const emg_channel *minus =
        one->minus ? emg_recording_channel(from, one->minus, &other) : NULL;

    if (!plus || (one->minus && !minus))
        return emg_fail(error, EMG_INTERNAL, "there is no such channel");
    *to = *plus;
    self->rates[i] = from->groups[group].rate;
    if (minus && !same_rate(from->groups[other].rate, self->rates[i]))
        return emg_fail(error, EMG_BAD_OPTION,
                        "%s and %s have different sampling rates: no "
                        "difference can be taken",
                        plus->label, minus->label);
    if (minus && emg_channel_subtract(to, minus, error))
        return EMG_BAD_OPTION;
    if (!keep_number)
        to->number = i + 1;
    if (one->label[0])
        snprintf(to->label, sizeof to->label, "%s", one->label);
    return EMG_OK;
}

static emg_status
describe_channels(derive *self, emg_error *error)
{
    bool keep_numbers = true;
    emg_status status = EMG_OK;
    for (int i = 0; i < self->n; i++)
        keep_numbers &= self->derived[i].minus == 0;
    for (int i = 0; i < self->n && !status; i++)
        status = describe_channel(self, i, keep_numbers, error);
    return status;
}

/* ---- where samples come from ------------------------------------------ */

static int
lane_of(const emg_recording *recording, int number, int *group)
{
    const emg_channel *channel =
        emg_recording_channel(recording, number, group);
    return (int)(channel - recording->groups[*group].channels);
}

/* Which of our channels has this number. */
static const emg_derived *
derived_with(const derive *self, int number)
{
    int i = 0;
    while (self->channels[i].number != number)
        i++;
    return &self->derived[i];
}

static emg_status
connect_group(derive *self, int g, emg_error *error)
{
    const emg_format *group = &self->source.recording.groups[g];
    const emg_recording *from = &self->inner->recording;
    origin *origins =
        emg_new((size_t)group->n_channels, sizeof *origins, error);
    self->origins[g] = origins;
    self->n_origins = g + 1;
    if (!origins)
        return EMG_NO_MEMORY;
    for (int c = 0; c < group->n_channels; c++) {
        const emg_derived *one = derived_with(self, group->channels[c].number);
        origins[c].plus = lane_of(from, one->plus, &self->inner_groups[g]);
        origins[c].minus =
            one->minus ? lane_of(from, one->minus, &self->inner_groups[g]) : -1;
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

/* Of each inner channel: whether one that leaves is made of it. */
static void
needed(const derive *self, const emg_use *use, emg_use *inner)
{
    for (int k = 0; k < self->n_inner; k++) {
        int number = self->inner_numbers[k];
        inner[k] = EMG_DROP;
        for (int i = 0; i < self->n; i++)
            if (use[i] != EMG_DROP && (self->derived[i].plus == number ||
                                       self->derived[i].minus == number))
                inner[k] = EMG_TREAT;
    }
}

static emg_status
derive_select(emg_source *source, const emg_use *use, emg_error *error)
{
    derive *self = (derive *)source;
    emg_use *inner = emg_new((size_t)self->n_inner, sizeof *inner, error);
    if (!inner)
        return EMG_NO_MEMORY;
    needed(self, use, inner);
    emg_status status = emg_recording_group(
        &source->recording, self->n, self->channels, self->rates, use, error);
    if (!status)
        status = emg_source_select(self->inner, inner, error);
    emg_free(inner);
    return status ? status : connect(self, error);
}

/* ---- samples --------------------------------------------------------- */

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
    for (int c = 0; c < group->n_channels; c++) {
        origin from = self->origins[g][c];
        emg_lanes *to = emg_block_bank(block, c / EMG_LANES);
        for (int f = 0; f < in->n_frames; f++) {
            double value = emg_block_at(in, from.plus, f);
            if (from.minus >= 0)
                value -= emg_block_at(in, from.minus, f);
            to[f].v[c % EMG_LANES] = value;
        }
    }
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
    emg_free(self->derived);
    emg_free(self->channels);
    emg_free(self->rates);
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
take_memory(derive *self, const emg_derived *derived, emg_error *error)
{
    size_t n = (size_t)self->n;
    self->inner_numbers =
        emg_new((size_t)self->n_inner, sizeof *self->inner_numbers, error);
    self->derived = emg_new(n, sizeof *self->derived, error);
    self->channels = emg_new(n, sizeof *self->channels, error);
    self->rates = emg_new(n, sizeof *self->rates, error);
    self->inner_groups = emg_new(n, sizeof *self->inner_groups, error);
    self->origins = emg_new(n, sizeof *self->origins, error);
    if (!self->inner_numbers || !self->derived || !self->channels ||
        !self->rates || !self->inner_groups || !self->origins)
        return EMG_NO_MEMORY;
    memcpy(self->derived, derived, n * sizeof *derived);
    return EMG_OK;
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
    emg_use *use = emg_new((size_t)self->n, sizeof *use, error);
    if (!use)
        return EMG_NO_MEMORY;
    for (int i = 0; i < self->n; i++)
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
    self->n = n;
    if (emg_recording_copy(&self->source.recording, &source->recording,
                           error) ||
        take_memory(self, derived, error) || number_inner(self, error) ||
        describe_channels(self, error) || select_all(self, error)) {
        derive_destroy(&self->source);
        return NULL;
    }
    return &self->source;
}
