#include "unit.h"

#include "base/feed.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The end of a pipe that gives this text. */
static int
pipe_of(const char *text)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
    close(ends[1]);
    return ends[0];
}

static int
file_of(const char *text)
{
    char path[] = "test_feed_XXXXXX";
    int fd = mkstemp(path);
    unlink(path);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* The next bytes, at most n of them, are these. */
static void
expect(emg_feed *feed, size_t n, const char *text)
{
    char to[32] = "";
    ssize_t got;
    ck_assert_int_eq(emg_feed_read(feed, to, n, &got, NULL), EMG_OK);
    ck_assert_int_eq(got, (ssize_t)strlen(text));
    ck_assert_str_eq(to, text);
}

static void
expect_seek(emg_feed *feed, int64_t to, int64_t near)
{
    ck_assert(emg_feed_seek(feed, &to));
    ck_assert_int_eq(to, near);
}

START_TEST(a_file_is_counted_from_where_it_stood)
{
    int fd = file_of("abcdefgh");
    lseek(fd, 2, SEEK_SET);
    emg_feed feed = emg_feed_from(fd);
    ck_assert_int_eq(feed.size, 6);
    ck_assert(emg_feed_can_seek(&feed));
    expect(&feed, 3, "cde");
    expect_seek(&feed, 1, 1);
    expect(&feed, 2, "de");
    expect_seek(&feed, 6, 6);
    expect(&feed, 2, "");
    emg_feed_close(&feed);
    ck_assert_int_eq(close(fd), 0);
}
END_TEST

START_TEST(a_pipe_cannot_be_gone_back_in)
{
    int fd = pipe_of("abc");
    emg_feed feed = emg_feed_from(fd);
    ck_assert_int_eq(feed.size, -1);
    ck_assert(!emg_feed_can_seek(&feed));
    expect(&feed, 8, "abc");
    expect(&feed, 8, "");
    emg_feed_close(&feed);
    ck_assert_int_eq(close(fd), 0);
}
END_TEST

START_TEST(a_spool_speaks_first_and_then_the_pipe_goes_on)
{
    int fd = pipe_of("cdefgh");
    emg_feed feed = emg_feed_from(fd);
    ck_assert_int_eq(emg_feed_spool(&feed, "ab", 2, NULL), EMG_OK);
    ck_assert(emg_feed_can_seek(&feed));
    expect(&feed, 2, "cd");
    expect_seek(&feed, 1, 1);
    expect(&feed, 2, "bc");
    expect(&feed, 8, "d"); /* no further than what was kept */
    expect(&feed, 3, "efg");
    expect_seek(&feed, 5, 5);
    expect(&feed, 8, "fg");
    expect(&feed, 8, "h");
    expect(&feed, 8, "");
    emg_feed_close(&feed);
    close(fd);
}
END_TEST

START_TEST(ahead_of_what_came_is_as_near_as_a_pipe_gets)
{
    int fd = pipe_of("abcd");
    emg_feed feed = emg_feed_from(fd);
    ck_assert_int_eq(emg_feed_spool(&feed, NULL, 0, NULL), EMG_OK);
    expect_seek(&feed, 3, 0);
    expect(&feed, 2, "ab");
    expect_seek(&feed, 3, 2);
    expect(&feed, 2, "cd");
    emg_feed_close(&feed);
    close(fd);
}
END_TEST

START_TEST(a_spool_that_cannot_be_made_says_what_to_set)
{
    int fd = pipe_of("a");
    emg_error error = EMG_NO_ERROR;
    emg_feed feed = emg_feed_from(fd);
    setenv("TMPDIR", "/nowhere/at/all", 1);
    ck_assert_int_eq(emg_feed_spool(&feed, NULL, 0, &error), EMG_NO_OUTPUT);
    unsetenv("TMPDIR");
    ck_assert_ptr_nonnull(strstr(error.text, "TMPDIR"));
    ck_assert(!emg_feed_can_seek(&feed));
    emg_feed_close(&feed);
    close(fd);
}
END_TEST

START_TEST(a_spool_that_is_full_says_what_to_set)
{
    int fd = pipe_of("a");
    emg_error error = EMG_NO_ERROR;
    emg_feed feed = emg_feed_from(fd);
    ssize_t got;
    char to;
    ck_assert_int_eq(emg_feed_spool(&feed, NULL, 0, NULL), EMG_OK);
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(dup2(ends[0], feed.spool), feed.spool); /* unwritable */
    ck_assert_int_eq(emg_feed_read(&feed, &to, 1, &got, &error), EMG_IO_FAILED);
    ck_assert_ptr_nonnull(strstr(error.text, "TMPDIR"));
    emg_feed_close(&feed);
}
END_TEST

START_TEST(what_cannot_be_opened_is_named)
{
    emg_error error = EMG_NO_ERROR;
    emg_feed feed;
    ck_assert_int_eq(emg_feed_open(&feed, "no/such/night2.edf", &error),
                     EMG_NO_INPUT);
    ck_assert_str_eq(error.file, "night2.edf");
    error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_feed_open(&feed, ".", &error), EMG_NO_INPUT);
    ck_assert_str_eq(error.text, "cannot be opened: Is a directory");
    emg_feed_close(&feed);
}
END_TEST

START_TEST(a_file_that_was_opened_is_closed)
{
    emg_feed feed;
    ck_assert_int_eq(emg_feed_open(&feed, "/dev/null", NULL), EMG_OK);
    int fd = feed.fd;
    ck_assert(!emg_feed_can_seek(&feed));
    expect(&feed, 1, "");
    emg_feed_close(&feed);
    ck_assert_int_ne(close(fd), 0);
    ck_assert_int_eq(errno, EBADF);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_file_is_counted_from_where_it_stood);
    tcase_add_test(tests, a_pipe_cannot_be_gone_back_in);
    tcase_add_test(tests, a_spool_speaks_first_and_then_the_pipe_goes_on);
    tcase_add_test(tests, ahead_of_what_came_is_as_near_as_a_pipe_gets);
    tcase_add_test(tests, a_spool_that_cannot_be_made_says_what_to_set);
    tcase_add_test(tests, a_spool_that_is_full_says_what_to_set);
    tcase_add_test(tests, what_cannot_be_opened_is_named);
    tcase_add_test(tests, a_file_that_was_opened_is_closed);
}

int
main(void)
{
    return unit_main("feed", add);
}
