#include "unit.h"

#include "emg/base.h"

#include <locale.h>

START_TEST(the_first_failure_wins)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_fail_at(&error, EMG_BAD_FILE, 7, "record %d", 3),
                     EMG_BAD_FILE);
    ck_assert_int_eq(emg_fail(&error, EMG_NO_MEMORY, "later"), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "record 3");
    ck_assert_int_eq(error.byte, 7);
}
END_TEST

START_TEST(a_file_is_named_without_its_folder_and_once)
{
    emg_error error = EMG_NO_ERROR;
    emg_error_in_file(&error, "/home/miller/visit1.edf");
    emg_error_in_file(&error, "other.edf");
    ck_assert_str_eq(error.file, "visit1.edf");
}
END_TEST

static void
hear(void *to, const emg_error *warning)
{
    *(emg_error *)to = *warning;
}

START_TEST(a_warning_reaches_the_listener)
{
    emg_error heard = EMG_NO_ERROR;
    emg_listener listener = {hear, &heard};
    emg_warn(&listener, "a/b.edf", 236, "count is %d", -1);
    ck_assert_str_eq(heard.file, "b.edf");
    ck_assert_str_eq(heard.text, "count is -1");
    ck_assert_int_eq(heard.byte, 236);
    ck_assert_int_eq(heard.status, EMG_OK);
    emg_warn(NULL, "x", -1, "nobody listens");
}
END_TEST

START_TEST(messages_have_points_in_every_locale)
{
    emg_error error = EMG_NO_ERROR;
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        unit_skip("no locale de_DE.UTF-8 here");
        return;
    }
    emg_fail(&error, EMG_BAD_OPTION, "an edge of %.6g Hz", 0.5);
    ck_assert_str_eq(error.text, "an edge of 0.5 Hz");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_first_failure_wins);
    tcase_add_test(tests, a_file_is_named_without_its_folder_and_once);
    tcase_add_test(tests, a_warning_reaches_the_listener);
    tcase_add_test(tests, messages_have_points_in_every_locale);
}

int
main(void)
{
    return unit_main("error", add);
}
