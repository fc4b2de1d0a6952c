/* Passes all on; only what is said of the channels changes. */
#include "io/tabled_source.h"

#include "base/memory.h"
#include "io/channel_table.h"

#include <string.h>

typedef struct tabled {
    emg_source source; /* first, so that a source pointer is one of these */
    emg_source *inner;
    emg_channel_table table;
} tabled;

static const emg_channel_row *
row_of(const tabled *self, const emg_channel *channel)
{
    for (size_t i = 0; i < self->table.n; i++)
        if (strcmp(self->table.rows[i].label, channel->label) == 0)
            return &self->table.rows[i];
    return NULL;
}

static void
learn(const tabled *self, emg_format *group)
{
    for (int c = 0; c < group->n_channels; c++) {
        emg_channel *channel = &group->channels[c];
        const emg_channel_row *row = row_of(self, channel);
        if (!row)
            continue;
        channel->bad = row->bad;
        memcpy(channel->muscle, row->muscle, sizeof channel->muscle);
        if (channel->kind == EMG_KIND_UNKNOWN)
            channel->kind = row->kind;
    }
}

static emg_status
describe(tabled *self, emg_error *error)
{
    emg_recording *recording = &self->source.recording;
    emg_recording_clear(recording);
    if (emg_recording_copy(recording, &self->inner->recording, error))
        return EMG_NO_MEMORY;
    for (int g = 0; g < recording->n_groups; g++)
        learn(self, &recording->groups[g]);
    return EMG_OK;
}

static void
follow(tabled *self)
{
    self->source.ended = self->inner->ended;
    self->source.events = self->inner->events;
    self->source.n_events = self->inner->n_events;
}

static emg_status
tabled_select(emg_source *source, const emg_use *use, emg_error *error)
{
    tabled *self = (tabled *)source;
    emg_status status = emg_source_select(self->inner, use, error);
    return status ? status : describe(self, error);
}

static emg_status
tabled_next(emg_source *source, emg_block *block, emg_error *error)
{
    tabled *self = (tabled *)source;
    emg_status status = self->inner->ops->next(self->inner, block, error);
    follow(self);
    return status;
}

static emg_status
tabled_rewind(emg_source *source, emg_error *error)
{
    tabled *self = (tabled *)source;
    emg_status status = self->inner->ops->rewind(self->inner, error);
    follow(self);
    return status;
}

static emg_status
tabled_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    emg_source *inner = ((tabled *)source)->inner;
    return inner->ops->fingerprint(inner, text, error);
}

static void
tabled_destroy(emg_source *source)
{
    tabled *self = (tabled *)source;
    emg_source_destroy(self->inner);
    emg_recording_clear(&source->recording);
    emg_channel_table_clear(&self->table);
    emg_free(self);
}

static const emg_source_ops tabled_ops = {
    .name = "tabled",
    .select = tabled_select,
    .next = tabled_next,
    .rewind = tabled_rewind,
    .fingerprint = tabled_fingerprint,
    .destroy = tabled_destroy,
};

/* The public example of EMG-BIDS says V where its file says uV. */
static emg_status
compare_units(const tabled *self, emg_warnings *warnings, emg_error *error)
{
    const emg_recording *recording = &self->inner->recording;
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++) {
            const emg_channel *channel = &recording->groups[g].channels[c];
            const emg_channel_row *row = row_of(self, channel);
            emg_channel said = {.to_uv = 0};
            emg_channel_set_unit(&said, row ? row->unit : "");
            if (said.to_uv > 0 && channel->to_uv > 0 &&
                said.to_uv != channel->to_uv)
                return emg_io_warn(warnings, error, -1,
                                   "the table of channels beside it gives %s "
                                   "in %s, the file in %s: the file is right",
                                   channel->label, row->unit, channel->unit);
        }
    return EMG_OK;
}

static emg_status
look(tabled *self, const char *path, const emg_open_options *options,
     bool *found, emg_error *error)
{
    emg_warnings warnings;
    emg_warnings_init(&warnings, options, self->inner->recording.name);
    emg_status status =
        emg_channel_table_find(&self->table, path, -1, found, &warnings, error);
    if (!status && *found)
        status = compare_units(self, &warnings, error);
    if (!status)
        emg_warnings_release(&warnings);
    emg_warnings_clear(&warnings);
    return status;
}

emg_source *
emg_tabled_create(emg_source *source, const char *path,
                  const emg_open_options *options, emg_error *error)
{
    bool found = false;
    tabled *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_source_destroy(source);
        return NULL;
    }
    self->source.ops = &tabled_ops;
    self->source.listener = source->listener;
    self->inner = source;
    emg_status status = look(self, path, options, &found, error);
    if (!status && found) {
        follow(self);
        status = describe(self, error);
    }
    if (status || !found) {
        if (!status)
            self->inner = NULL;
        tabled_destroy(&self->source);
        return status ? NULL : source;
    }
    return &self->source;
}
