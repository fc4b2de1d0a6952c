/* Frames that wait: for a slower neighbour, or for a record to fill. */
#ifndef EMG_FLOW_FIFO_H
#define EMG_FLOW_FIFO_H

#include "emg/signal.h"

/** Grows with what waits in it. Zeroed is empty; n_banks is set once, and
 * expected where it is known how many frames will wait. */
typedef struct emg_fifo {
    int n_banks;
    int64_t expected;
    int64_t n_frames; /* that wait */
    int64_t first, room;
    emg_lanes *ring; /* [bank][room] */
} emg_fifo;

emg_status emg_fifo_push(emg_fifo *fifo, const emg_block *block,
                         emg_error *error);

/** Frame `at` of those that wait (0 is the oldest), of one bank. */
static inline const emg_lanes *
emg_fifo_at(const emg_fifo *fifo, int bank, int64_t at)
{
    int64_t place = fifo->first + at;
    if (place >= fifo->room)
        place -= fifo->room;
    return fifo->ring + bank * fifo->room + place;
}

/** The same, and how many of the n frames from there on lie side by side. */
static inline const emg_lanes *
emg_fifo_stretch(const emg_fifo *fifo, int bank, int64_t at, int64_t n,
                 int64_t *together)
{
    const emg_lanes *frames = emg_fifo_at(fifo, bank, at);
    int64_t left = fifo->ring + (bank + 1) * fifo->room - frames;
    *together = n < left ? n : left;
    return frames;
}

/** Copies the n oldest frames into the block's banks and drops them; n is at
 * most n_frames and the block's capacity. */
void emg_fifo_pop(emg_fifo *fifo, emg_block *block, int n);

/** Drops the n oldest frames. */
void emg_fifo_drop(emg_fifo *fifo, int64_t n);
void emg_fifo_clear(emg_fifo *fifo);

#endif
