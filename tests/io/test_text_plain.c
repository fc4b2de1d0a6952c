#include "text_case.h"

#include <stdio.h>

/* Labels and units of all channels, joined. */
static void
laid_out(const char *text, char separator, const char *channels, int64_t line)
{
    emg_text_layout layout = text_laid_out(emg_text_plain_read, text);
    char all[512] = "";
    for (int i = 0; i < layout.n_channels; i++) {
        strcat(all, layout.channels[i].label);
        strcat(all, "/");
        strcat(all, layout.channels[i].unit);
        strcat(all, "|");
    }
    ck_assert_str_eq(all, channels);
    ck_assert_int_eq(layout.separator, separator);
    ck_assert_int_eq(layout.data_line, line);
    emg_text_layout_clear(&layout);
}

START_TEST(the_separator_is_found_from_the_numbers)
{
    laid_out("a,b\n1,2\n", ',', "a/|b/|", 2);
    laid_out("a;b\n1,5;2,5\n", ';', "a/|b/|", 2);
    laid_out("a\tb\n1,5\t2\n", '\t', "a/|b/|", 2);
    laid_out("a b\n0.5 1\n", ' ', "a/|b/|", 2);
    laid_out("0,5 1,5\n", ' ', "ch1/|ch2/|", 1);
    laid_out("1, 2, 3\n", ',', "ch1/|ch2/|ch3/|", 1);
    laid_out("a\n1,5\n", '\t', "a/|", 2);
    laid_out("5\n6\n", '\t', "ch1/|", 1);
    laid_out("1\t2\t\n", '\t', "ch1/|ch2/|", 1);
}
END_TEST

START_TEST(what_stands_before_the_names_is_passed_over)
{
    emg_text_layout layout = text_laid_out(
        emg_text_plain_read, "Subject,X\nDate,2021-01-01\nSampling "
                             "rate,1000\n\ntime,a,b\n0,1,2\n");
    ck_assert_int_eq(layout.n_channels, 2);
    ck_assert_int_eq(layout.data_line, 6);
    ck_assert(layout.has_identity);
    emg_text_layout_clear(&layout);
    laid_out("Study,1\nName,X\nSide,left\ntime,a\n0,1\n", ',', "a/|", 5);
    laid_out("Study,1\nName,X\ntime,a\ns,mV\n0,1\n", ',', "a/mV|", 5);
}
END_TEST

START_TEST(a_text_without_numbers_is_no_table)
{
    text_refused(emg_text_plain_read, "Dear\nreader\nof\n1,2\n",
                 "this is text, but no table of numbers: none of its first "
                 "lines is a row of numbers");
    text_refused(emg_text_plain_read, "t,a\r0,1\r1,2\r",
                 "line 1 ends with CR alone; end lines with LF or CR LF");
    text_refused(emg_text_plain_read, "x,1,2\n0,5\n0,6\n",
                 "line 2 has 2 cells, the line before it names 3 columns");
    text_refused(emg_text_plain_read, "a,b\n1,2,3\n",
                 "line 2 has 3 cells, the line before it names 2 columns");
    text_refused(emg_text_plain_read, "t,a,what\n0,1,rest\n1,2,rest\n",
                 "this is text, but no table of numbers: column 3 of line 2 is "
                 "no number; leave columns of words out");
    text_refused(emg_text_plain_read, "t;a\n0,5;1.234,5\n",
                 "this is text, but no table of numbers: column 2 of line 2 is "
                 "no number; leave columns of words out");
}
END_TEST

START_TEST(a_damaged_row_is_taken_for_neither_names_nor_units)
{
#define NO_NUMBER                                                              \
    "this is text, but no table of numbers: column %d of line 2 is no "        \
    "number; leave columns of words out"
    static const struct {
        const char *text;
        int column;
    } all[] = {{"t,a\n0,0x10\n1,2\n", 2},
               {"a,b\nOVER,1\n3,3\n", 1},
               {"a,b\nOVER,1\nOVER,2\n3,3\n", 1},
               {"a;b\n1.234,5;2\n1.234,5;3\n3;4\n", 1}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char why[256];
        snprintf(why, sizeof why, NO_NUMBER, all[i].column);
        text_refused(emg_text_plain_read, all[i].text, why);
    }
    laid_out("t,a,b\ns,uV,1\n0,1,2\n", ',', "a/uV|b/1|", 3);
    laid_out("Rate,1,x\ntime,1\n0,5\n", ',', "1/|", 3);
    text_refused(emg_text_plain_read, "Rate,1,2\nx,1,2,3\n0,5,6\n",
                 "line 3 has 3 cells, the line before it names 4 columns");
    text_refused(emg_text_plain_read, "T\nU\nV\nc,d\n1,2,3\n",
                 "this is text, but no table of numbers: none of its first "
                 "lines is a row of numbers");
    laid_out("Study,of,X\nRate,1\ntime,1,2\n0,1,2\n", ',', "1/|2/|", 4);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_separator_is_found_from_the_numbers);
    tcase_add_test(tests, what_stands_before_the_names_is_passed_over);
    tcase_add_test(tests, a_text_without_numbers_is_no_table);
    tcase_add_test(tests, a_damaged_row_is_taken_for_neither_names_nor_units);
}

int
main(void)
{
    return unit_main("text plain", add);
}
