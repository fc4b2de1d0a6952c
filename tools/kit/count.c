/* A sink before another one: nothing is changed on the way. */
#include "kit/count.h"

#include "base/memory.h"

typedef struct counter {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_sink *inner;
    kit_account *account;
} counter;

static emg_status
count_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    counter *self = (counter *)sink;
    self->account->frames[block->group] += block->n_frames;
    return self->inner->ops->take(self->inner, block, error);
}

static emg_status
count_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    counter *self = (counter *)sink;
    if (!self->inner->ops->event)
        return EMG_OK;
    self->account->n_events++;
    return self->inner->ops->event(self->inner, event, error);
}

static bool
is_empty(const kit_account *account)
{
    int64_t frames = 0;
    for (int g = 0; g < account->leaving->n_groups; g++)
        frames += account->frames[g];
    return frames == 0;
}

/* A recording is the last to get its name: it stands for all of its files. */
static emg_status
count_finish(emg_sink *sink, emg_error *error)
{
    counter *self = (counter *)sink;
    if (is_empty(self->account))
        return emg_fail(error, EMG_BAD_FILE, "there is no sample to write");
    emg_output *beside = self->account->beside;
    emg_status status = beside ? emg_output_finish(beside, error) : EMG_OK;
    return status ? status : self->inner->ops->finish(self->inner, error);
}

static void
count_destroy(emg_sink *sink)
{
    counter *self = (counter *)sink;
    emg_sink_destroy(self->inner);
    emg_free(self);
}

emg_sink *
kit_count_create(emg_sink *inner, kit_account *account,
                 const emg_recording *leaving, emg_error *error)
{
    static const emg_sink_ops ops = {.name = "count",
                                     .take = count_take,
                                     .event = count_event,
                                     .finish = count_finish,
                                     .destroy = count_destroy};
    counter *self = inner ? emg_new(1, sizeof *self, error) : NULL;
    account->leaving = leaving;
    account->n_events = 0;
    emg_free(account->frames);
    account->frames =
        emg_new((size_t)leaving->n_groups, sizeof *account->frames, error);
    if (!self || !account->frames) {
        emg_sink_destroy(inner);
        emg_free(self);
        return NULL;
    }
    *self = (counter){.sink = {&ops}, .inner = inner, .account = account};
    return &self->sink;
}
