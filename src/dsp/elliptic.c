/* The elliptic prototype, by descending Landen transformations (Orfanidis,
 * Lecture Notes on Elliptic Filter Design, 2006). */
#include "dsp/prototype.h"

#include "base/math.h"

#include <math.h>

typedef long double real;
typedef long double complex complex_t;

#define MOST_STEPS 24
#define NOTHING 1e-22L /* a modulus whose functions are circular */

/* The moduli of the transformations, from k down to nothing. */
typedef struct landen {
    int n;
    real k[MOST_STEPS + 1];
} landen;

/* k with its complement: near 1 it could not be had from k. */
static landen
descend(real k, real complement)
{
    landen l = {.k[0] = k};
    while (l.n < MOST_STEPS && k > NOTHING) {
        k = k / (1 + complement);
        k *= k;
        complement = 2 * sqrtl(complement) / (1 + complement);
        l.k[++l.n] = k;
    }
    return l;
}

/* From cos or sin of u pi / 2 to cd or sn of u K, Orfanidis' (47) and (50). */
static complex_t
ascend(const landen *l, complex_t w)
{
    for (int i = l->n; i > 0; i--)
        w = (1 + l->k[i]) * w / (1 + l->k[i] * w * w);
    return w;
}

/* u with sn(i u K) = i y. */
static real
inverse_sn(const landen *l, real y)
{
    for (int i = 1; i <= l->n; i++) {
        real before = l->k[i - 1];
        y = 2 * y / ((1 + l->k[i]) * (1 + sqrtl(1 + before * before * y * y)));
    }
    return 2 / EMG_PI * asinhl(y);
}

/* pi / 2 over the complete integral of the modulus with this complement. */
static real
mean_of(real complement)
{
    real a = 1, b = complement;
    for (int i = 0; i < MOST_STEPS && a - b > 1e-19L * a; i++) {
        real next = (a + b) / 2;
        b = sqrtl(a * b);
        a = next;
    }
    return a;
}

/* The modulus whose ratio of integrals is 1 / order of that of k: theta series
 * in its nome. */
static landen
solve_degree(int order, real k, real complement)
{
    real q = expl(-EMG_PI * mean_of(complement) / mean_of(k) / order);
    real even = 1, odd = 1, alternating = 1;
    for (int m = 1; m < 200; m++) {
        real square = powl(q, (real)m * m);
        even += 2 * square;
        alternating += m % 2 ? -2 * square : 2 * square;
        odd += powl(q, (real)m * (m + 1));
        if (square < NOTHING)
            break;
    }
    real root = odd / even, other = alternating / even;
    return descend(4 * sqrtl(q) * root * root, other * other);
}

emg_prototype
emg_elliptic(int order, double ripple_db, double attenuation_db)
{
    emg_prototype p = {.order = order};
    real ripple = expm1l((real)ripple_db / 10 * logl(10));
    real depth = expm1l((real)attenuation_db / 10 * logl(10));
    real k1 = sqrtl(ripple / depth), complement = sqrtl(1 - ripple / depth);
    landen selectivity = descend(k1, complement);
    landen l = solve_degree(order, k1, complement);
    real v = inverse_sn(&selectivity, 1 / sqrtl(ripple)) / order;
    int pairs = order / 2;

    for (int i = 0; i < pairs; i++) {
        real u = (2 * (pairs - i) - 1) / (real)order;
        p.zero[i] = l.k[0] * creall(ascend(&l, cosl(u * EMG_PI / 2)));
        p.pole[i] = I * ascend(&l, ccosl((u - I * v) * EMG_PI / 2));
    }
    p.single = creall(I * ascend(&l, csinl(I * v * EMG_PI / 2)));
    p.gain = order % 2 ? 1 : 1 / sqrtl(1 + ripple);
    return p;
}
