/* From poles and zeros to sections, and the edges that no design can have. */
#include "dsp/section.h"

#include "base/math.h"

#include <math.h>

typedef long double real;
typedef long double complex complex_t;

emg_status
emg_edge_judge(double hz, double rate_hz, emg_error *error)
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
emg_edges_judge(emg_band band, int order, double low_hz, double high_hz,
                double rate_hz, emg_error *error)
{
    emg_status status = EMG_OK;
    if (order < 1 || order > EMG_MOST_ORDER)
        return emg_fail(error, EMG_BAD_OPTION,
                        "a filter of order %d: give 1 to %d", order,
                        EMG_MOST_ORDER);
    if (band != EMG_BAND_LOW)
        status = emg_edge_judge(low_hz, rate_hz, error);
    if (!status && band != EMG_BAND_HIGH)
        status = emg_edge_judge(high_hz, rate_hz, error);
    if (!status && band >= EMG_BAND_PASSES && !(low_hz < high_hz))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a band of %.6g-%.6g Hz: its lower edge must be the "
                        "smaller one",
                        low_hz, high_hz);
    return status;
}

real
emg_prewarp(double hz, double rate_hz)
{
    return tanl(EMG_PI * (real)hz / (real)rate_hz);
}

complex_t
emg_to_z(complex_t s)
{
    return (1 + s) / (1 - s);
}

emg_status
emg_section_push(emg_sos *sos, const real b[3], real a1, real a2,
                 emg_error *error)
{
    if (sos->n == EMG_MAX_SECTIONS)
        return emg_fail(error, EMG_BAD_OPTION,
                        "the filters together have more than %d sections",
                        EMG_MAX_SECTIONS);
    sos->section[sos->n++] = (emg_section){
        (double)b[0], (double)b[1], (double)b[2], (double)a1, (double)a2};
    return EMG_OK;
}

emg_status
emg_section_push_poles(emg_sos *sos, const real zeros[3], complex_t z1,
                       complex_t z2, complex_t one, emg_error *error)
{
    real a1 = -creall(z1 + z2);
    real a2 = creall(z1 * z2);
    complex_t above = zeros[0] + zeros[1] / one + zeros[2] / (one * one);
    complex_t below = 1 + a1 / one + a2 / (one * one);
    real gain = cabsl(below) / cabsl(above);
    const real b[3] = {gain * zeros[0], gain * zeros[1], gain * zeros[2]};
    return emg_section_push(sos, b, a1, a2, error);
}
