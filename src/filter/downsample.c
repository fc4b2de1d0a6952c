/* Fewer frames, on the exact grid of a lower rate. Nothing is filtered: what
 * comes is smooth already. */
#include "emg/filter.h"

#include "base/memory.h"
#include "filter/rate_change.h"

typedef struct bank {
    emg_lanes last;    /* frame `taken` - 1 */
    int64_t taken;     /* input frames */
    int64_t at, phase; /* the next new frame is at + phase / up */
} bank;

typedef struct downsample {
    emg_stage stage;
    int64_t up, down; /* of the change of rate, up <= down */
    bank *banks;
} downsample;

static void
step_on(const downsample *self, bank *b)
{
    b->phase += self->down;
    b->at += b->phase / self->up;
    b->phase %= self->up;
}

/* The next new frame, if it lies past the last frame and not past this one. */
static bool
give(const downsample *self, bank *b, const emg_lanes *now, emg_lanes *out)
{
    double way = (double)b->phase / (double)self->up;
    if (b->at == b->taken && b->phase == 0)
        *out = *now;
    else if (b->at == b->taken - 1)
        for (int k = 0; k < EMG_LANES; k++)
            out->v[k] = b->last.v[k] + way * (now->v[k] - b->last.v[k]);
    else
        return false;
    step_on(self, b);
    return true;
}

/* New frames are a frame or more apart: what is put out never overtakes what
 * was read. */
static int
downsample_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                   int capacity, emg_error *error)
{
    const downsample *self = (const downsample *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    (void)capacity;
    (void)error;

    for (int i = 0; i < n; i++) {
        emg_lanes now = frames[i];
        out += give(self, b, &now, &frames[out]);
        b->last = now;
        b->taken++;
    }
    return out;
}

/* One may lie behind the last frame, within its duration. */
static int
downsample_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    const downsample *self = (const downsample *)stage;
    bank *b = &self->banks[index];
    (void)capacity;
    if (b->at >= b->taken)
        return 0;
    frames[0] = b->last;
    step_on(self, b);
    return 1;
}

static void
downsample_gap(emg_stage *stage)
{
    downsample *self = (downsample *)stage;
    for (int i = 0; i < emg_banks(stage->out.n_channels); i++)
        self->banks[i] = (bank){.taken = 0};
}

static void
downsample_destroy(emg_stage *stage)
{
    downsample *self = (downsample *)stage;
    emg_free(self->banks);
    emg_free(self);
}

static const emg_stage_ops downsample_ops = {
    .name = "downsample",
    .process = downsample_process,
    .flush = downsample_flush,
    .gap = downsample_gap,
    .destroy = downsample_destroy,
    .apart = true,
};

static emg_status
prepare(downsample *self, const emg_format *in, emg_rate rate, emg_error *error)
{
    emg_status status =
        emg_rate_ratio(in->rate, rate, &self->up, &self->down, error);
    if (!status && self->up > self->down)
        status =
            emg_fail(error, EMG_BAD_OPTION,
                     "%.9g Hz is above the rate, %.9g Hz: only fewer "
                     "frames can be given",
                     (double)rate.samples / (double)rate.seconds, in->rate_hz);
    if (status)
        return status;
    self->banks =
        emg_new((size_t)emg_banks(in->n_channels), sizeof(bank), error);
    return self->banks ? EMG_OK : EMG_NO_MEMORY;
}

emg_stage *
emg_downsample_create(const emg_format *in, emg_rate rate, emg_error *error)
{
    downsample *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &downsample_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    if (prepare(self, in, rate, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    self->stage.lag_frames = 1;
    emg_rate_describe(&self->stage, rate);
    return &self->stage;
}
