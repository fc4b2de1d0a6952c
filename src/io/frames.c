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

/* A frame of which the lanes are not all there, or not side by side. */
static void
gather(const int *columns, int lanes, const uint8_t *frame, emg_lanes *to)
{
    *to = (emg_lanes){{0}};
    for (int l = 0; l < lanes; l++)
        memcpy(&to->v[l], frame + 8 * (size_t)columns[l], sizeof(double));
}

static void
fill_bank(const emg_outlet *outlet, int bank, const uint8_t *frames,
          size_t frame_bytes, emg_lanes *to, int n)
{
    int left = outlet->n - bank * EMG_LANES;
    int lanes = left < EMG_LANES ? left : EMG_LANES;
    const int *columns = outlet->columns + bank * EMG_LANES;

    if (lanes == EMG_LANES && stand_together(columns, lanes)) {
        frames += 8 * (size_t)columns[0];
        for (int f = 0; f < n; f++, frames += frame_bytes)
            memcpy(to[f].v, frames, sizeof to[f].v);
        return;
    }
    for (int f = 0; f < n; f++, frames += frame_bytes)
        gather(columns, lanes, frames, to + f);
}

/* Bank by bank a few frames at a time, so that memory is read in its order. */
void
emg_outlet_fill(const emg_outlet *outlet, const void *frames,
                size_t frame_bytes, emg_block *block)
{
    const uint8_t *from = frames;
    block->group = outlet->group;
    block->n_channels = outlet->n;
    for (int done = 0; done < block->n_frames; done += EMG_FRAMES_TOGETHER) {
        int n = block->n_frames - done;
        n = n < EMG_FRAMES_TOGETHER ? n : EMG_FRAMES_TOGETHER;
        for (int b = 0; b < emg_banks(outlet->n); b++)
            fill_bank(outlet, b, from + (size_t)done * frame_bytes, frame_bytes,
                      emg_block_bank(block, b) + done, n);
    }
}
