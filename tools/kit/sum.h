/* Sums of channels, as --derive writes them. */
#ifndef KIT_SUM_H
#define KIT_SUM_H

#include "kit/kit.h"

#define KIT_MOST_TERMS 16

typedef struct kit_sum {
    int n;
    emg_term terms[KIT_MOST_TERMS];
    char label[64]; /* "" where none is given */
} kit_sum;

/**
 * "[NAME=]A-B", "[NAME=]A-2*B+C", of channels that are there, each once, and
 * more than one channel as it is.
 */
emg_status kit_sum_read(kit_sum *to, const emg_recording *recording,
                        const char *word, emg_error *error);

#endif
