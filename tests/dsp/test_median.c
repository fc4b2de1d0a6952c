#include "unit.h"

#include "dsp/median.h"

/* The values of i * 7 mod n are 0 to n - 1 in another order. */
START_TEST(the_middle_of_any_number_of_values_is_found)
{
    double values[40];
    for (int n = 1; n < 40; n++) {
        if (n % 7 == 0)
            continue;
        for (int i = 0; i < n; i++)
            values[i] = i * 7 % n;
        ck_assert_double_eq(emg_median(values, n), n / 2);
        for (int i = 0; i < n; i++)
            ck_assert_double_eq(values[i], i);
    }
}
END_TEST

START_TEST(equal_values_count_each)
{
    double values[] = {3, 1, 3, 3, 2, 1};
    ck_assert_double_eq(emg_median(values, 6), 3);
    ck_assert_double_eq(values[2], 2);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_middle_of_any_number_of_values_is_found);
    tcase_add_test(tests, equal_values_count_each);
}

int
main(void)
{
    return unit_main("median", add);
}
