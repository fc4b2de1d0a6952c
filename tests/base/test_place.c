#include "unit.h"

#include "base/memory.h"
#include "base/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/place-XXXXXX";

static void
check(const char *name, emg_status status, bool there, bool is_file)
{
    char path[600];
    struct stat about;
    bool found = !there, file = !is_file;
    emg_error error = EMG_NO_ERROR, other = EMG_NO_ERROR;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_int_eq(emg_place_look(path, &about, &found, &error), status);
    ck_assert_int_eq(emg_place_is_file(path, &file, &other), status);
    ck_assert_int_eq(found, there);
    ck_assert_int_eq(file, is_file);
    ck_assert_int_eq(error.status, status);
    if (status)
        ck_assert_ptr_nonnull(strstr(error.text, "cannot be looked for"));
}

START_TEST(a_place_is_empty_or_not_or_nobody_knows)
{
    char path[64], longest[400];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/file", folder);
    fclose(fopen(path, "w"));
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    check("file", EMG_OK, true, true);
    check(".", EMG_OK, true, false);
    check("none", EMG_OK, false, false);
    check("file/below", EMG_OK, false, false);
    check(longest, EMG_OK, false, false);
    /* a link to itself leads nowhere that could be looked at */
    snprintf(path, sizeof path, "%s/loop", folder);
    ck_assert_int_eq(symlink("loop", path), 0);
    check("loop", EMG_NO_INPUT, false, false);
    remove(path);
    snprintf(path, sizeof path, "%s/file", folder);
    remove(path);
    rmdir(folder);
}
END_TEST

static void
expect_beside(const char *path, const char *part, const char *wanted)
{
    char *beside = emg_place_beside(path, part, "_x.tsv", NULL);
    ck_assert_str_eq(beside, wanted);
    emg_free(beside);
}

START_TEST(a_file_beside_has_another_ending)
{
    expect_beside("a.edf", "", "a_x.tsv");
    expect_beside("/b.c/a", "", "/b.c/a_x.tsv");
    expect_beside("./a.b.edf", "", "./a.b_x.tsv");
    expect_beside("in/.a", "", "in/.a_x.tsv");
    expect_beside("sub-1_emg.edf", "_emg", "sub-1_x.tsv");
    expect_beside("d_emg/a.edf", "_emg", "d_emg/a_x.tsv");
    expect_beside("mg.edf", "_emg", "mg_x.tsv");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_place_is_empty_or_not_or_nobody_knows);
    tcase_add_test(tests, a_file_beside_has_another_ending);
}

int
main(void)
{
    return unit_main("place", add);
}
