/* EMG streams from any bytes: no crash, the same result or error for any
 * blocks, and what can be read comes back the same when it is written and read
 * again. */
#include "io/stream.h"

#define READING_OPEN(bytes, options, error)                                    \
    emg_stream_open(bytes, options, error)
#include "../io/reading.h"
#include "demand.h"

/* The stream of a stream that was read without an error. */
static void
write_again(const reading *was, const uint8_t *bytes, size_t size)
{
    emg_error error = EMG_NO_ERROR;
    emg_source *source = emg_stream_open(
        emg_bytes_from_memory(bytes, size, "x", &error), NULL, &error);
    emg_create_options options = {.origin = source};
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink =
        emg_stream_create(output, &source->recording, &options, &error);
    demand(sink != NULL);
    demand(emg_run(source, NULL, sink, 100, &error) == EMG_OK);
    size_t n;
    const uint8_t *written = emg_output_bytes(output, &n);
    reading again;
    reading_memory(&again, written, n, 33);
    demand(again.error.status == EMG_OK);
    demand(reading_begins(was, &again) && reading_begins(&again, was));
    reading_clear(&again);
    emg_sink_destroy(sink);
    emg_source_destroy(source);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    reading one, many;
    reading_memory(&one, bytes, size, 1);
    reading_memory(&many, bytes, size, size % 16 ? 61 : 4096);
    demand(one.error.status == many.error.status &&
           one.error.byte == many.error.byte &&
           strcmp(one.error.text, many.error.text) == 0);
    demand(one.error.status || reading_same(&one, &many));
    demand(one.n_warnings == 0);
    demand(one.error.status == EMG_OK || one.error.text[0] != 0);
    if (one.error.status == EMG_OK)
        write_again(&one, bytes, size);
    reading_clear(&one);
    reading_clear(&many);
    return 0;
}
