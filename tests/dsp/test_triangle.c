#include "unit.h"

#include "dsp/triangle.h"

#include <math.h>

#define N 50
#define HALF 4

static double work[2 * 3 * N];

/* The sum that is meant, term by term. */
static double
boxes(const double *x, const double *weights, int at)
{
    double sum = 0, all = 0;
    for (int i = at - HALF; i <= at + HALF; i++)
        for (int k = i - HALF; i >= 0 && i < N && k <= i + HALF; k++)
            if (k >= 0 && k < N) {
                sum += weights[k] * x[2 * k];
                all += weights[k];
            }
    return sum / all;
}

START_TEST(means_are_those_of_two_boxes)
{
    double x[2 * N], y[2 * N], weights[N];
    for (int i = 0; i < N; i++) {
        weights[i] = 1 + i % 3;
        x[2 * i] = y[2 * i] = sin(i * i);
        x[2 * i + 1] = y[2 * i + 1] = -2 * x[2 * i];
    }
    emg_triangle(y, N, HALF, weights, work);
    ck_assert_uint_eq(emg_triangle_room(N), sizeof work / sizeof *work);
    for (int i = 0; i < N; i++) {
        ck_assert_double_eq_tol(y[2 * i], boxes(x, weights, i), 1e-12);
        ck_assert_double_eq_tol(y[2 * i + 1], -2 * y[2 * i], 1e-12);
    }
}
END_TEST

START_TEST(without_weights_all_count_alike)
{
    double x[2 * N], y[2 * N], weights[N];
    for (int i = 0; i < 2 * N; i++)
        x[i] = y[i] = cos(i * i);
    for (int i = 0; i < N; i++)
        weights[i] = 1;
    emg_triangle(x, N, HALF, weights, work);
    emg_triangle(y, N, HALF, NULL, work);
    for (int i = 0; i < 2 * N; i++)
        ck_assert_double_eq(x[i], y[i]);
}
END_TEST

/* 1 2 3 2 1 over 9 and a single 1: squares sum to 19 / 81, those of the
 * difference to (1 + 4 + 36 + 4 + 1) / 81. */
START_TEST(chance_is_that_of_white_noise)
{
    ck_assert_double_eq_tol(emg_triangle_chance(1, 0), 19.0 / 46, 1e-15);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, means_are_those_of_two_boxes);
    tcase_add_test(tests, without_weights_all_count_alike);
    tcase_add_test(tests, chance_is_that_of_white_noise);
}

int
main(void)
{
    return unit_main("triangle", add);
}
