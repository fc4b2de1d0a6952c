/* From frames of doubles to banks of lanes. */
#include "io/frames.h"

#include <string.h>

/* Streams hold little-endian doubles, which are copied as they are. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "streams would need their bytes turned round");

void
emg_outlets_connect(emg_outlet *outlets, int *columns,
                    const emg_recording *recording)
{
    for (int g = 0; g < recording->n_groups; g++) {
        const emg_format *group = &recording->groups[g];
        outlets[g] = (emg_outlet){g, group->n_channels, columns};
        for (int c = 0; c < group->n_channels; c++)
            *columns++ = group->channels[c].number - 1;
    }
}

/* Lanes that stand side by side in a frame are copied in one go. */
static bool
stand_together(const int *columns, int n)
{
    for (int i = 1; i < n; i++)
        if (columns[i] != columns[0] + i)
            return false;
    return true;
}

static void
fill_bank(const emg_outlet *outlet, int bank, const uint8_t *frames,
          size_t frame_bytes, emg_block *block)
{
    emg_lanes *to = emg_block_bank(block, bank);
    int left = outlet->n - bank * EMG_LANES;
    int lanes = left < EMG_LANES ? left : EMG_LANES;
    const int *columns = outlet->columns + bank * EMG_LANES;
    bool together = stand_together(columns, lanes);

    for (int f = 0; f < block->n_frames; f++, frames += frame_bytes) {
        to[f] = (emg_lanes){{0}};
        if (together)
            memcpy(to[f].v, frames + 8 * (size_t)columns[0],
                   (size_t)lanes * sizeof(double));
        for (int l = 0; !together && l < lanes; l++)
            memcpy(&to[f].v[l], frames + 8 * (size_t)columns[l],
                   sizeof(double));
    }
}

void
emg_outlet_fill(const emg_outlet *outlet, const void *frames,
                size_t frame_bytes, emg_block *block)
{
    block->group = outlet->group;
    block->n_channels = outlet->n;
    for (int b = 0; b < emg_banks(outlet->n); b++)
        fill_bank(outlet, b, frames, frame_bytes, block);
}
