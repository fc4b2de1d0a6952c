#include "unit.h"

#include "folder.h"
#include "io/beside.h"

#include <math.h>

static emg_status
write_events(const char *path, bool force, int n, emg_error *error)
{
    emg_beside beside;
    emg_create_options options = {.force = force};
    emg_event events[] = {{0.5, 1, "a"}, {2, NAN, ""}};
    ck_assert_int_eq(emg_beside_init(&beside, path, &options, error), EMG_OK);
    for (int i = 0; i < n; i++)
        ck_assert_int_eq(emg_beside_add(&beside, &events[i], error), EMG_OK);
    emg_status status = emg_beside_finish(&beside, error);
    emg_beside_clear(&beside);
    return status;
}

START_TEST(the_table_bears_the_name_of_the_recording)
{
    folder in = folder_create();
    char text[128];
    ck_assert_int_eq(write_events(folder_file(&in, "x.y.csv"), false, 2, NULL),
                     EMG_OK);
    folder_read(&in, "x.y_events.tsv", text, sizeof text);
    ck_assert_str_eq(text, "onset\tduration\ttrial_type\n"
                           "0.5\t1\ta\n2\tn/a\tn/a\n");
    ck_assert_int_eq(write_events(folder_file(&in, ".hidden"), false, 1, NULL),
                     EMG_OK);
    ck_assert_int_gt(folder_read(&in, ".hidden_events.tsv", text, 128), 0);
    folder_remove(&in);
}
END_TEST

START_TEST(without_events_there_is_no_table)
{
    folder in = folder_create();
    ck_assert_int_eq(write_events(folder_file(&in, "x.csv"), false, 0, NULL),
                     EMG_OK);
    ck_assert_int_eq(folder_count(&in, 0), 0);
    folder_remove(&in);
}
END_TEST

START_TEST(an_old_table_is_replaced_only_with_force)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    folder_write(&in, "x_events.tsv", "old");
    ck_assert_int_eq(write_events(folder_file(&in, "x.csv"), false, 1, &error),
                     EMG_NO_OUTPUT);
    ck_assert_str_eq(error.file, "x_events.tsv");
    ck_assert_int_eq(write_events(folder_file(&in, "x.csv"), true, 1, NULL),
                     EMG_OK);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_table_bears_the_name_of_the_recording);
    tcase_add_test(tests, without_events_there_is_no_table);
    tcase_add_test(tests, an_old_table_is_replaced_only_with_force);
}

int
main(void)
{
    return unit_main("beside", add);
}
