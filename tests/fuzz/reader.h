/* What every fuzz target of a reader asks: no crash, one message for a refused
 * file, and the same result for blocks of 1 and of 4096 frames, from memory and
 * a pipe. A target defines READING_OPEN and READING_LOOKS_LIKE before. */
#ifndef TESTS_FUZZ_READER_H
#define TESTS_FUZZ_READER_H

#include "../io/reading.h"

#include <stdlib.h>

#define PIPE_BYTES 16384 /* fit into a pipe at once */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
demand(bool holds)
{
    if (!holds)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    reading one, many, piped;
    if (!READING_LOOKS_LIKE(bytes, size))
        return 0;
    reading_memory(&one, bytes, size, 1);
    reading_memory(&many, bytes, size, 4096);
    demand(reading_same(&one, &many));
    if (size <= PIPE_BYTES) {
        reading_pipe(&piped, bytes, size, 7);
        demand(reading_same(&one, &piped));
        reading_clear(&piped);
    }
    demand(one.opened || one.n_warnings == 0);
    demand(one.error.status == EMG_OK || one.error.text[0] != 0);
    reading_clear(&one);
    reading_clear(&many);
    return 0;
}

#endif
