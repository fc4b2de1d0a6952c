#include "trace.h"
#include "unit.h"

#include "analysis/bands.h"
#include "toys.h"

#include <math.h>
#include <string.h>

#define RATE 2000
#define N 8010 /* of a segment: 400 frames and a half */
#define FRAMES 400
#define SEGMENTS 2

typedef struct heard {
    double low[SEGMENTS * FRAMES], high[SEGMENTS * FRAMES];
    double sample[SEGMENTS * FRAMES];
    bool missing[SEGMENTS * FRAMES];
    int n, firsts;
} heard;

static double x[N];

static emg_status
take(void *to, const emg_bands_frame *frame, emg_error *error)
{
    heard *self = to;
    (void)error;
    self->firsts += frame->number == 0;
    ck_assert_int_eq(frame->number, self->n % FRAMES);
    ck_assert_int_eq(frame->segment.number, self->n / FRAMES);
    self->low[self->n] = frame->energy[0].v[1];
    self->high[self->n] = frame->energy[1].v[1];
    self->sample[self->n] = frame->low[3].v[1];
    self->missing[self->n++] = frame->missing[1];
    return EMG_OK;
}

/* Two segments of the same samples in the second of two channels. */
static heard
bands_of(int step, const emg_lines *lines)
{
    static heard to;
    emg_format format;
    emg_block block;
    toy_format(&format, 2);
    format.rate = (emg_rate){RATE, 1};
    format.rate_hz = RATE;
    emg_bands *bands = emg_bands_create(&format, lines, true, NULL);
    ck_assert_ptr_nonnull(bands);
    emg_block_init(&block, 2, step, NULL);
    memset(&to, 0, sizeof to);
    for (int s = 0; s < SEGMENTS; s++)
        for (int at = 0; at < N; at += step) {
            block.n_frames = N - at < step ? N - at : step;
            block.first_frame = (int64_t)s * N + at;
            block.segment =
                (emg_segment){.number = s, .first_frame = (int64_t)s * N};
            for (int f = 0; f < block.n_frames; f++)
                block.frames[f].v[1] = x[at + f];
            ck_assert_int_eq(emg_bands_take(bands, &block, take, &to, NULL),
                             EMG_OK);
        }
    ck_assert_int_eq(emg_bands_end(bands, take, &to, NULL), EMG_OK);
    emg_block_clear(&block);
    emg_bands_destroy(bands);
    emg_format_clear(&format);
    return to;
}

static double
mean(const double *values)
{
    double sum = 0;
    for (int f = 20; f < FRAMES - 20; f++)
        sum += values[f];
    return sum / (FRAMES - 40);
}

/* The squared two-pass gain of scipy's butter(2, [40, 250]) and butter(3,
 * [250, 450]) at 2 kHz, edges corrected for two passes, leaves 0.2066 and
 * 0.1966 of white noise:
 *   w = lambda f: tan(pi f / 2000); widen w2 - w1 by 1.246505 (1.158233) */
START_TEST(white_noise_has_its_share_in_each_band)
{
    trace_noise(x, N, 1);
    heard all = bands_of(256, NULL);
    ck_assert_int_eq(all.n, SEGMENTS * FRAMES);
    ck_assert_int_eq(all.firsts, SEGMENTS);
    ck_assert_double_eq_tol(mean(all.low), 0.2066, 0.025);
    ck_assert_double_eq_tol(mean(all.high), 0.1966, 0.025);
    for (int f = 0; f < FRAMES; f++) {
        ck_assert(!all.missing[f]);
        ck_assert_double_eq(all.low[f], all.low[f + FRAMES]);
    }
}
END_TEST

START_TEST(frames_do_not_depend_on_block_size)
{
    trace_noise(x, N, 2);
    for (int i = 5000; i < 5200; i++)
        x[i] = 3;
    heard all = bands_of(256, NULL), small = bands_of(7, NULL),
          large = bands_of(N, NULL);
    ck_assert_mem_eq(&all, &small, sizeof all);
    ck_assert_mem_eq(&all, &large, sizeof all);
}
END_TEST

START_TEST(what_stands_still_is_missing)
{
    trace_noise(x, N, 3);
    for (int i = 5000; i < 5200; i++)
        x[i] = 3; /* frames 250 to 259, and 20 ms around them */
    heard all = bands_of(256, NULL);
    for (int f = 0; f < FRAMES; f++)
        ck_assert_int_eq(all.missing[f], f >= 248 && f <= 261);
}
END_TEST

START_TEST(lines_are_taken_out_of_their_channel)
{
    static const emg_lines hum[2] = {{0}, {1, {{150, 20, 1}}}};
    for (int i = 0; i < N; i++)
        x[i] = sin(2 * M_PI * 150 / RATE * i);
    heard with = bands_of(256, NULL), without = bands_of(256, hum);
    ck_assert_double_eq_tol(mean(with.low), 0.5, 0.01);
    ck_assert_double_eq_tol(mean(without.low), 0, 1e-3);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, white_noise_has_its_share_in_each_band);
    tcase_add_test(tests, frames_do_not_depend_on_block_size);
    tcase_add_test(tests, what_stands_still_is_missing);
    tcase_add_test(tests, lines_are_taken_out_of_their_channel);
}

int
main(void)
{
    return unit_main("bands", add);
}
