/* What every fuzz target of a reader asks: no crash, one message for a refused
 * file, the same result for blocks of other sizes, from memory and a pipe, and
 * what was read comes back when it is written and read again. A target defines
 * READING_OPEN and READING_LOOKS_LIKE before. */
#ifndef TESTS_FUZZ_READER_H
#define TESTS_FUZZ_READER_H

#include "../io/reading.h"
#include "demand.h"
#include "written.h"

#define PIPE_BYTES 16384 /* fit into a pipe at once */

/* A number that the bytes decide: what costs much is asked of some inputs. */
static uint32_t
draw(const uint8_t *bytes, size_t size)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    return hash >> 8;
}

/* Who does not ask what is wrong is told by the source alone. */
static void
open_unheard(const uint8_t *bytes, size_t size, bool opens)
{
    const emg_open_options options = {0};
    emg_source *source = READING_OPEN(
        emg_bytes_from_memory(bytes, size, "x", NULL), &options, NULL);
    demand((source != NULL) == opens);
    emg_source_destroy(source);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    reading one, many, piped;
    if (!READING_LOOKS_LIKE(bytes, size))
        return 0;
    uint32_t drawn = draw(bytes, size);
    reading_memory(&one, bytes, size, 1);
    demand(one.opened || one.n_warnings == 0);
    demand(one.error.status == EMG_OK || one.error.text[0] != 0);
    if (one.opened || drawn % 16 == 0) {
        reading_memory(&many, bytes, size, drawn % 16 ? 61 : 4096);
        demand(reading_same(&one, &many));
        reading_clear(&many);
    }
    if (size <= PIPE_BYTES && drawn % 8 == 1) {
        reading_pipe(&piped, bytes, size, 7);
        demand(reading_same(&one, &piped));
        reading_clear(&piped);
    }
    if (drawn % 4 == 3)
        open_unheard(bytes, size, one.opened);
    if (one.opened && one.error.status == EMG_OK && drawn % 4 == 2)
        written(&one, bytes, size);
    reading_clear(&one);
    return 0;
}

#endif
