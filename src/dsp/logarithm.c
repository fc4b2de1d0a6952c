/* Energies are compared by their logarithms a thousand times a second: there
 * base/math.h, which is right to the last bit, is too slow. */
#include "dsp/logarithm.h"

#include <stdint.h>
#include <string.h>

#define LEAST 1e-300
#define LN_2 0.693147180559945309417
#define ROOT_HALF_BITS 0x3fe6a09e667f3bcdULL
#define ONE_BITS 0x3ff0000000000000ULL

/* x = m 2^e with m from sqrt(1/2) to sqrt(2), and ln m = 2 atanh((m - 1) /
 * (m + 1)) by its series. */
double
emg_ln(double x)
{
    uint64_t bits;
    double m;
    x = x > LEAST ? x : LEAST;
    memcpy(&bits, &x, sizeof bits);
    bits += ONE_BITS - ROOT_HALF_BITS;
    int e = (int)(bits >> 52) - 1023;
    bits = (bits & 0x000fffffffffffffULL) + ROOT_HALF_BITS;
    memcpy(&m, &bits, sizeof m);
    double t = (m - 1) / (m + 1), q = t * t;
    double series = 1 / 17.0;
    for (int k = 15; k >= 1; k -= 2)
        series = series * q + 1.0 / k;
    return e * LN_2 + 2 * t * series;
}
