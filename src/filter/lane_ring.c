/* Frames are stored as wide as they are used, and so they are run over. */
#include "filter/lane_ring.h"

#include "base/memory.h"

#include <string.h>

#define TWO 2

emg_status
emg_lane_ring_init(emg_lane_ring *ring, int lanes, int64_t room,
                   emg_error *error)
{
    ring->kernels = emg_kernels();
    ring->lanes = lanes <= TWO ? TWO : EMG_LANES;
    ring->room = room;
    ring->frames = emg_lane_ring_new(ring, room, error);
    return ring->frames ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_lane_ring_clear(emg_lane_ring *ring)
{
    emg_free(ring->frames);
}

double *
emg_lane_ring_new(const emg_lane_ring *ring, int64_t n, emg_error *error)
{
    return emg_new((size_t)n, (size_t)ring->lanes * sizeof(double), error);
}

static void
narrow(const emg_lane_ring *ring, double *to, const emg_lanes *from, int64_t n)
{
    if (ring->lanes == TWO)
        emg_two_take(from, n, (emg_two *)to);
    else
        memcpy(to, from, (size_t)n * sizeof *from);
}

static void
widen(const emg_lane_ring *ring, emg_lanes *to, const double *from, int64_t n)
{
    if (ring->lanes == TWO)
        emg_two_give((const emg_two *)from, n, to);
    else
        memcpy(to, from, (size_t)n * sizeof *to);
}

void
emg_lane_ring_put(const emg_lane_ring *ring, int64_t frame,
                  const emg_lanes *from, int64_t n)
{
    int64_t head = emg_lane_ring_from(ring, frame, n);
    narrow(ring, emg_lane_ring_at(ring, frame), from, head);
    narrow(ring, ring->frames, from + head, n - head);
}

void
emg_lane_ring_give(const emg_lane_ring *ring, int64_t frame, emg_lanes *to,
                   int64_t n)
{
    int64_t head = emg_lane_ring_from(ring, frame, n);
    widen(ring, to, emg_lane_ring_at(ring, frame), head);
    widen(ring, to + head, ring->frames, n - head);
}

void
emg_lane_ring_cascade(const emg_lane_ring *ring, const emg_sos *sos,
                      double *state, double *first, int64_t n, int step)
{
    if (ring->lanes == TWO)
        emg_two_cascade(sos, (emg_two *)state, (emg_two *)first, n, step);
    else
        ring->kernels->cascade(sos, (emg_lanes *)state, (emg_lanes *)first, n,
                               step);
}
