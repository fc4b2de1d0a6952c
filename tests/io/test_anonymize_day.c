#include "unit.h"

#include "io/anonymize_day.h"

#include <string.h>

START_TEST(a_long_day_is_read_in_any_case_and_written_in_capitals)
{
    emg_day day;
    char text[EMG_DAY_LONG];
    ck_assert(emg_day_read_long(&day, "13-may-1951", 11));
    ck_assert_int_eq(day.year, 1951);
    ck_assert_int_eq(day.month, 5);
    ck_assert_int_eq(day.day, 13);
    emg_day_print_long(text, &day);
    ck_assert_str_eq(text, "13-MAY-1951");
}
END_TEST

START_TEST(what_is_no_day_is_refused)
{
    static const char *const wrong[] = {
        "30-FEB-2020", "29-FEB-2021", "01-XXX-2021", "00-JAN-2021",
        "1-JAN-20210", "01-JAN-0021", "01JJAN-2021", "XX-JAN-2021"};
    emg_day day;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!emg_day_read_long(&day, wrong[i], 11), "%s", wrong[i]);
        ck_assert_int_eq(day.month, 0);
    }
    ck_assert(!emg_day_read_long(&day, "01-JAN-202", 10));
    ck_assert(!emg_day_read_short(&day, "31.02.20", 8));
    ck_assert(!emg_day_read_short(&day, "01-02-20", 8));
    ck_assert(!emg_day_read_short(&day, "01.02.2", 7));
    ck_assert(emg_day_read_long(&day, "29-FEB-2000", 11));
}
END_TEST

START_TEST(a_short_year_lies_between_1985_and_2084)
{
    emg_day day;
    char text[EMG_DAY_SHORT];
    ck_assert(emg_day_read_short(&day, "01.02.84", 8));
    ck_assert_int_eq(day.year, 2084);
    ck_assert(emg_day_read_short(&day, "01.02.85", 8));
    ck_assert_int_eq(day.year, 1985);
    emg_day_print_short(text, &day);
    ck_assert_str_eq(text, "01.02.85");
}
END_TEST

/* python3 -c "from datetime import date, timedelta as t;
 * print(date(2021, 3, 2) + t(N))" */
START_TEST(days_move_as_the_calendar_does)
{
    static const struct {
        int days;
        const char *then;
    } cases[] = {{-10, "20-FEB-2021"},   {1, "03-MAR-2021"},
                 {30, "01-APR-2021"},    {365, "02-MAR-2022"},
                 {-366, "01-MAR-2020"},  {-368, "28-FEB-2020"},
                 {10000, "18-JUL-2048"}, {-13000, "29-JUL-1985"},
                 {304, "31-DEC-2021"},   {305, "01-JAN-2022"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        emg_day day = {2021, 3, 2};
        char text[EMG_DAY_LONG];
        ck_assert(emg_day_shift(&day, cases[i].days));
        emg_day_print_long(text, &day);
        ck_assert_str_eq(text, cases[i].then);
    }
}
END_TEST

START_TEST(a_header_cannot_tell_days_beyond_its_century)
{
    emg_day early = {1985, 1, 10}, late = {2084, 12, 20};
    ck_assert(emg_day_shift(&early, -9));
    ck_assert(!emg_day_shift(&early, -1));
    ck_assert(emg_day_shift(&late, 11));
    ck_assert(!emg_day_shift(&late, 1));
}
END_TEST

START_TEST(an_age_grows_on_the_birthday)
{
    emg_day birth = {1951, 5, 13}, unknown = {0};
    ck_assert_int_eq(emg_day_age(&birth, &(emg_day){2021, 5, 12}), 69);
    ck_assert_int_eq(emg_day_age(&birth, &(emg_day){2021, 5, 13}), 70);
    ck_assert_int_eq(emg_day_age(&birth, &(emg_day){2021, 4, 30}), 69);
    ck_assert_int_eq(emg_day_age(&birth, &(emg_day){2021, 6, 1}), 70);
    ck_assert_int_eq(emg_day_age(&birth, &unknown), -1);
    ck_assert_int_eq(emg_day_age(&unknown, &birth), -1);
    ck_assert_int_eq(emg_day_age(&birth, &(emg_day){1950, 1, 1}), -1);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   a_long_day_is_read_in_any_case_and_written_in_capitals);
    tcase_add_test(tests, what_is_no_day_is_refused);
    tcase_add_test(tests, a_short_year_lies_between_1985_and_2084);
    tcase_add_test(tests, days_move_as_the_calendar_does);
    tcase_add_test(tests, a_header_cannot_tell_days_beyond_its_century);
    tcase_add_test(tests, an_age_grows_on_the_birthday);
}

int
main(void)
{
    return unit_main("anonymize_day", add);
}
