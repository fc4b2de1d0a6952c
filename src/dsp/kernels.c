/* Chooses among the widths at which kernel.c was compiled. */
#include "dsp/kernels.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

extern const emg_kernels_table emg_kernels_16;
#ifdef EMG_WIDE_KERNELS
extern const emg_kernels_table emg_kernels_32;
extern const emg_kernels_table emg_kernels_64;

static int
widest(void)
{
    if (__builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl"))
        return 64;
    return __builtin_cpu_supports("avx2") ? 32 : 16;
}

const emg_kernels_table *
emg_kernels(void)
{
    const char *asked = getenv("EMG_KERNEL");
    int64_t width = widest(), most;
    if (asked && emg_integer_read(asked, strlen(asked), &most) && most < width)
        width = most;
    return width >= 64   ? &emg_kernels_64
           : width >= 32 ? &emg_kernels_32
                         : &emg_kernels_16;
}
#else
const emg_kernels_table *
emg_kernels(void)
{
    return &emg_kernels_16;
}
#endif
