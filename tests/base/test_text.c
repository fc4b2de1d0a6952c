#include "unit.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(text_grows_and_ends_in_nul)
{
    emg_text text = {0};
    for (int i = 0; i < 1000; i++)
        emg_text_add(&text, "abc");
    ck_assert_uint_eq(text.length, 3000);
    ck_assert_uint_eq(strlen(text.chars), 3000);
    ck_assert_str_eq(text.chars + 2997, "abc");
    emg_text_clear(&text);
    ck_assert_uint_eq(text.length, 0);
    ck_assert_str_eq(text.chars, "");
    emg_text_free(&text);
    ck_assert_ptr_null(text.chars);
}
END_TEST

START_TEST(numbers_and_formats_are_added)
{
    emg_text text = {0};
    emg_text_add_number(&text, 0.1);
    emg_text_add(&text, "|");
    emg_text_add_integer(&text, INT64_MIN);
    emg_text_format(&text, "|%s=%d", "n", 7);
    ck_assert_str_eq(text.chars, "0.1|-9223372036854775808|n=7");
    emg_text_free(&text);
}
END_TEST

START_TEST(a_failure_stays_and_later_additions_are_passed_over)
{
    emg_text text = {.status = EMG_NO_MEMORY};
    emg_text_add(&text, "lost");
    emg_text_format(&text, "%d", 1);
    ck_assert_ptr_null(text.chars);
    ck_assert_int_eq(text.status, EMG_NO_MEMORY);
    emg_text_clear(&text);
    ck_assert_int_eq(text.status, EMG_OK);
}
END_TEST

START_TEST(a_long_format_is_not_cut)
{
    emg_text text = {0};
    char *label = malloc(5001);
    memset(label, 'x', 5000);
    label[5000] = 0;
    emg_text_format(&text, "<%s>", label);
    ck_assert_uint_eq(text.length, 5002);
    ck_assert_int_eq(text.chars[5001], '>');
    free(label);
    emg_text_free(&text);
}
END_TEST

static const char *
json_of(const char *from)
{
    static char shown[256];
    emg_text text = {0};
    emg_text_add_json(&text, from);
    snprintf(shown, sizeof shown, "%s", text.chars);
    emg_text_free(&text);
    return shown;
}

START_TEST(json_strings_are_escaped)
{
    ck_assert_str_eq(json_of(""), "\"\"");
    ck_assert_str_eq(json_of("a\"b\\c"), "\"a\\\"b\\\\c\"");
    ck_assert_str_eq(json_of("\n\x1b\x7f"), "\"\\u000a\\u001b\\u007f\"");
    ck_assert_str_eq(json_of("\xC2\xB5V"), "\"\xC2\xB5V\"");
    ck_assert_str_eq(json_of("\xF0\x9F\x92\xAA"), "\"\xF0\x9F\x92\xAA\"");
}
END_TEST

START_TEST(json_replaces_what_is_not_utf8)
{
    ck_assert_str_eq(json_of("\xB5V"), "\"\\ufffdV\"");
    ck_assert_str_eq(json_of("\xC3"), "\"\\ufffd\"");
    /* overlong slash, a surrogate, beyond U+10FFFF */
    ck_assert_str_eq(json_of("\xC0\xAF"), "\"\\ufffd\\ufffd\"");
    ck_assert_str_eq(json_of("\xE0\x9F\xBF"), "\"\\ufffd\\ufffd\\ufffd\"");
    ck_assert_str_eq(json_of("\xED\xA0\x80"), "\"\\ufffd\\ufffd\\ufffd\"");
    ck_assert_str_eq(json_of("\xF4\x90\x80\x80"),
                     "\"\\ufffd\\ufffd\\ufffd\\ufffd\"");
    ck_assert_str_eq(json_of("\xED\x9F\xBF"), "\"\xED\x9F\xBF\"");
    ck_assert_str_eq(json_of("\xF4\x8F\xBF\xBF"), "\"\xF4\x8F\xBF\xBF\"");
}
END_TEST

static const char *
cell_of(const char *from, char separator)
{
    static char shown[256];
    emg_text text = {0};
    emg_text_add_cell(&text, from, separator);
    snprintf(shown, sizeof shown, "%s", text.chars ? text.chars : "");
    emg_text_free(&text);
    return shown;
}

START_TEST(no_control_byte_reaches_a_cell)
{
    ck_assert_str_eq(cell_of("L biceps", '\t'), "L biceps");
    ck_assert_str_eq(cell_of("a\tb\nc", '\t'), "a\\x09b\\x0ac");
    ck_assert_str_eq(cell_of("\x1b[31m", ','), "\\x1b[31m");
    ck_assert_str_eq(cell_of("a,b \"c\"", '\t'), "a,b \"c\"");
}
END_TEST

START_TEST(csv_cells_are_quoted_where_they_must_be)
{
    ck_assert_str_eq(cell_of("plain", ','), "plain");
    ck_assert_str_eq(cell_of("a,b", ','), "\"a,b\"");
    ck_assert_str_eq(cell_of("say \"hi\"", ','), "\"say \"\"hi\"\"\"");
}
END_TEST

START_TEST(a_long_cell_is_not_cut)
{
    emg_text text = {0};
    char *note = malloc(3001);
    memset(note, 'n', 3000);
    note[3000] = 0;
    emg_text_add_cell(&text, note, '\t');
    ck_assert_uint_eq(text.length, 3000);
    free(note);
    emg_text_free(&text);
}
END_TEST

static const char *
show(const char *from, size_t size)
{
    static char shown[64];
    char *exact = malloc(size);
    emg_text_show(exact, size, from);
    snprintf(shown, sizeof shown, "%s", exact);
    free(exact);
    return shown;
}

START_TEST(shown_text_has_no_control_bytes)
{
    ck_assert_str_eq(show("a\x01"
                          "b\x7f"
                          "c\r\n",
                          64),
                     "a\\x01b\\x7fc\\x0d\\x0a");
    /* U+009B, a control sequence in one character, in UTF-8 and bare */
    ck_assert_str_eq(show("\xC2\x9B", 64), "\\x9b");
    ck_assert_str_eq(show("\x9B", 64), "\\x9b");
    ck_assert_str_eq(show("\xC2\xB5V", 64), "\xC2\xB5V");
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_shown_as_latin1)
{
    ck_assert_str_eq(show("\xB5V", 64), "\xC2\xB5V");
    ck_assert_str_eq(show("M\xFCller", 64), "M\xC3\xBCller");
    ck_assert_str_eq(show("\xFF", 64), "\xC3\xBF");
}
END_TEST

START_TEST(shown_text_is_cut_at_a_whole_character)
{
    ck_assert_str_eq(show("abc", 4), "abc");
    ck_assert_str_eq(show("abc", 3), "ab");
    ck_assert_str_eq(show("ab\xC2\xB5", 5), "ab\xC2\xB5");
    ck_assert_str_eq(show("ab\xC2\xB5", 4), "ab");
    ck_assert_str_eq(show("a\x01", 5), "a");
    ck_assert_str_eq(show("a", 1), "");
}
END_TEST

START_TEST(what_may_name_somebody_is_known)
{
    static const char *const names[] = {"Anna",     "12.05.51",   "1951-05-12",
                                        "12:30:05", "ab\xC3\xA9", "1/2/3"};
    static const char *const others[] = {"",        "12x", "nan",     "-1.5",
                                         "1.234,5", "--",  "a1b2c3d4"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(emg_text_may_name(names[i], strlen(names[i])), "%s",
                      names[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!emg_text_may_name(others[i], strlen(others[i])), "%s",
                      others[i]);
    ck_assert(!emg_text_may_name("Anna", 3));
    ck_assert(!emg_text_may_name("1.2\0", 4));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, text_grows_and_ends_in_nul);
    tcase_add_test(tests, numbers_and_formats_are_added);
    tcase_add_test(tests, a_failure_stays_and_later_additions_are_passed_over);
    tcase_add_test(tests, a_long_format_is_not_cut);
    tcase_add_test(tests, json_strings_are_escaped);
    tcase_add_test(tests, json_replaces_what_is_not_utf8);
    tcase_add_test(tests, no_control_byte_reaches_a_cell);
    tcase_add_test(tests, csv_cells_are_quoted_where_they_must_be);
    tcase_add_test(tests, a_long_cell_is_not_cut);
    tcase_add_test(tests, shown_text_has_no_control_bytes);
    tcase_add_test(tests, bytes_that_are_not_utf8_are_shown_as_latin1);
    tcase_add_test(tests, shown_text_is_cut_at_a_whole_character);
    tcase_add_test(tests, what_may_name_somebody_is_known);
}

int
main(void)
{
    return unit_main("text", add);
}
