/* Nothing but reading a recording to physical values, or writing one: what the
 * library takes for it, without a program around it.
 *
 *     codec read FILE                         - is standard input
 *     codec write FILE CHANNELS RATE SECONDS  the same second again and again
 *
 * Prints the number of samples and the memory that it took, in KiB. */
#include "codec.h"

#include <emg/io.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct counter {
    emg_sink sink;
    int64_t n_samples;
} counter;

static emg_status
count(emg_sink *sink, const emg_block *block, emg_error *error)
{
    (void)error;
    ((counter *)sink)->n_samples +=
        (int64_t)block->n_frames * block->n_channels;
    return EMG_OK;
}

static emg_status
leave(emg_sink *sink, emg_error *error)
{
    (void)sink;
    (void)error;
    return EMG_OK;
}

static emg_status
read_all(const char *path, emg_error *error)
{
    const emg_sink_ops ops = {.name = "count", .take = count, .finish = leave};
    emg_open_options options = {.forgo_fingerprint = true};
    counter all = {.sink = {&ops}};
    emg_source *source = emg_open(path, &options, error);
    if (source)
        emg_run(source, NULL, &all.sink, 0, error);
    emg_source_destroy(source);
    printf("%lld\n", (long long)all.n_samples);
    return error->status;
}

static emg_status
describe(emg_recording *to, const codec_shape *shape, emg_error *error)
{
    emg_channel *channels = calloc((size_t)shape->n, sizeof *channels);
    emg_rate *rates = calloc((size_t)shape->n, sizeof *rates);
    emg_use *uses = calloc((size_t)shape->n, sizeof *uses);
    emg_status status = EMG_NO_MEMORY;
    for (int c = 0; channels && rates && uses && c < shape->n; c++) {
        snprintf(channels[c].label, sizeof channels[c].label, "EMG %d", c + 1);
        emg_channel_set_unit(&channels[c], "uV");
        channels[c].number = c + 1;
        channels[c].scale =
            (emg_scale){-CODEC_UV, CODEC_UV, -32768, 32767, 2, {""}};
        emg_rate_set(&rates[c], shape->rate, 1);
        uses[c] = EMG_TREAT;
    }
    if (channels && rates && uses)
        status =
            emg_recording_group(to, shape->n, channels, rates, uses, error);
    free(channels);
    free(rates);
    free(uses);
    return status;
}

/* The next `block->n_frames` of a second. */
static void
fill(emg_block *block, const codec_shape *shape, const double *samples)
{
    for (int c = 0; c < shape->n; c++) {
        emg_lanes *bank = emg_block_bank(block, c / EMG_LANES);
        const double *of = samples + c * shape->rate + block->first_frame;
        for (int i = 0; i < block->n_frames; i++)
            bank[i].v[c % EMG_LANES] = of[i];
    }
}

/* A second in blocks as the loop hands them on. */
static emg_block *
cut(const codec_shape *shape, int *n_blocks, emg_error *error)
{
    double *samples = codec_second(shape);
    int n = (shape->rate + EMG_BLOCK_FRAMES - 1) / EMG_BLOCK_FRAMES;
    emg_block *blocks = calloc((size_t)n, sizeof *blocks);
    for (*n_blocks = 0; samples && blocks && *n_blocks < n; ++*n_blocks) {
        emg_block *block = &blocks[*n_blocks];
        int left = shape->rate - *n_blocks * EMG_BLOCK_FRAMES;
        if (emg_block_init(block, shape->n, EMG_BLOCK_FRAMES, error))
            break;
        block->n_channels = shape->n;
        block->n_frames = left < EMG_BLOCK_FRAMES ? left : EMG_BLOCK_FRAMES;
        block->first_frame = (int64_t)*n_blocks * EMG_BLOCK_FRAMES;
        fill(block, shape, samples);
    }
    free(samples);
    return blocks;
}

static void
put(emg_sink *sink, emg_block *blocks, int n_blocks, const codec_shape *shape,
    emg_error *error)
{
    for (int second = 0; second < shape->seconds && !error->status; second++)
        for (int b = 0; b < n_blocks && !error->status; b++) {
            sink->ops->take(sink, &blocks[b], error);
            blocks[b].first_frame += shape->rate;
        }
    if (!error->status)
        sink->ops->finish(sink, error);
}

static emg_status
write_all(const char *path, const codec_shape *shape, emg_error *error)
{
    emg_recording recording = {.name = "codec", .duration_s = shape->seconds};
    emg_create_options options = {.force = true};
    int n_blocks = 0;
    emg_block *blocks = cut(shape, &n_blocks, error);
    emg_sink *sink = NULL;
    if (blocks && !error->status && !describe(&recording, shape, error))
        sink = emg_create(path, EMG_FILE_EDF, &recording, &options, error);
    if (sink)
        put(sink, blocks, n_blocks, shape, error);
    printf("%lld\n", (long long)shape->n * shape->rate * shape->seconds);
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
    for (int b = 0; b < n_blocks; b++)
        emg_block_clear(&blocks[b]);
    free(blocks);
    return sink ? error->status : EMG_NO_MEMORY;
}

int
main(int count_of_words, char **words)
{
    emg_error error = EMG_NO_ERROR;
    codec_shape shape;
    emg_status status = EMG_BAD_OPTION;
    if (count_of_words == 3 && strcmp(words[1], "read") == 0)
        status = read_all(words[2], &error);
    else if (codec_shape_of(&shape, count_of_words, words))
        status = write_all(words[2], &shape, &error);
    if (status)
        fprintf(stderr, "codec: %s\n", error.text);
    codec_print_peak();
    return status ? EXIT_FAILURE : EXIT_SUCCESS;
}
