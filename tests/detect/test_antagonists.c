/* Muscles that work against each other. */
#include "unit.h"

#include "detect/muscle.h"

#include <string.h>

START_TEST(antagonists_are_muscles_that_labels_can_name)
{
    size_t n;
    const emg_antagonists *pairs = emg_antagonist_pairs(&n);
    ck_assert_uint_ge(n, 20);
    for (size_t i = 0; i < n; i++) {
        ck_assert_str_eq(emg_muscle_of(pairs[i].a).muscle, pairs[i].a);
        /* LAT is no label: in sleep recordings it is the left tibialis */
        bool lat = strcmp(pairs[i].b, "LAT") == 0;
        ck_assert_str_eq(emg_muscle_of(lat ? "Latissimus" : pairs[i].b).muscle,
                         pairs[i].b);
        ck_assert(pairs[i].across == (strcmp(pairs[i].a, pairs[i].b) == 0));
        for (size_t k = 0; k < i; k++)
            ck_assert(strcmp(pairs[i].a, pairs[k].a) ||
                      strcmp(pairs[i].b, pairs[k].b));
    }
}
END_TEST

static bool
has(const char *region, const char *a, const char *b)
{
    size_t n;
    const emg_antagonists *pairs = emg_antagonist_pairs(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(pairs[i].region, region) == 0 &&
            strcmp(pairs[i].a, a) == 0 && strcmp(pairs[i].b, b) == 0)
            return true;
    return false;
}

START_TEST(regions_hold_the_pairs_that_are_recorded_in_dystonia)
{
    ck_assert(has("neck", "SCM", "SCM") && has("neck", "SCM", "SSP"));
    ck_assert(has("face", "OOC", "LPS") && has("jaw", "TEM", "DIG"));
    ck_assert(has("larynx", "THY", "PCA") && has("hand", "FDI", "FPI"));
    ck_assert(has("wrist", "FCR", "ECR") && has("knee", "VL", "HAM"));
    ck_assert(!has("hand", "APB", "ADM")); /* no antagonists */
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, antagonists_are_muscles_that_labels_can_name);
    tcase_add_test(tests, regions_hold_the_pairs_that_are_recorded_in_dystonia);
}

int
main(void)
{
    return unit_main("antagonists", add);
}
