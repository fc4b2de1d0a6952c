#include "unit.h"

#include "simulate/random.h"

#include <math.h>

/* The values that the authors' own xoshiro256starstar.c gives from the state
 * 1, 2, 3, 4, as listed in the tests of Rust's rand_xoshiro. */
START_TEST(numbers_are_those_of_the_reference_xoshiro)
{
    const uint64_t expected[] = {
        11520u,
        0u,
        1509978240u,
        1215971899390074240u,
        1216172134540287360u,
        607988272756665600u,
        16172922978634559625u,
        8476171486693032832u,
        10595114339597558777u,
        2904607092377533576u,
    };
    emg_random random = {.state = {1, 2, 3, 4}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        ck_assert_uint_eq(emg_random_next(&random), expected[i]);
}
END_TEST

/* From Vigna's splitmix64.c, listed in the same place. */
START_TEST(the_seed_is_spread_by_the_reference_splitmix)
{
    const uint64_t expected[] = {1985237415132408290u, 2979275885539914483u,
                                 13511426838097143398u, 8488337342461049707u,
                                 15141737807933549159u};
    uint64_t at = 1477776061723855037u;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        ck_assert_uint_eq(emg_random_mix(&at), expected[i]);
}
END_TEST

START_TEST(a_seed_repeats_and_streams_differ)
{
    emg_random a, b, c, d;
    emg_random_seed(&a, 7, 0);
    emg_random_seed(&b, 7, 0);
    emg_random_seed(&c, 7, 1);
    emg_random_seed(&d, 8, 0);
    uint64_t first = emg_random_next(&a);
    ck_assert_uint_eq(first, emg_random_next(&b));
    ck_assert_uint_ne(first, emg_random_next(&c));
    ck_assert_uint_ne(first, emg_random_next(&d));
}
END_TEST

START_TEST(uniform_numbers_stay_in_their_range_and_fill_it)
{
    emg_random random;
    double least = 9, most = -9, sum = 0;
    emg_random_seed(&random, 1, 0);
    for (int i = 0; i < 100000; i++) {
        double x = emg_random_between(&random, -1, 3);
        least = x < least ? x : least;
        most = x > most ? x : most;
        sum += x;
    }
    ck_assert(least >= -1 && least < -0.999);
    ck_assert(most < 3 && most > 2.999);
    ck_assert_double_eq_tol(sum / 100000, 1, 0.02);
}
END_TEST

START_TEST(half_of_the_numbers_that_go_either_way_are_negative)
{
    emg_random random;
    int negative = 0;
    emg_random_seed(&random, 3, 0);
    for (int i = 0; i < 100000; i++) {
        double x = emg_random_either_way(&random, 0.5, 2);
        ck_assert(fabs(x) >= 0.5 && fabs(x) < 2);
        negative += x < 0;
    }
    /* five standard errors of a fair coin */
    ck_assert_int_ge(negative, 50000 - 791);
    ck_assert_int_le(negative, 50000 + 791);
}
END_TEST

/* A million draws: moments 0, 1, 0, 3 within five standard errors, and the
 * share beyond 1.959964 is 5 %. */
START_TEST(gaussian_numbers_have_the_moments_of_a_normal)
{
    emg_random random;
    const int n = 1000000;
    double m1 = 0, m2 = 0, m3 = 0, m4 = 0, product = 0, last = 0;
    int beyond = 0;
    emg_random_seed(&random, 1, 0);
    for (int i = 0; i < n; i++) {
        double x = emg_random_gauss(&random);
        m1 += x;
        m2 += x * x;
        m3 += x * x * x;
        m4 += x * x * x * x;
        beyond += fabs(x) > 1.959964;
        product += x * last;
        last = x;
    }
    ck_assert_double_eq_tol(m1 / n, 0, 0.005);
    ck_assert_double_eq_tol(m2 / n, 1, 0.0071);
    ck_assert_double_eq_tol(m3 / n, 0, 0.0194);
    ck_assert_double_eq_tol(m4 / n, 3, 0.049);
    ck_assert_double_eq_tol(product / n, 0, 0.005);
    ck_assert_double_eq_tol((double)beyond / n, 0.05, 0.0011);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, numbers_are_those_of_the_reference_xoshiro);
    tcase_add_test(tests, the_seed_is_spread_by_the_reference_splitmix);
    tcase_add_test(tests, a_seed_repeats_and_streams_differ);
    tcase_add_test(tests, uniform_numbers_stay_in_their_range_and_fill_it);
    tcase_add_test(tests, half_of_the_numbers_that_go_either_way_are_negative);
    tcase_add_test(tests, gaussian_numbers_have_the_moments_of_a_normal);
}

int
main(void)
{
    return unit_main("random", add);
}
