#include "unit.h"

#include "base/memory.h"
#include "dsp/fft.h"

#include <math.h>
#include <pthread.h>

/* Closed form: a unit sample at time 1 is exp(-2 pi i k / n). */
static void
check_shifted_impulse(int n)
{
    emg_error error = EMG_NO_ERROR;
    emg_fft *fft = emg_fft_create(n, &error);
    double *real = emg_new((size_t)n, sizeof *real, &error);
    double *half = emg_new((size_t)emg_fft_half(n), sizeof *half, &error);
    ck_assert_ptr_nonnull(fft);
    real[1 % n] = 1;
    emg_fft_forward(fft, real, half);
    for (int k = 0; k <= n / 2; k++) {
        double angle = n > 1 ? -2 * acos(-1) * k / n : 0;
        ck_assert_double_eq_tol(half[2 * k], cos(angle), 1e-14);
        ck_assert_double_eq_tol(half[2 * k + 1], sin(angle), 1e-14);
    }
    ck_assert_double_eq(real[1 % n], 1);
    emg_fft_inverse(fft, half, real);
    for (int i = 0; i < n; i++)
        ck_assert_double_eq_tol(real[i], i == 1 % n ? n : 0, 1e-12);
    emg_free(half);
    emg_free(real);
    emg_fft_destroy(fft);
}

START_TEST(a_shifted_impulse_turns_with_frequency_and_comes_back)
{
    const int lengths[] = {1, 2, 3, 8, 15, 97, 1000, 1024};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        check_shifted_impulse(lengths[i]);
}
END_TEST

/* Whoever goes forward only gets the same bits. */
START_TEST(forward_alone_is_the_same_transform)
{
    enum { N = 1024 };
    emg_fft *one = emg_fft_create(N, NULL);
    emg_fft *two = emg_fft_create_forward(N, NULL);
    double *real = emg_new(N, sizeof *real, NULL);
    double *a = emg_new(N + 2, sizeof *a, NULL);
    double *b = emg_new(N + 2, sizeof *b, NULL);
    for (int i = 0; i < N; i++)
        real[i] = sin(i * i);
    emg_fft_forward(one, real, a);
    emg_fft_forward(two, real, b);
    ck_assert_mem_eq(a, b, (N + 2) * sizeof *a);
    emg_free(real);
    emg_free(a);
    emg_free(b);
    emg_fft_destroy(one);
    emg_fft_destroy(two);
}
END_TEST

START_TEST(lengths_that_make_no_sense_are_refused)
{
    const int lengths[] = {0, -1, (1 << 26) + 1};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        emg_error error = EMG_NO_ERROR;
        ck_assert_ptr_null(emg_fft_create(lengths[i], &error));
        ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    }
    emg_fft_destroy(NULL);
}
END_TEST

static void *
plan_many(void *unused)
{
    for (int n = 2; n < 200; n++)
        emg_fft_destroy(emg_fft_create(n, NULL));
    return unused;
}

START_TEST(threads_may_plan_at_the_same_time)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, plan_many, NULL), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    check_shifted_impulse(64);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   a_shifted_impulse_turns_with_frequency_and_comes_back);
    tcase_add_test(tests, forward_alone_is_the_same_transform);
    tcase_add_test(tests, lengths_that_make_no_sense_are_refused);
    tcase_add_test(tests, threads_may_plan_at_the_same_time);
}

int
main(void)
{
    return unit_main("fft", add);
}
