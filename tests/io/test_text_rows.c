#include "text_case.h"

#include <math.h>
#include <stdio.h>

/* Reads a text that is refused, and what was delivered before. */
static void
fails(const char *text, size_t before, const char *why)
{
    reading is;
    text_read(&is, text, 1000, false);
    ck_assert_str_eq(is.error.text, why);
    ck_assert_int_eq(is.error.status, EMG_BAD_FILE);
    ck_assert_uint_eq(is.n[0], before);
    reading_clear(&is);
}

/* Reads a text with one warning, which is an error when it is strict. */
static void
warns(reading *is, const char *text, const char *what)
{
    char all[512];
    text_read(is, text, 1000, true);
    ck_assert_str_eq(is->error.text, what);
    reading_clear(is);
    text_read(is, text, 1000, false);
    ck_assert_str_eq(is->error.text, "");
    ck_assert_int_eq(is->n_warnings, 1);
    snprintf(all, sizeof all, " %s\n", what);
    ck_assert_ptr_nonnull(strstr(is->warnings.chars, all));
}

START_TEST(rows_that_are_ragged_are_refused_with_their_line)
{
    fails("a,b\n1,2\n3\n5,6\n", 1, "line 3 has 1 cells where 2 are expected");
    fails("a,b\n1,2\n3,4,5\n", 1, "line 3 has 3 cells where 2 are expected");
    fails("a,b\n1,2\n3,x\n", 1, "line 3, column 2: \"x\" is not a number");
}
END_TEST

START_TEST(empty_cells_are_no_numbers_and_empty_rows_count_between_others)
{
    reading is;
    text_read(&is, "a,b\n1,\n,\nNaN,4\n,\n", 1000, true);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_uint_eq(is.n[0], 3);
    ck_assert_double_eq(is.samples[0][0], 1);
    ck_assert(isnan(is.samples[1][0]));
    ck_assert(isnan(is.samples[0][1]));
    ck_assert(isnan(is.samples[1][1]));
    ck_assert(isnan(is.samples[0][2]));
    ck_assert_double_eq(is.samples[1][2], 4);
    reading_clear(&is);
}
END_TEST

START_TEST(an_empty_line_is_passed_over_and_said_unless_it_is_the_last)
{
    reading is;
    text_read(&is, "a,b\r\n1,2\r\n\r\n\r\n", 1000, true);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_uint_eq(is.n[0], 1);
    reading_clear(&is);
    warns(&is, "a,b\n1,2\n\n3,4\n", "line 3 is empty: passed over");
    ck_assert_uint_eq(is.n[0], 2);
    reading_clear(&is);
}
END_TEST

START_TEST(a_last_line_that_is_cut_is_left_out_and_said)
{
    reading is;
    text_read(&is, "a,b\n1,2\n3,4", 1000, true);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_uint_eq(is.n[0], 2);
    reading_clear(&is);
    text_read(&is, "a,b\n1,2\n3", 1000, false);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_uint_eq(is.n[0], 1);
    ck_assert_str_eq(is.warnings.chars, "8 line 3 is cut short: left out\n");
    reading_clear(&is);
    text_read(&is, "a,b\n1,2\n3", 1000, true);
    ck_assert_str_eq(is.error.text, "line 3 has 1 cells where 2 are expected");
    reading_clear(&is);
}
END_TEST

START_TEST(a_file_has_one_decimal_sign_and_a_comma_is_said_once)
{
    reading is;
    warns(&is, "a;b\n1;2\n3,5;4,25\n-0,5;1e-1\n",
          "line 3: numbers are written with a decimal comma");
    ck_assert_double_eq(is.samples[0][1], 3.5);
    ck_assert_double_eq(is.samples[1][1], 4.25);
    ck_assert_double_eq(is.samples[0][2], -0.5);
    reading_clear(&is);
    fails("a;b\n1,5;2\n1.5;2\n", 1,
          "line 3, column 1: \"1.5\" has a point, numbers before it a comma");
    fails("a;b\n1.5;2\n1,5;2\n", 1,
          "line 3, column 1: \"1,5\" has a comma, numbers before it a point");
}
END_TEST

START_TEST(a_jump_in_time_begins_a_segment)
{
    reading is;
    warns(&is, "time,a\n0.5,1\n0.501,2\n0.502,3\n2.5,4\n2.501,5\n",
          "line 5: the times jump forward; a new segment begins after the gap");
    ck_assert_uint_eq(is.n[0], 5);
    ck_assert_str_eq(is.segments.chars, "0 0 5000000 0\n0 1 25000000 3\n");
    reading_clear(&is);
}
END_TEST

START_TEST(times_that_go_back_are_refused_and_dates_are_not_kept)
{
    reading is;
    fails("time,a\n0,1\n0.001,2\n0.001,3\n", 2,
          "line 4, column 1: \"0.001\" is no later than the time before it");
    fails("time,a\n0,1\n0.001,2\n1e300,3\n", 2,
          "line 4, column 1: \"1e300\" is no time");
    warns(&is, "time,a\n1700000000.000,1\n1700000000.001,2\n",
          "line 2: the times begin before 0 or after a week; they are counted "
          "from 0");
    ck_assert_str_eq(is.segments.chars, "0 0 0 0\n");
    reading_clear(&is);
}
END_TEST

START_TEST(cells_in_columns_that_are_passed_over_may_hold_words)
{
    reading is;
    text_read(&is, "Frame,a\n1,2\nx,3\n", 1000, true);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_double_eq(is.samples[0][1], 3);
    reading_clear(&is);
}
END_TEST

START_TEST(words_that_may_name_somebody_are_not_told)
{
    fails("a,b\n1,2\n3,Anna\n", 1, "line 3, column 2: \"...\" is not a number");
    fails("a,b\n1,2\n3,12.05.1951\n", 1,
          "line 3, column 2: \"...\" is not a number");
}
END_TEST

START_TEST(a_jump_beyond_all_times_is_refused)
{
    fails("time,a\n-9000000000,1\n-8999999999,2\n9000000000,3\n", 2,
          "line 4, column 1: \"9000000000\" is later than the sampling rate "
          "allows");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, rows_that_are_ragged_are_refused_with_their_line);
    tcase_add_test(
        tests, empty_cells_are_no_numbers_and_empty_rows_count_between_others);
    tcase_add_test(tests,
                   an_empty_line_is_passed_over_and_said_unless_it_is_the_last);
    tcase_add_test(tests, a_last_line_that_is_cut_is_left_out_and_said);
    tcase_add_test(tests, a_file_has_one_decimal_sign_and_a_comma_is_said_once);
    tcase_add_test(tests, a_jump_in_time_begins_a_segment);
    tcase_add_test(tests,
                   times_that_go_back_are_refused_and_dates_are_not_kept);
    tcase_add_test(tests, cells_in_columns_that_are_passed_over_may_hold_words);
    tcase_add_test(tests, words_that_may_name_somebody_are_not_told);
    tcase_add_test(tests, a_jump_beyond_all_times_is_refused);
}

int
main(void)
{
    return unit_main("text rows", add);
}
