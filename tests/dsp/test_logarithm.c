#include "unit.h"

#include "dsp/logarithm.h"

#include <math.h>

START_TEST(it_is_that_of_the_c_library)
{
    for (double x = 1e-300; x < 1e299; x *= 1.37)
        ck_assert_double_eq_tol(emg_ln(x), log(x),
                                1e-12 * fmax(1, fabs(log(x))));
    ck_assert_double_eq(emg_ln(1), 0);
}
END_TEST

START_TEST(nothing_has_that_of_very_little)
{
    ck_assert_double_eq(emg_ln(0), emg_ln(1e-300));
    ck_assert_double_eq(emg_ln(-5), emg_ln(1e-300));
    ck_assert_double_eq(emg_ln(NAN), emg_ln(1e-300));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_is_that_of_the_c_library);
    tcase_add_test(tests, nothing_has_that_of_very_little);
}

int
main(void)
{
    return unit_main("logarithm", add);
}
