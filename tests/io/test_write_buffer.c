#include "unit.h"

#include "base/temporary.h"
#include "io/write_buffer.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LARGE ((size_t)700000) /* several buffers full */

/* Before this descriptor, from where it stands. */
static emg_write_buffer
before(int fd, const char *name)
{
    emg_write_buffer buffer;
    ck_assert_int_eq(emg_write_buffer_init(&buffer, NULL), EMG_OK);
    buffer.fd = fd;
    buffer.name = name;
    if (fd >= 0 && lseek(fd, 0, SEEK_CUR) > 0)
        buffer.origin = lseek(fd, 0, SEEK_CUR);
    return buffer;
}

static void
add_text(emg_write_buffer *buffer, const char *text)
{
    ck_assert_int_eq(emg_write_buffer_add(buffer, text, strlen(text), NULL),
                     EMG_OK);
}

static void
expect(emg_write_buffer *buffer, int64_t at, const char *text)
{
    char back[32] = "";
    ck_assert_int_eq(
        emg_write_buffer_read(buffer, at, back, strlen(text), NULL), EMG_OK);
    ck_assert_str_eq(back, text);
}

/* _i is 0: a file, 1: memory. */
START_TEST(bytes_stay_in_order_whatever_the_pieces)
{
    static const size_t pieces[] = {0, 1, 7, 262144, 262143, 100000, 3};
    int fd = _i ? -1 : emg_temporary_file();
    emg_write_buffer buffer = before(fd, "");
    uint8_t *bytes = malloc(LARGE), *back = malloc(LARGE);
    size_t at = 0;
    for (size_t i = 0; i < LARGE; i++)
        bytes[i] = (uint8_t)(i * 31 + i / 256);
    for (int i = 0; i < 7; at += pieces[i], i++)
        ck_assert_int_eq(
            emg_write_buffer_add(&buffer, bytes + at, pieces[i], NULL), EMG_OK);
    emg_write_buffer_add(&buffer, bytes + at, LARGE - at, NULL);
    ck_assert_int_eq(buffer.written, LARGE);
    ck_assert_int_eq(emg_write_buffer_read(&buffer, 0, back, LARGE, NULL),
                     EMG_OK);
    ck_assert_mem_eq(back, bytes, LARGE);
    if (fd >= 0)
        ck_assert_int_eq(lseek(fd, 0, SEEK_END), LARGE);
    emg_write_buffer_clear(&buffer);
    free(bytes);
    free(back);
}
END_TEST

START_TEST(what_was_written_is_patched_before_and_after_it_left)
{
    int fd = _i ? -1 : emg_temporary_file();
    if (!_i)
        ck_assert_int_eq(write(fd, "head ", 5), 5);
    emg_write_buffer buffer = before(fd, "");
    add_text(&buffer, "abcdef");
    emg_write_buffer_patch(&buffer, 1, "BC", 2, NULL);
    add_text(&buffer, "ghi");
    ck_assert_int_eq(emg_write_buffer_flush(&buffer, NULL), EMG_OK);
    emg_write_buffer_patch(&buffer, 5, "FG", 2, NULL);
    add_text(&buffer, "j");
    expect(&buffer, 0, "aBCdeFGhij");
    expect(&buffer, 8, "ij");
    emg_write_buffer_clear(&buffer);
}
END_TEST

START_TEST(nothing_is_patched_or_read_beyond_what_was_written)
{
    emg_write_buffer buffer = before(_i ? -1 : emg_temporary_file(), "");
    char to[8];
    add_text(&buffer, "abc");
    ck_assert_int_eq(emg_write_buffer_patch(&buffer, 2, "XY", 2, NULL),
                     EMG_INTERNAL);
    ck_assert_int_eq(emg_write_buffer_patch(&buffer, -1, "X", 1, NULL),
                     EMG_INTERNAL);
    ck_assert_int_eq(emg_write_buffer_read(&buffer, 2, to, 2, NULL),
                     EMG_INTERNAL);
    expect(&buffer, 0, "abc");
    emg_write_buffer_clear(&buffer);
}
END_TEST

START_TEST(a_file_that_was_cut_is_not_read_back)
{
    int fd = emg_temporary_file();
    emg_write_buffer buffer = before(fd, "x");
    emg_error error = EMG_NO_ERROR;
    char to[8];
    add_text(&buffer, "abcd");
    emg_write_buffer_flush(&buffer, NULL);
    ck_assert_int_eq(ftruncate(fd, 2), 0);
    ck_assert_int_eq(emg_write_buffer_read(&buffer, 0, to, 4, &error),
                     EMG_IO_FAILED);
    ck_assert_ptr_nonnull(strstr(error.text, "cut short"));
    emg_write_buffer_clear(&buffer);
}
END_TEST

START_TEST(all_of_a_file_is_poured_elsewhere)
{
    int held = emg_temporary_file(), to = emg_temporary_file();
    emg_write_buffer buffer = before(held, "");
    uint8_t *bytes = malloc(LARGE), *back = malloc(LARGE);
    for (size_t i = 0; i < LARGE; i++)
        bytes[i] = (uint8_t)(i * 31 + i / 256);
    emg_write_buffer_add(&buffer, bytes, LARGE - 9, NULL);
    emg_write_buffer_add(&buffer, bytes + LARGE - 9, 9, NULL);
    ck_assert_int_eq(emg_write_buffer_pour(&buffer, to, NULL), EMG_OK);
    ck_assert_int_eq(lseek(to, 0, SEEK_CUR), LARGE);
    ck_assert_int_eq(pread(to, back, LARGE, 0), LARGE);
    ck_assert_mem_eq(back, bytes, LARGE);
    emg_write_buffer_clear(&buffer);
    free(bytes);
    free(back);
}
END_TEST

START_TEST(a_write_that_fails_is_told_with_its_file_and_errno)
{
    emg_error error = EMG_NO_ERROR;
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    emg_write_buffer buffer = before(ends[1], "night2.edf");
    add_text(&buffer, "a");
    errno = 0;
    ck_assert_int_eq(emg_write_buffer_flush(&buffer, &error), EMG_IO_FAILED);
    ck_assert_int_eq(errno, EPIPE);
    ck_assert_str_eq(error.file, "night2.edf");
    ck_assert_str_eq(error.text, "writing failed: Broken pipe");
    emg_write_buffer_clear(&buffer);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, bytes_stay_in_order_whatever_the_pieces, 0, 2);
    tcase_add_loop_test(
        tests, what_was_written_is_patched_before_and_after_it_left, 0, 2);
    tcase_add_loop_test(
        tests, nothing_is_patched_or_read_beyond_what_was_written, 0, 2);
    tcase_add_test(tests, a_file_that_was_cut_is_not_read_back);
    tcase_add_test(tests, all_of_a_file_is_poured_elsewhere);
    tcase_add_test(tests, a_write_that_fails_is_told_with_its_file_and_errno);
}

int
main(void)
{
    return unit_main("write_buffer", add);
}
