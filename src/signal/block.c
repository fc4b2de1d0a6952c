/* Blocks of frames, and the time of a frame. */
#include "emg/signal.h"

#include "base/memory.h"

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

double
emg_frame_time(const emg_format *format, const emg_segment *segment,
               int64_t frame)
{
    long double count = (long double)(frame - segment->first_frame);
    long double s = count * (long double)format->rate.seconds /
                    (long double)format->rate.samples;
    return (double)((long double)segment->start / EMG_TICKS_PER_S + s);
}
