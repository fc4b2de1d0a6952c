/* The forward pass streams into the ring. The backward pass runs over windows
 * of a grid that is fixed to the segment's start: it begins `memory` frames
 * after the window's end, so that by the window's end nothing of where it began
 * is left, and puts its result in the window's place. Where two lanes are
 * enough it does so little by little, while the forward pass goes on. At both
 * true ends of the segment the signal is extended by odd reflection, as scipy
 * does.
 */
#include "filter/shuttle.h"

#include "base/memory.h"

#include <string.h>

#define SHORTEST_WINDOW 1024

emg_shuttle_plan
emg_shuttle_plan_for(const emg_sos *sos, int64_t memory, int64_t padding,
                     int n_channels)
{
    emg_shuttle_plan plan = {.sos = *sos, .padding = padding, .memory = memory};
    emg_sos_steady(sos, plan.steady);
    plan.window = 4 * memory; /* a quarter of the way back is warm-up */
    if (plan.window < SHORTEST_WINDOW)
        plan.window = SHORTEST_WINDOW;
    plan.room = plan.window + memory + 2 * (padding + 1 + EMG_SHUTTLE_CHUNK);
    plan.woven = n_channels <= 2;
    if (plan.woven)
        plan.room += plan.window;
    return plan;
}

emg_status
emg_shuttle_init(emg_shuttle *self, const emg_shuttle_plan *plan, int lanes,
                 emg_error *error)
{
    int64_t states = 2 * (int64_t)plan->sos.n;
    self->plan = plan;
    if (emg_lane_ring_init(&self->ring, lanes, plan->room, error))
        return EMG_NO_MEMORY;
    self->state = emg_lane_ring_new(&self->ring, states, error);
    self->state_back =
        emg_lane_ring_new(&self->ring, plan->woven ? states : 0, error);
    return self->state && self->state_back ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_shuttle_clear(emg_shuttle *self)
{
    emg_lane_ring_clear(&self->ring);
    emg_free(self->state);
    emg_free(self->state_back);
}

void
emg_shuttle_restart(emg_shuttle *self)
{
    *self = (emg_shuttle){.plan = self->plan,
                          .ring = self->ring,
                          .state = self->state,
                          .state_back = self->state_back};
}

static void
run(const emg_shuttle *self, double *state, double *first, int64_t n, int step)
{
    emg_lane_ring_cascade(&self->ring, &self->plan->sos, state, first, n, step);
}

/* The state that a constant signal of this frame's values would have. */
static void
settle(const emg_shuttle *self, double *state, const double *frame)
{
    for (int i = 0; i < self->plan->sos.n; i++)
        for (int z = 0; z < 2; z++)
            for (int k = 0; k < self->ring.lanes; k++)
                *state++ = self->plan->steady[i][z] * frame[k];
}

/* The next frames of the backward pass, at most n, that lie in one piece of the
 * ring; those of the warm-up do not change, only their copy does. */
static int64_t
next_back(const emg_shuttle *self, int64_t n, double *copy, double **first)
{
    int64_t end = self->back > self->back_end ? self->back_end : self->ready;
    n = n < self->back - end ? n : self->back - end;
    n = emg_lane_ring_before(&self->ring, self->back, n);
    *first = emg_lane_ring_at(&self->ring, self->back - 1);
    if (self->back <= self->back_end)
        return n;
    n = n < EMG_SHUTTLE_CHUNK ? n : EMG_SHUTTLE_CHUNK;
    memcpy(copy, emg_lane_ring_at(&self->ring, self->back - n),
           (size_t)(n * self->ring.lanes) * sizeof *copy);
    *first = copy + (n - 1) * self->ring.lanes;
    return n;
}

static void
went_back(emg_shuttle *self, int64_t n)
{
    self->back -= n;
    self->weaves = self->back > self->ready;
    if (!self->weaves)
        self->ready = self->back_end;
}

/* At most n frames of the backward pass by themselves. */
static void
unwind(emg_shuttle *self, int64_t n)
{
    alignas(64) double copy[EMG_SHUTTLE_CHUNK * 2];
    while (self->weaves && n > 0) {
        double *first;
        int64_t now = next_back(self, n, copy, &first);
        run(self, self->state_back, first, now, -1);
        went_back(self, now);
        n -= now;
    }
}

/* Forward over at most n frames in one piece, and as far backward. Returns how
 * many. */
static int64_t
weave(emg_shuttle *self, int64_t n)
{
    alignas(64) double copy[EMG_SHUTTLE_CHUNK * 2];
    double *first;
    n = next_back(self, n, copy, &first);
    emg_two_way ahead = {
        (emg_two *)self->state,
        (emg_two *)emg_lane_ring_at(&self->ring, self->forward)};
    emg_two_way back = {(emg_two *)self->state_back, (emg_two *)first};
    emg_two_weave(&self->plan->sos, &ahead, &back, n);
    went_back(self, n);
    return n;
}

/* Runs forward over the raw frames before frame `to`. */
static void
forward(emg_shuttle *self, int64_t to)
{
    while (self->forward < to) {
        int64_t n =
            emg_lane_ring_from(&self->ring, self->forward, to - self->forward);
        if (self->weaves)
            n = weave(self, n);
        else
            run(self, self->state, emg_lane_ring_at(&self->ring, self->forward),
                n, 1);
        self->forward += n;
    }
}

/* Runs backward over frames [from, to) of the ring, in place. */
static void
backward(emg_shuttle *self, double *state, int64_t from, int64_t to)
{
    while (to > from) {
        int64_t n = emg_lane_ring_before(&self->ring, to, to - from);
        run(self, state, emg_lane_ring_at(&self->ring, to - 1), n, -1);
        to -= n;
    }
}

/* The same without changing the frames: only the state matters. */
static void
warm_up(emg_shuttle *self, double *state, int64_t from, int64_t to)
{
    alignas(64) double copy[EMG_SHUTTLE_CHUNK * EMG_LANES];
    while (to > from) {
        int64_t n = emg_lane_ring_before(&self->ring, to, to - from);
        n = n < EMG_SHUTTLE_CHUNK ? n : EMG_SHUTTLE_CHUNK;
        memcpy(copy, emg_lane_ring_at(&self->ring, to - n),
               (size_t)(n * self->ring.lanes) * sizeof *copy);
        run(self, state, copy + (n - 1) * self->ring.lanes, n, -1);
        to -= n;
    }
}

static void
reflect(const emg_shuttle *self, double *to, const double *end,
        const double *inside)
{
    for (int k = 0; k < self->ring.lanes; k++)
        to[k] = 2 * end[k] - inside[k];
}

/* Filters the extension before the first frame. */
static void
start(emg_shuttle *self)
{
    int64_t padding = self->taken > self->plan->padding ? self->plan->padding
                                                        : self->taken - 1;
    const double *first = emg_lane_ring_at(&self->ring, 0);
    alignas(64) double extension[EMG_LANES];

    for (int64_t i = padding; i >= 1; i--) {
        reflect(self, extension, first, emg_lane_ring_at(&self->ring, i));
        if (i == padding)
            settle(self, self->state, extension);
        run(self, self->state, extension, 1, 1);
    }
    if (padding == 0)
        settle(self, self->state, first);
    self->started = true;
}

static void
run_window(emg_shuttle *self)
{
    alignas(64) double state[2 * EMG_MAX_SECTIONS * EMG_LANES];
    int64_t to = self->ready + self->plan->window;
    int64_t last = to + self->plan->memory;
    if (self->plan->woven) {
        settle(self, self->state_back, emg_lane_ring_at(&self->ring, last - 1));
        self->back = last;
        self->back_end = to;
        self->weaves = true;
        return;
    }
    settle(self, state, emg_lane_ring_at(&self->ring, last - 1));
    warm_up(self, state, to, last);
    backward(self, state, self->ready, to);
    self->ready = to;
}

void
emg_shuttle_take(emg_shuttle *self, const emg_lanes *frames, int n)
{
    emg_lane_ring_put(&self->ring, self->taken, frames, n);
    self->taken += n;
    if (!self->started && self->taken > self->plan->padding)
        start(self);
    forward(self, self->taken - self->plan->padding - 1);
    unwind(self, n * self->plan->memory / self->plan->window + 1);
    if (self->forward - (self->weaves ? self->back_end : self->ready) <
        self->plan->window + self->plan->memory)
        return;
    unwind(self, INT64_MAX);
    run_window(self);
}

/* Extends the signal past its last frame and runs back to the last window. */
void
emg_shuttle_end(emg_shuttle *self)
{
    alignas(64) double state[2 * EMG_MAX_SECTIONS * EMG_LANES];
    int64_t n = self->taken;
    int64_t padding = n > self->plan->padding ? self->plan->padding : n - 1;

    if (!self->started)
        start(self);
    unwind(self, INT64_MAX);
    for (int64_t i = 0; i < padding; i++)
        reflect(self, emg_lane_ring_at(&self->ring, n + i),
                emg_lane_ring_at(&self->ring, n - 1),
                emg_lane_ring_at(&self->ring, n - 2 - i));
    forward(self, n + padding);
    settle(self, state, emg_lane_ring_at(&self->ring, n + padding - 1));
    backward(self, state, self->ready, n + padding);
    self->ready = n;
    self->ended = true;
}

int
emg_shuttle_give(emg_shuttle *self, emg_lanes *frames, int most)
{
    int64_t n =
        self->ready - self->given < most ? self->ready - self->given : most;
    emg_lane_ring_give(&self->ring, self->given, frames, n);
    self->given += n;
    return (int)n;
}
