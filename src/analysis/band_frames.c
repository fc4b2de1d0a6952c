/* A ring of frames, which each band fills at its own pace. */
#include "analysis/band_frames.h"

#include "base/memory.h"

#include <math.h>

#define FRAME_S 0.01
#define LOW_RATE_HZ 1000
#define LOW_FROM_HZ 40
#define BETWEEN_HZ 250
#define HIGH_TO_HZ 450
#define NARROWEST_HZ 50   /* of the high band, to be of use */
#define MOST_OF_RATE 0.45 /* no band reaches above this share of the rate */

emg_bands_shape
emg_bands_shape_of(double rate_hz)
{
    emg_bands_shape shape = {.low_from = LOW_FROM_HZ};
    double most = MOST_OF_RATE * rate_hz;
    shape.every = (int)fmax(1, round(rate_hz / LOW_RATE_HZ));
    shape.samples = (int)fmax(1, round(rate_hz / shape.every * FRAME_S));
    shape.frame = shape.every * shape.samples;
    shape.frame_s = shape.frame / rate_hz;
    shape.low_to = fmin(BETWEEN_HZ, most);
    shape.high_to = fmin(HIGH_TO_HZ, most);
    if (shape.high_to < shape.low_to + NARROWEST_HZ)
        shape.high_to = 0;
    return shape;
}

emg_status
emg_band_frames_init(emg_band_frames *frames, const emg_bands_shape *shape,
                     int n_banks, int64_t lag, emg_error *error)
{
    frames->kernels = emg_kernels();
    frames->shape = *shape;
    frames->n_banks = n_banks;
    frames->room = lag / shape->frame + 4;
    size_t places = (size_t)frames->room * (size_t)n_banks;
    frames->energy = emg_new(places * EMG_BANDS, sizeof(emg_lanes), error);
    frames->low =
        emg_new(places * (size_t)shape->samples, sizeof(emg_lanes), error);
    return frames->energy && frames->low ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_band_frames_clear(emg_band_frames *frames)
{
    emg_free(frames->energy);
    emg_free(frames->low);
}

emg_lanes *
emg_band_frames_energy(const emg_band_frames *frames, int64_t frame, int bank)
{
    return frames->energy +
           (frame % frames->room * frames->n_banks + bank) * EMG_BANDS;
}

emg_lanes *
emg_band_frames_low(const emg_band_frames *frames, int64_t frame, int bank)
{
    return frames->low + (frame % frames->room * frames->n_banks + bank) *
                             frames->shape.samples;
}

/* n samples that lie in one frame, from sample `from` of it on. */
static void
add_to_frame(emg_band_frames *frames, emg_which_band band, int bank,
             const emg_lanes *samples, int from, int n)
{
    const emg_bands_shape *shape = &frames->shape;
    int64_t frame = frames->frames[band];
    emg_lanes *energy = emg_band_frames_energy(frames, frame, bank) + band;
    emg_lanes sum = {{0}};
    if (from > 0)
        sum = *energy;
    frames->kernels->add_squares(samples, n, &sum);
    for (int k = 0; k < EMG_LANES && from + n == shape->frame; k++)
        sum.v[k] /= shape->frame;
    *energy = sum;
    if (band != EMG_LOW_BAND)
        return;
    emg_lanes *low = emg_band_frames_low(frames, frame, bank);
    int first = (shape->every - from % shape->every) % shape->every;
    for (int i = first; i < n; i += shape->every)
        low[(from + i) / shape->every] = samples[i];
}

void
emg_band_frames_add(emg_band_frames *frames, emg_which_band band,
                    const emg_block *block)
{
    int *filled = &frames->filled[band];
    for (int done = 0; done < block->n_frames;) {
        int n = frames->shape.frame - *filled;
        n = n < block->n_frames - done ? n : block->n_frames - done;
        for (int bank = 0; bank < frames->n_banks; bank++)
            add_to_frame(frames, band, bank, emg_block_bank(block, bank) + done,
                         *filled, n);
        done += n;
        *filled += n;
        if (*filled == frames->shape.frame) {
            *filled = 0;
            frames->frames[band]++;
        }
    }
}

int64_t
emg_band_frames_ready(const emg_band_frames *frames)
{
    int64_t low = frames->frames[EMG_LOW_BAND];
    int64_t high = frames->frames[EMG_HIGH_BAND];
    return frames->shape.high_to > 0 && high < low ? high : low;
}

void
emg_band_frames_restart(emg_band_frames *frames)
{
    for (int i = 0; i < EMG_BANDS; i++)
        frames->frames[i] = frames->filled[i] = 0;
}
