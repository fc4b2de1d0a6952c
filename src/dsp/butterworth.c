/* Butterworth and notch designs, in long double, rounded once. */
#include "dsp/sos.h"

#include "base/math.h"

#include <complex.h>
#include <math.h>

typedef long double real;
typedef long double complex complex_t;

#define MOST_ORDER 12

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

static emg_status
push(emg_sos *sos, const real b[3], real a1, real a2, emg_error *error)
{
    if (sos->n == EMG_MAX_SECTIONS)
        return emg_fail(error, EMG_BAD_OPTION,
                        "the filters together have more than %d sections",
                        EMG_MAX_SECTIONS);
    sos->section[sos->n++] = (emg_section){
        (double)b[0], (double)b[1], (double)b[2], (double)a1, (double)a2};
    return EMG_OK;
}

/* Low- and high-pass, a pair of poles: s^2 + damping s w + w^2. */
static emg_status
push_pair(emg_sos *sos, bool low, real w, real damping, emg_error *error)
{
    real k = w * w;
    real d = 1 + damping * w + k;
    real lift = low ? k / d : 1 / d;
    const real b[3] = {lift, low ? 2 * lift : -2 * lift, lift};
    return push(sos, b, 2 * (k - 1) / d, (1 - damping * w + k) / d, error);
}

static emg_status
push_single(emg_sos *sos, bool low, real w, emg_error *error)
{
    real lift = (low ? w : 1) / (1 + w);
    const real b[3] = {lift, low ? lift : -lift, 0};
    return push(sos, b, (w - 1) / (1 + w), 0, error);
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

static complex_t
to_z(complex_t s)
{
    return (1 + s) / (1 - s);
}

/* A band section with poles z1, z2, its gain 1 at the point `one` of the unit
 * circle. */
static emg_status
push_band(emg_sos *sos, const real zeros[3], complex_t z1, complex_t z2,
          complex_t one, emg_error *error)
{
    real a1 = -creall(z1 + z2);
    real a2 = creall(z1 * z2);
    complex_t above = zeros[0] + zeros[1] / one + zeros[2] / (one * one);
    complex_t below = 1 + a1 / one + a2 / (one * one);
    real gain = cabsl(below) / cabsl(above);
    const real b[3] = {gain * zeros[0], gain * zeros[1], gain * zeros[2]};
    return push(sos, b, a1, a2, error);
}

/* Both edges: each pole p of the prototype becomes the two roots of
 * s^2 - q s + w0^2, q = p B for a band-pass and B / p for a band-stop. */
static emg_status
two_edges(emg_sos *sos, const design *d, emg_error *error)
{
    bool passes = d->band == EMG_BAND_PASSES;
    real width = d->high - d->low;
    real square = d->high * d->low;
    complex_t centre = to_z(I * sqrtl(square));
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
        complex_t z1 = to_z((q + root) / 2), z2 = to_z((q - root) / 2);
        if (single) {
            status = push_band(sos, zeros, z1, z2, one, error);
            continue;
        }
        status = push_band(sos, zeros, z2, conjl(z2), one, error);
        if (!status)
            status = push_band(sos, zeros, z1, conjl(z1), one, error);
    }
    return status;
}

static emg_status
judge_edge(double hz, double rate_hz, emg_error *error)
{
    if (!(hz > 0))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a filter edge of %.6g Hz: it must be above 0", hz);
    if (!(hz < rate_hz / 2))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a filter edge of %.6g Hz: it must be below half the "
                        "rate, %.6g Hz",
                        hz, rate_hz / 2);
    return EMG_OK;
}

emg_status
emg_butterworth(emg_sos *sos, emg_band band, int order, double low_hz,
                double high_hz, double rate_hz, int passes, emg_error *error)
{
    design d = {.band = band, .order = order};
    emg_status status = EMG_OK;

    if (order < 1 || order > MOST_ORDER)
        return emg_fail(error, EMG_BAD_OPTION,
                        "a filter of order %d: give 1 to %d", order,
                        MOST_ORDER);
    if (band != EMG_BAND_LOW)
        status = judge_edge(low_hz, rate_hz, error);
    if (!status && band != EMG_BAND_HIGH)
        status = judge_edge(high_hz, rate_hz, error);
    if (status)
        return status;
    if (band >= EMG_BAND_PASSES && !(low_hz < high_hz))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a band of %.6g-%.6g Hz: its lower edge must be the "
                        "smaller one",
                        low_hz, high_hz);
    d.low = tanl(EMG_PI * (real)low_hz / (real)rate_hz);
    d.high = tanl(EMG_PI * (real)high_hz / (real)rate_hz);
    widen(&d, passes);
    return band >= EMG_BAND_PASSES ? two_edges(sos, &d, error)
                                   : one_edge(sos, &d, error);
}

emg_status
emg_notch(emg_sos *sos, double hz, double q, double rate_hz, emg_error *error)
{
    if (judge_edge(hz, rate_hz, error))
        return EMG_BAD_OPTION;
    if (!(q >= 0.5 && q <= 1000))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a notch of Q %.6g: give 0.5 to 1000", q);
    real omega = 2 * EMG_PI * (real)hz / (real)rate_hz;
    real gain = 1 / (1 + tanl(omega / (2 * (real)q)));
    real middle = -2 * gain * cosl(omega);
    const real b[3] = {gain, middle, gain};
    return push(sos, b, middle, 2 * gain - 1, error);
}
