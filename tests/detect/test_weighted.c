#include "unit.h"

#include "detect/weighted.h"

#include <math.h>

START_TEST(a_quantile_counts_weights)
{
    emg_weighted v[] = {{3, 1}, {1, 1}, {2, 7}, {9, 1}};
    ck_assert_double_eq(emg_weighted_quantile(v, 4, 0.1), 1);
    ck_assert_double_eq(emg_weighted_quantile(v, 4, 0.5), 2);
    ck_assert_double_eq(emg_weighted_quantile(v, 4, 0.9), 3);
    ck_assert_double_eq(emg_weighted_quantile(v, 4, 1), 9);
}
END_TEST

START_TEST(what_weighs_nothing_has_no_quantile)
{
    emg_weighted v[] = {{3, 0}, {1, 0}};
    ck_assert(isnan(emg_weighted_quantile(v, 2, 0.5)));
    ck_assert(isnan(emg_weighted_quantile(v, 0, 0.5)));
    ck_assert(isnan(emg_weighted_lowest_mode(v, 2, 0.1, 1)));
}
END_TEST

START_TEST(the_lowest_mode_holds_its_share)
{
    emg_weighted v[100];
    for (int i = 0; i < 100; i++) {
        double value = i < 5    ? -3 + 0.01 * i
                       : i < 25 ? 0.01 * i
                                : 5 + 0.001 * i;
        v[i] = (emg_weighted){value, 1};
    }
    double mode = emg_weighted_lowest_mode(v, 100, 0.12, 0.35);
    ck_assert_double_ge(mode, 0.05);
    ck_assert_double_le(mode, 0.24);
    mode = emg_weighted_lowest_mode(v, 100, 0.04, 0.35);
    ck_assert_double_eq_tol(mode, -3, 0.05);
    ck_assert(isnan(emg_weighted_lowest_mode(v, 100, 0.8, 0.35)));
}
END_TEST

/* By counting, whatever the way of sorting for their number. */
START_TEST(any_number_is_sorted_as_by_plain_selection)
{
    static emg_weighted v[400], copy[400];
    for (size_t n = 1; n <= 400; n += n < 40 ? 1 : 13) {
        for (size_t i = 0; i < n; i++)
            v[i] = (emg_weighted){(double)(i * 7919 % 101), 1};
        for (int share = 1; share <= 10; share++) {
            double wanted = share / 10.0 * (double)n, value = 0;
            for (double below = 0; below < wanted; value++) {
                below = 0;
                for (size_t i = 0; i < n; i++)
                    below += v[i].value <= value;
            }
            for (size_t i = 0; i < n; i++)
                copy[i] = v[i];
            ck_assert_double_eq(emg_weighted_quantile(copy, n, share / 10.0),
                                value - 1);
        }
    }
}
END_TEST

/* The weights tell who came first. */
START_TEST(equal_values_stay_in_order)
{
    static const size_t sizes[] = {9, 100, 160, 161, 300};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        emg_weighted v[300];
        for (size_t i = 0; i < sizes[s]; i++)
            v[i] = (emg_weighted){i % 3 ? 5 : 4, (double)i};
        emg_weighted_quantile(v, sizes[s], 1);
        for (size_t i = 1; i < sizes[s]; i++)
            ck_assert(v[i - 1].value < v[i].value ||
                      (v[i - 1].value == v[i].value &&
                       v[i - 1].weight < v[i].weight));
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_quantile_counts_weights);
    tcase_add_test(tests, what_weighs_nothing_has_no_quantile);
    tcase_add_test(tests, the_lowest_mode_holds_its_share);
    tcase_add_test(tests, any_number_is_sorted_as_by_plain_selection);
    tcase_add_test(tests, equal_values_stay_in_order);
}

int
main(void)
{
    return unit_main("weighted", add);
}
