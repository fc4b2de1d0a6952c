#include "unit.h"

#include "emg/signal.h"

#include <string.h>

START_TEST(rates_are_brought_to_lowest_terms)
{
    emg_rate rate = {0};
    ck_assert(emg_rate_set(&rate, 4000, 2));
    ck_assert_int_eq(rate.samples, 2000);
    ck_assert_int_eq(rate.seconds, 1);
    ck_assert(emg_rate_set(&rate, 1000, 3));
    ck_assert_int_eq(rate.samples, 1000);
    ck_assert_int_eq(rate.seconds, 3);
    ck_assert(emg_rate_set(&rate, 3, 9));
    ck_assert_int_eq(rate.samples, 1);
    ck_assert_int_eq(rate.seconds, 3);
    ck_assert(emg_rate_set(&rate, INT64_MAX, INT64_MAX));
    ck_assert_int_eq(rate.samples, 1);
}
END_TEST

START_TEST(a_rate_must_be_above_zero_on_both_sides)
{
    emg_rate rate = {5, 7};
    ck_assert(!emg_rate_set(&rate, 0, 1));
    ck_assert(!emg_rate_set(&rate, -1, 1));
    ck_assert(!emg_rate_set(&rate, 1, 0));
    ck_assert(!emg_rate_set(&rate, 1, -1));
    ck_assert(!emg_rate_set(&rate, INT64_MIN, 1));
    ck_assert_int_eq(rate.samples, 5);
    ck_assert_int_eq(rate.seconds, 7);
}
END_TEST

START_TEST(banks_hold_eight_lanes)
{
    ck_assert_int_eq(emg_banks(0), 0);
    ck_assert_int_eq(emg_banks(1), 1);
    ck_assert_int_eq(emg_banks(8), 1);
    ck_assert_int_eq(emg_banks(9), 2);
    ck_assert_int_eq(emg_banks(17), 3);
}
END_TEST

START_TEST(a_copied_format_is_its_own)
{
    emg_channel channels[2] = {{.label = "FCR", .number = 1},
                               {.label = "ECR", .number = 2}};
    emg_format from = {.rate = {2000, 1},
                       .rate_hz = 2000,
                       .n_channels = 2,
                       .channels = channels};
    emg_format to;
    ck_assert_int_eq(emg_format_copy(&to, &from, NULL), EMG_OK);
    strcpy(channels[1].label, "lost");
    ck_assert_int_eq(to.n_channels, 2);
    ck_assert_str_eq(to.channels[1].label, "ECR");
    ck_assert_int_eq(to.rate.samples, 2000);
    ck_assert_double_eq(to.rate_hz, 2000);
    emg_format_clear(&to);
    ck_assert_ptr_null(to.channels);
    ck_assert_int_eq(to.n_channels, 0);
    emg_format_clear(&to);
}
END_TEST

START_TEST(a_format_without_channels_is_copied_too)
{
    emg_format from = {.rate = {1, 1}, .rate_hz = 1}, to;
    ck_assert_int_eq(emg_format_copy(&to, &from, NULL), EMG_OK);
    ck_assert_int_eq(to.n_channels, 0);
    emg_format_clear(&to);
}
END_TEST

START_TEST(one_channel_that_is_not_digital_is_enough)
{
    emg_channel channels[2] = {{.scale.bytes = 2}, {.scale.bytes = 3}};
    emg_format format = {.n_channels = 2, .channels = channels};
    ck_assert(emg_format_is_digital(&format));
    channels[1].scale.bytes = 0;
    ck_assert(!emg_format_is_digital(&format));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, rates_are_brought_to_lowest_terms);
    tcase_add_test(tests, a_rate_must_be_above_zero_on_both_sides);
    tcase_add_test(tests, banks_hold_eight_lanes);
    tcase_add_test(tests, a_copied_format_is_its_own);
    tcase_add_test(tests, a_format_without_channels_is_copied_too);
    tcase_add_test(tests, one_channel_that_is_not_digital_is_enough);
}

int
main(void)
{
    return unit_main("format", add);
}
