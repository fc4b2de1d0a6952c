/* Energies are compared by their logarithms a thousand times a second: there
 * base/math.h, which is right to the last bit, is too slow. */
#include "dsp/logarithm.h"

#include <stdint.h>
#include <string.h>

/* x = m 2^e with m from sqrt(1/2) to sqrt(2), and ln m = 2 atanh((m - 1) /
 * (m + 1)) by its series. */
double
emg_ln(double x)
{
    uint64_t bits;
    double m;
    x = x > EMG_LN_LEAST ? x : EMG_LN_LEAST;
    memcpy(&bits, &x, sizeof bits);
    bits += EMG_ONE_BITS - EMG_ROOT_HALF_BITS;
    int e = (int)(bits >> 52) - 1023;
    bits = (bits & EMG_FRACTION_BITS) + EMG_ROOT_HALF_BITS;
    memcpy(&m, &bits, sizeof m);
    double t = (m - 1) / (m + 1), q = t * t;
    double series = 1 / 17.0;
    for (int k = 15; k >= 1; k -= 2)
        series = series * q + 1.0 / k;
    return e * EMG_LN_2 + 2 * t * series;
}
