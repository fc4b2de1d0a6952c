#include "stage.h"

#include "flow/chain.h"
#include "memory.h"
#include "toys.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CHANNELS 17

typedef struct question {
    const char *name;
    stage_builder build;
    const void *settings;
    int64_t rate_hz;
} question;

/* One way to run a recording through the chain. */
typedef struct way {
    int n_channels;
    int block;        /* frames of a block */
    int64_t n_frames; /* of the recording */
    double spare;     /* in spare lanes */
    int changed;      /* a channel whose samples are others, or -1 */
} way;

/* What left: samples[frame * n_channels + channel]. */
typedef struct result {
    double *samples;
    int64_t n_frames, room;
    int n_channels;
} result;

/* A sample between -100 and 100 that no other channel or frame shares. */
static double
noise(int channel, int64_t frame, bool changed)
{
    uint64_t x = (uint64_t)frame * 64 + (uint64_t)channel + (changed ? 32 : 0);
    x = (x + 1) * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 31)) * UINT64_C(0xBF58476D1CE4E5B9);
    x ^= x >> 29;
    return (double)(int64_t)x / 9.3e16;
}

static emg_chain *
chain_for(const question *ask, int n_channels, emg_error *error)
{
    emg_format in;
    toy_format(&in, n_channels);
    emg_rate_set(&in.rate, ask->rate_hz, 1);
    in.rate_hz = (double)ask->rate_hz;
    emg_chain *chain = emg_chain_create(&in, error);
    emg_format_clear(&in);
    if (chain && ask->build(chain, ask->settings, error)) {
        emg_chain_destroy(chain);
        return NULL;
    }
    return chain;
}

static void
fill(emg_block *block, const way *how, int64_t first, int n,
     emg_segment segment)
{
    block->n_channels = how->n_channels;
    block->n_frames = n;
    block->first_frame = segment.first_frame + first;
    block->segment = segment;
    for (int c = 0; c < emg_banks(how->n_channels) * EMG_LANES; c++)
        for (int f = 0; f < n; f++)
            emg_block_bank(block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                c < how->n_channels ? noise(c, first + f, c == how->changed)
                                    : how->spare;
}

static void
collect(const question *ask, result *to, const emg_block *block)
{
    to->n_channels = block->n_channels;
    ck_assert_msg(block->n_frames >= 0 && block->n_frames <= block->capacity,
                  "%s: %d frames in a block of %d", ask->name, block->n_frames,
                  block->capacity);
    ck_assert_msg(to->n_frames + block->n_frames <= to->room,
                  "%s: more frames leave than came", ask->name);
    for (int f = 0; f < block->n_frames; f++, to->n_frames++)
        for (int c = 0; c < block->n_channels; c++)
            to->samples[to->n_frames * block->n_channels + c] =
                emg_block_at(block, c, f);
}

static int64_t
expected_frames(const question *ask, const emg_chain *chain, int64_t n)
{
    double ratio = emg_chain_format(chain)->rate_hz / (double)ask->rate_hz;
    return (int64_t)ceil((double)n * ratio);
}

/* The room that blocks of so many frames need: more where the rate grows. */
static int
room_for(const question *ask, const emg_chain *chain, int frames)
{
    double ratio = emg_chain_format(chain)->rate_hz / (double)ask->rate_hz;
    return ratio > 1 ? (int)ceil(frames * ratio) + 1 : frames;
}

/* What has not left though it should: more than the lag is a lie. */
static void
ask_lag(const question *ask, const emg_chain *chain, int64_t in, int64_t out)
{
    double ratio = (double)ask->rate_hz / emg_chain_format(chain)->rate_hz;
    int64_t held = in - (int64_t)((double)out * ratio);
    ck_assert_msg(held <= emg_chain_lag(chain),
                  "%s: holds back %lld frames, announced are %lld", ask->name,
                  (long long)held, (long long)emg_chain_lag(chain));
}

static void
empty(const question *ask, emg_chain *chain, emg_block *block, result *to)
{
    do {
        ck_assert_int_eq(emg_chain_flush(chain, block, NULL), EMG_OK);
        collect(ask, to, block);
    } while (block->n_frames > 0);
    ck_assert_int_eq(emg_chain_flush(chain, block, NULL), EMG_OK);
    ck_assert_msg(block->n_frames == 0, "%s: not empty after flush", ask->name);
}

/* Runs one segment through a chain that is as new. The caller frees samples. */
static result
run(const question *ask, emg_chain *chain, const way *how, emg_segment segment)
{
    emg_block block;
    result to = {.room = 2 * how->n_frames + 2};
    to.samples = calloc((size_t)(to.room * MOST_CHANNELS), sizeof(double));
    ck_assert_int_eq(emg_block_init(&block, how->n_channels,
                                    room_for(ask, chain, how->block), NULL),
                     EMG_OK);
    int64_t taken = memory_taken();

    for (int64_t at = 0; at < how->n_frames; at += how->block) {
        int64_t left = how->n_frames - at;
        int n = left < how->block ? (int)left : how->block;
        fill(&block, how, at, n, segment);
        ck_assert_int_eq(emg_chain_process(chain, &block, NULL), EMG_OK);
        ck_assert_msg(block.segment.number == segment.number,
                      "%s: frames left in another segment", ask->name);
        collect(ask, &to, &block);
        ask_lag(ask, chain, at + n, to.n_frames);
    }
    empty(ask, chain, &block, &to);
    ck_assert_msg(to.n_frames == expected_frames(ask, chain, how->n_frames),
                  "%s: %lld frames came, %lld left", ask->name,
                  (long long)how->n_frames, (long long)to.n_frames);
    ck_assert_msg(memory_taken() == taken, "%s: takes memory while it works",
                  ask->name);
    emg_block_clear(&block);
    return to;
}

static result
run_new(const question *ask, const way *how)
{
    emg_chain *chain = chain_for(ask, how->n_channels, NULL);
    ck_assert_msg(chain != NULL, "%s: cannot be built", ask->name);
    result to = run(ask, chain, how, (emg_segment){.number = 0});
    emg_chain_destroy(chain);
    return to;
}

static bool
same_bits(const result *a, int channel_a, const result *b, int channel_b)
{
    for (int64_t f = 0; f < a->n_frames; f++)
        if (memcmp(&a->samples[f * a->n_channels + channel_a],
                   &b->samples[f * b->n_channels + channel_b], sizeof(double)))
            return false;
    return true;
}

/* All channels of got equal the first ones of wanted, which is kept. */
static void
demand_same(const question *ask, const result *wanted, result got,
            const char *when, int64_t number)
{
    ck_assert_msg(got.n_frames == wanted->n_frames,
                  "%s, %s %lld: %lld frames instead of %lld", ask->name, when,
                  (long long)number, (long long)got.n_frames,
                  (long long)wanted->n_frames);
    for (int c = 0; c < got.n_channels; c++)
        ck_assert_msg(same_bits(&got, c, wanted, c),
                      "%s, %s %lld: channel %d is another", ask->name, when,
                      (long long)number, c);
    free(got.samples);
}

static const int sizes[] = {1, 7, 64, 256, 4096};
#define N_SIZES (sizeof sizes / sizeof *sizes)

static void
ask_blocks(const question *ask, int n_channels, int64_t n_frames)
{
    way how = {n_channels, (int)n_frames, n_frames, 0, -1};
    result whole = run_new(ask, &how);
    for (size_t s = 0; s < N_SIZES; s++) {
        how.block = sizes[s];
        demand_same(ask, &whole, run_new(ask, &how), "blocks of", sizes[s]);
    }
    free(whole.samples);
}

static void
ask_channels(const question *ask, int64_t n_frames)
{
    way how = {MOST_CHANNELS, 256, n_frames, 0, -1};
    result all = run_new(ask, &how);
    for (int n = 1; n < MOST_CHANNELS; n++) {
        how.n_channels = n;
        demand_same(ask, &all, run_new(ask, &how), "channels", n);
    }
    free(all.samples);
}

static void
ask_leaks(const question *ask, int64_t n_frames)
{
    static const int changed[] = {0, 6, 8, 16};
    way how = {MOST_CHANNELS, 64, n_frames, 0, -1};
    result before = run_new(ask, &how);
    for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) {
        how.changed = changed[i];
        result after = run_new(ask, &how);
        for (int c = 0; c < after.n_channels; c++)
            ck_assert_msg(same_bits(&before, c, &after, c) == (c != changed[i]),
                          "%s: channel %d leaks into %d", ask->name, changed[i],
                          c);
        free(after.samples);
    }
    free(before.samples);
}

static void
ask_spare_lanes(const question *ask, int64_t n_frames)
{
    static const double spares[] = {1e300, -7, NAN, INFINITY};
    for (int n = 1; n <= MOST_CHANNELS; n += 8) {
        way how = {n, 64, n_frames, 0, -1};
        result plain = run_new(ask, &how);
        for (size_t i = 0; i < sizeof spares / sizeof *spares; i++) {
            how.spare = spares[i];
            demand_same(ask, &plain, run_new(ask, &how), "spare lanes", n);
        }
        free(plain.samples);
    }
}

#define TRAIN 3 /* blocks that a bank goes through before another begins */

/* As threads may do: the last bank first, each through several blocks. */
static void
run_train(const question *ask, emg_chain *chain, emg_block *blocks, int n)
{
    int leaving[TRAIN] = {0};
    for (int bank = emg_banks(blocks[0].n_channels) - 1; bank >= 0; bank--)
        for (int i = 0; i < n; i++)
            leaving[i] = emg_chain_run_bank(chain, bank, &blocks[i], NULL);
    for (int i = 0; i < n; i++) {
        ck_assert_msg(leaving[i] >= 0, "%s: a bank fails", ask->name);
        emg_chain_deliver(chain, &blocks[i], leaving[i]);
    }
}

static result
run_apart(const question *ask, emg_chain *chain, const way *how)
{
    emg_block blocks[TRAIN];
    result to = {.room = 2 * how->n_frames + 2};
    to.samples = calloc((size_t)(to.room * MOST_CHANNELS), sizeof(double));
    for (int i = 0; i < TRAIN; i++)
        emg_block_init(&blocks[i], how->n_channels,
                       room_for(ask, chain, how->block), NULL);
    for (int64_t at = 0; at < how->n_frames;) {
        int n = 0;
        for (; n < TRAIN && at < how->n_frames; n++, at += how->block) {
            int64_t left = how->n_frames - at;
            fill(&blocks[n], how, at,
                 left < how->block ? (int)left : how->block,
                 (emg_segment){.number = 0});
        }
        run_train(ask, chain, blocks, n);
        for (int i = 0; i < n; i++)
            collect(ask, &to, &blocks[i]);
    }
    empty(ask, chain, &blocks[0], &to);
    for (int i = 0; i < TRAIN; i++)
        emg_block_clear(&blocks[i]);
    return to;
}

static void
ask_apart(const question *ask, int64_t n_frames)
{
    way how = {MOST_CHANNELS, 256, n_frames, 0, -1};
    emg_chain *chain = chain_for(ask, how.n_channels, NULL);
    if (emg_chain_is_apart(chain)) {
        result plain = run_new(ask, &how);
        demand_same(ask, &plain, run_apart(ask, chain, &how),
                    "banks apart in trains of", TRAIN);
        free(plain.samples);
    }
    emg_chain_destroy(chain);
}

/* Leaves a chain in the middle of its work, other samples in it. */
static void
disturb(const question *ask, emg_chain *chain, int64_t n_frames, bool flush)
{
    way how = {9, 64, n_frames, 0, 3};
    emg_block block;
    emg_block_init(&block, 9, room_for(ask, chain, 64), NULL);
    for (int64_t at = 0; at < n_frames; at += 64) {
        fill(&block, &how, at + 5, 64, (emg_segment){.number = 7});
        ck_assert_int_eq(emg_chain_process(chain, &block, NULL), EMG_OK);
    }
    if (flush)
        emg_chain_flush(chain, &block, NULL);
    emg_block_clear(&block);
}

static void
ask_fresh_starts(const question *ask, int64_t n_frames)
{
    way how = {9, 100, n_frames, 0, -1};
    emg_segment first = {.number = 0};
    emg_segment second = {.number = 1, .start = 99, .first_frame = n_frames};
    result fresh = run_new(ask, &how);
    emg_chain *chain = chain_for(ask, 9, NULL);

    demand_same(ask, &fresh, run(ask, chain, &how, first), "run", 1);
    emg_chain_gap(chain);
    demand_same(ask, &fresh, run(ask, chain, &how, second), "after gap", 1);
    for (int flush = 0; flush < 2; flush++) {
        disturb(ask, chain, n_frames / 2, flush);
        emg_chain_gap(chain);
        demand_same(ask, &fresh, run(ask, chain, &how, first), "after gap", 2);
        disturb(ask, chain, n_frames / 2, flush);
        emg_chain_reset(chain);
        demand_same(ask, &fresh, run(ask, chain, &how, first), "after reset",
                    flush);
    }
    emg_chain_destroy(chain);
    free(fresh.samples);
}

/* Each taking of memory fails once: an error, and nothing is left behind. */
static void
ask_memory(const question *ask)
{
    for (int64_t nth = 1;; nth++) {
        emg_error error = EMG_NO_ERROR;
        emg_format in;
        toy_format(&in, 9);
        emg_rate_set(&in.rate, ask->rate_hz, 1);
        in.rate_hz = (double)ask->rate_hz;
        memory_refuse(nth);
        emg_chain *chain = emg_chain_create(&in, &error);
        emg_status status =
            chain ? ask->build(chain, ask->settings, &error) : error.status;
        int refused = memory_refused();
        memory_refuse(0);
        emg_chain_destroy(chain);
        emg_format_clear(&in);
        if (!refused)
            break;
        ck_assert_msg(status == EMG_NO_MEMORY && error.status == EMG_NO_MEMORY,
                      "%s: refused memory %lld gives status %d", ask->name,
                      (long long)nth, (int)status);
    }
}

void
stage_asks(const char *name, stage_builder build, const void *settings,
           int64_t rate_hz, int64_t frames)
{
    question ask = {name, build, settings, rate_hz};
    static const int64_t short_ones[] = {1, 2, 3, 8, 50, 255, 256, 257};

    ask_blocks(&ask, 1, frames);
    ask_blocks(&ask, 11, frames);
    for (size_t i = 0; i < sizeof short_ones / sizeof *short_ones; i++)
        ask_blocks(&ask, 2, short_ones[i]);
    ask_channels(&ask, frames);
    ask_leaks(&ask, frames);
    ask_spare_lanes(&ask, frames);
    ask_apart(&ask, frames);
    ask_fresh_starts(&ask, frames);
    ask_memory(&ask);
}
