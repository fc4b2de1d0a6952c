/* Windows on a grid that is fixed to the segment's start. A bank keeps raw
 * frames back to the start of its last window, so that the last one of the
 * segment can end with it. */
#include "filter/windowed.h"

#include "base/memory.h"

#include <string.h>

typedef struct bank {
    emg_lanes *raw;  /* [size + step]: input, from frame `start` on */
    emg_lanes *done; /* [step + after]: the output of the last window */
    double *samples; /* [size]: one channel of a window */
    double *scratch;
    int64_t base;  /* frames of earlier segments */
    int64_t taken; /* input frames of this segment */
    int64_t start;
    int64_t ready; /* output frames that were made */
    int64_t made;  /* of which by the last window */
    int64_t given; /* and which left */
} bank;

/* Welford's sums: the power of a channel must not hold its offset. */
typedef struct tally {
    emg_touched touched;
    double mean;
} tally;

typedef struct windowed {
    emg_stage stage;
    emg_windows how;
    void *worker;
    int64_t size;
    int n_banks;
    bank *banks;
    tally *tallies; /* of each channel */
} windowed;

static void
count(tally *t, double before, double after)
{
    double gap = before - t->mean, removed = before - after;
    t->touched.frames++;
    t->mean += gap / (double)t->touched.frames;
    t->touched.power += gap * (before - t->mean);
    t->touched.removed += removed * removed;
    t->touched.changed += removed != 0;
}

/* The window of n frames from frame `first` of the segment, one channel; the
 * frames from `ready` on become output. */
static void
run_lane(windowed *self, int index, int64_t first, int64_t n, int lane)
{
    bank *b = &self->banks[index];
    const emg_lanes *raw = b->raw + (first - b->start);
    tally *t = &self->tallies[index * EMG_LANES + lane];
    emg_window window = {.channel = index * EMG_LANES + lane,
                         .samples = b->samples,
                         .n = (int)n,
                         .first = b->base + first,
                         .from = (int)(b->ready - first),
                         .to = (int)(b->ready - first + b->made),
                         .scratch = b->scratch};
    for (int64_t i = 0; i < n; i++)
        b->samples[i] = raw[i].v[lane];
    t->touched.things += self->how.work(self->worker, &window);
    for (int i = window.from; i < window.to; i++) {
        b->done[i - window.from].v[lane] = b->samples[i];
        count(t, raw[i].v[lane], b->samples[i]);
    }
}

static void
run(windowed *self, int index, int64_t first, int64_t to, int64_t gives)
{
    bank *b = &self->banks[index];
    int lanes = self->stage.out.n_channels - index * EMG_LANES;
    b->made = gives;
    for (int k = 0; k < lanes && k < EMG_LANES; k++)
        run_lane(self, index, first, to - first, k);
    b->ready += gives;
}

/* Drops raw frames before `first`. */
static void
drop(bank *b, int64_t first)
{
    memmove(b->raw, b->raw + (first - b->start),
            (size_t)(b->taken - first) * sizeof *b->raw);
    b->start = first;
}

static int
give(bank *b, emg_lanes *frames, int most)
{
    int64_t left = b->ready - b->given;
    int n = left < most ? (int)left : most;
    if (n > 0)
        memcpy(frames, b->done + (b->given - (b->ready - b->made)),
               (size_t)n * sizeof *frames);
    b->given += n;
    return n;
}

/* The end of the next window. */
static int64_t
next_end(const windowed *self, const bank *b)
{
    return b->ready + self->how.step + self->how.after;
}

static int
windowed_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                 int capacity, emg_error *error)
{
    windowed *self = (windowed *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    (void)capacity;
    (void)error;

    for (int done = 0; done < n;) {
        int64_t room = next_end(self, b) - b->taken;
        int now = n - done < room ? n - done : (int)room;
        memcpy(b->raw + (b->taken - b->start), frames + done,
               (size_t)now * sizeof *frames);
        b->taken += now;
        done += now;
        out += give(b, frames + out, now);
        if (now == room) {
            int64_t first = b->ready - self->how.before;
            first = first > 0 ? first : 0;
            drop(b, first);
            run(self, index, first, b->taken, self->how.step);
        }
    }
    return out;
}

/* As new, but for the count of frames. */
static void
begin(bank *b)
{
    *b = (bank){.raw = b->raw,
                .done = b->done,
                .samples = b->samples,
                .scratch = b->scratch,
                .base = b->base + b->taken};
}

static int
windowed_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    windowed *self = (windowed *)stage;
    bank *b = &self->banks[index];
    int out = give(b, frames, capacity);
    if (b->given == b->ready && b->ready < b->taken) {
        int64_t first = b->taken - self->size;
        run(self, index, first > 0 ? first : 0, b->taken, b->taken - b->ready);
        out += give(b, frames + out, capacity - out);
    }
    if (b->given == b->taken)
        begin(b);
    return out;
}

static void
windowed_gap(emg_stage *stage)
{
    windowed *self = (windowed *)stage;
    for (int i = 0; i < self->n_banks; i++)
        begin(&self->banks[i]);
}

static void
windowed_reset(emg_stage *stage)
{
    windowed *self = (windowed *)stage;
    size_t n = (size_t)stage->out.n_channels;
    windowed_gap(stage);
    for (int i = 0; i < self->n_banks; i++)
        self->banks[i].base = 0;
    memset(self->tallies, 0, n * sizeof *self->tallies);
}

static void
windowed_destroy(emg_stage *stage)
{
    windowed *self = (windowed *)stage;
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        emg_free(self->banks[i].raw);
        emg_free(self->banks[i].done);
        emg_free(self->banks[i].samples);
        emg_free(self->banks[i].scratch);
    }
    emg_free(self->banks);
    emg_free(self->tallies);
    if (self->how.destroy)
        self->how.destroy(self->worker);
    emg_free(self);
}

static const emg_stage_ops windowed_ops = {
    .name = "windowed",
    .process = windowed_process,
    .flush = windowed_flush,
    .gap = windowed_gap,
    .reset = windowed_reset,
    .destroy = windowed_destroy,
};

emg_touched
emg_windowed_touched(const emg_stage *stage, int channel)
{
    return stage->ops == &windowed_ops
               ? ((const windowed *)stage)->tallies[channel].touched
               : (emg_touched){0};
}

static emg_status
take_memory(windowed *self, emg_error *error)
{
    size_t size = (size_t)self->size, step = (size_t)self->how.step;
    size_t gives = step + (size_t)self->how.after;
    size_t n_channels = (size_t)self->stage.out.n_channels;
    self->tallies = emg_new(n_channels, sizeof(tally), error);
    self->banks = emg_new((size_t)self->n_banks, sizeof(bank), error);
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        bank *b = &self->banks[i];
        b->raw = emg_new(size + step, sizeof(emg_lanes), error);
        b->done = emg_new(gives, sizeof(emg_lanes), error);
        b->samples = emg_new(size, sizeof(double), error);
        b->scratch = emg_new(self->how.scratch, sizeof(double), error);
        if (!b->raw || !b->done || !b->samples || !b->scratch)
            return EMG_NO_MEMORY;
    }
    return self->banks && self->tallies ? EMG_OK : EMG_NO_MEMORY;
}

emg_stage *
emg_windowed_create(const emg_format *in, const emg_windows *windows,
                    void *worker, emg_error *error)
{
    windowed *self = worker ? emg_new(1, sizeof *self, error) : NULL;
    if (!self || emg_stage_init(&self->stage, &windowed_ops, in, error)) {
        emg_free(self);
        if (worker && windows->destroy)
            windows->destroy(worker);
        return NULL;
    }
    self->how = *windows;
    self->worker = worker;
    self->size = (int64_t)windows->before + windows->step + windows->after;
    self->stage.lag_frames = (int64_t)windows->step + windows->after;
    self->n_banks = emg_banks(in->n_channels);
    for (int c = 0; c < in->n_channels; c++) {
        self->stage.out.channels[c].step = 0; /* no digital steps any more */
        self->stage.out.channels[c].scale.bytes = 0;
    }
    if (take_memory(self, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    return &self->stage;
}
