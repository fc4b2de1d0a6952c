/* Traces: see trace.h. */
#include "trace.h"

#include "simulate/random.h"
#include "simulate/shape.h"
#include "toys.h"

#include <check.h>
#include <math.h>

#define BLOCK 300

emg_chain *
trace_chain(int64_t rate_hz)
{
    emg_format in;
    toy_format(&in, 1);
    emg_rate_set(&in.rate, rate_hz, 1);
    in.rate_hz = (double)rate_hz;
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_format_clear(&in);
    ck_assert_ptr_nonnull(chain);
    return chain;
}

static int64_t
collect(const emg_block *block, double *samples, int64_t left, int64_t n)
{
    ck_assert_int_le(left + block->n_frames, n);
    for (int i = 0; i < block->n_frames; i++)
        samples[left + i] = emg_block_at(block, 0, i);
    return left + block->n_frames;
}

void
trace_run(emg_chain *chain, double *samples, int64_t n)
{
    emg_block block;
    int64_t left = 0; /* frames that left, never more than came */
    ck_assert_int_eq(emg_block_init(&block, 1, BLOCK, NULL), EMG_OK);
    for (int64_t at = 0; at < n; at += BLOCK) {
        block.n_channels = 1;
        block.n_frames = n - at < BLOCK ? (int)(n - at) : BLOCK;
        block.first_frame = at;
        for (int i = 0; i < block.n_frames; i++)
            block.frames[i].v[0] = samples[at + i];
        ck_assert_int_eq(emg_chain_process(chain, &block, NULL), EMG_OK);
        left = collect(&block, samples, left, n);
    }
    do {
        ck_assert_int_eq(emg_chain_flush(chain, &block, NULL), EMG_OK);
        left = collect(&block, samples, left, n);
    } while (block.n_frames > 0);
    ck_assert_int_eq(left, n);
    emg_block_clear(&block);
    emg_chain_destroy(chain);
}

void
trace_filter(double *samples, int64_t n, int64_t rate_hz, emg_filter filter,
             emg_direction direction)
{
    emg_chain *chain = trace_chain(rate_hz);
    emg_chain_add(
        chain,
        emg_filter_create(emg_chain_format(chain), &filter, 1, direction, NULL),
        NULL);
    trace_run(chain, samples, n);
}

void
trace_envelope(double *samples, int64_t n, int64_t rate_hz,
               emg_envelope envelope, emg_direction direction)
{
    emg_chain *chain = trace_chain(rate_hz);
    ck_assert_int_eq(emg_envelope_add(chain, &envelope, direction, NULL),
                     EMG_OK);
    trace_run(chain, samples, n);
}

void
trace_noise(double *samples, int64_t n, uint64_t seed)
{
    emg_random random;
    emg_random_seed(&random, seed, 0);
    for (int64_t i = 0; i < n; i++)
        samples[i] = emg_random_gauss(&random);
}

void
trace_emg(double *samples, int64_t n, int64_t rate_hz, uint64_t seed)
{
    emg_shaper *shaper = emg_shaper_create((double)rate_hz, 1, NULL);
    emg_shape shape;
    ck_assert_int_eq(emg_shape_init(&shape, shaper, NULL), EMG_OK);
    emg_shape_start(&shape, seed, 0);
    for (int64_t i = 0; i < n; i++)
        samples[i] = emg_shape_next(&shape);
    emg_shape_clear(&shape);
    emg_shaper_destroy(shaper);
}

double
trace_golden(int64_t n)
{
    return (double)((n * n * 7919 + n * 104729) % 2001 - 1000) / 100;
}

double
trace_mean(const double *samples, int64_t n)
{
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += samples[i];
    return sum / (double)n;
}

double
trace_sd(const double *samples, int64_t n)
{
    double mean = trace_mean(samples, n), sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += (samples[i] - mean) * (samples[i] - mean);
    return sqrt(sum / (double)(n - 1));
}
