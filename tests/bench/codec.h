/* What the programs that only read or write have in common. */
#ifndef BENCH_CODEC_H
#define BENCH_CODEC_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODEC_UV 3276.7 /* samples lie within this */

typedef struct codec_shape {
    int n, rate, seconds;
} codec_shape;

/* From "write FILE CHANNELS RATE SECONDS". */
static inline bool
codec_shape_of(codec_shape *shape, int count, char **words)
{
    if (count != 6 || strcmp(words[1], "write") != 0)
        return false;
    *shape = (codec_shape){atoi(words[3]), atoi(words[4]), atoi(words[5])};
    return shape->n > 0 && shape->rate > 0 && shape->seconds > 0;
}

/* A second of each channel after the other; the caller frees it. */
static inline double *
codec_second(const codec_shape *shape)
{
    size_t n = (size_t)shape->n * (size_t)shape->rate;
    double *samples = calloc(n, sizeof *samples);
    unsigned state = 1;
    for (size_t i = 0; samples && i < n; i++) {
        state = state * 1664525u + 1013904223u;
        samples[i] = CODEC_UV * ((double)state / 2147483648.0 - 1);
    }
    return samples;
}

/* What the process took at most, in KiB; what its parent took is in what wait4
 * tells of a child. */
static inline void
codec_print_peak(void)
{
    char line[128];
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, "VmHWM:", 6) == 0)
            printf("%d\n", atoi(line + 6));
    if (status)
        fclose(status);
}

#endif
