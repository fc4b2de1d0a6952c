#include "unit.h"

#include "analysis/index_kinds.h"
#include "emg/analysis.h"

#include <string.h>

static int
kind_called(const char *name)
{
    int n = 0;
    const emg_index_kind *kinds = emg_index_kinds(&n);
    for (int k = 0; k < n; k++)
        if (strcmp(kinds[k].name, name) == 0)
            return k;
    ck_abort_msg("no %s", name);
    return -1;
}

/* By hand: lo = 0 10 30 30 10, hi = 10 20 40 60 10. */
START_TEST(each_name_has_the_index_that_it_says)
{
    static const double a[] = {0, 20, 40, 30, 10}, b[] = {10, 10, 30, 60, 10};
    static const struct {
        const char *name;
        double value;
    } worked[] = {{"falconer_winter", 72.7272727},
                  {"falconer_winter_trapezoid", 73.1707317},
                  {"falconer_winter_samples", 63.8095238},
                  {"ratio_of_means", 90.9090909},
                  {"pearson", 0.6495190528},
                  {"cosine", 0.8696263565},
                  {"rudolph", 26.5},
                  {"mean_overlap", 16},
                  {"common_area", 1875},
                  {"wasted_contraction", 53.3333333},
                  {"antagonist_agonist", 120},
                  {"temporal_overlap", 40},
                  {"temporal_jaccard", 66.6666667}};
    emg_indices sums = {0};
    for (int i = 0; i < 5; i++)
        emg_indices_add(&sums, a[i], b[i], a[i] > 15, b[i] > 15);
    for (size_t i = 0; i < sizeof worked / sizeof *worked; i++)
        ck_assert_double_eq_tol(
            emg_index_of(kind_called(worked[i].name))(&sums), worked[i].value,
            5e-8 * worked[i].value + 1e-10);
    ck_assert(!emg_index_of(kind_called("multi_muscle")));
}
END_TEST

START_TEST(each_tells_its_family_and_formula)
{
    int n = 0;
    const emg_index_kind *kinds = emg_index_kinds(&n);
    for (int k = 0; k < n; k++) {
        ck_assert(strcmp(kinds[k].family, "shape") == 0 ||
                  strcmp(kinds[k].family, "amplitude") == 0 ||
                  strcmp(kinds[k].family, "time") == 0);
        ck_assert_uint_gt(strlen(kinds[k].formula), 5);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_name_has_the_index_that_it_says);
    tcase_add_test(tests, each_tells_its_family_and_formula);
}

int
main(void)
{
    return unit_main("index kinds", add);
}
