/* Chebyshev and Bessel prototypes. */
#include "dsp/prototype.h"

#include "base/math.h"

#include <math.h>

typedef long double real;
typedef long double complex complex_t;

/* How far the power is below 1, over what is left: 10^(dB / 10) - 1. */
static real
excess(double db)
{
    return expm1l((real)db / 10 * logl(10));
}

/* The angle of pair i between a pole and the negative real axis, smallest
 * first. */
static real
angle_of(int order, int i)
{
    int m = order % 2 ? 2 * (i + 1) : 2 * i + 1;
    return m * EMG_PI / (2 * order);
}

/* Poles on an ellipse (Oppenheim & Schafer, 3rd ed., appendix B). */
emg_prototype
emg_chebyshev_1(int order, double ripple_db)
{
    emg_prototype p = {.order = order};
    real e = excess(ripple_db);
    real a = asinhl(1 / sqrtl(e)) / order;
    for (int i = 0; i < order / 2; i++) {
        real angle = angle_of(order, i);
        p.pole[i] = -sinhl(a) * cosl(angle) + I * coshl(a) * sinl(angle);
    }
    p.single = -sinhl(a);
    p.gain = order % 2 ? 1 : 1 / sqrtl(1 + e);
    return p;
}

/* The reciprocals of such poles, and zeros where the stop-band touches 0. */
emg_prototype
emg_chebyshev_2(int order, double attenuation_db)
{
    emg_prototype p = {.order = order, .gain = 1};
    real a = asinhl(sqrtl(excess(attenuation_db))) / order;
    for (int i = 0; i < order / 2; i++) {
        real angle = angle_of(order, i);
        p.pole[i] = 1 / (-sinhl(a) * cosl(angle) - I * coshl(a) * sinl(angle));
        p.zero[i] = sinl(angle);
    }
    p.single = -1 / sinhl(a);
    return p;
}

#define MOST_ROUNDS 200
#define NEAR_ENOUGH 1e-18L

/* The coefficients of the reverse Bessel polynomial, lowest power first, s
 * scaled such that the first and the last of them are 1. */
static void
bessel_polynomial(int order, real c[EMG_MOST_ORDER + 1])
{
    c[order] = 1;
    for (int k = order; k > 0; k--) /* c[k - 1] / c[k] */
        c[k - 1] = c[k] * (2 * order - k + 1) * k / (2 * (order - k + 1));
    real unit = powl(c[0], 1.0L / order), scale = 1;
    for (int k = order - 1; k >= 0; k--)
        c[k] /= (scale *= unit);
}

/* Moves every root by Weierstrass' correction; returns the largest move. */
static real
correct(const real *c, int order, complex_t *root)
{
    real most = 0;
    for (int i = 0; i < order; i++) {
        complex_t value = 1, others = 1;
        for (int k = order - 1; k >= 0; k--)
            value = value * root[i] + c[k];
        for (int j = 0; j < order; j++)
            others *= j == i ? 1 : root[i] - root[j];
        complex_t move = value / others;
        root[i] -= move;
        most = fmaxl(most, cabsl(move));
    }
    return most;
}

emg_prototype
emg_bessel(int order)
{
    emg_prototype p = {.order = order, .gain = 1};
    real c[EMG_MOST_ORDER + 1];
    complex_t root[EMG_MOST_ORDER];
    int n = 0;

    bessel_polynomial(order, c);
    /* on a half circle, one in the upper quarter first; the lower ones and
     * the real one are mirrored, which the correction keeps */
    for (int i = 0; i < order; i++) {
        real angle = (2 * i + 1) * EMG_PI / (2 * order);
        root[i] = -sinl(angle) + I * cosl(angle);
    }
    for (int k = 0; k < MOST_ROUNDS; k++)
        if (correct(c, order, root) < NEAR_ENOUGH)
            break;
    for (int i = order / 2 - 1; i >= 0; i--) {
        real up = fabsl(cimagl(root[i]));
        p.pole[n++] = creall(root[i]) + I * up;
    }
    p.single = order % 2 ? creall(root[order / 2]) : 0;
    return p;
}
