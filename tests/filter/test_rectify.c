#include "toys.h"
#include "trace.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>

#define N 1000000

static void
rectify(double *x, int64_t n, bool half_wave)
{
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(chain,
                  emg_rectify_create(emg_chain_format(chain), half_wave, NULL),
                  NULL);
    trace_run(chain, x, n);
}

START_TEST(full_wave_turns_over_and_half_wave_cuts_off)
{
    double full[] = {1.5, -2.5, 0, -0.0, -1e-300};
    double half[] = {1.5, -2.5, 0, -0.0, -1e-300};
    double wanted_full[] = {1.5, 2.5, 0, 0, 1e-300};
    double wanted_half[] = {1.5, 0, 0, 0, 0};
    rectify(full, 5, false);
    rectify(half, 5, true);
    for (int i = 0; i < 5; i++) {
        ck_assert_double_eq(full[i], wanted_full[i]);
        ck_assert_double_eq(half[i], wanted_half[i]);
        ck_assert(!signbit(full[i]) && !signbit(half[i]));
    }
}
END_TEST

/* A million independent samples: the standard error of the mean
 * is 0.0006, that of SD/mean below 0.001; four of them are allowed. */
START_TEST(rectified_gaussian_noise_has_the_published_mean_and_sd)
{
    double *full = calloc(N, sizeof *full), *half = calloc(N, sizeof *half);
    double squares = 0;
    trace_noise(full, N, 3);
    trace_noise(half, N, 3);
    for (int i = 0; i < N; i++)
        squares += full[i] * full[i];
    double rms = sqrt(squares / N);
    rectify(full, N, false);
    rectify(half, N, true);
    double mean = trace_mean(full, N);
    ck_assert_double_eq_tol(mean / rms, 0.797885, 0.0024);
    ck_assert_double_eq_tol(trace_mean(half, N) / mean, 0.5, 0.003);
    ck_assert_double_eq_tol(trace_sd(full, N) / mean, 0.7555, 0.004);
    free(full);
    free(half);
}
END_TEST

START_TEST(channels_are_told_to_be_rectified)
{
    emg_format in;
    toy_format(&in, 3);
    in.channels[2].step = 0.5;
    emg_stage *stage = emg_rectify_create(&in, false, NULL);
    for (int c = 0; c < 3; c++)
        ck_assert(stage->out.channels[c].rectified);
    ck_assert_int_eq(stage->lag_frames, 0);
    ck_assert_double_eq(stage->out.channels[2].step, 0.5);
    emg_stage_destroy(stage);
    emg_format_clear(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, full_wave_turns_over_and_half_wave_cuts_off);
    tcase_add_test(tests,
                   rectified_gaussian_noise_has_the_published_mean_and_sd);
    tcase_add_test(tests, channels_are_told_to_be_rectified);
}

int
main(void)
{
    return unit_main("rectify", add);
}
