/* Recorded sources: see recorded.h. */
#include "recorded.h"

#include "base/memory.h"
#include "toys.h"

#include <stdio.h>

static emg_status
select_all(emg_source *source, const emg_use *use, emg_error *error)
{
    (void)source, (void)use, (void)error;
    return EMG_OK;
}

/* The segment that frame `at` lies in; *end is where the next one begins. */
static emg_segment
segment_at(const recorded *self, int64_t *end)
{
    emg_segment now = {.number = 0};
    *end = self->n_frames;
    for (int s = 0; s < self->n_segments; s++) {
        if (self->segments[s].first_frame <= self->at) {
            now = self->segments[s];
        } else {
            *end = self->segments[s].first_frame;
            break;
        }
    }
    return now;
}

static emg_status
next(emg_source *source, emg_block *block, emg_error *error)
{
    recorded *self = (recorded *)source;
    int64_t end = 0;
    (void)error;
    source->events = self->events;
    source->n_events = self->at == 0 ? self->n_events : 0;
    source->ended = self->at == self->n_frames;
    block->segment = segment_at(self, &end);
    block->group = 0;
    block->first_frame = self->at;
    block->n_frames = end - self->at < block->capacity ? (int)(end - self->at)
                                                       : block->capacity;
    for (int c = 0; c < source->recording.groups[0].n_channels; c++)
        for (int f = 0; f < block->n_frames; f++)
            emg_block_bank(block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                self->samples[c][self->at + f];
    self->at += block->n_frames;
    return EMG_OK;
}

static emg_status
rewind_recorded(emg_source *source, emg_error *error)
{
    (void)error;
    ((recorded *)source)->at = 0;
    source->ended = false;
    return EMG_OK;
}

static emg_status
no_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    (void)source;
    text[0] = 0;
    return emg_fail(error, EMG_INTERNAL, "samples have no fingerprint");
}

static void
keep(emg_source *source)
{
    (void)source;
}

static const emg_source_ops recorded_ops = {
    .name = "recorded",
    .select = select_all,
    .next = next,
    .rewind = rewind_recorded,
    .fingerprint = no_fingerprint,
    .destroy = keep,
};

void
recorded_init(recorded *source, int64_t rate_hz, int n_channels,
              const double *const *samples, int64_t n_frames)
{
    *source = (recorded){.source = {.ops = &recorded_ops},
                         .samples = samples,
                         .n_frames = n_frames};
    emg_recording *recording = &source->source.recording;
    snprintf(recording->name, sizeof recording->name, "recorded.edf");
    recording->n_groups = 1;
    recording->groups = emg_new(1, sizeof *recording->groups, NULL);
    recording->uses = emg_new(1, sizeof *recording->uses, NULL);
    recording->uses[0] = EMG_TREAT;
    toy_format(&recording->groups[0], n_channels);
    emg_rate_set(&recording->groups[0].rate, rate_hz, 1);
    recording->groups[0].rate_hz = (double)rate_hz;
}

void
recorded_clear(recorded *source)
{
    emg_recording_clear(&source->source.recording);
}
