#include "unit.h"

#include "base/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(a_temporary_file_has_no_name_and_can_be_read_back)
{
    char back[4] = "";
    struct stat about;
    int fd = emg_temporary_file();
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(fstat(fd, &about), 0);
    ck_assert_int_eq(about.st_nlink, 0);
    ck_assert_int_eq(about.st_mode & 0777, 0600);
    ck_assert_int_eq(write(fd, "abc", 3), 3);
    ck_assert_int_eq(pread(fd, back, 3, 0), 3);
    ck_assert_str_eq(back, "abc");
    close(fd);
}
END_TEST

START_TEST(a_missing_folder_is_told_by_errno)
{
    setenv("TMPDIR", "/no/such/folder", 1);
    ck_assert_int_eq(emg_temporary_file(), -1);
    ck_assert_int_eq(errno, ENOENT);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_temporary_file_has_no_name_and_can_be_read_back);
    tcase_add_test(tests, a_missing_folder_is_told_by_errno);
}

int
main(void)
{
    return unit_main("temporary", add);
}
