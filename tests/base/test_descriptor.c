#include "unit.h"

#include "base/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGE ((size_t)300000) /* more than a pipe holds */

START_TEST(what_is_opened_is_for_this_program_alone)
{
    int fd = emg_fd_open("test_descriptor_new", O_RDWR | O_CREAT | O_EXCL);
    struct stat about;
    ck_assert_int_ge(fd, 0);
    ck_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    ck_assert_int_eq(emg_fd_stat(fd, &about), 0);
    ck_assert_int_eq(about.st_size, 0);
    ck_assert_int_eq(
        emg_fd_open("test_descriptor_new", O_RDWR | O_CREAT | O_EXCL), -1);
    ck_assert_int_eq(errno, EEXIST);
    unlink("test_descriptor_new");
    close(fd);
    ck_assert_int_ne(emg_fd_stat(fd, &about), 0);
}
END_TEST

START_TEST(bytes_go_where_it_is_said_or_where_the_descriptor_stands)
{
    char path[] = "test_descriptor_XXXXXX", back[8] = "";
    int fd = mkstemp(path);
    unlink(path);
    ck_assert(emg_fd_write(fd, -1, "abcd", 4));
    ck_assert(emg_fd_write(fd, 1, "XY", 2));
    ck_assert(emg_fd_write(fd, -1, "e", 1));
    ck_assert(emg_fd_write(fd, -1, "", 0));
    ck_assert_int_eq(emg_fd_read(fd, 0, back, sizeof back), 5);
    ck_assert_str_eq(back, "aXYde");
    ck_assert_int_eq(emg_fd_read(fd, 4, back, sizeof back), 1);
    ck_assert_int_eq(emg_fd_read(fd, -1, back, sizeof back), 0);
    lseek(fd, 3, SEEK_SET);
    ck_assert_int_eq(emg_fd_read(fd, -1, back, sizeof back), 2);
    close(fd);
    ck_assert_int_eq(emg_fd_read(fd, -1, back, 1), -1);
    ck_assert(!emg_fd_write(fd, -1, "a", 1));
    ck_assert_int_eq(errno, EBADF);
}
END_TEST

static void
ring(int number)
{
    (void)number;
}

/* Interrupts the caller again and again, without asking for a restart. */
static void
interrupt_often(void)
{
    struct sigaction bell = {.sa_handler = ring};
    sigaction(SIGUSR1, &bell, NULL);
    pid_t parent = getpid();
    if (fork() == 0) {
        for (int i = 0; i < 200; i++) {
            kill(parent, SIGUSR1);
            usleep(1000);
        }
        _exit(0);
    }
}

/* A child that takes its time reads all from a pipe; its status says whether
 * that was `LARGE` bytes of 7. */
static int
slow_reader(pid_t *child)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    *child = fork();
    if (*child == 0) {
        static uint8_t part[4096];
        size_t all = 0;
        ssize_t got;
        bool same = true;
        close(ends[1]);
        usleep(50000); /* the pipe is full, and its writer interrupted */
        while ((got = read(ends[0], part, sizeof part)) > 0) {
            for (ssize_t i = 0; i < got; i++)
                same = same && part[i] == 7;
            all += (size_t)got;
            usleep(500);
        }
        _exit(same && all == LARGE ? 0 : 1);
    }
    close(ends[0]);
    return ends[1];
}

START_TEST(neither_an_interrupt_nor_a_full_pipe_loses_a_byte)
{
    static uint8_t bytes[LARGE];
    pid_t child;
    int status, to = slow_reader(&child);
    memset(bytes, 7, sizeof bytes);
    if (_i)
        fcntl(to, F_SETFL, O_NONBLOCK);
    interrupt_often();
    ck_assert(emg_fd_write(to, -1, bytes, LARGE));
    close(to);
    while (waitpid(child, &status, 0) < 0)
        ck_assert_int_eq(errno, EINTR);
    ck_assert_int_eq(status, 0);
}
END_TEST

START_TEST(an_interrupted_read_goes_on)
{
    char byte = 0;
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    interrupt_often();
    if (fork() == 0) {
        usleep(50000);
        _exit(write(ends[1], "x", 1) != 1);
    }
    ck_assert_int_eq(emg_fd_read(ends[0], -1, &byte, 1), 1);
    ck_assert_int_eq(byte, 'x');
}
END_TEST

START_TEST(a_full_device_is_told_by_errno)
{
    int fd = emg_fd_open("/dev/full", O_WRONLY);
    ck_assert(!emg_fd_write(fd, -1, "x", 1));
    ck_assert_int_eq(errno, ENOSPC);
    close(fd);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, what_is_opened_is_for_this_program_alone);
    tcase_add_test(tests,
                   bytes_go_where_it_is_said_or_where_the_descriptor_stands);
    tcase_add_loop_test(
        tests, neither_an_interrupt_nor_a_full_pipe_loses_a_byte, 0, 2);
    tcase_add_test(tests, an_interrupted_read_goes_on);
    tcase_add_test(tests, a_full_device_is_told_by_errno);
}

int
main(void)
{
    return unit_main("descriptor", add);
}
