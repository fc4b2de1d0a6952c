#include "text_case.h"

#include <math.h>

/* All cells of a line, joined by |. */
static void
cut(const char *text, char separator, const char *expected)
{
    const char *at = text;
    char all[256] = "";
    while (at) {
        emg_text_cell cell;
        emg_text_cell_next(&at, text + strlen(text), separator, &cell);
        strncat(all, cell.text, cell.length);
        strcat(all, "|");
    }
    ck_assert_str_eq(all, expected);
}

START_TEST(cells_are_cut_at_their_separator_without_blanks_and_quotes)
{
    cut("a,b,,c", ',', "a|b||c|");
    cut("a, b ,\"c,d\",", ',', "a|b|c,d||");
    cut("1\t2\t", '\t', "1|2||");
    cut("  1   2\t3 ", ' ', "1|2|3|");
    cut("1,5;2", ';', "1,5|2|");
    cut("", ',', "|");
    cut("5\" pad,b", ',', "5\" pad|b|");
    cut("\"open,b", ',', "\"open,b|");
}
END_TEST

START_TEST(cells_are_counted_with_and_without_empty_ones_at_the_end)
{
    emg_text_line line = text_line("a,,c,,");
    int filled;
    ck_assert_int_eq(emg_text_cells(&line, ',', &filled), 5);
    ck_assert_int_eq(filled, 3);
    ck_assert_int_eq(emg_text_cells(&line, ';', &filled), 1);
}
END_TEST

START_TEST(numbers_keep_their_decimal_sign_and_their_digits)
{
    static const struct {
        const char *text;
        double value;
        char decimal;
        int significant, ten;
    } rows[] = {
        {"0.0007941176", 0.0007941176, '.', 7, -10},
        {"1.259259e+003", 1259.259, '.', 7, -3},
        {"-12", -12, 0, 2, 0},
        {"1,5", 1.5, ',', 2, -1},
        {"2.50", 2.5, '.', 3, -2},
        {"1e3", 1000, 0, 1, 3},
        {"0", 0, 0, 0, 0},
        {"0e999999999999", 0, 0, 0, 400},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_text_cell cell = text_cell(rows[i].text);
        emg_cell_number number;
        ck_assert_int_eq(emg_text_cell_read(&cell, true, &number),
                         EMG_CELL_NUMBER);
        ck_assert_double_eq(number.value, rows[i].value);
        ck_assert_int_eq(number.decimal, rows[i].decimal);
        ck_assert_int_eq(number.significant, rows[i].significant);
        ck_assert_int_eq(number.ten, rows[i].ten);
    }
}
END_TEST

START_TEST(words_are_no_numbers_and_some_mean_that_there_is_none)
{
    static const char *const missing[] = {"", "NaN", "nan", "n/a", "NA", "-"};
    static const char *const words[] = {"x",   "1.2.3", "1 2", "0x10",
                                        "1,5", "1.5e",  "--1"};
    emg_cell_number number;
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        emg_text_cell cell = text_cell(missing[i]);
        ck_assert_int_eq(emg_text_cell_read(&cell, false, &number),
                         EMG_CELL_MISSING);
        ck_assert(isnan(number.value));
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        emg_text_cell cell = text_cell(words[i]);
        ck_assert_int_eq(emg_text_cell_read(&cell, false, &number),
                         EMG_CELL_WORD);
    }
    emg_text_cell thousands = text_cell("1.234,5"), both = text_cell("1,2,3");
    ck_assert_int_eq(emg_text_cell_read(&thousands, true, &number),
                     EMG_CELL_WORD);
    ck_assert_int_eq(emg_text_cell_read(&both, true, &number), EMG_CELL_WORD);
    emg_text_cell low = text_cell("-Inf");
    ck_assert_int_eq(emg_text_cell_read(&low, true, &number), EMG_CELL_NUMBER);
    ck_assert_double_eq(number.value, -INFINITY);
}
END_TEST

START_TEST(a_shown_cell_is_utf8_without_control_bytes)
{
    emg_text_cell cell = text_cell("m\xB5 \"\"q\"\" \x1B");
    char shown[64];
    emg_text_cell_show(shown, sizeof shown, &cell);
    ck_assert_str_eq(shown, "m\xC2\xB5 \"q\" \\x1b");
    emg_text_cell word = text_cell("Time");
    ck_assert(emg_text_cell_is(&word, "time"));
    ck_assert(!emg_text_cell_is(&word, "tim"));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   cells_are_cut_at_their_separator_without_blanks_and_quotes);
    tcase_add_test(tests,
                   cells_are_counted_with_and_without_empty_ones_at_the_end);
    tcase_add_test(tests, numbers_keep_their_decimal_sign_and_their_digits);
    tcase_add_test(tests,
                   words_are_no_numbers_and_some_mean_that_there_is_none);
    tcase_add_test(tests, a_shown_cell_is_utf8_without_control_bytes);
}

int
main(void)
{
    return unit_main("text cells", add);
}
