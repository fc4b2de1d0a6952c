#include "unit.h"

#include "kit/message.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static emg_channel channels[] = {{.label = "L biceps", .number = 1}};
static emg_format group = {{2000, 1}, 2000, 1, channels};
static emg_use treat = EMG_TREAT;

START_TEST(an_error_says_what_and_where_in_one_line)
{
    emg_recording recording = {
        .format = "EDF", .n_groups = 1, .groups = &group, .uses = &treat};
    emg_error error = {EMG_BAD_FILE, "night2.edf",
                       "L biceps",   120034,
                       -1,           "the sample is not a number"};
    emg_text line = {0};
    kit_add_error(&line, "emg-filter", &error, &recording);
    ck_assert_str_eq(line.chars,
                     "emg-filter: night2.edf, channel \"L biceps\", frame "
                     "120034 (60.017 s): the sample is not a number\n");
    emg_text_clear(&line);
    strcpy(recording.format, "EDF+D"); /* gaps: no time without the segment */
    kit_add_error(&line, "emg-filter", &error, &recording);
    ck_assert_ptr_null(strstr(line.chars, " s)"));
    emg_text_free(&line);
}
END_TEST

START_TEST(a_warning_says_that_it_is_one_and_at_which_byte)
{
    emg_error warning = {EMG_OK, "rec.edf", "", -1, 236, "count is -1"};
    emg_text line = {0};
    kit_add_warning(&line, "emg-info", &warning);
    ck_assert_str_eq(line.chars,
                     "emg-info: warning: rec.edf, byte 236: count is -1\n");
    emg_text_free(&line);
}
END_TEST

START_TEST(control_bytes_never_reach_the_terminal)
{
    emg_error error = {EMG_BAD_FILE, "a\033[2J.edf", "x\ny", -1, -1, "bad\r\a"};
    emg_text line = {0};
    kit_add_error(&line, "emg-info", &error, NULL);
    ck_assert_str_eq(line.chars,
                     "emg-info: a\\x1b[2J.edf, channel \"x\\x0ay\": "
                     "bad\\x0d\\x07\n");
    emg_text_free(&line);
}
END_TEST

START_TEST(each_failure_has_its_exit_status)
{
    ck_assert_int_eq(kit_exit_status(EMG_OK), 0);
    ck_assert_int_eq(kit_exit_status(EMG_BAD_OPTION), 64);
    ck_assert_int_eq(kit_exit_status(EMG_BAD_FILE), 65);
    ck_assert_int_eq(kit_exit_status(EMG_NO_INPUT), 66);
    ck_assert_int_eq(kit_exit_status(EMG_INTERNAL), 70);
    ck_assert_int_eq(kit_exit_status(EMG_NO_MEMORY), 71);
    ck_assert_int_eq(kit_exit_status(EMG_NO_OUTPUT), 73);
    ck_assert_int_eq(kit_exit_status(EMG_IO_FAILED), 74);
    ck_assert_int_eq(kit_exit_status(EMG_TRY_AGAIN), 75);
}
END_TEST

START_TEST(a_full_disk_is_a_failed_write)
{
    emg_error error = EMG_NO_ERROR;
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    ck_assert_int_ge(full, 0);
    ck_assert_int_eq(kit_write(full, "x", 1, &error), EMG_IO_FAILED);
    ck_assert_ptr_nonnull(strstr(error.text, "No space left"));
    close(full);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, an_error_says_what_and_where_in_one_line);
    tcase_add_test(tests, a_warning_says_that_it_is_one_and_at_which_byte);
    tcase_add_test(tests, control_bytes_never_reach_the_terminal);
    tcase_add_test(tests, each_failure_has_its_exit_status);
    tcase_add_test(tests, a_full_disk_is_a_failed_write);
}

int
main(void)
{
    return unit_main("message", add);
}
