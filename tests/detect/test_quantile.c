#include "unit.h"

#include "detect/quantile.h"

#include <math.h>

START_TEST(quantiles_of_an_even_spread_are_within_0_1_percent)
{
    static const double scales[] = {1, 50, 1e-6, 3e7};
    for (int s = 0; s < 4; s++) {
        emg_quantile q;
        ck_assert_int_eq(emg_quantile_init(&q, scales[s], NULL), EMG_OK);
        for (int i = 0; i < 100000; i++)
            emg_quantile_add(&q, scales[s] * (i + 0.5) / 1000);
        ck_assert_int_eq(q.n, 100000);
        for (double share = 0.01; share < 1; share += 0.01)
            ck_assert_double_eq_tol(emg_quantile_at(&q, share) /
                                        (scales[s] * 100 * share),
                                    1, 0.001);
        emg_quantile_clear(&q);
    }
}
END_TEST

START_TEST(quantiles_of_equal_values_are_that_value)
{
    static const double values[] = {1, 1.001, 3.7, 0.01, 1.999, 12345};
    for (int i = 0; i < 6; i++) {
        emg_quantile q;
        emg_quantile_init(&q, 1, NULL);
        for (int n = 0; n < 7; n++)
            emg_quantile_add(&q, values[i]);
        for (double share = 0; share <= 1; share += 0.125)
            ck_assert_double_eq_tol(emg_quantile_at(&q, share) / values[i], 1,
                                    0.002);
        emg_quantile_clear(&q);
    }
}
END_TEST

START_TEST(the_median_of_two_groups_lies_in_the_larger_one)
{
    emg_quantile q;
    emg_quantile_init(&q, 10, NULL);
    for (int i = 0; i < 499; i++)
        emg_quantile_add(&q, 2);
    for (int i = 0; i < 501; i++)
        emg_quantile_add(&q, 30);
    ck_assert_double_eq_tol(emg_quantile_at(&q, 0.5), 30, 0.06);
    ck_assert_double_eq_tol(emg_quantile_at(&q, 0.49), 2, 0.004);
    emg_quantile_clear(&q);
}
END_TEST

START_TEST(what_lies_outside_counts_at_the_ends)
{
    emg_quantile q;
    emg_quantile_init(&q, 1, NULL);
    emg_quantile_add(&q, 0);
    emg_quantile_add(&q, -5);
    emg_quantile_add(&q, 1e-300);
    emg_quantile_add(&q, 7);
    emg_quantile_add(&q, 1e300);
    emg_quantile_add(&q, INFINITY);
    ck_assert_double_le(emg_quantile_at(&q, 0.5), ldexp(1.002, -32));
    ck_assert_double_eq_tol(emg_quantile_at(&q, 0.6), 7, 0.014);
    ck_assert_double_eq_tol(emg_quantile_at(&q, 1), ldexp(1, 32), 1);
    emg_quantile_clear(&q);
}
END_TEST

START_TEST(without_values_it_is_0_and_after_a_reset_too)
{
    emg_quantile q;
    emg_quantile_init(&q, 0, NULL); /* no scale counts as 1 */
    ck_assert_double_eq(emg_quantile_at(&q, 0.5), 0);
    emg_quantile_add(&q, 3);
    ck_assert_double_eq_tol(emg_quantile_at(&q, 0.5), 3, 0.006);
    emg_quantile_reset(&q);
    ck_assert_double_eq(emg_quantile_at(&q, 0.5), 0);
    emg_quantile_add(&q, 5);
    ck_assert_double_eq_tol(emg_quantile_at(&q, 0), 5, 0.01);
    emg_quantile_clear(&q);
    ck_assert_ptr_null(q.counts);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, quantiles_of_an_even_spread_are_within_0_1_percent);
    tcase_add_test(tests, quantiles_of_equal_values_are_that_value);
    tcase_add_test(tests, the_median_of_two_groups_lies_in_the_larger_one);
    tcase_add_test(tests, what_lies_outside_counts_at_the_ends);
    tcase_add_test(tests, without_values_it_is_0_and_after_a_reset_too);
}

int
main(void)
{
    return unit_main("quantile", add);
}
