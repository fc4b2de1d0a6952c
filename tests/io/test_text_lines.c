#include "text_case.h"

static void
line_is(const emg_text_line *line, const char *text, int64_t at, int64_t number)
{
    ck_assert_uint_eq(line->length, strlen(text));
    ck_assert_mem_eq(line->text, text, strlen(text));
    ck_assert_int_eq(line->at, at);
    ck_assert_int_eq(line->number, number);
}

START_TEST(lines_end_with_lf_or_cr_lf_and_the_last_with_the_input)
{
    static const char text[] = "one\r\n\ntwo words\nlast";
    emg_error error = EMG_NO_ERROR;
    emg_bytes *bytes =
        emg_bytes_from_memory(text, sizeof text - 1, "x", &error);
    emg_text_lines lines = {.bytes = bytes};
    emg_text_head head = text_head(text);
    static const struct {
        const char *text;
        int64_t at;
    } rows[] = {{"one", 0}, {"", 5}, {"two words", 6}, {"last", 16}};
    for (int i = 0; i < 4; i++) {
        emg_text_line line;
        bool there;
        ck_assert_int_eq(emg_text_lines_next(&lines, &line, &there, &error), 0);
        ck_assert(there);
        line_is(&line, rows[i].text, rows[i].at, i + 1);
        ck_assert_int_eq(line.ended, i < 3);
        ck_assert(emg_text_head_next(&head, &line));
        line_is(&line, rows[i].text, rows[i].at, i + 1);
    }
    emg_text_line line;
    bool there;
    ck_assert_int_eq(emg_text_lines_next(&lines, &line, &there, &error), 0);
    ck_assert(!there);
    ck_assert(!emg_text_head_next(&head, &line));
    emg_bytes_close(bytes);
}
END_TEST

START_TEST(the_end_of_a_dos_file_is_no_text)
{
    static const char text[] = "1\x1A,2\r\n\x1A", alone[] = "one\x1A";
    emg_text_head head = text_head(text), last = text_head(alone);
    emg_text_line line;
    ck_assert(emg_text_head_next(&head, &line));
    line_is(&line, "1\x1A,2", 0, 1);
    ck_assert(emg_text_head_next(&head, &line));
    line_is(&line, "", 6, 2);
    ck_assert(emg_text_head_next(&last, &line));
    line_is(&line, "one", 0, 1);
}
END_TEST

START_TEST(a_head_does_not_show_a_line_whose_end_it_does_not_see)
{
    static const char text[] = "one\ntwo";
    emg_text_head head = {text, text + 7, 0, 0, false};
    emg_text_line line;
    ck_assert(emg_text_head_next(&head, &line));
    line_is(&line, "one", 0, 1);
    ck_assert(!emg_text_head_next(&head, &line));
}
END_TEST

START_TEST(a_line_of_the_window_s_length_is_read_and_a_longer_one_refused)
{
    char *text = malloc(2 * EMG_TEXT_WINDOW);
    for (int more = 0; more < 2; more++) {
        size_t length = EMG_TEXT_WINDOW - 1 + (size_t)more;
        emg_error error = EMG_NO_ERROR;
        memset(text, '1', length);
        text[length] = '\n';
        emg_bytes *bytes = emg_bytes_from_memory(text, length + 1, "x", &error);
        emg_text_lines lines = {.bytes = bytes};
        emg_text_line line;
        bool there = false;
        emg_status status = emg_text_lines_next(&lines, &line, &there, &error);
        ck_assert_int_eq(status, more ? EMG_BAD_FILE : EMG_OK);
        if (more)
            ck_assert_str_eq(error.text, "line 1 is longer than 65536 bytes");
        else
            ck_assert_uint_eq(line.length, length);
        emg_bytes_close(bytes);
    }
    free(text);
}
END_TEST

START_TEST(a_line_is_asked_for_its_beginning_and_for_blanks)
{
    emg_text_line line = text_line("Label: a"), blank = text_line(" \t ");
    ck_assert(emg_text_line_begins(&line, "Label: "));
    ck_assert(!emg_text_line_begins(&line, "Label: abc"));
    ck_assert(!emg_text_line_begins(&line, "abel"));
    ck_assert(emg_text_line_is_blank(&blank));
    ck_assert(!emg_text_line_is_blank(&line));
}
END_TEST

START_TEST(cr_cr_lf_ends_a_line_too)
{
    emg_text_head head = text_head("one\r\r\n\r\r\ntw\ro\r\r");
    emg_text_line line;
    ck_assert(emg_text_head_next(&head, &line));
    line_is(&line, "one", 0, 1);
    ck_assert(emg_text_head_next(&head, &line));
    line_is(&line, "", 6, 2);
    ck_assert(emg_text_head_next(&head, &line));
    line_is(&line, "tw\ro", 9, 3);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   lines_end_with_lf_or_cr_lf_and_the_last_with_the_input);
    tcase_add_test(tests,
                   a_head_does_not_show_a_line_whose_end_it_does_not_see);
    tcase_add_test(
        tests, a_line_of_the_window_s_length_is_read_and_a_longer_one_refused);
    tcase_add_test(tests, the_end_of_a_dos_file_is_no_text);
    tcase_add_test(tests, a_line_is_asked_for_its_beginning_and_for_blanks);
    tcase_add_test(tests, cr_cr_lf_ends_a_line_too);
}

int
main(void)
{
    return unit_main("text lines", add);
}
