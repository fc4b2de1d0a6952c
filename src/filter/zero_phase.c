/* Second-order sections forward and backward, in one pass over the signal.
 *
 * The forward pass streams into a ring. The backward pass runs over windows of
 * a grid that is fixed to the segment's start: it begins `memory` frames after
 * the window's end, so that by the window's end nothing of where it began is
 * left, and puts its result in the window's place. Where two lanes are enough
 * it does so little by little, while the forward pass goes on. At both true
 * ends of the segment the signal is extended by odd reflection, as scipy does.
 */
#include "filter/cascade.h"

#include "base/memory.h"
#include "dsp/kernels.h"

#include <string.h>

#define TWO 2
#define CHUNK 256 /* frames taken in at a time */
#define SHORTEST_WINDOW 1024

typedef struct bank {
    double *ring;    /* frames that left, are ready, went forward, are raw */
    double *state;   /* of the forward pass */
    int lanes;       /* of a frame: a bank of one or two channels is narrow */
    int64_t taken;   /* input frames of this segment */
    int64_t forward; /* those whose forward pass is done: the last padding + 1
                        stay raw, for the extension past the end */
    int64_t ready;   /* frames whose backward pass is done */
    double *state_back; /* of the backward pass over a window that is woven */
    int64_t back;       /* into the forward one, from here down; */
    int64_t back_end;   /* to the window's end it only warms up */
    bool weaves;
    int64_t given; /* frames that left */
    bool started;  /* the extension before the first frame was filtered */
    bool ended;    /* the last backward pass is done */
} bank;

typedef struct zero_phase {
    emg_stage stage;
    const emg_kernels_table *kernels;
    emg_sos sos;
    double steady[EMG_MAX_SECTIONS][2];
    int64_t padding, memory, window;
    int64_t room; /* frames in the ring */
    int n_banks;
    bool woven; /* windows are run backward while the next frames come */
    bank *banks;
} zero_phase;

static double *
ring_at(const zero_phase *self, const bank *b, int64_t frame)
{
    return b->ring + frame % self->room * b->lanes;
}

static void
take_frames(const bank *b, double *to, const emg_lanes *from, int64_t n)
{
    if (b->lanes == TWO)
        emg_two_take(from, n, (emg_two *)to);
    else
        memcpy(to, from, (size_t)n * sizeof *from);
}

static void
give_frames(const bank *b, emg_lanes *to, const double *from, int64_t n)
{
    if (b->lanes == TWO)
        emg_two_give((const emg_two *)from, n, to);
    else
        memcpy(to, from, (size_t)n * sizeof *to);
}

static void
cascade(const zero_phase *self, const bank *b, double *state, double *first,
        int64_t n, int step)
{
    if (b->lanes == TWO)
        emg_two_cascade(&self->sos, (emg_two *)state, (emg_two *)first, n,
                        step);
    else
        self->kernels->cascade(&self->sos, (emg_lanes *)state,
                               (emg_lanes *)first, n, step);
}

static void
put(const zero_phase *self, bank *b, const emg_lanes *frames, int n)
{
    int64_t place = b->taken % self->room;
    int64_t head = self->room - place < n ? self->room - place : n;
    take_frames(b, ring_at(self, b, place), frames, head);
    take_frames(b, b->ring, frames + head, n - head);
    b->taken += n;
}

/* The state that a constant signal of this frame's values would have. */
static void
settle(const zero_phase *self, const bank *b, double *state,
       const double *frame)
{
    for (int i = 0; i < self->sos.n; i++)
        for (int z = 0; z < 2; z++)
            for (int k = 0; k < b->lanes; k++)
                *state++ = self->steady[i][z] * frame[k];
}

/* The next frames of the backward pass, at most n, that lie in one piece of the
 * ring; those of the warm-up do not change, only their copy does. */
static int64_t
next_back(const zero_phase *self, const bank *b, int64_t n, double *copy,
          double **first)
{
    int64_t end = b->back > b->back_end ? b->back_end : b->ready;
    int64_t piece = (b->back - 1) % self->room + 1;
    n = n < piece ? n : piece;
    n = n < b->back - end ? n : b->back - end;
    *first = ring_at(self, b, b->back - 1);
    if (b->back <= b->back_end)
        return n;
    n = n < CHUNK ? n : CHUNK;
    memcpy(copy, ring_at(self, b, b->back - n),
           (size_t)(n * b->lanes) * sizeof *copy);
    *first = copy + (n - 1) * b->lanes;
    return n;
}

static void
went_back(bank *b, int64_t n)
{
    b->back -= n;
    b->weaves = b->back > b->ready;
    if (!b->weaves)
        b->ready = b->back_end;
}

/* At most n frames of the backward pass by themselves. */
static void
unwind(const zero_phase *self, bank *b, int64_t n)
{
    alignas(64) double copy[CHUNK * TWO];
    while (b->weaves && n > 0) {
        double *first;
        int64_t now = next_back(self, b, n, copy, &first);
        cascade(self, b, b->state_back, first, now, -1);
        went_back(b, now);
        n -= now;
    }
}

/* Forward over at most n frames in one piece, and as far backward. Returns how
 * many. */
static int64_t
weave(const zero_phase *self, bank *b, int64_t n)
{
    alignas(64) double copy[CHUNK * TWO];
    double *first;
    n = next_back(self, b, n, copy, &first);
    emg_two_way ahead = {(emg_two *)b->state,
                         (emg_two *)ring_at(self, b, b->forward)};
    emg_two_way back = {(emg_two *)b->state_back, (emg_two *)first};
    emg_two_weave(&self->sos, &ahead, &back, n);
    went_back(b, n);
    return n;
}

/* Runs forward over the raw frames before frame `to`. */
static void
forward(const zero_phase *self, bank *b, int64_t to)
{
    while (b->forward < to) {
        int64_t n = self->room - b->forward % self->room;
        n = n < to - b->forward ? n : to - b->forward;
        if (b->weaves)
            n = weave(self, b, n);
        else
            cascade(self, b, b->state, ring_at(self, b, b->forward), n, 1);
        b->forward += n;
    }
}

/* Runs backward over frames [from, to) of the ring, in place. */
static void
backward(const zero_phase *self, bank *b, double *state, int64_t from,
         int64_t to)
{
    while (to > from) {
        int64_t n = (to - 1) % self->room + 1;
        n = n < to - from ? n : to - from;
        cascade(self, b, state, ring_at(self, b, to - 1), n, -1);
        to -= n;
    }
}

/* The same without changing the frames: only the state matters. */
static void
warm_up(const zero_phase *self, bank *b, double *state, int64_t from,
        int64_t to)
{
    alignas(64) double copy[CHUNK * EMG_LANES];
    while (to > from) {
        int64_t n = (to - 1) % self->room + 1;
        n = n < to - from ? n : to - from;
        n = n < CHUNK ? n : CHUNK;
        memcpy(copy, ring_at(self, b, to - n),
               (size_t)(n * b->lanes) * sizeof *copy);
        cascade(self, b, state, copy + (n - 1) * b->lanes, n, -1);
        to -= n;
    }
}

static void
reflect(const bank *b, double *to, const double *end, const double *inside)
{
    for (int k = 0; k < b->lanes; k++)
        to[k] = 2 * end[k] - inside[k];
}

/* Filters the extension before the first frame. */
static void
start(const zero_phase *self, bank *b)
{
    int64_t padding = b->taken > self->padding ? self->padding : b->taken - 1;
    const double *first = ring_at(self, b, 0);
    alignas(64) double extension[EMG_LANES];

    for (int64_t i = padding; i >= 1; i--) {
        reflect(b, extension, first, ring_at(self, b, i));
        if (i == padding)
            settle(self, b, b->state, extension);
        cascade(self, b, b->state, extension, 1, 1);
    }
    if (padding == 0)
        settle(self, b, b->state, first);
    b->started = true;
}

static void
run_window(const zero_phase *self, bank *b)
{
    alignas(64) double state[2 * EMG_MAX_SECTIONS * EMG_LANES];
    int64_t to = b->ready + self->window;
    int64_t last = to + self->memory;
    if (self->woven) {
        settle(self, b, b->state_back, ring_at(self, b, last - 1));
        b->back = last;
        b->back_end = to;
        b->weaves = true;
        return;
    }
    settle(self, b, state, ring_at(self, b, last - 1));
    warm_up(self, b, state, to, last);
    backward(self, b, state, b->ready, to);
    b->ready = to;
}

/* Takes in at most CHUNK frames. */
static void
take(const zero_phase *self, bank *b, const emg_lanes *frames, int n)
{
    put(self, b, frames, n);
    if (!b->started && b->taken > self->padding)
        start(self, b);
    forward(self, b, b->taken - self->padding - 1);
    unwind(self, b, n * self->memory / self->window + 1);
    if (b->forward - (b->weaves ? b->back_end : b->ready) <
        self->window + self->memory)
        return;
    unwind(self, b, INT64_MAX);
    run_window(self, b);
}

static int
give(const zero_phase *self, bank *b, emg_lanes *frames, int most)
{
    int64_t place = b->given % self->room;
    int64_t n = b->ready - b->given < most ? b->ready - b->given : most;
    int64_t head = self->room - place < n ? self->room - place : n;
    give_frames(b, frames, ring_at(self, b, place), head);
    give_frames(b, frames + head, b->ring, n - head);
    b->given += n;
    return (int)n;
}

static int
zero_phase_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                   int capacity, emg_error *error)
{
    zero_phase *self = (zero_phase *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    (void)capacity;
    (void)error;

    for (int done = 0; done < n;) {
        int now = n - done < CHUNK ? n - done : CHUNK;
        take(self, b, frames + done, now);
        done += now;
        out += give(self, b, frames + out, now); /* never past what was read */
    }
    return out;
}

/* Extends the signal past its last frame and runs back to the last window. */
static void
end(const zero_phase *self, bank *b)
{
    alignas(64) double state[2 * EMG_MAX_SECTIONS * EMG_LANES];
    int64_t n = b->taken;
    int64_t padding = n > self->padding ? self->padding : n - 1;

    if (!b->started)
        start(self, b);
    unwind(self, b, INT64_MAX);
    for (int64_t i = 0; i < padding; i++)
        reflect(b, ring_at(self, b, n + i), ring_at(self, b, n - 1),
                ring_at(self, b, n - 2 - i));
    forward(self, b, n + padding);
    settle(self, b, state, ring_at(self, b, n + padding - 1));
    backward(self, b, state, b->ready, n + padding);
    b->ready = n;
    b->ended = true;
}

static int
zero_phase_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    zero_phase *self = (zero_phase *)stage;
    bank *b = &self->banks[index];
    if (b->taken == 0)
        return 0;
    if (!b->ended)
        end(self, b);
    return give(self, b, frames, capacity);
}

static void
zero_phase_gap(emg_stage *stage)
{
    zero_phase *self = (zero_phase *)stage;
    for (int i = 0; i < self->n_banks; i++) {
        bank *b = &self->banks[i];
        *b = (bank){.ring = b->ring,
                    .state = b->state,
                    .state_back = b->state_back,
                    .lanes = b->lanes};
    }
}

static void
zero_phase_destroy(emg_stage *stage)
{
    zero_phase *self = (zero_phase *)stage;
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        emg_free(self->banks[i].ring);
        emg_free(self->banks[i].state);
        emg_free(self->banks[i].state_back);
    }
    emg_free(self->banks);
    emg_free(self);
}

static const emg_stage_ops zero_phase_ops = {
    .name = "zero-phase cascade",
    .process = zero_phase_process,
    .flush = zero_phase_flush,
    .gap = zero_phase_gap,
    .destroy = zero_phase_destroy,
    .apart = true,
};

static emg_status
take_memory(zero_phase *self, emg_error *error)
{
    size_t states = 2 * (size_t)self->sos.n;
    self->banks = emg_new((size_t)self->n_banks, sizeof(bank), error);
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        bank *b = &self->banks[i];
        int left = self->stage.out.n_channels - i * EMG_LANES;
        b->lanes = left <= TWO ? TWO : EMG_LANES;
        size_t frame = (size_t)b->lanes * sizeof(double);
        b->ring = emg_new((size_t)self->room, frame, error);
        b->state = emg_new(states, frame, error);
        b->state_back = emg_new(self->woven ? states : 0, frame, error);
        if (!b->ring || !b->state || !b->state_back)
            return EMG_NO_MEMORY;
    }
    return self->banks ? EMG_OK : EMG_NO_MEMORY;
}

/* Half an hour at 1 kHz, and some 700 MB a bank. */
#define LONGEST_MEMORY ((int64_t)1 << 21)

static emg_status
check_memory(const zero_phase *self, const emg_format *in, emg_error *error)
{
    if (self->memory <= LONGEST_MEMORY)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "this filter rings for more than %.0f s, too long to run "
                    "it backward: make it wider, move its edges away from 0 "
                    "and half the rate, or use --causal",
                    (double)LONGEST_MEMORY / in->rate_hz);
}

emg_stage *
emg_zero_phase_create(const emg_format *in, const emg_sos *sos, int64_t padding,
                      emg_error *error)
{
    zero_phase *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &zero_phase_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    self->kernels = emg_kernels();
    self->sos = *sos;
    emg_sos_steady(sos, self->steady);
    self->padding = padding;
    self->memory = emg_sos_memory(sos);
    if (check_memory(self, in, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    self->window = 4 * self->memory; /* a quarter of the way back is warm-up */
    if (self->window < SHORTEST_WINDOW)
        self->window = SHORTEST_WINDOW;
    self->room = self->window + self->memory + 2 * (padding + 1 + CHUNK);
    self->woven = in->n_channels <= TWO;
    if (self->woven)
        self->room += self->window;
    self->stage.lag_frames = self->room;
    self->n_banks = emg_banks(in->n_channels);
    if (take_memory(self, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    return &self->stage;
}
