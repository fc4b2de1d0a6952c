/* White noise through a long linear-phase filter, by overlap-save. */
#include "simulate/shape.h"

#include "base/memory.h"
#include "dsp/fft.h"

#include <math.h>
#include <string.h>

#define LOW_HZ 60.0
#define HIGH_HZ 120.0

/* Blocks of the overlap-save are always `taps` new samples long, so what comes
 * out cannot depend on how it is asked for. */
struct emg_shaper {
    int taps;
    emg_fft *fft;   /* of 2 taps */
    double *filter; /* half spectrum, with the 1 / n of the inverse in it */
    double *real, *half;
};

double
emg_shape_density(double f_hz)
{
    double square = f_hz * f_hz;
    double high = square + HIGH_HZ * HIGH_HZ;
    return square / ((square + LOW_HZ * LOW_HZ) * high * high);
}

/* One second or more, so that the filter knows the density about every hertz.
 */
static int
taps_for(double rate_hz)
{
    int taps = 64;
    while (taps < rate_hz)
        taps *= 2;
    return taps;
}

/* The impulse response whose spectrum is sqrt(density) at multiples of
 * rate / taps, centred in 2 taps of zeros, of unit energy: unit variance in,
 * unit variance out. */
static emg_status
sample_filter(emg_shaper *self, double rate_hz, double lower, emg_error *error)
{
    int n = self->taps;
    double energy = 0;
    emg_fft *fft = emg_fft_create(n, error);
    if (!fft)
        return EMG_NO_MEMORY;
    for (int k = 0; k <= n / 2; k++)
        self->half[2 * k] = sqrt(emg_shape_density(k * rate_hz / n / lower));
    emg_fft_inverse(fft, self->half, self->real);
    emg_fft_destroy(fft);
    for (int i = 0; i < n; i++)
        energy += self->real[i] * self->real[i];
    double gain = 1 / (sqrt(energy) * 2 * n);
    memset(self->half, 0, (size_t)n * sizeof *self->half);
    for (int i = 0; i < n; i++)
        self->half[(i + n / 2) % n] = self->real[i] * gain;
    memset(self->real, 0, 2 * (size_t)n * sizeof *self->real);
    memcpy(self->real, self->half, (size_t)n * sizeof *self->real);
    emg_fft_forward(self->fft, self->real, self->filter);
    return EMG_OK;
}

emg_shaper *
emg_shaper_create(double rate_hz, double lower, emg_error *error)
{
    emg_shaper *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->taps = taps_for(rate_hz);
    size_t half = (size_t)emg_fft_half(2 * self->taps);
    self->filter = emg_new(half, sizeof *self->filter, error);
    self->half = emg_new(half, sizeof *self->half, error);
    self->real = emg_new(2 * (size_t)self->taps, sizeof *self->real, error);
    self->fft = emg_fft_create(2 * self->taps, error);
    if (self->filter && self->half && self->real && self->fft &&
        !sample_filter(self, rate_hz, lower, error))
        return self;
    emg_shaper_destroy(self);
    return NULL;
}

void
emg_shaper_destroy(emg_shaper *shaper)
{
    if (!shaper)
        return;
    emg_fft_destroy(shaper->fft);
    emg_free(shaper->filter);
    emg_free(shaper->half);
    emg_free(shaper->real);
    emg_free(shaper);
}

emg_status
emg_shape_init(emg_shape *shape, emg_shaper *shaper, emg_error *error)
{
    size_t taps = (size_t)shaper->taps;
    *shape = (emg_shape){.shaper = shaper};
    shape->white = emg_new(taps, sizeof *shape->white, error);
    shape->ready = emg_new(taps, sizeof *shape->ready, error);
    return shape->white && shape->ready ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_shape_clear(emg_shape *shape)
{
    emg_free(shape->white);
    emg_free(shape->ready);
    *shape = (emg_shape){0};
}

void
emg_shape_start(emg_shape *shape, uint64_t seed, uint64_t stream)
{
    emg_random_seed(&shape->random, seed, stream);
    for (int i = 0; i < shape->shaper->taps; i++)
        shape->white[i] = emg_random_gauss(&shape->random);
    shape->at = shape->shaper->taps;
}

static void
multiply(double *half, const double *by, int n)
{
    for (int k = 0; k < n; k += 2) {
        double re = half[k] * by[k] - half[k + 1] * by[k + 1];
        half[k + 1] = half[k] * by[k + 1] + half[k + 1] * by[k];
        half[k] = re;
    }
}

static void
refill(emg_shape *shape)
{
    emg_shaper *with = shape->shaper;
    size_t bytes = (size_t)with->taps * sizeof(double);

    memcpy(with->real, shape->white, bytes);
    for (int i = 0; i < with->taps; i++)
        shape->white[i] = emg_random_gauss(&shape->random);
    memcpy(with->real + with->taps, shape->white, bytes);
    emg_fft_forward(with->fft, with->real, with->half);
    multiply(with->half, with->filter, emg_fft_half(2 * with->taps));
    emg_fft_inverse(with->fft, with->half, with->real);
    memcpy(shape->ready, with->real + with->taps, bytes);
    shape->at = 0;
}

double
emg_shape_next(emg_shape *shape)
{
    if (shape->at == shape->shaper->taps)
        refill(shape);
    return shape->ready[shape->at++];
}
