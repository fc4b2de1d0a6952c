/* Blocks of frames, and the time of a frame. */
#include "emg/signal.h"

#include "base/memory.h"

#include <string.h>

emg_status
emg_block_init(emg_block *block, int n_channels, int capacity, emg_error *error)
{
    int banks = emg_banks(n_channels);
    *block = (emg_block){.n_channels = n_channels, .capacity = capacity};
    block->frames =
        emg_new((size_t)banks * (size_t)capacity, sizeof *block->frames, error);
    return block->frames ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_block_clear(emg_block *block)
{
    emg_free(block->frames);
    *block = (emg_block){0};
}

void
emg_block_copy(emg_block *to, const emg_block *from, int first, int n)
{
    to->group = from->group;
    to->n_channels = from->n_channels;
    to->n_frames = n;
    to->first_frame = from->first_frame + first;
    to->segment = from->segment;
    for (int b = 0; b < emg_banks(from->n_channels); b++)
        memcpy(emg_block_bank(to, b), emg_block_bank(from, b) + first,
               (size_t)n * sizeof(emg_lanes));
}

double
emg_frame_time(const emg_format *format, const emg_segment *segment,
               int64_t frame)
{
    long double count = (long double)(frame - segment->first_frame);
    long double s = count * (long double)format->rate.seconds /
                    (long double)format->rate.samples;
    return (double)((long double)segment->start / EMG_TICKS_PER_S + s);
}
