/* Convolution by overlap-save: transforms on a grid that is fixed to the
 * segment's start, each over a window of frames of which the first taps - 1
 * were in the window before. A lane is transformed by itself, so that channels
 * share nothing, not even a rounding. */
#include "filter/convolve.h"

#include "base/memory.h"
#include "dsp/fft.h"

#include <math.h>
#include <string.h>

#define SHORTEST 1024 /* frames of a transform */

typedef struct bank {
    emg_lanes *window;   /* [size]: the input of the next transform */
    emg_lanes *done;     /* [step]: the output of the last one */
    emg_lanes *beyond;   /* [ahead]: what stands for frames after the last */
    double *real, *half; /* of one lane */
    int64_t taken;       /* input frames */
    int64_t ready;       /* output frames that were made */
    int64_t given;       /* of which left */
    int64_t past;        /* frames put in after the last */
    int filled;          /* frames in the window */
} bank;

typedef struct convolve {
    emg_stage stage;
    emg_convolution how;
    emg_fft *fft;
    double *sums;      /* [n + 1]: of the first taps */
    double *response;  /* of the taps, over the length of a transform */
    int size, step;    /* frames of a transform, and those that it makes */
    int before, ahead; /* frames that a sum needs around its own */
    int n_banks;
    bank *banks;
} convolve;

static void
extend(emg_lanes *to, const emg_lanes *end, const emg_lanes *inside)
{
    for (int k = 0; k < EMG_LANES; k++)
        to->v[k] = 2 * end->v[k] - inside->v[k];
}

/* At most as many frames as there are beside the end itself are turned about
 * it; past them the farthest one stays. */
static void
extend_head(const convolve *self, bank *b)
{
    emg_lanes *first = b->window + self->before;
    int64_t most = b->taken - 1;
    for (int i = 1; i <= self->before; i++) {
        if (i <= most)
            extend(first - i, first, first + i);
        else
            first[-i] = most > 0 ? first[-most] : first[0];
    }
}

static void
extend_tail(const convolve *self, bank *b)
{
    const emg_lanes *last = b->window + b->filled - 1;
    int64_t most = b->taken - 1;
    for (int i = 1; i <= self->ahead; i++) {
        if (i <= most)
            extend(&b->beyond[i - 1], last, last - i);
        else
            b->beyond[i - 1] = i > 1 ? b->beyond[i - 2] : last[0];
    }
}

/* All weights over those that meet frames of the signal. */
static double
share(const convolve *self, const bank *b, int64_t frame)
{
    int64_t to = frame + self->ahead, from = to - (b->taken - 1);
    from = from < 0 ? 0 : from;
    to = to > self->how.n - 1 ? self->how.n - 1 : to;
    return self->sums[self->how.n] / (self->sums[to + 1] - self->sums[from]);
}

/* real becomes the circular convolution of itself and the taps. */
static void
transform(const convolve *self, bank *b)
{
    const double *h = self->response;
    double *x = b->half;
    emg_fft_forward(self->fft, b->real, x);
    for (int i = 0; i < emg_fft_half(self->size); i += 2) {
        double re = x[i] * h[i] - x[i + 1] * h[i + 1];
        x[i + 1] = x[i] * h[i + 1] + x[i + 1] * h[i];
        x[i] = re;
    }
    emg_fft_inverse(self->fft, x, b->real);
}

static void
run_lane(const convolve *self, bank *b, int lane)
{
    int past = self->how.n - 1, middle = self->how.n / 2;
    for (int i = 0; i < self->size; i++)
        b->real[i] = b->window[i].v[lane];
    transform(self, b);
    for (int i = 0; i < self->step; i++) {
        double y = b->real[past + i];
        if (self->how.magnitude) {
            double x = b->window[middle + i].v[lane];
            y = sqrt(y * y + x * x);
        }
        b->done[i].v[lane] = y;
    }
}

/* The window is full: makes the next `step` frames. */
static void
run(const convolve *self, bank *b, int lanes)
{
    bool shared = self->how.ends == EMG_ENDS_SHARE && self->how.centred;
    if (b->ready == 0 && self->how.ends == EMG_ENDS_ODD && self->how.centred)
        extend_head(self, b);
    for (int k = 0; k < lanes; k++)
        run_lane(self, b, k);
    for (int i = 0; shared && i < self->step; i++) {
        int64_t frame = b->ready + i;
        if (frame >= b->taken ||
            (frame >= self->ahead && frame + self->ahead < b->taken))
            continue;
        double factor = share(self, b, frame);
        for (int k = 0; k < lanes; k++)
            b->done[i].v[k] *= factor;
    }
    b->ready += self->step;
    b->filled = self->size - self->step;
    memmove(b->window, b->window + self->step,
            (size_t)b->filled * sizeof *b->window);
}

static int
give(const convolve *self, bank *b, emg_lanes *frames, int most)
{
    int64_t last = b->ready < b->taken ? b->ready : b->taken;
    int64_t left = last - b->given;
    int n = left < most ? (int)left : most;
    int64_t at = b->given - (b->ready - self->step);
    if (n > 0)
        memcpy(frames, b->done + at, (size_t)n * sizeof *frames);
    b->given += n;
    return n;
}

static int
lanes_of(const convolve *self, int index)
{
    int lanes = self->stage.out.n_channels - index * EMG_LANES;
    return lanes < EMG_LANES ? lanes : EMG_LANES;
}

/* A frame leaves for each that comes once the first window is full, so that
 * what was made is gone when the next window is. */
static int
convolve_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                 int capacity, emg_error *error)
{
    convolve *self = (convolve *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    (void)capacity;
    (void)error;

    for (int done = 0; done < n;) {
        int room = self->size - b->filled;
        int now = n - done < room ? n - done : room;
        memcpy(b->window + b->filled, frames + done,
               (size_t)now * sizeof *frames);
        b->filled += now;
        b->taken += now;
        done += now;
        out += give(self, b, frames + out, now);
        if (b->filled == self->size)
            run(self, b, lanes_of(self, index));
    }
    return out;
}

/* Fills the window with what stands for frames after the last. */
static void
go_on(const convolve *self, bank *b)
{
    if (b->past == 0 && self->how.ends == EMG_ENDS_ODD)
        extend_tail(self, b);
    for (; b->filled < self->size; b->filled++, b->past++)
        b->window[b->filled] =
            b->past < self->ahead ? b->beyond[b->past] : (emg_lanes){0};
}

static int
convolve_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    convolve *self = (convolve *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    while (out < capacity && b->given < b->taken) {
        if (b->given == b->ready) {
            go_on(self, b);
            run(self, b, lanes_of(self, index));
        }
        out += give(self, b, frames + out, capacity - out);
    }
    return out;
}

static void
convolve_gap(emg_stage *stage)
{
    convolve *self = (convolve *)stage;
    for (int i = 0; i < self->n_banks; i++) {
        bank *b = &self->banks[i];
        *b = (bank){.window = b->window,
                    .done = b->done,
                    .beyond = b->beyond,
                    .real = b->real,
                    .half = b->half,
                    .filled = self->before};
        memset(b->window, 0, (size_t)self->before * sizeof *b->window);
        memset(b->beyond, 0, (size_t)self->ahead * sizeof *b->beyond);
    }
}

static void
convolve_destroy(emg_stage *stage)
{
    convolve *self = (convolve *)stage;
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        emg_free(self->banks[i].window);
        emg_free(self->banks[i].done);
        emg_free(self->banks[i].beyond);
        emg_free(self->banks[i].real);
        emg_free(self->banks[i].half);
    }
    emg_free(self->banks);
    emg_free(self->sums);
    emg_free(self->response);
    emg_fft_destroy(self->fft);
    emg_free(self);
}

static const emg_stage_ops convolve_ops = {
    .name = "convolution",
    .process = convolve_process,
    .flush = convolve_flush,
    .gap = convolve_gap,
    .destroy = convolve_destroy,
    .apart = true,
};

static emg_status
take_banks(convolve *self, emg_error *error)
{
    size_t half = (size_t)emg_fft_half(self->size);
    self->banks = emg_new((size_t)self->n_banks, sizeof(bank), error);
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        bank *b = &self->banks[i];
        b->window = emg_new((size_t)self->size, sizeof(emg_lanes), error);
        b->done = emg_new((size_t)self->step, sizeof(emg_lanes), error);
        b->beyond = emg_new((size_t)self->ahead, sizeof(emg_lanes), error);
        b->real = emg_new((size_t)self->size, sizeof(double), error);
        b->half = emg_new(half, sizeof(double), error);
        if (!b->window || !b->done || !b->beyond || !b->real || !b->half)
            return EMG_NO_MEMORY;
    }
    return self->banks ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
take_memory(convolve *self, emg_error *error)
{
    size_t half = (size_t)emg_fft_half(self->size);
    self->sums = emg_new((size_t)self->how.n + 1, sizeof(double), error);
    self->response = emg_new(half, sizeof(double), error);
    self->fft = emg_fft_create(self->size, error);
    if (!self->sums || !self->response || !self->fft)
        return EMG_NO_MEMORY;
    return take_banks(self, error);
}

/* The response holds the transforms' factor of `size` too. */
static void
set_taps(convolve *self)
{
    const double *taps = self->how.taps;
    double *real = self->banks[0].real; /* still zero */
    for (int i = 0; i < self->how.n; i++) {
        real[i] = taps[i] / self->size;
        self->sums[i + 1] = self->sums[i] + taps[i];
    }
    emg_fft_forward(self->fft, real, self->response);
    self->how.taps = NULL; /* the caller's */
}

emg_stage *
emg_convolve_create(const emg_format *in, const emg_convolution *how,
                    emg_error *error)
{
    convolve *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &convolve_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    self->how = *how;
    self->ahead = how->centred ? how->n / 2 : 0;
    self->before = how->n - 1 - self->ahead;
    self->size = SHORTEST;
    while (self->size < 4 * how->n)
        self->size *= 2;
    self->step = self->size - (how->n - 1);
    self->stage.lag_frames = self->step + self->ahead;
    if (!how->centred)
        self->stage.delay = (emg_delay){how->n / 2 / in->rate_hz, NAN};
    self->n_banks = emg_banks(in->n_channels);
    if (take_memory(self, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    set_taps(self);
    convolve_gap(&self->stage);
    return &self->stage;
}
