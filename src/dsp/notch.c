/* Notches, one or all harmonics of a line. */
#include "dsp/section.h"

#include "base/math.h"

#include <math.h>

typedef long double real;

#define HIGHEST_TOOTH 0.45 /* of the rate */

static emg_status
judge(double hz, double q, double rate_hz, emg_error *error)
{
    if (emg_edge_judge(hz, rate_hz, error))
        return EMG_BAD_OPTION;
    if (!(q >= 0.5 && q <= 1000))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a notch of Q %.6g: give 0.5 to 1000", q);
    return EMG_OK;
}

static emg_status
push(emg_sos *sos, real hz, real q, double rate_hz, emg_error *error)
{
    real omega = 2 * EMG_PI * hz / (real)rate_hz;
    real gain = 1 / (1 + tanl(omega / (2 * q)));
    real middle = -2 * gain * cosl(omega);
    const real b[3] = {gain, middle, gain};
    return emg_section_push(sos, b, middle, 2 * gain - 1, error);
}

emg_status
emg_notch(emg_sos *sos, double hz, double q, double rate_hz, emg_error *error)
{
    if (judge(hz, q, rate_hz, error))
        return EMG_BAD_OPTION;
    return push(sos, (real)hz, (real)q, rate_hz, error);
}

emg_status
emg_comb(emg_sos *sos, double hz, double q, double rate_hz, emg_error *error)
{
    if (judge(hz, q, rate_hz, error))
        return EMG_BAD_OPTION;
    double highest = HIGHEST_TOOTH * rate_hz;
    if (!(hz < highest))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a comb of %.6g Hz: its teeth end at 0.45 of the rate, "
                        "%.6g Hz; use a notch",
                        hz, highest);
    int most = EMG_MAX_SECTIONS - sos->n;
    if (hz * (most + 1) < highest)
        return emg_fail(error, EMG_BAD_OPTION,
                        "a comb of %.6g Hz has more than %d teeth at a rate of "
                        "%.6g Hz; use notches at the lines that are there",
                        hz, most, rate_hz);
    for (int m = 1; hz * m < highest; m++)
        if (push(sos, (real)hz * m, (real)q * m, rate_hz, error))
            return EMG_BAD_OPTION;
    return EMG_OK;
}
