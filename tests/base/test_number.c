#include "unit.h"

#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
printed(double number)
{
    static char text[EMG_NUMBER_SIZE];
    int length = emg_number_print(text, number);
    ck_assert_uint_eq(strlen(text), (size_t)length);
    ck_assert_int_lt(length, EMG_NUMBER_SIZE);
    return text;
}

static double
read_back(const char *text)
{
    double number = NAN;
    ck_assert_msg(emg_number_read(text, strlen(text), &number), "%s", text);
    return number;
}

static uint64_t
next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void
round_trip(int n)
{
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < n; i++) {
        uint64_t bits = next_random(&state);
        double number, back = 0;
        char text[EMG_NUMBER_SIZE];
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number))
            continue;
        int length = emg_number_print(text, number);
        ck_assert_msg(emg_number_read(text, (size_t)length, &back) &&
                          memcmp(&number, &back, sizeof number) == 0,
                      "%a is printed as %s", number, text);
    }
}

START_TEST(a_million_doubles_read_back_equal)
{
    round_trip(1000000);
}
END_TEST

START_TEST(numbers_take_their_fewest_digits)
{
    ck_assert_str_eq(printed(0.1), "0.1");
    ck_assert_str_eq(printed(-0.3), "-0.3");
    ck_assert_str_eq(printed(0.1 + 0.2), "0.30000000000000004");
    ck_assert_str_eq(printed(1.0 / 3), "0.3333333333333333");
    ck_assert_str_eq(printed(2000), "2000");
    ck_assert_str_eq(printed(999999999999999), "999999999999999");
    ck_assert_str_eq(printed(1e300), "1e+300");
    ck_assert_str_eq(printed(2.5e-7), "2.5e-07");
    /* repr() of Python gives the same digits */
    ck_assert_str_eq(printed(5e-324), "5e-324");
    ck_assert_str_eq(printed(2.2250738585072014e-308),
                     "2.2250738585072014e-308");
    ck_assert_str_eq(printed(9007199254740993.0), "9007199254740992");
}
END_TEST

START_TEST(zero_has_no_sign_and_what_is_not_finite_is_missing)
{
    ck_assert_str_eq(printed(0.0), "0");
    ck_assert_str_eq(printed(-0.0), "0");
    ck_assert_str_eq(printed(NAN), "n/a");
    ck_assert_str_eq(printed(INFINITY), "n/a");
    ck_assert_str_eq(printed(-INFINITY), "n/a");
}
END_TEST

START_TEST(decimal_numbers_of_all_forms_are_read)
{
    ck_assert_double_eq(read_back("12"), 12);
    ck_assert_double_eq(read_back("+12.50"), 12.5);
    ck_assert_double_eq(read_back("-.5"), -0.5);
    ck_assert_double_eq(read_back("5."), 5);
    ck_assert_double_eq(read_back("1e3"), 1000);
    ck_assert_double_eq(read_back("1E-3"), 0.001);
    ck_assert_double_eq(read_back("007"), 7);
    ck_assert_double_eq(read_back("1e-400"), 0);
    ck_assert_double_eq(read_back("1.7976931348623157e308"),
                        1.7976931348623157e308);
}
END_TEST

START_TEST(what_is_no_decimal_number_is_refused)
{
    static const char *const wrong[] = {
        "",      " 1",  "1 ",       "1,5",      "nan",   "inf", "-inf",
        "0x10",  "1e",  "1e+",      ".",        "-",     "+-1", "1.2.3",
        "1e5.0", "1_0", "1e999",    "-1e999",   "1f",    "e5",  "--1",
        "12uV",  "1\t", "infinity", "\xD9\xA1", "1e5e5", "0b1", "1d5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double number = 77;
        ck_assert_msg(!emg_number_read(wrong[i], strlen(wrong[i]), &number),
                      "\"%s\" was read", wrong[i]);
        ck_assert_double_eq(number, 77);
    }
}
END_TEST

START_TEST(only_the_given_length_is_read)
{
    double number = 0;
    ck_assert(emg_number_read("123456", 3, &number));
    ck_assert_double_eq(number, 123);
    ck_assert(!emg_number_read("1\0002", 3, &number));
    char *exact = malloc(2);
    memcpy(exact, "42", 2);
    ck_assert(emg_number_read(exact, 2, &number));
    ck_assert_double_eq(number, 42);
    free(exact);
}
END_TEST

START_TEST(sixty_four_characters_are_the_longest)
{
    char text[66];
    double number = 0;
    memset(text, '0', sizeof text);
    text[63] = '7';
    ck_assert(emg_number_read(text, 64, &number));
    ck_assert_double_eq(number, 7);
    ck_assert(!emg_number_read(text, 65, &number));
}
END_TEST

static bool
whole(const char *text, int64_t *number)
{
    return emg_integer_read(text, strlen(text), number);
}

START_TEST(whole_numbers_are_read_up_to_the_last)
{
    int64_t number = 0;
    ck_assert(whole("0", &number) && number == 0);
    ck_assert(whole("-12", &number) && number == -12);
    ck_assert(whole("+8", &number) && number == 8);
    ck_assert(whole("9223372036854775807", &number) && number == INT64_MAX);
    ck_assert(whole("-9223372036854775807", &number) && number == -INT64_MAX);
    ck_assert(whole("-9223372036854775808", &number) && number == INT64_MIN);
}
END_TEST

START_TEST(what_is_no_whole_number_is_refused)
{
    static const char *const wrong[] = {"",
                                        " 1",
                                        "1 ",
                                        "1.0",
                                        "1e3",
                                        "-",
                                        "9223372036854775808",
                                        "0x1",
                                        "+-1",
                                        "1-",
                                        "-9223372036854775809"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int64_t number = 77;
        ck_assert_msg(!whole(wrong[i], &number), "\"%s\" was read", wrong[i]);
        ck_assert_int_eq(number, 77);
    }
}
END_TEST

static bool
in_comma_locale(void)
{
    return (setlocale(LC_ALL, "de_DE.UTF-8") || setlocale(LC_ALL, "de_DE")) &&
           strcmp(localeconv()->decimal_point, ",") == 0;
}

START_TEST(a_locale_with_commas_changes_nothing)
{
    if (!in_comma_locale()) {
        unit_skip("no locale de_DE.UTF-8 here");
        return;
    }
    double number = 0;
    ck_assert_str_eq(printed(0.5), "0.5");
    ck_assert_double_eq(read_back("0.5"), 0.5);
    ck_assert(!emg_number_read("0,5", 3, &number));
    round_trip(1000);
    ck_assert_str_eq(localeconv()->decimal_point, ",");
}
END_TEST

/* printf is the other program here; its locale is C in this test. */
static int
print_slowly(char *to, double number)
{
    int n = 0;
    for (int digits = 15; digits <= 17; digits++) {
        n = snprintf(to, EMG_NUMBER_SIZE, "%.*g", digits, number);
        if (strtod(to, NULL) == number)
            break;
    }
    return n;
}

START_TEST(digits_are_those_of_printf)
{
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < 200000; i++) {
        char fast[EMG_NUMBER_SIZE], slow[EMG_NUMBER_SIZE];
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        double whole = (double)(int64_t)(state >> 11) - 4e15;
        double number =
            i % 2 ? ldexp(whole, -(i % 101)) /* 1e-14 to 1e15 */
                  : (double)(int64_t)(state % 65536) * pow(10, -(i / 2 % 8));
        ck_assert_int_eq(emg_number_print(fast, number),
                         print_slowly(slow, number));
        ck_assert_str_eq(fast, slow);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, digits_are_those_of_printf);
    tcase_add_test(tests, a_million_doubles_read_back_equal);
    tcase_add_test(tests, numbers_take_their_fewest_digits);
    tcase_add_test(tests, zero_has_no_sign_and_what_is_not_finite_is_missing);
    tcase_add_test(tests, decimal_numbers_of_all_forms_are_read);
    tcase_add_test(tests, what_is_no_decimal_number_is_refused);
    tcase_add_test(tests, only_the_given_length_is_read);
    tcase_add_test(tests, sixty_four_characters_are_the_longest);
    tcase_add_test(tests, whole_numbers_are_read_up_to_the_last);
    tcase_add_test(tests, what_is_no_whole_number_is_refused);
    tcase_add_test(tests, a_locale_with_commas_changes_nothing);
}

int
main(void)
{
    return unit_main("number", add);
}
