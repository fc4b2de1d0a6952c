/* Vectors of the width that kernel.c is compiled for. Only kernel.c and the
 * loops that it is made of include this. */
#ifndef EMG_DSP_KERNEL_VECTOR_H
#define EMG_DSP_KERNEL_VECTOR_H

#include "dsp/kernels.h"

#ifndef EMG_WIDTH
#define EMG_WIDTH 16 /* bytes of a vector */
#endif
#define PARTS (64 / EMG_WIDTH) /* vectors in a frame */

typedef double vector __attribute__((vector_size(EMG_WIDTH), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE vector *
part_of(emg_lanes *frame, int part)
{
    return (vector *)frame + part;
}

#endif
