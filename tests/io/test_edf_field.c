#include "unit.h"

#include "io/edf_field.h"

#include <stdlib.h>
#include <string.h>

static emg_edf_field
field(const char *eight)
{
    return emg_edf_field_at((const uint8_t *)eight, 0, 8, "unit", 3);
}

START_TEST(blanks_nul_and_tab_around_are_padding)
{
    emg_edf_field one = field(" \t1 2\0 \0");
    ck_assert_uint_eq(one.n, 3);
    ck_assert(emg_edf_is(&one, "1 2"));
    ck_assert(!emg_edf_is(&one, "1 2 "));
    one = field("        ");
    ck_assert_uint_eq(one.n, 0);
    one = field("12345678");
    ck_assert(emg_edf_is(&one, "12345678"));
}
END_TEST

START_TEST(numbers_are_decimal_with_one_point_or_comma)
{
    static const struct {
        const char *text;
        double value;
        bool comma;
    } good[] = {
        {"-3276.8 ", -3276.8, false}, {"   +12  ", 12, false},
        {"1E3     ", 1000, false},    {"0,5     ", 0.5, true},
        {".25     ", 0.25, false},    {"-1.5e-3 ", -0.0015, false},
    };
    static const char *const bad[] = {
        "nan     ", "inf     ", "0x10    ", "1 2     ", "1,2,3   ", "1.2,3   ",
        "1e999   ", "        ", "-       ", "12uV    ", "1e      ", "--1     "};
    double value;
    bool comma;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        emg_edf_field one = field(good[i].text);
        ck_assert(emg_edf_is_number(&one, &value, &comma));
        ck_assert(value == good[i].value);
        ck_assert_int_eq(comma, good[i].comma);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        emg_edf_field one = field(bad[i]);
        ck_assert_msg(!emg_edf_is_number(&one, &value, &comma), "%s", bad[i]);
    }
}
END_TEST

START_TEST(whole_numbers_may_have_decimals_of_zero_with_a_warning)
{
    emg_warnings warnings;
    emg_error error = EMG_NO_ERROR;
    int64_t number = 0;
    emg_warnings_init(&warnings, NULL, "x");
    emg_edf_field one = field("-32768  ");
    ck_assert_int_eq(emg_edf_whole(&one, &number, &warnings, &error), EMG_OK);
    ck_assert_int_eq(number, -32768);
    ck_assert_uint_eq(warnings.n_waiting, 0);
    one = field("-32768.0");
    ck_assert_int_eq(emg_edf_whole(&one, &number, &warnings, &error), EMG_OK);
    ck_assert_int_eq(number, -32768);
    ck_assert_uint_eq(warnings.n_waiting, 1);
    one = field("12.5    ");
    ck_assert_int_eq(emg_edf_whole(&one, &number, &warnings, &error),
                     EMG_BAD_FILE);
    ck_assert_str_eq(error.text,
                     "signal 3, unit is '12.5', not a whole number");
    emg_warnings_clear(&warnings);
}
END_TEST

START_TEST(messages_show_no_raw_control_byte)
{
    char shown[EMG_EDF_SHOWN];
    emg_edf_field one = field("a\x1b[31m\xB5");
    emg_edf_shown(shown, &one);
    ck_assert_str_eq(shown, "a\\x1b[31m\xC2\xB5");
}
END_TEST

START_TEST(messages_of_the_fixed_header_tell_no_name_and_no_date)
{
    static const struct {
        const char *text, *shown;
    } all[] = {{"Mueller ", "..."}, {"02.03.21", "..."}, {"12x     ", "12x"}};
    char shown[EMG_EDF_SHOWN];
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        emg_edf_field one = emg_edf_field_at((const uint8_t *)all[i].text, 0, 8,
                                             "record count", 0);
        emg_edf_shown(shown, &one);
        ck_assert_str_eq(shown, all[i].shown);
    }
    emg_edf_field one = field("lots    "); /* of a signal: far from names */
    emg_edf_shown(shown, &one);
    ck_assert_str_eq(shown, "lots");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, blanks_nul_and_tab_around_are_padding);
    tcase_add_test(tests, numbers_are_decimal_with_one_point_or_comma);
    tcase_add_test(tests,
                   whole_numbers_may_have_decimals_of_zero_with_a_warning);
    tcase_add_test(tests, messages_show_no_raw_control_byte);
    tcase_add_test(tests,
                   messages_of_the_fixed_header_tell_no_name_and_no_date);
}

int
main(void)
{
    return unit_main("edf field", add);
}
