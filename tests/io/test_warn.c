#include "unit.h"

#include "io/warn.h"

#include <string.h>

typedef struct heard {
    int n;
    emg_error all[16];
} heard;

static void
hear(void *to, const emg_error *warning)
{
    heard *self = to;
    if (self->n < 16)
        self->all[self->n] = *warning;
    self->n++;
}

static emg_status
say(emg_warnings *warnings, emg_error *error, int64_t byte)
{
    return emg_io_warn(warnings, error, byte, "count is %d", (int)byte);
}

START_TEST(warnings_wait_until_the_file_is_accepted)
{
    heard ears = {0};
    emg_open_options options = {.listener = {hear, &ears}};
    emg_error error = EMG_NO_ERROR;
    emg_warnings warnings;
    emg_warnings_init(&warnings, &options, "a.edf");
    ck_assert_int_eq(say(&warnings, &error, 236), EMG_OK);
    ck_assert_int_eq(ears.n, 0);
    emg_warnings_release(&warnings);
    ck_assert_int_eq(ears.n, 1);
    ck_assert_str_eq(ears.all[0].text, "count is 236");
    ck_assert_str_eq(ears.all[0].file, "a.edf");
    ck_assert_int_eq(ears.all[0].byte, 236);
    emg_warnings_release(&warnings);
    ck_assert_int_eq(ears.n, 1);
    emg_warnings_clear(&warnings);
}
END_TEST

START_TEST(strict_makes_a_warning_an_error)
{
    heard ears = {0};
    emg_open_options options = {.listener = {hear, &ears}, .strict = true};
    emg_error error = EMG_NO_ERROR;
    emg_warnings warnings;
    emg_warnings_init(&warnings, &options, "a.edf");
    ck_assert_int_eq(say(&warnings, &error, 7), EMG_BAD_FILE);
    ck_assert_int_eq(error.status, EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "count is 7");
    ck_assert_str_eq(error.file, "a.edf");
    ck_assert_int_eq(error.byte, 7);
    emg_warnings_release(&warnings);
    ck_assert_int_eq(ears.n, 0);
    emg_warnings_clear(&warnings);
}
END_TEST

START_TEST(a_second_pass_repeats_no_warning)
{
    heard ears = {0};
    emg_open_options options = {.listener = {hear, &ears}};
    emg_warnings warnings;
    emg_warnings_init(&warnings, &options, "a.edf");
    emg_warnings_release(&warnings);
    for (int pass = 0; pass < 2; pass++)
        for (int64_t byte = -1; byte < 2; byte++)
            say(&warnings, NULL, byte);
    ck_assert_int_eq(ears.n, 3);
    emg_warnings_clear(&warnings);
}
END_TEST

START_TEST(many_of_one_kind_are_counted)
{
    heard ears = {0};
    emg_open_options options = {.listener = {hear, &ears}};
    emg_warnings warnings;
    emg_warnings_init(&warnings, &options, "a.edf");
    emg_warnings_release(&warnings);
    for (int64_t byte = 0; byte < 100; byte++)
        say(&warnings, NULL, byte);
    ck_assert_int_eq(ears.n, EMG_WARN_EACH);
    emg_warnings_finish(&warnings);
    ck_assert_int_eq(ears.n, EMG_WARN_EACH + 1);
    ck_assert_str_eq(ears.all[EMG_WARN_EACH].text,
                     "95 more of this kind, the last: count is 99");
    emg_warnings_finish(&warnings);
    ck_assert_int_eq(ears.n, EMG_WARN_EACH + 1);
    emg_io_warn(&warnings, NULL, 0, "another kind");
    ck_assert_int_eq(ears.n, EMG_WARN_EACH + 2);
    emg_warnings_clear(&warnings);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, warnings_wait_until_the_file_is_accepted);
    tcase_add_test(tests, strict_makes_a_warning_an_error);
    tcase_add_test(tests, a_second_pass_repeats_no_warning);
    tcase_add_test(tests, many_of_one_kind_are_counted);
}

int
main(void)
{
    return unit_main("warn", add);
}
