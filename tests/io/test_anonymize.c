#include "unit.h"

#include "anonymous.h"

static void
check_code(const char *code, emg_status status)
{
    edf_file file = edf_file_usual(false);
    anonymous got = anonymous_of(&file, (emg_anonymity){.code = code});
    ck_assert_int_eq(got.status, status);
    ck_assert_int_eq(got.n_files, status ? 1 : 2);
    anonymous_clear(&got);
    free(file.bytes);
}

START_TEST(a_code_is_one_short_word)
{
    check_code("S-01", EMG_OK);
    check_code("1234567890123456789012345678901234567890", EMG_OK);
    check_code("12345678901234567890123456789012345678901", EMG_BAD_OPTION);
    check_code("", EMG_BAD_OPTION);
    check_code("S 01", EMG_BAD_OPTION);
    check_code("S\xC3\xA4", EMG_BAD_OPTION);
}
END_TEST

static void
check_refused(const char *bytes, size_t n, const char *why)
{
    anonymous got = anonymous_copy(bytes, n, (emg_anonymity){0}, "out");
    ck_assert_int_eq(got.status, EMG_BAD_FILE);
    ck_assert_msg(strstr(got.error.text, why) != NULL, "%s", got.error.text);
    ck_assert_str_eq(got.error.file, "in");
    ck_assert_int_eq(got.n_files, 1);
    anonymous_clear(&got);
}

START_TEST(other_forms_are_refused_by_name)
{
    static const char stream[] = "{\"emg-stream\": 1}\n";
    check_refused(stream, sizeof stream - 1, "");
    check_refused("time,a\n0,1\n", 11, "only EDF, BDF and WAV");
    check_refused("", 0, "empty");
}
END_TEST

START_TEST(a_file_that_is_not_there_is_told)
{
    emg_error error = EMG_NO_ERROR;
    emg_anonymity how = {0};
    ck_assert_int_eq(
        emg_anonymize("/no/such/file", "/no/such/copy", &how, &error),
        EMG_NO_INPUT);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_code_is_one_short_word);
    tcase_add_test(tests, other_forms_are_refused_by_name);
    tcase_add_test(tests, a_file_that_is_not_there_is_told);
}

int
main(void)
{
    return unit_main("anonymize", add);
}
