/* Butterworth designs, in long double, rounded once. */
#include "dsp/section.h"

#include "base/math.h"

#include <math.h>

typedef long double real;
typedef long double complex complex_t;

typedef struct design {
    emg_band band;
    int order;
    real low, high; /* prewarped edges, tan(pi f / rate) */
} design;

/* One pass less deep at its edge, so that all passes together are 3 dB down. */
static real
pass_correction(int order, int passes)
{
    return powl(powl(2, 1.0L / passes) - 1, 1.0L / (2 * order));
}

static void
widen(design *d, int passes)
{
    if (passes == 1)
        return;
    real c = pass_correction(d->order, passes);
    if (d->band == EMG_BAND_LOW) {
        d->high /= c;
    } else if (d->band == EMG_BAND_HIGH) {
        d->low *= c;
    } else {
        real width = d->high - d->low;
        real centre = d->high * d->low;
        width = d->band == EMG_BAND_PASSES ? width / c : width * c;
        d->high = (width + sqrtl(width * width + 4 * centre)) / 2;
        d->low = d->high - width;
    }
}

/* Low- and high-pass, a pair of poles: s^2 + damping s w + w^2. */
static emg_status
push_pair(emg_sos *sos, bool low, real w, real damping, emg_error *error)
{
    real k = w * w;
    real d = 1 + damping * w + k;
    real lift = low ? k / d : 1 / d;
    const real b[3] = {lift, low ? 2 * lift : -2 * lift, lift};
    return emg_section_push(sos, b, 2 * (k - 1) / d, (1 - damping * w + k) / d,
                            error);
}

static emg_status
push_single(emg_sos *sos, bool low, real w, emg_error *error)
{
    real lift = (low ? w : 1) / (1 + w);
    const real b[3] = {lift, low ? lift : -lift, 0};
    return emg_section_push(sos, b, (w - 1) / (1 + w), 0, error);
}

static emg_status
one_edge(emg_sos *sos, const design *d, emg_error *error)
{
    bool low = d->band == EMG_BAND_LOW;
    real w = low ? d->high : d->low;
    emg_status status = EMG_OK;

    if (d->order % 2)
        status = push_single(sos, low, w, error);
    for (int i = d->order / 2; i >= 1 && !status; i--) {
        real angle = (2 * i - 1) * EMG_PI / (2 * d->order);
        status = push_pair(sos, low, w, 2 * sinl(angle), error);
    }
    return status;
}

/* Both edges: each pole p of the prototype becomes the two roots of
 * s^2 - q s + w0^2, q = p B for a band-pass and B / p for a band-stop. */
static emg_status
two_edges(emg_sos *sos, const design *d, emg_error *error)
{
    bool passes = d->band == EMG_BAND_PASSES;
    real width = d->high - d->low;
    real square = d->high * d->low;
    complex_t centre = emg_to_z(I * sqrtl(square));
    real notch = passes ? 0 : -2 * creall(centre);
    const real zeros[3] = {1, notch, passes ? -1 : 1};
    complex_t one = passes ? centre : 1;
    emg_status status = EMG_OK;

    for (int i = (d->order + 1) / 2; i >= 1 && !status; i--) {
        real angle = (2 * i - 1) * EMG_PI / (2 * d->order);
        complex_t p = -sinl(angle) + I * cosl(angle);
        bool single = d->order % 2 && i == (d->order + 1) / 2;
        complex_t q = single ? -width : passes ? p * width : width / p;
        complex_t root = csqrtl(q * q - 4 * square);
        complex_t z1 = emg_to_z((q + root) / 2), z2 = emg_to_z((q - root) / 2);
        if (single) {
            status = emg_section_push_poles(sos, zeros, z1, z2, one, error);
            continue;
        }
        status = emg_section_push_poles(sos, zeros, z2, conjl(z2), one, error);
        if (!status)
            status =
                emg_section_push_poles(sos, zeros, z1, conjl(z1), one, error);
    }
    return status;
}

emg_status
emg_butterworth(emg_sos *sos, emg_band band, int order, double low_hz,
                double high_hz, double rate_hz, int passes, emg_error *error)
{
    design d = {.band = band, .order = order};

    if (emg_edges_judge(band, order, low_hz, high_hz, rate_hz, error))
        return EMG_BAD_OPTION;
    d.low = emg_prewarp(low_hz, rate_hz);
    d.high = emg_prewarp(high_hz, rate_hz);
    widen(&d, passes);
    return band >= EMG_BAND_PASSES ? two_edges(sos, &d, error)
                                   : one_edge(sos, &d, error);
}
