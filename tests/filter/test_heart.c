#include "stage.h"
#include "trace.h"
#include "unit.h"

#include "filter/heart.h"
#include "filter/windowed.h"

#include <math.h>
#include <stdlib.h>

#define RATE 500
#define INTERVAL 400
#define N (60 * RATE)
#define BEATS 70

static int64_t frames[BEATS];

/* A hump of 60 ms that is over well inside of a template. */
static double
hump(int64_t since)
{
    double t = (double)since / RATE;
    return 200 * exp(-t * t / (2 * 0.02 * 0.02));
}

static void
set_frames(void)
{
    for (int i = 0; i < BEATS; i++)
        frames[i] = 150 + i * INTERVAL;
}

/* Beats of this gain (every fifth one of another) on noise and an offset. */
static double *
beating(double gain, double fifth, double noise)
{
    double *x = calloc(N, sizeof *x);
    trace_noise(x, N, 9);
    set_frames();
    for (int i = 0; i < N; i++) {
        int beat = (int)lround((i - 150.0) / INTERVAL);
        beat = beat < 0 ? 0 : beat > BEATS - 1 ? BEATS - 1 : beat;
        x[i] = noise * x[i] - 3000 +
               (beat % 5 == 4 ? fifth : gain) * hump(i - frames[beat]);
    }
    return x;
}

static emg_touched
clean(double *x, size_t n_beats)
{
    emg_chain *chain = trace_chain(RATE);
    emg_stage *stage =
        emg_heart_create(emg_chain_format(chain), frames, n_beats, 0.8, NULL);
    emg_chain_add(chain, stage, NULL);
    emg_block block;
    int64_t out = 0;
    emg_block_init(&block, 1, N, NULL);
    block.n_frames = N;
    for (int i = 0; i < N; i++)
        block.frames[i].v[0] = x[i];
    emg_chain_process(chain, &block, NULL);
    do {
        for (int i = 0; i < block.n_frames; i++)
            x[out++] = block.frames[i].v[0];
        emg_chain_flush(chain, &block, NULL);
    } while (block.n_frames > 0);
    ck_assert_int_eq(out, N);
    emg_touched touched = emg_windowed_touched(stage, 0);
    emg_block_clear(&block);
    emg_chain_destroy(chain);
    return touched;
}

START_TEST(equal_beats_vanish_and_the_offset_stays)
{
    double *x = beating(1, 1, 0);
    ck_assert_int_eq(clean(x, BEATS).things, BEATS);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq_tol(x[i], -3000, 0.01);
    free(x);
}
END_TEST

START_TEST(a_template_is_scaled_to_its_beat)
{
    double *x = beating(1, 1.3, 0);
    ck_assert_int_eq(clean(x, BEATS).things, BEATS);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq_tol(x[i], -3000, 0.01);
    free(x);
}
END_TEST

START_TEST(what_does_not_fit_is_no_beat)
{
    double *x = beating(1, 0, 0);
    ck_assert_int_eq(clean(x, BEATS).things, BEATS - 14);
    for (int b = 4; b < BEATS; b += 5)
        for (int i = -50; i < 50; i++)
            ck_assert_double_eq_tol(x[frames[b] + i], -3000, 1e-9);
    free(x);
}
END_TEST

/* The mean of ten beats of noise of variance 1 adds a tenth of that. */
START_TEST(noise_between_beats_stays_what_it_was)
{
    double *x = beating(1, 1, 1), sum = 0;
    clean(x, BEATS);
    double *plain = beating(0, 0, 1);
    for (int i = 0; i < N; i++)
        sum += (x[i] - plain[i]) * (x[i] - plain[i]);
    ck_assert_double_eq_tol(sum / N, 0.1 * 0.6 / 0.8, 0.03);
    free(x);
    free(plain);
}
END_TEST

START_TEST(nine_beats_are_too_few)
{
    double *x = beating(1, 1, 1);
    emg_touched touched = clean(x, 9);
    ck_assert_int_eq(touched.things, 0);
    ck_assert_int_eq(touched.changed, 0);
    free(x);
}
END_TEST

/* ---- the rules of stages ------------------------------------------------- */

#define PERIOD 128 /* two blocks of the helper, so that any part is alike */

static emg_status
build(emg_chain *chain, const void *settings, emg_error *error)
{
    int64_t many[400];
    (void)settings;
    for (int i = 0; i < 400; i++)
        many[i] = 60 + PERIOD * i;
    return emg_chain_add(
        chain,
        emg_heart_create(emg_chain_format(chain), many, 400, 0.64, error),
        error);
}

START_TEST(taking_out_beats_keeps_the_rules_of_stages)
{
    stage_asks("heart", build, NULL, 200, 50 * PERIOD);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, equal_beats_vanish_and_the_offset_stays);
    tcase_add_test(tests, a_template_is_scaled_to_its_beat);
    tcase_add_test(tests, what_does_not_fit_is_no_beat);
    tcase_add_test(tests, noise_between_beats_stays_what_it_was);
    tcase_add_test(tests, nine_beats_are_too_few);
    tcase_add_test(tests, taking_out_beats_keeps_the_rules_of_stages);
}

int
main(void)
{
    return unit_main("heart", add);
}
