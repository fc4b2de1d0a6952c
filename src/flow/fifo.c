/* A ring of frames for each bank. */
#include "flow/fifo.h"

#include "base/memory.h"

#include <string.h>

/* Copies n frames that begin `at` frames after the oldest, out of the ring. */
static void
copy_out(const emg_fifo *fifo, int bank, int64_t at, emg_lanes *to, int64_t n)
{
    if (n == 0)
        return;
    int64_t place = (fifo->first + at) % fifo->room;
    int64_t head = fifo->room - place < n ? fifo->room - place : n;
    const emg_lanes *ring = fifo->ring + bank * fifo->room;
    memcpy(to, ring + place, (size_t)head * sizeof *to);
    memcpy(to + head, ring, (size_t)(n - head) * sizeof *to);
}

static emg_status
grow(emg_fifo *fifo, int64_t wanted, emg_error *error)
{
    int64_t room = fifo->room       ? fifo->room
                   : fifo->expected ? fifo->expected
                                    : EMG_LANES;
    while (room < wanted)
        room *= 2;
    emg_lanes *ring =
        emg_new((size_t)room * (size_t)fifo->n_banks, sizeof *ring, error);
    if (!ring)
        return EMG_NO_MEMORY;
    for (int b = 0; b < fifo->n_banks && fifo->n_frames; b++)
        copy_out(fifo, b, 0, ring + b * room, fifo->n_frames);
    emg_free(fifo->ring);
    fifo->ring = ring;
    fifo->room = room;
    fifo->first = 0;
    return EMG_OK;
}

emg_status
emg_fifo_push(emg_fifo *fifo, const emg_block *block, emg_error *error)
{
    int64_t n = block->n_frames;
    if (n == 0)
        return EMG_OK;
    if (fifo->n_frames + n > fifo->room &&
        grow(fifo, fifo->n_frames + n, error))
        return EMG_NO_MEMORY;
    int64_t place = (fifo->first + fifo->n_frames) % fifo->room;
    int64_t head = fifo->room - place < n ? fifo->room - place : n;
    for (int b = 0; b < fifo->n_banks; b++) {
        emg_lanes *ring = fifo->ring + b * fifo->room;
        const emg_lanes *from = emg_block_bank(block, b);
        memcpy(ring + place, from, (size_t)head * sizeof *from);
        memcpy(ring, from + head, (size_t)(n - head) * sizeof *from);
    }
    fifo->n_frames += n;
    return EMG_OK;
}

void
emg_fifo_pop(emg_fifo *fifo, emg_block *block, int n)
{
    for (int b = 0; b < fifo->n_banks; b++)
        copy_out(fifo, b, 0, emg_block_bank(block, b), n);
    block->n_frames = n;
    emg_fifo_drop(fifo, n);
}

void
emg_fifo_drop(emg_fifo *fifo, int64_t n)
{
    fifo->n_frames -= n;
    fifo->first += n;
    if (fifo->room)
        fifo->first %= fifo->room;
}

void
emg_fifo_clear(emg_fifo *fifo)
{
    emg_free(fifo->ring);
    *fifo = (emg_fifo){.n_banks = fifo->n_banks, .expected = fifo->expected};
}
