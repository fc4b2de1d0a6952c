#include "unit.h"

#include "dsp/phasor.h"

#include <math.h>

START_TEST(turns_add)
{
    double z[2] = {3, 4}, by[2];
    emg_phasor(by, 1.0625); /* whole turns do not matter */
    ck_assert_double_eq_tol(by[0], cos(M_PI / 8), 1e-15);
    ck_assert_double_eq_tol(by[1], sin(M_PI / 8), 1e-15);
    emg_turn(z, by, 4); /* a quarter */
    ck_assert_double_eq_tol(z[0], -4, 1e-14);
    ck_assert_double_eq_tol(z[1], 3, 1e-14);
    emg_turn_back(z, by, 11);
    emg_turn(z, by, 7);
    ck_assert_double_eq_tol(z[0], 3, 1e-14);
    ck_assert_double_eq_tol(z[1], 4, 1e-14);
    emg_turn(z, by, 0);
    ck_assert_double_eq_tol(z[0], 3, 1e-14);
}
END_TEST

START_TEST(a_product_is_that_of_complex_numbers)
{
    double z[2] = {1, 2};
    emg_times(z, 3, -5);
    ck_assert_double_eq(z[0], 13);
    ck_assert_double_eq(z[1], 1);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, turns_add);
    tcase_add_test(tests, a_product_is_that_of_complex_numbers);
}

int
main(void)
{
    return unit_main("phasor", add);
}
