/* A trigger channel becomes times: its range first, then where it rises. */
#include "emg/analysis.h"

#include "base/memory.h"

#include <math.h>

typedef struct triggers {
    emg_analysis analysis;
    emg_format format; /* of its group */
    int group, lane;
    double level; /* NaN while it is not known */
    double least, most;
    bool rises; /* the pass looks for rises */
    bool above; /* the last sample was, or there is none yet */
    int segment;
    double *times;
    size_t n, room;
} triggers;

static emg_status
note_rise(triggers *self, const emg_block *block, int frame, emg_error *error)
{
    if (emg_grow((void **)&self->times, &self->room, self->n + 1,
                 sizeof *self->times, error))
        return EMG_NO_MEMORY;
    self->times[self->n++] = emg_frame_time(&self->format, &block->segment,
                                            block->first_frame + frame);
    return EMG_OK;
}

static emg_status
triggers_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    triggers *self = (triggers *)sink;
    emg_status status = EMG_OK;
    if (block->group != self->group)
        return EMG_OK;
    if (self->segment != block->segment.number)
        self->above = true;
    self->segment = block->segment.number;
    for (int i = 0; i < block->n_frames && !status; i++) {
        double x = emg_block_at(block, self->lane, i);
        bool above = x >= self->level;
        self->least = fmin(self->least, x);
        self->most = fmax(self->most, x);
        if (self->rises && above && !self->above)
            status = note_rise(self, block, i, error);
        self->above = above;
    }
    return status;
}

static emg_status
triggers_finish(emg_sink *sink, emg_error *error)
{
    triggers *self = (triggers *)sink;
    (void)error;
    if (isnan(self->level) && self->least < self->most)
        self->level = self->least / 2 + self->most / 2;
    return EMG_OK;
}

static emg_status
triggers_prepare(emg_analysis *analysis, int pass, bool *wanted,
                 emg_error *error)
{
    triggers *self = (triggers *)analysis;
    (void)error;
    *wanted = !self->rises && (pass == 0 || !isnan(self->level));
    self->rises = !isnan(self->level);
    self->segment = -1;
    return EMG_OK;
}

static void
triggers_destroy(emg_sink *sink)
{
    triggers *self = (triggers *)sink;
    emg_format_clear(&self->format);
    emg_free(self->times);
    emg_free(self);
}

static const emg_analysis_ops triggers_ops = {
    .sink = {.name = "triggers",
             .take = triggers_take,
             .finish = triggers_finish,
             .destroy = triggers_destroy},
    .prepare = triggers_prepare};

emg_analysis *
emg_triggers_create(const emg_recording *recording, int number, double level,
                    emg_error *error)
{
    int group = 0;
    const emg_channel *channel =
        emg_recording_channel(recording, number, &group);
    if (!channel) {
        emg_fail(error, EMG_BAD_OPTION, "channel %d is not read", number);
        return NULL;
    }
    triggers *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->analysis.ops = &triggers_ops;
    self->analysis.sink.ops = &triggers_ops.sink;
    self->group = group;
    self->lane = (int)(channel - recording->groups[group].channels);
    self->level = level;
    self->least = HUGE_VAL;
    self->most = -HUGE_VAL;
    if (emg_format_copy(&self->format, &recording->groups[group], error)) {
        emg_free(self);
        return NULL;
    }
    return &self->analysis;
}

const double *
emg_triggers_times(const emg_analysis *analysis, int *n)
{
    const triggers *self = (const triggers *)analysis;
    *n = (int)self->n;
    return self->times;
}
