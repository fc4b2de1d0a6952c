#include "text_case.h"

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

START_TEST(names_carry_units_unless_brackets_hold_a_side)
{
    laid_out("time,FCR (uV),ECR [mV],BF (long head),TA (left),x (1)\n"
             "0,1,2,3,4,5\n",
             ',', "FCR/uV|ECR/mV|BF (long head)/|TA (left)/|x (1)/|", 2);
    laid_out("time;\"FCR; right\"\n0;1\n", ';', "FCR; right/|", 2);
    laid_out("t,a,b\ns,mV,uV\n0,1,2\n", ',', "a/mV|b/uV|", 3);
    laid_out("My study\nt,a\n0,1\n", ',', "a/|", 3);
    laid_out("# made by hand\n\nt,a\n0,1\n", ',', "a/|", 4);
    laid_out(",a,b\n0,1,2\n", ',', "a/|b/|", 2);
    laid_out("Frame,a\n1,2\n", ',', "a/|", 2);
}
END_TEST

START_TEST(a_time_column_is_told_by_its_name_and_has_its_own_unit)
{
    static const struct {
        const char *text;
        double seconds;
    } rows[] = {{"time,a\n0,1\n", 1},           {"Time (ms),a\n0,1\n", 1e-3},
                {"X[s],a\n0,1\n", 1},           {"t [us],a\n0,1\n", 1e-6},
                {"time,a\nms,mV\n0,1\n", 1e-3}, {"Zeit;a\n0;1\n", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_text_layout layout =
            text_laid_out(emg_text_plain_read, rows[i].text);
        ck_assert_int_eq(layout.columns[0].role, EMG_TEXT_TIME);
        ck_assert_double_eq(layout.columns[0].seconds, rows[i].seconds);
        ck_assert_int_eq(layout.n_channels, 1);
        emg_text_layout_clear(&layout);
    }
    emg_text_layout layout = text_laid_out(emg_text_plain_read, "x,y\n0,1\n");
    ck_assert_int_eq(layout.n_channels, 2);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(a_text_without_numbers_is_no_table)
{
    text_refused(emg_text_plain_read, "Dear\nreader\nof\n1,2\n",
                 "this is text, but no table of numbers: none of its first "
                 "lines is a row of numbers");
    text_refused(emg_text_plain_read, "a,b\n1,2,3\n",
                 "line 2 has 3 cells, the line before it names 2 columns");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_separator_is_found_from_the_numbers);
    tcase_add_test(tests, names_carry_units_unless_brackets_hold_a_side);
    tcase_add_test(tests,
                   a_time_column_is_told_by_its_name_and_has_its_own_unit);
    tcase_add_test(tests, a_text_without_numbers_is_no_table);
}

int
main(void)
{
    return unit_main("text plain", add);
}
