#include "trace.h"
#include "unit.h"

#include "dsp/kernels.h"
#include "dsp/path.h"

#include <math.h>

#define N 2000

static double noise[N];
static float source[N + 32], heard[N];

static float *
middle(void)
{
    return source + EMG_PATH_REACH;
}

/* Heard: 0.3 of the source 2 samples later, -0.1 of it 4 earlier. */
static void
listen(void)
{
    trace_noise(noise, N, 4);
    for (int i = 0; i < N; i++)
        middle()[i] = (float)noise[i];
    for (int i = 4; i < N - 4; i++)
        heard[i] = 0.3F * middle()[i - 2] - 0.1F * middle()[i + 4];
}

START_TEST(a_path_is_learnt)
{
    emg_path_sums sums = {0}, twice = {0};
    emg_path path;
    listen();
    emg_kernels()->products(middle() + 10, heard + 10, N / 2, 0.5F, sums.at);
    emg_path_join(&twice, &sums);
    emg_path_join(&twice, &sums);
    emg_path_solve(&twice, &path);
    for (int k = 0; k < EMG_PATH_TAPS; k++) {
        int delay = EMG_PATH_REACH - k;
        double wanted = delay == 2 ? 0.3 : delay == -4 ? -0.1 : 0;
        ck_assert_double_eq_tol((double)path.tap[k], wanted, 0.005);
    }
}
END_TEST

START_TEST(its_image_is_what_was_heard)
{
    emg_path path = {
        .tap = {[EMG_PATH_REACH - 2] = 0.3F, [EMG_PATH_REACH + 4] = -0.1F}};
    float image[112];
    listen();
    emg_kernels()->image(path.tap, middle() + 50, 100, image);
    for (int i = 0; i < 100; i++)
        ck_assert_double_eq_tol((double)image[i], (double)heard[50 + i], 1e-6);
}
END_TEST

START_TEST(silence_teaches_nothing)
{
    emg_path_sums sums = {0};
    emg_path path;
    emg_path_solve(&sums, &path);
    for (int k = 0; k < EMG_PATH_ROW; k++)
        ck_assert_double_eq((double)path.tap[k], 0);
}
END_TEST

START_TEST(paths_are_mixed)
{
    emg_path a = {.tap = {1}}, b = {.tap = {0, 4}}, both;
    emg_path_mix(&both, &a, &b, 0.25F);
    ck_assert_double_eq((double)both.tap[0], 0.75);
    ck_assert_double_eq((double)both.tap[1], 1);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_path_is_learnt);
    tcase_add_test(tests, its_image_is_what_was_heard);
    tcase_add_test(tests, silence_teaches_nothing);
    tcase_add_test(tests, paths_are_mixed);
}

int
main(void)
{
    return unit_main("path", add);
}
