/* How far a batch is, for who waits at a terminal. */
#ifndef KIT_PROGRESS_H
#define KIT_PROGRESS_H

#include "kit/kit.h"

typedef struct kit_progress {
    const char *program; /* NULL: nobody is there to see it */
    double begun_s;
    bool shown;
} kit_progress;

/** Nothing is shown off a terminal, with -q, or in the first second. */
kit_progress kit_progress_begin(const kit_chosen *chosen);

void kit_progress_show(kit_progress *progress, int done, int n);

/** Takes the line back, before a message and at the end. */
void kit_progress_clear(kit_progress *progress);

#endif
