#include "unit.h"

#include "detect/indices.h"

#include <math.h>

/* Worked data, % of MVC; on above 15. */
static const double worked_a[] = {0, 20, 40, 30, 10};
static const double worked_b[] = {10, 10, 30, 60, 10};

static emg_indices
sums_of(const double *a, const double *b, int n)
{
    emg_indices sums = {0};
    for (int i = 0; i < n; i++)
        emg_indices_add(&sums, a[i], b[i], a[i] > 15, b[i] > 15);
    return sums;
}

/* Relative 1e-6 or half a unit of the last printed digit. */
static void
check_number(double got, double printed, double unit)
{
    double tolerance = fmax(fabs(printed) * 1e-6, unit / 2) + 1e-300;
    ck_assert_double_eq_tol(got, printed, tolerance);
}

START_TEST(all_indices_of_the_worked_data_are_the_published_ones)
{
    emg_indices s = sums_of(worked_a, worked_b, 5);
    check_number(emg_index_falconer_winter(&s), 72.7272727, 1e-7);
    check_number(emg_index_falconer_winter_trapezoid(&s), 73.1707317, 1e-7);
    check_number(emg_index_falconer_winter_samples(&s), 63.8095238, 1e-7);
    check_number(emg_index_rudolph(&s), 26.5, 0);
    check_number(emg_index_common_area(&s), 1875, 0);
    check_number(emg_index_overlap(&s), 16, 0);
    check_number(emg_index_wasted(&s), 53.3333333, 1e-7);
    check_number(emg_index_ratio_of_means(&s), 90.9090909, 1e-7);
    check_number(emg_index_temporal(&s), 40, 0);
    check_number(emg_index_jaccard(&s), 66.6666667, 1e-7);
    check_number(emg_index_pearson(&s), 0.6495190528, 1e-10);
    check_number(emg_index_cosine(&s), 0.8696263565, 1e-10);
    ck_assert_double_eq(s.peak_a, 40);
    ck_assert_double_eq(s.peak_b, 60);
    /* 20/24: there the agonist is the second of the two */
    s = sums_of(worked_b, worked_a, 5);
    check_number(emg_index_antagonist(&s), 83.3333, 1e-4);
}
END_TEST

START_TEST(samples_of_the_worked_data_are_the_published_ones)
{
    static const double falconer[] = {0, 66.667, 85.714, 66.667, 100};
    static const double rudolph[] = {0, 15, 52.5, 45, 20};
    for (int i = 0; i < 5; i++) {
        emg_indices s = sums_of(worked_a + i, worked_b + i, 1);
        check_number(emg_index_falconer_winter_samples(&s), falconer[i], 1e-3);
        check_number(emg_index_rudolph(&s), rudolph[i], 0);
    }
}
END_TEST

/* Sums of two stretches are those of both together. */
START_TEST(joined_sums_are_those_of_one_run)
{
    for (int cut = 0; cut <= 5; cut++) {
        emg_indices all = sums_of(worked_a, worked_b, 5);
        emg_indices s = sums_of(worked_a, worked_b, cut);
        emg_indices rest = sums_of(worked_a + cut, worked_b + cut, 5 - cut);
        emg_indices_join(&s, &rest);
        ck_assert_int_eq(s.n, 5);
        ck_assert_double_eq_tol(emg_index_falconer_winter(&s),
                                emg_index_falconer_winter(&all), 1e-12);
        ck_assert_double_eq_tol(emg_index_falconer_winter_samples(&s),
                                emg_index_falconer_winter_samples(&all), 1e-12);
        ck_assert_double_eq_tol(emg_index_rudolph(&s), 26.5, 1e-12);
        ck_assert_double_eq_tol(emg_index_overlap(&s), 16, 1e-12);
        ck_assert_double_eq_tol(emg_index_wasted(&s), emg_index_wasted(&all),
                                1e-12);
        ck_assert_double_eq_tol(emg_index_pearson(&s), emg_index_pearson(&all),
                                1e-12);
        ck_assert_double_eq_tol(emg_index_cosine(&s), emg_index_cosine(&all),
                                1e-12);
        ck_assert_double_eq_tol(emg_index_jaccard(&s), emg_index_jaccard(&all),
                                1e-12);
        ck_assert_double_eq(s.peak_a, 40);
        ck_assert_double_eq(s.peak_b, 60);
    }
}
END_TEST

START_TEST(constant_levels_in_ratio_1_to_g_give_200_over_1_plus_g)
{
    static const double g[] = {2, 3, 5, 10};
    static const double printed[] = {66.67, 50, 33.33, 18.18};
    for (int i = 0; i < 4; i++) {
        emg_indices s = {0};
        for (int n = 0; n < 100; n++)
            emg_indices_add(&s, 7.3, 7.3 * g[i], true, true);
        check_number(emg_index_falconer_winter(&s), printed[i], 0.01);
        ck_assert_double_eq_tol(emg_index_falconer_winter(&s), 200 / (1 + g[i]),
                                1e-10);
    }
}
END_TEST

START_TEST(nothing_at_all_is_undefined)
{
    emg_indices s = {0};
    ck_assert_double_nan(emg_index_falconer_winter(&s));
    ck_assert_double_nan(emg_index_falconer_winter_trapezoid(&s));
    ck_assert_double_nan(emg_index_falconer_winter_samples(&s));
    ck_assert_double_nan(emg_index_rudolph(&s));
    ck_assert_double_nan(emg_index_common_area(&s));
    ck_assert_double_nan(emg_index_overlap(&s));
    ck_assert_double_nan(emg_index_wasted(&s));
    ck_assert_double_nan(emg_index_ratio_of_means(&s));
    ck_assert_double_nan(emg_index_antagonist(&s));
    ck_assert_double_nan(emg_index_temporal(&s));
    ck_assert_double_nan(emg_index_jaccard(&s));
    ck_assert_double_nan(emg_index_pearson(&s));
    ck_assert_double_nan(emg_index_cosine(&s));
}
END_TEST

START_TEST(silence_is_undefined_but_for_what_is_0_there)
{
    const double zero[] = {0, 0, 0};
    emg_indices s = sums_of(zero, zero, 3);
    ck_assert_double_nan(emg_index_falconer_winter(&s));
    ck_assert_double_nan(emg_index_falconer_winter_trapezoid(&s));
    ck_assert_double_nan(emg_index_falconer_winter_samples(&s));
    ck_assert_double_eq(emg_index_rudolph(&s), 0);
    ck_assert_double_eq(emg_index_common_area(&s), 0);
    ck_assert_double_eq(emg_index_overlap(&s), 0);
    ck_assert_double_nan(emg_index_wasted(&s));
    ck_assert_double_nan(emg_index_ratio_of_means(&s));
    ck_assert_double_nan(emg_index_antagonist(&s));
    ck_assert_double_eq(emg_index_temporal(&s), 0);
    ck_assert_double_nan(emg_index_jaccard(&s));
    ck_assert_double_nan(emg_index_pearson(&s));
    ck_assert_double_nan(emg_index_cosine(&s));
}
END_TEST

START_TEST(one_silent_muscle_shares_nothing)
{
    const double zero[] = {0, 0, 0}, some[] = {1, 2, 3};
    emg_indices s = sums_of(zero, some, 3);
    ck_assert_double_eq(emg_index_falconer_winter(&s), 0);
    ck_assert_double_eq(emg_index_falconer_winter_samples(&s), 0);
    ck_assert_double_eq(emg_index_wasted(&s), 0);
    ck_assert_double_eq(emg_index_ratio_of_means(&s), 0);
    ck_assert_double_nan(emg_index_antagonist(&s)); /* no agonist */
    ck_assert_double_nan(emg_index_cosine(&s));
    s = sums_of(some, zero, 3);
    ck_assert_double_eq(emg_index_antagonist(&s), 0);
}
END_TEST

/* An envelope that does not vary has no correlation, rounding or not. */
START_TEST(a_constant_envelope_has_no_correlation)
{
    static const double levels[] = {0.1, 1.0 / 3, 1e-7, 12345.678};
    for (int l = 0; l < 4; l++)
        for (int n = 1; n < 2000; n += n < 10 ? 1 : 311) {
            emg_indices s = {0};
            for (int i = 0; i < n; i++)
                emg_indices_add(&s, levels[l], i % 7, true, true);
            ck_assert_double_nan(emg_index_pearson(&s));
        }
}
END_TEST

START_TEST(pearson_survives_a_large_common_level)
{
    emg_indices s = {0};
    for (int i = 0; i < 1000; i++)
        emg_indices_add(&s, 1000 + sin(0.1 * i), 2000 + 3 * sin(0.1 * i), true,
                        true);
    ck_assert_double_eq_tol(emg_index_pearson(&s), 1, 1e-6);
}
END_TEST

/* ---- several muscles -------------------------------------------------------
 */

START_TEST(ranavolo_of_the_worked_values_is_the_published_one)
{
    check_number(emg_index_ranavolo((const double[]){0.4, 0.3}, 2),
                 0.3037502126, 1e-10);
    check_number(emg_index_ranavolo((const double[]){0.8, 0.1}, 2),
                 0.0210530888, 1e-10);
    check_number(emg_index_ranavolo((const double[]){0.4, 0.3, 0.35, 0.2}, 4),
                 0.2419401126, 1e-10);
    ck_assert_double_eq(emg_index_ranavolo((const double[]){0, 0, 0}, 3), 0);
    ck_assert_double_eq(emg_index_ranavolo(NULL, 0), 0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   all_indices_of_the_worked_data_are_the_published_ones);
    tcase_add_test(tests, samples_of_the_worked_data_are_the_published_ones);
    tcase_add_test(tests,
                   constant_levels_in_ratio_1_to_g_give_200_over_1_plus_g);
    tcase_add_test(tests, joined_sums_are_those_of_one_run);
    tcase_add_test(tests, nothing_at_all_is_undefined);
    tcase_add_test(tests, silence_is_undefined_but_for_what_is_0_there);
    tcase_add_test(tests, one_silent_muscle_shares_nothing);
    tcase_add_test(tests, a_constant_envelope_has_no_correlation);
    tcase_add_test(tests, pearson_survives_a_large_common_level);
    tcase_add_test(tests, ranavolo_of_the_worked_values_is_the_published_one);
}

int
main(void)
{
    return unit_main("indices", add);
}
