/* Vectors of the width that kernel.c is compiled for. Only kernel.c,
 * kernel_two.c and the loops that they are made of include this. */
#ifndef EMG_DSP_KERNEL_VECTOR_H
#define EMG_DSP_KERNEL_VECTOR_H

#include "dsp/kernels.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#ifndef EMG_WIDTH
#define EMG_WIDTH 16 /* bytes of a vector */
#endif
#ifndef FRAME
#define FRAME emg_lanes
#endif
#define PARTS ((int)sizeof(FRAME) / EMG_WIDTH) /* vectors in a frame */

typedef double vector __attribute__((vector_size(EMG_WIDTH), may_alias));
typedef int64_t mask __attribute__((vector_size(EMG_WIDTH), may_alias));

/* b where neither is less, so that a NaN in a is passed over: what the
 * processor's own instructions do. */
#if defined(__x86_64__) && EMG_WIDTH == 64
#define LESSER(a, b) (vector) _mm512_min_pd((__m512d)(a), (__m512d)(b))
#define GREATER(a, b) (vector) _mm512_max_pd((__m512d)(a), (__m512d)(b))
#elif defined(__x86_64__) && EMG_WIDTH == 32
#define LESSER(a, b) (vector) _mm256_min_pd((__m256d)(a), (__m256d)(b))
#define GREATER(a, b) (vector) _mm256_max_pd((__m256d)(a), (__m256d)(b))
#elif defined(__x86_64__)
#define LESSER(a, b) (vector) _mm_min_pd((__m128d)(a), (__m128d)(b))
#define GREATER(a, b) (vector) _mm_max_pd((__m128d)(a), (__m128d)(b))
#else
static vector
choose(mask where, vector yes, vector no)
{
    return (vector)((where & (mask)yes) | (~where & (mask)no));
}
#define LESSER(a, b) choose((a) < (b), a, b)
#define GREATER(a, b) choose((a) > (b), a, b)
#endif

#define INLINE static inline __attribute__((always_inline))

INLINE vector *
part_of(FRAME *frame, int part)
{
    return (vector *)frame + part;
}

#endif
