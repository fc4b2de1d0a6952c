/* A ring of frames of one bank, run over by a cascade in either direction. */
#ifndef EMG_FILTER_LANE_RING_H
#define EMG_FILTER_LANE_RING_H

#include "dsp/kernels.h"

/** Where two lanes are enough, a frame has no more: a quarter of the memory,
 * and what two lanes are filtered with is faster. */
typedef struct emg_lane_ring {
    const emg_kernels_table *kernels;
    double *frames;
    int64_t room; /* in frames */
    int lanes;    /* of a frame: 2 or EMG_LANES */
} emg_lane_ring;

/** In zeroed memory: of a bank of which so many lanes are used. */
emg_status emg_lane_ring_init(emg_lane_ring *ring, int lanes, int64_t room,
                              emg_error *error);
void emg_lane_ring_clear(emg_lane_ring *ring);

/** Zeroed memory for n frames as wide as those of the ring. */
double *emg_lane_ring_new(const emg_lane_ring *ring, int64_t n,
                          emg_error *error);

static inline double *
emg_lane_ring_at(const emg_lane_ring *ring, int64_t frame)
{
    return ring->frames + frame % ring->room * ring->lanes;
}

/** How many of at most n frames lie in one piece: from this one on, or up to
 * this one, itself left out. */
static inline int64_t
emg_lane_ring_from(const emg_lane_ring *ring, int64_t frame, int64_t n)
{
    int64_t piece = ring->room - frame % ring->room;
    return piece < n ? piece : n;
}

static inline int64_t
emg_lane_ring_before(const emg_lane_ring *ring, int64_t frame, int64_t n)
{
    int64_t piece = (frame - 1) % ring->room + 1;
    return piece < n ? piece : n;
}

/** n frames of the bank become those from `frame` on, and back. */
void emg_lane_ring_put(const emg_lane_ring *ring, int64_t frame,
                       const emg_lanes *from, int64_t n);
void emg_lane_ring_give(const emg_lane_ring *ring, int64_t frame, emg_lanes *to,
                        int64_t n);

/** A cascade over n frames of one piece, from this one on; step 1 or -1. */
void emg_lane_ring_cascade(const emg_lane_ring *ring, const emg_sos *sos,
                           double *state, double *first, int64_t n, int step);

#endif
