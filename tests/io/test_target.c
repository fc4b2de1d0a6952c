#include "unit.h"

#include "folder.h"
#include "io/target.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <fcntl.h>

/* The waiting names of "out" are made of this: `printf out | xxhsum -H3`. */
#define WAITING ".emgtools-8bb391102a99f3c9-"

static emg_status
write_whole(const char *path, bool force, const char *text, emg_error *error)
{
    emg_target target;
    emg_status status = emg_target_open(&target, path, force, error);
    if (!status) {
        ck_assert_int_eq(write(target.fd, text, strlen(text)),
                         (ssize_t)strlen(text));
        status = emg_target_publish(&target, NULL, error);
    }
    emg_target_clear(&target);
    return status;
}

START_TEST(a_file_appears_only_when_it_is_complete)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    emg_target target;
    char text[16];
    ck_assert_int_eq(
        emg_target_open(&target, folder_file(&in, "out"), false, &error),
        EMG_OK);
    ck_assert_int_eq(write(target.fd, "new", 3), 3);
    ck_assert_int_eq(folder_read(&in, "out", text, sizeof text), -1);
    ck_assert_int_eq(emg_target_publish(&target, NULL, &error), EMG_OK);
    emg_target_clear(&target);
    ck_assert_int_eq(folder_read(&in, "out", text, sizeof text), 3);
    ck_assert_str_eq(text, "new");
    ck_assert_int_eq(folder_count(&in, 0), 1);
    folder_remove(&in);
}
END_TEST

START_TEST(a_file_given_up_leaves_no_trace)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    emg_target target;
    ck_assert_int_eq(
        emg_target_open(&target, folder_file(&in, "out"), false, &error),
        EMG_OK);
    emg_target_clear(&target);
    ck_assert_int_eq(folder_count(&in, 0), 0);
    folder_remove(&in);
}
END_TEST

START_TEST(an_existing_file_is_replaced_only_with_force)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char text[16];
    folder_write(&in, "out", "old");
    ck_assert_int_eq(write_whole(folder_file(&in, "out"), false, "new", &error),
                     EMG_NO_OUTPUT);
    ck_assert_str_eq(error.text, "exists already; use --force to replace it");
    ck_assert_str_eq(error.file, "out");
    folder_read(&in, "out", text, sizeof text);
    ck_assert_str_eq(text, "old");

    error = EMG_NO_ERROR;
    ck_assert_int_eq(write_whole(folder_file(&in, "out"), true, "new", &error),
                     EMG_OK);
    folder_read(&in, "out", text, sizeof text);
    ck_assert_str_eq(text, "new");
    ck_assert_int_eq(folder_count(&in, 0), 1);
    folder_remove(&in);
}
END_TEST

START_TEST(a_file_that_appears_meanwhile_is_not_replaced)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    emg_target target;
    char text[16];
    ck_assert_int_eq(
        emg_target_open(&target, folder_file(&in, "out"), false, &error),
        EMG_OK);
    folder_write(&in, "out", "theirs");
    ck_assert_int_eq(emg_target_publish(&target, NULL, &error), EMG_NO_OUTPUT);
    emg_target_clear(&target);
    folder_read(&in, "out", text, sizeof text);
    ck_assert_str_eq(text, "theirs");
    ck_assert_int_eq(folder_count(&in, 0), 1);
    folder_remove(&in);
}
END_TEST

START_TEST(the_next_run_removes_what_a_killed_one_left)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char text[16];
    folder_write(&in, WAITING "0", "half");
    folder_write(&in, WAITING "5", "half");
    folder_write(&in, ".emgtools-0000000000000000-0", "of another name");
    ck_assert_int_eq(write_whole(folder_file(&in, "out"), true, "new", &error),
                     EMG_OK);
    ck_assert_int_eq(folder_read(&in, WAITING "0", text, sizeof text), -1);
    ck_assert_int_eq(folder_read(&in, WAITING "5", text, sizeof text), -1);
    ck_assert_int_eq(folder_count(&in, 0), 2);
    folder_remove(&in);
}
END_TEST

START_TEST(what_a_living_run_holds_is_left_alone)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char text[16];
    folder_write(&in, "out", "old");
    folder_write(&in, WAITING "0", "theirs");
    int fd = open(folder_file(&in, WAITING "0"), O_RDWR);
    ck_assert_int_eq(flock(fd, LOCK_EX), 0);
    ck_assert_int_eq(write_whole(folder_file(&in, "out"), true, "new", &error),
                     EMG_OK);
    close(fd);
    folder_read(&in, "out", text, sizeof text);
    ck_assert_str_eq(text, "new");
    folder_read(&in, WAITING "0", text, sizeof text);
    ck_assert_str_eq(text, "theirs");
    folder_remove(&in);
}
END_TEST

START_TEST(permissions_of_a_replaced_file_stay)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    struct stat about;
    folder_write(&in, "out", "old");
    ck_assert_int_eq(chmod(folder_file(&in, "out"), 0600), 0);
    ck_assert_int_eq(write_whole(folder_file(&in, "out"), true, "new", &error),
                     EMG_OK);
    ck_assert_int_eq(stat(folder_file(&in, "out"), &about), 0);
    ck_assert_int_eq(about.st_mode & 0777, 0600);
    folder_remove(&in);
}
END_TEST

START_TEST(a_link_is_followed)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char text[16];
    struct stat about;
    folder_write(&in, "real", "old");
    ck_assert_int_eq(symlink("real", folder_file(&in, "link")), 0);
    ck_assert_int_eq(write_whole(folder_file(&in, "link"), true, "new", &error),
                     EMG_OK);
    folder_read(&in, "real", text, sizeof text);
    ck_assert_str_eq(text, "new");
    ck_assert_int_eq(lstat(folder_file(&in, "link"), &about), 0);
    ck_assert_int_eq(S_ISLNK(about.st_mode), 1);
    folder_remove(&in);
}
END_TEST

START_TEST(folders_and_missing_folders_are_refused)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(write_whole("/tmp", true, "x", &error), EMG_NO_OUTPUT);
    ck_assert_str_eq(error.text, "cannot be created: Is a directory");
    error = EMG_NO_ERROR;
    ck_assert_int_eq(
        write_whole("/tmp/emgtools-no-such-folder/out", true, "x", &error),
        EMG_NO_OUTPUT);
    ck_assert_str_eq(error.text, "cannot be created: its folder is not there");
    ck_assert_str_eq(error.file, "out");
}
END_TEST

START_TEST(a_device_is_written_as_it_is)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(write_whole("/dev/null", false, "x", &error), EMG_OK);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_file_appears_only_when_it_is_complete);
    tcase_add_test(tests, a_file_given_up_leaves_no_trace);
    tcase_add_test(tests, an_existing_file_is_replaced_only_with_force);
    tcase_add_test(tests, a_file_that_appears_meanwhile_is_not_replaced);
    tcase_add_test(tests, the_next_run_removes_what_a_killed_one_left);
    tcase_add_test(tests, what_a_living_run_holds_is_left_alone);
    tcase_add_test(tests, permissions_of_a_replaced_file_stay);
    tcase_add_test(tests, a_link_is_followed);
    tcase_add_test(tests, folders_and_missing_folders_are_refused);
    tcase_add_test(tests, a_device_is_written_as_it_is);
}

int
main(void)
{
    return unit_main("target", add);
}
