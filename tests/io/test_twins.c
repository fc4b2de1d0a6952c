#include "unit.h"

#include "emg/io.h"
#include "io/twins.h"

#include <stdio.h>
#include <string.h>

static void
hear(void *to, const emg_error *warning)
{
    strcat(to, warning->text);
    strcat(to, "|");
}

/* What is said of channels with these labels, of one letter each. */
static const char *
judged(const char *labels, bool strict, emg_status *status)
{
    static char heard[512];
    const emg_open_options options = {.listener = {hear, heard},
                                      .strict = strict};
    emg_channel channels[8] = {{.number = 0}};
    emg_error error = EMG_NO_ERROR;
    emg_warnings warnings;
    int n = (int)strlen(labels);
    heard[0] = 0;
    emg_warnings_init(&warnings, &options, "x");
    for (int i = 0; i < n; i++) {
        channels[i].number = i + 1;
        channels[i].label[0] = labels[i];
    }
    *status = emg_twins_judge(channels, n, &warnings, &error);
    emg_warnings_release(&warnings);
    emg_warnings_finish(&warnings);
    emg_warnings_clear(&warnings);
    return heard;
}

START_TEST(each_twin_is_told_with_the_one_before_it)
{
    emg_status status;
    ck_assert_str_eq(judged("abc", true, &status), "");
    ck_assert_int_eq(status, EMG_OK);
    ck_assert_str_eq(judged("abca", false, &status),
                     "channels 1 and 4 have the same label 'a'; choose them by "
                     "number|");
    ck_assert_ptr_nonnull(strstr(judged("aba\x01\x01", false, &status),
                                 "channels 1 and 3 have the same label 'a'"));
    ck_assert_int_eq(status, EMG_OK);
    judged("aa", true, &status);
    ck_assert_int_eq(status, EMG_BAD_FILE);
}
END_TEST

/* Any form of text, and C3D. */
START_TEST(a_table_tells_of_its_twins)
{
    static const char table[] = "time,TA,TA\n0,1,2\n0.001,3,4\n0.002,3,4\n";
    char heard[512] = "";
    emg_error error = EMG_NO_ERROR;
    emg_open_options options = {.listener = {hear, heard}};
    emg_source *source =
        emg_open_memory(table, sizeof table - 1, "x", &options, &error);
    ck_assert_msg(source != NULL, "%s", error.text);
    ck_assert_str_eq(heard, "channels 1 and 2 have the same label 'TA'; choose "
                            "them by number|");
    emg_source_destroy(source);
    options.names = "a,b";
    heard[0] = 0;
    source = emg_open_memory(table, sizeof table - 1, "x", &options, &error);
    ck_assert_str_eq(heard, "");
    emg_source_destroy(source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_twin_is_told_with_the_one_before_it);
    tcase_add_test(tests, a_table_tells_of_its_twins);
}

int
main(void)
{
    return unit_main("twins", add);
}
