#include "unit.h"

#include "folder.h"
#include "io/target.h"

#include <sys/stat.h>

static emg_target
begin(folder *in, const char *name, bool force)
{
    emg_error error = EMG_NO_ERROR;
    emg_target target;
    ck_assert_int_eq(
        emg_target_open(&target, folder_file(in, name), force, &error), EMG_OK);
    ck_assert_int_eq(write(target.fd, "new", 3), 3);
    return target;
}

/* Writes out and out.json as one; what error says stays there. */
static emg_status
publish(folder *in, bool force, emg_error *error)
{
    emg_target target = begin(in, "out", force);
    emg_target sidecar = begin(in, "out.json", true);
    emg_status status = emg_target_publish(&target, &sidecar, error);
    emg_target_clear(&target);
    emg_target_clear(&sidecar);
    return status;
}

static bool
holds(folder *in, const char *name, const char *text)
{
    char there[16];
    return folder_read(in, name, there, sizeof there) >= 0 &&
           strcmp(there, text) == 0;
}

START_TEST(file_and_sidecar_get_their_names)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(publish(&in, false, &error), EMG_OK);
    ck_assert(holds(&in, "out", "new"));
    ck_assert(holds(&in, "out.json", "new"));
    ck_assert_int_eq(folder_count(&in, 0), 2);
    folder_remove(&in);
}
END_TEST

START_TEST(both_replace_old_ones_with_force)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    folder_write(&in, "out", "old");
    folder_write(&in, "out.json", "old");
    ck_assert_int_eq(publish(&in, true, &error), EMG_OK);
    ck_assert(holds(&in, "out", "new"));
    ck_assert(holds(&in, "out.json", "new"));
    ck_assert_int_eq(folder_count(&in, 0), 2);
    folder_remove(&in);
}
END_TEST

START_TEST(a_sidecar_without_its_file_is_replaced)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    folder_write(&in, "out.json", "old");
    ck_assert_int_eq(publish(&in, false, &error), EMG_OK);
    ck_assert(holds(&in, "out.json", "new"));
    folder_remove(&in);
}
END_TEST

START_TEST(what_another_run_completed_meanwhile_stays_whole)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    emg_target target = begin(&in, "out", false);
    emg_target sidecar = begin(&in, "out.json", true);
    folder_write(&in, "out", "theirs");
    folder_write(&in, "out.json", "theirs");
    ck_assert_int_eq(emg_target_publish(&target, &sidecar, &error),
                     EMG_NO_OUTPUT);
    emg_target_clear(&target);
    emg_target_clear(&sidecar);
    ck_assert(holds(&in, "out", "theirs"));
    ck_assert(holds(&in, "out.json", "theirs"));
    ck_assert_int_eq(folder_count(&in, 0), 2);
    folder_remove(&in);
}
END_TEST

/* The moment in between: the new file has no name to get. */
START_TEST(an_old_sidecar_never_stands_beside_a_file_it_does_not_know)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    folder_write(&in, "out", "old");
    folder_write(&in, "out.json", "old");
    emg_target target = begin(&in, "out", true);
    emg_target sidecar = begin(&in, "out.json", true);
    ck_assert_int_eq(unlink(folder_file(&in, "out")), 0);
    ck_assert_int_eq(mkdir(folder_file(&in, "out"), 0777), 0);
    ck_assert_int_eq(emg_target_publish(&target, &sidecar, &error),
                     EMG_NO_OUTPUT);
    emg_target_clear(&target);
    emg_target_clear(&sidecar);
    ck_assert_int_eq(rmdir(folder_file(&in, "out")), 0);
    ck_assert_int_eq(folder_count(&in, 0), 0);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, file_and_sidecar_get_their_names);
    tcase_add_test(tests, both_replace_old_ones_with_force);
    tcase_add_test(tests, a_sidecar_without_its_file_is_replaced);
    tcase_add_test(tests, what_another_run_completed_meanwhile_stays_whole);
    tcase_add_test(tests,
                   an_old_sidecar_never_stands_beside_a_file_it_does_not_know);
}

int
main(void)
{
    return unit_main("target publish", add);
}
