/* The square root: a part of kernel.c.
 *
 * The processors' own root of eight doubles keeps its unit busy for 8 to 24
 * cycles. With an estimate of 14 bits and fused multiplications, which other
 * units do, it takes 8 to 10, and every bit is the same: see the test, which
 * asks for the root of all numbers whose roots lie near the middle between
 * two doubles. One of three in the first way and two in the second are done
 * soonest. A plain loop cannot say this, hence the intrinsics. */
#ifndef EMG_DSP_KERNEL_ROOT_H
#define EMG_DSP_KERNEL_ROOT_H

#include "dsp/kernel_vector.h"

#include <float.h>
#include <math.h>

#define ROOTS 3 /* taken together */

INLINE vector
plain_root(vector x)
{
#if defined(__x86_64__) && EMG_WIDTH == 64
    return (vector)_mm512_sqrt_pd((__m512d)x);
#else
    for (int k = 0; k < EMG_WIDTH / 8; k++)
        x[k] = sqrt(x[k]);
    return x;
#endif
}

#if defined(__x86_64__) && EMG_WIDTH == 64
#define INFINITE_OR_NAN 0x99
#define RAISE 0x1p200 /* so that the remainder of the smallest is exact */

/* Goldschmidt's iteration: g goes to the root, h to half its inverse. The last
 * step adds to g what it lacks: Markstein, Computation of elementary functions
 * on the IBM RISC System/6000 processor, IBM J. Res. Dev. 34 (1990). */
INLINE __m512d
root_of(__m512d x)
{
    const __m512d half = _mm512_set1_pd(0.5);
    /* the root of 0 comes out as 0 if only its estimate is finite */
    __m512d y = _mm512_rsqrt14_pd(_mm512_max_pd(x, _mm512_set1_pd(DBL_MIN)));
    __m512d g = x * y, h = y * half;
    for (int i = 0; i < 2; i++) {
        __m512d r = _mm512_fnmadd_pd(g, h, half);
        g = _mm512_fmadd_pd(g, r, g);
        h = _mm512_fmadd_pd(h, r, h);
    }
    return _mm512_fmadd_pd(_mm512_fnmadd_pd(g, g, x), h, g);
}

INLINE vector
root_of_scaled(vector sum, double factor)
{
    __m512d x = (__m512d)sum * factor, raised = x * RAISE;
    if (_mm512_fpclass_pd_mask(raised, INFINITE_OR_NAN))
        return plain_root((vector)x);
    return (vector)(root_of(raised) * sqrt(1 / RAISE));
}

/* One the first way, the others meanwhile the second. */
INLINE void
roots_of_scaled(vector sums[ROOTS], double factor)
{
    sums[0] = plain_root(sums[0] * factor);
    for (int k = 1; k < ROOTS; k++)
        sums[k] = root_of_scaled(sums[k], factor);
}
#else
INLINE vector
root_of_scaled(vector sum, double factor)
{
    return plain_root(sum * factor);
}

INLINE void
roots_of_scaled(vector sums[ROOTS], double factor)
{
    for (int k = 0; k < ROOTS; k++)
        sums[k] = root_of_scaled(sums[k], factor);
}
#endif

#endif
