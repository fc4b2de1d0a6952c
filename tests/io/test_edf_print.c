#include "unit.h"

#include "io/edf_write.h"

static void
check(double number, bool equal, const char *text)
{
    char field[9];
    ck_assert_int_eq(emg_edf_print(field, number), equal);
    ck_assert_str_eq(field, text);
}

START_TEST(numbers_take_the_digits_that_fit_eight_characters)
{
    check(0, true, "0");
    check(-32768, true, "-32768");
    check(3276.7, true, "3276.7");
    check(-123.456, true, "-123.456");
    check(0.123456, true, "0.123456");
    check(-0.00005, true, "-0.00005");
    check(99999999, true, "99999999");
    check(1.0 / 3, false, "0.333333");
    check(-2.0 / 3, false, "-0.66667");
    check(1234.56789, false, "1234.568");
    check(-1.5e9, true, "-15000e5");
    check(3.2e-9, true, "3.2e-09");
}
END_TEST

START_TEST(a_fixed_number_loses_its_ending_zeros)
{
    char field[9];
    ck_assert(emg_edf_print_fixed(field, 135000, 6));
    ck_assert_str_eq(field, "0.135");
    ck_assert(emg_edf_print_fixed(field, -2000000, 6));
    ck_assert_str_eq(field, "-2");
    ck_assert(emg_edf_print_fixed(field, 100, 0));
    ck_assert_str_eq(field, "100");
    ck_assert(emg_edf_print_fixed(field, 9123456, 6));
    ck_assert_str_eq(field, "9.123456");
    ck_assert(!emg_edf_print_fixed(field, 19123456, 6));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, numbers_take_the_digits_that_fit_eight_characters);
    tcase_add_test(tests, a_fixed_number_loses_its_ending_zeros);
}

int
main(void)
{
    return unit_main("edf_print", add);
}
