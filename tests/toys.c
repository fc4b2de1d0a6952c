/* Toys: see toys.h. */
#include "toys.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

double
toy_sample(int group, int64_t frame, int channel)
{
    return (double)(1000 * frame + channel) + group / 10.0;
}

void
toy_format(emg_format *format, int n_channels)
{
    *format = (emg_format){.rate = {TOY_RATE_HZ, 1},
                           .rate_hz = TOY_RATE_HZ,
                           .n_channels = n_channels};
    format->channels =
        emg_new((size_t)n_channels, sizeof *format->channels, NULL);
    for (int c = 0; c < n_channels; c++) {
        format->channels[c].number = c + 1;
        snprintf(format->channels[c].label, sizeof format->channels[c].label,
                 "M%d", c + 1);
        emg_channel_set_unit(&format->channels[c], "uV");
    }
}

/* ---- the source ------------------------------------------------------ */

static emg_status
select_all(emg_source *source, const emg_use *use, emg_error *error)
{
    (void)source, (void)use, (void)error;
    return EMG_OK;
}

static void
fill(toy_source *self, const toy_stretch *from, emg_block *block)
{
    int64_t left = from->n_frames - self->done;
    int n = left < block->capacity ? (int)left : block->capacity;
    int channels = self->source.recording.groups[from->group].n_channels;

    block->group = from->group;
    block->n_frames = n;
    block->first_frame = self->given[from->group];
    block->segment = from->segment;
    for (int f = 0; f < n; f++)
        for (int c = 0; c < channels; c++)
            emg_block_bank(block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                toy_sample(from->group, block->first_frame + f, c);
    self->given[from->group] += n;
    self->done += n;
}

static emg_status
next(emg_source *source, emg_block *block, emg_error *error)
{
    toy_source *self = (toy_source *)source;
    bool first = self->at == 0 && self->done == 0;

    source->n_events = first && self->event.text ? 1 : 0;
    source->events = &self->event;
    if (self->fail_after && self->given[0] >= self->fail_after)
        return emg_fail(error, EMG_IO_FAILED, "the toy broke");
    if (self->at == self->n_stretches) {
        source->ended = true;
        return EMG_OK;
    }
    fill(self, &self->stretches[self->at], block);
    if (self->done == self->stretches[self->at].n_frames) {
        self->at++;
        self->done = 0;
    }
    return EMG_OK;
}

static emg_status
rewind_toy(emg_source *source, emg_error *error)
{
    toy_source *self = (toy_source *)source;
    (void)error;
    self->at = 0;
    self->done = 0;
    self->n_rewinds++;
    memset(self->given, 0, sizeof self->given);
    source->ended = false;
    return EMG_OK;
}

static emg_status
no_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    (void)source;
    text[0] = 0;
    return emg_fail(error, EMG_INTERNAL, "a toy has no fingerprint");
}

static void
destroy_source(emg_source *source)
{
    emg_recording_clear(&source->recording);
}

static const emg_source_ops source_ops = {
    .name = "toy",
    .select = select_all,
    .next = next,
    .rewind = rewind_toy,
    .fingerprint = no_fingerprint,
    .destroy = destroy_source,
};

void
toy_source_init(toy_source *source, int n_groups, const int *groups,
                const toy_stretch *stretches, int n_stretches)
{
    *source = (toy_source){.source = {.ops = &source_ops},
                           .stretches = stretches,
                           .n_stretches = n_stretches};
    emg_recording *recording = &source->source.recording;
    snprintf(recording->name, sizeof recording->name, "toy.edf");
    recording->n_groups = n_groups;
    recording->groups =
        emg_new((size_t)n_groups, sizeof *recording->groups, NULL);
    recording->uses = emg_new((size_t)n_groups, sizeof *recording->uses, NULL);
    for (int g = 0; g < n_groups; g++) {
        toy_format(&recording->groups[g], groups[g]);
        recording->uses[g] = EMG_TREAT;
    }
}

/* ---- stages ---------------------------------------------------------- */

typedef struct toy {
    emg_stage stage;
    double value;
    int lag;
    int *held;     /* of each bank */
    int64_t *seen; /* frames of the segment, of each bank */
    int odd;       /* of the first frame, as the first bank tells the others */
    emg_lanes *kept; /* [bank][lag] */
} toy;

static int alive;

static void
destroy_stage(emg_stage *stage)
{
    toy *self = (toy *)stage;
    emg_free(self->held);
    emg_free(self->seen);
    emg_free(self->kept);
    emg_free(self);
    alive--;
}

int
toy_stages_alive(void)
{
    return alive;
}

static void
gap(emg_stage *stage)
{
    toy *self = (toy *)stage;
    size_t banks = (size_t)emg_banks(stage->out.n_channels);
    memset(self->held, 0, banks * sizeof *self->held);
    memset(self->seen, 0, banks * sizeof *self->seen);
}

static toy *
make(const emg_stage_ops *ops, const emg_format *in, int lag)
{
    toy *self = emg_new(1, sizeof *self, NULL);
    size_t banks = (size_t)emg_banks(in->n_channels);
    emg_stage_init(&self->stage, ops, in, NULL);
    self->stage.lag_frames = lag;
    self->lag = lag;
    self->held = emg_new(banks, sizeof *self->held, NULL);
    self->seen = emg_new(banks, sizeof *self->seen, NULL);
    self->kept = emg_new(banks * (size_t)lag, sizeof *self->kept, NULL);
    alive++;
    return self;
}

static int
add_process(emg_stage *stage, int bank, emg_lanes *frames, int n, int capacity,
            emg_error *error)
{
    (void)bank, (void)capacity, (void)error;
    for (int f = 0; f < n; f++)
        for (int l = 0; l < EMG_LANES; l++)
            frames[f].v[l] += ((toy *)stage)->value;
    return n;
}

static const emg_stage_ops add_ops = {.name = "add",
                                      .process = add_process,
                                      .destroy = destroy_stage,
                                      .apart = true};

emg_stage *
toy_add(const emg_format *in, double add)
{
    toy *self = make(&add_ops, in, 0);
    self->value = add;
    return &self->stage;
}

/* Frame by frame through a shift register: slow and plain. */
static int
lag_process(emg_stage *stage, int bank, emg_lanes *frames, int n, int capacity,
            emg_error *error)
{
    toy *self = (toy *)stage;
    emg_lanes *kept = self->kept + (size_t)bank * (size_t)self->lag;
    int out = 0;

    (void)capacity, (void)error;
    for (int f = 0; f < n; f++) {
        emg_lanes now = frames[f];
        if (self->held[bank] == self->lag) {
            frames[out++] = kept[0];
            memmove(kept, kept + 1, (size_t)(self->lag - 1) * sizeof *kept);
            self->held[bank]--;
        }
        kept[self->held[bank]++] = now;
    }
    return out;
}

static int
lag_flush(emg_stage *stage, int bank, emg_lanes *frames, int capacity)
{
    toy *self = (toy *)stage;
    emg_lanes *kept = self->kept + (size_t)bank * (size_t)self->lag;
    int n = self->held[bank] < capacity ? self->held[bank] : capacity;
    memcpy(frames, kept, (size_t)n * sizeof *kept);
    memmove(kept, kept + n, (size_t)(self->held[bank] - n) * sizeof *kept);
    self->held[bank] -= n;
    return n;
}

static const emg_stage_ops lag_ops = {.name = "lag",
                                      .process = lag_process,
                                      .flush = lag_flush,
                                      .gap = gap,
                                      .destroy = destroy_stage,
                                      .apart = true};

emg_stage *
toy_lag(const emg_format *in, int lag)
{
    return &make(&lag_ops, in, lag)->stage;
}

static int
halve_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
              int capacity, emg_error *error)
{
    toy *self = (toy *)stage;
    int out = 0;
    (void)capacity, (void)error;
    if (bank == 0)
        self->odd = (int)(self->seen[0] % 2);
    for (int f = self->odd; f < n; f += 2)
        frames[out++] = frames[f];
    self->seen[bank] += n;
    return out;
}

static const emg_stage_ops halve_ops = {.name = "halve",
                                        .process = halve_process,
                                        .gap = gap,
                                        .destroy = destroy_stage};

emg_stage *
toy_halve(const emg_format *in)
{
    toy *self = make(&halve_ops, in, 0);
    emg_rate_set(&self->stage.out.rate, in->rate.samples, 2 * in->rate.seconds);
    self->stage.out.rate_hz = in->rate_hz / 2;
    return &self->stage;
}

static int
judge_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
              int capacity, emg_error *error)
{
    (void)bank, (void)capacity;
    for (int f = 0; f < n; f++)
        if (frames[f].v[0] == ((toy *)stage)->value) {
            emg_fail(error, EMG_BAD_FILE, "the toy judges");
            return -1;
        }
    return n;
}

static const emg_stage_ops judge_ops = {.name = "judge",
                                        .process = judge_process,
                                        .destroy = destroy_stage,
                                        .apart = true};

emg_stage *
toy_judge(const emg_format *in, double bad)
{
    toy *self = make(&judge_ops, in, 0);
    self->value = bad;
    return &self->stage;
}

/* ---- the sink -------------------------------------------------------- */

static emg_status
take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    toy_sink *self = (toy_sink *)sink;
    if (++self->n_blocks == self->fail_at_block)
        return emg_fail(error, EMG_IO_FAILED, "the disk is full");
    if (block->group != self->group)
        return EMG_OK;
    size_t n = (size_t)block->n_frames;
    self->n_channels = block->n_channels;
    emg_grow((void **)&self->frames, &self->room, self->n_frames + n,
             sizeof *self->frames, NULL);
    for (int f = 0; f < block->n_frames; f++)
        self->frames[self->n_frames++] =
            (toy_frame){.first = emg_block_at(block, 0, f),
                        .last = emg_block_at(block, block->n_channels - 1, f),
                        .frame = block->first_frame + f,
                        .segment = block->segment};
    return EMG_OK;
}

static emg_status
hear_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    (void)event, (void)error;
    ((toy_sink *)sink)->n_events++;
    return EMG_OK;
}

static emg_status
finish(emg_sink *sink, emg_error *error)
{
    (void)error;
    ((toy_sink *)sink)->n_finished++;
    return EMG_OK;
}

static void
destroy_sink(emg_sink *sink)
{
    ((toy_sink *)sink)->n_destroyed++;
}

static const emg_sink_ops sink_ops = {.name = "toy",
                                      .take = take,
                                      .event = hear_event,
                                      .finish = finish,
                                      .destroy = destroy_sink};

void
toy_sink_init(toy_sink *sink, int group)
{
    *sink = (toy_sink){.sink = {&sink_ops}, .group = group};
}

void
toy_sink_clear(toy_sink *sink)
{
    emg_free(sink->frames);
    sink->frames = NULL;
    sink->n_frames = sink->room = 0;
}
