/* The same bytes from a file, a pipe and memory. Fingerprints are those of
 * `xxhsum -H2` over the same bytes. */
#include "unit.h"

#include "base/bytes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE ((size_t)700001) /* more than one buffer, and odd */
#define PRINT "e05d4349c660ba85f3d90385da4a09d2"
#define PRINT_OF_NOTHING "99aa06d3014798d86001c324468d497f"
#define PRINT_OF_NAME "4b081b3b135f9821a7f84142caa363a5" /* of "emgtools" */

static uint8_t
byte_at(size_t i)
{
    return (uint8_t)(i * 131 + (i >> 8));
}

static uint8_t *
made(size_t n)
{
    uint8_t *bytes = malloc(n ? n : 1);
    for (size_t i = 0; i < n; i++)
        bytes[i] = byte_at(i);
    return bytes;
}

/* A descriptor of an unlinked file that holds n bytes, read from its start. */
static int
file_of(size_t n)
{
    char path[] = "test_bytes_XXXXXX";
    uint8_t *bytes = made(n);
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    unlink(path);
    ck_assert_int_eq(write(fd, bytes, n), (ssize_t)n);
    lseek(fd, 0, SEEK_SET);
    free(bytes);
    return fd;
}

/* A pipe into which another process writes n bytes, `step` at a time. */
static int
pipe_of(size_t n, size_t step)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        uint8_t *bytes = made(n);
        close(ends[0]);
        for (size_t i = 0; i < n; i += step)
            if (write(ends[1], bytes + i, n - i < step ? n - i : step) < 0)
                break;
        free(bytes);
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

static void
expect(const uint8_t *view, size_t at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (view[i] != byte_at(at + i))
            ck_abort_msg("byte %zu is wrong", at + i);
}

/* Reads all in pieces of changing size and checks each byte. */
static void
expect_all(emg_bytes *bytes, size_t from, size_t size)
{
    size_t at = from, piece = 1, got = 1;
    uint8_t *to = malloc(100000);
    while (got > 0) {
        piece = piece * 7 % 99991 + 1;
        ck_assert_int_eq(emg_bytes_at(bytes), (int64_t)at);
        ck_assert_int_eq(emg_bytes_read(bytes, to, piece, &got, NULL), EMG_OK);
        ck_assert_uint_eq(got, at + piece <= size ? piece : size - at);
        expect(to, at, got);
        at += got;
    }
    ck_assert_uint_eq(at, size);
    free(to);
}

static void
expect_print(emg_bytes *bytes, const char *expected)
{
    char text[EMG_FINGERPRINT_SIZE];
    ck_assert_int_eq(emg_bytes_fingerprint(bytes, text, NULL), EMG_OK);
    ck_assert_str_eq(text, expected);
}

START_TEST(a_file_gives_its_bytes_and_its_fingerprint)
{
    int fd = file_of(SIZE);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "a/b/c.edf", NULL);
    ck_assert_str_eq(emg_bytes_name(bytes), "c.edf");
    ck_assert_int_eq(emg_bytes_size(bytes), (int64_t)SIZE);
    ck_assert(emg_bytes_can_seek(bytes));
    expect_all(bytes, 0, SIZE);
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    ck_assert_int_eq(close(fd), 0);
}
END_TEST

START_TEST(a_pipe_gives_its_bytes_and_its_fingerprint)
{
    int fd = pipe_of(SIZE, 4093);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "-", NULL);
    ck_assert_int_eq(emg_bytes_size(bytes), -1);
    ck_assert(!emg_bytes_can_seek(bytes));
    expect_all(bytes, 0, SIZE);
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_pipe_may_come_byte_by_byte)
{
    int fd = pipe_of(5000, 1);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "-", NULL);
    expect_all(bytes, 0, 5000);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(memory_gives_its_bytes_and_its_fingerprint)
{
    uint8_t *memory = made(SIZE);
    emg_bytes *bytes = emg_bytes_from_memory(memory, SIZE, "m", NULL);
    ck_assert_int_eq(emg_bytes_size(bytes), (int64_t)SIZE);
    expect_all(bytes, 0, SIZE);
    ck_assert_int_eq(emg_bytes_seek(bytes, 10, NULL), EMG_OK);
    expect_all(bytes, 10, SIZE);
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    free(memory);
    bytes = emg_bytes_from_memory("emgtools", 8, "m", NULL);
    expect_print(bytes, PRINT_OF_NAME);
    emg_bytes_close(bytes);
}
END_TEST

START_TEST(nothing_is_an_empty_input)
{
    int fd = file_of(0);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "empty", NULL);
    const uint8_t *view;
    size_t have = 1;
    ck_assert_int_eq(emg_bytes_size(bytes), 0);
    ck_assert_int_eq(emg_bytes_peek(bytes, 8, &view, &have, NULL), EMG_OK);
    ck_assert_uint_eq(have, 0);
    expect_print(bytes, PRINT_OF_NOTHING);
    emg_bytes_close(bytes);
    close(fd);
    bytes = emg_bytes_from_memory("", 0, "empty", NULL);
    expect_print(bytes, PRINT_OF_NOTHING);
    emg_bytes_close(bytes);
}
END_TEST

START_TEST(a_fingerprint_needs_nothing_read_before)
{
    int fd = file_of(SIZE);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    close(fd);
    fd = pipe_of(SIZE, 50000);
    bytes = emg_bytes_from_fd(fd, "x", NULL);
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

/* Of a small file, all of it is in the buffer then; of a large one, the end.
 */
START_TEST(a_fingerprint_that_was_forgone_is_taken_after_all)
{
    static const char *const prints[] = {PRINT_OF_NOTHING, PRINT};
    static const size_t sizes[] = {0, SIZE};
    for (int i = 0; i < 4; i++) {
        char text[EMG_FINGERPRINT_SIZE];
        int fd = file_of(sizes[i % 2]);
        const uint8_t *view;
        size_t have = 0;
        emg_bytes *bytes = emg_bytes_from_fd(fd, "forgone", NULL);
        emg_bytes_forgo_fingerprint(bytes);
        if (i >= 2) {
            emg_bytes_peek(bytes, 400000, &view, &have, NULL);
            emg_bytes_take(bytes, have / 2);
        }
        ck_assert_int_eq(emg_bytes_fingerprint(bytes, text, NULL), EMG_OK);
        ck_assert_str_eq(text, prints[i % 2]);
        emg_bytes_close(bytes);
        close(fd);
    }
}
END_TEST

START_TEST(a_fingerprint_does_not_mind_what_was_skipped_or_read_twice)
{
    int fd = file_of(SIZE);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    uint8_t few[100];
    size_t got;
    static const int64_t places[] = {500000, 3, 699950, 0, 300000, 600000};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        ck_assert_int_eq(emg_bytes_seek(bytes, places[i], NULL), EMG_OK);
        ck_assert_int_eq(emg_bytes_read(bytes, few, 100, &got, NULL), EMG_OK);
        expect(few, (size_t)places[i], got);
    }
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(peeking_takes_nothing_and_grows_as_far_as_asked)
{
    int fd = pipe_of(SIZE, 10007);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    const uint8_t *view;
    size_t have;
    for (size_t want = 1; want < SIZE; want = want * 3 + 1) {
        ck_assert_int_eq(emg_bytes_peek(bytes, want, &view, &have, NULL),
                         EMG_OK);
        ck_assert_uint_eq(have, want);
        expect(view, 0, have);
    }
    emg_bytes_take(bytes, 5);
    ck_assert_int_eq(emg_bytes_peek(bytes, SIZE, &view, &have, NULL), EMG_OK);
    ck_assert_uint_eq(have, SIZE - 5);
    expect(view, 5, have);
    ck_assert_int_eq(emg_bytes_at(bytes), 5);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(asking_for_more_than_there_is_takes_no_more_memory)
{
    int fd = file_of(1000);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    const uint8_t *view;
    size_t have;
    ck_assert_int_eq(emg_bytes_peek(bytes, SIZE_MAX / 4, &view, &have, NULL),
                     EMG_OK);
    ck_assert_uint_eq(have, 1000);
    expect(view, 0, have);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_file_is_counted_from_where_it_stood)
{
    int fd = file_of(SIZE);
    lseek(fd, 256, SEEK_SET);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    uint8_t few[4];
    size_t got;
    ck_assert_int_eq(emg_bytes_size(bytes), (int64_t)SIZE - 256);
    ck_assert_int_eq(emg_bytes_seek(bytes, 400000, NULL), EMG_OK);
    ck_assert_int_eq(emg_bytes_seek(bytes, 1, NULL), EMG_OK);
    ck_assert_int_eq(emg_bytes_read(bytes, few, 4, &got, NULL), EMG_OK);
    expect(few, 257, 4);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_pipe_is_not_read_twice_unless_spooled)
{
    int fd = pipe_of(SIZE, 4096);
    emg_error error = EMG_NO_ERROR;
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    expect_all(bytes, 0, SIZE);
    ck_assert_int_eq(emg_bytes_seek(bytes, 0, &error), EMG_INTERNAL);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_spooled_pipe_is_read_as_often_as_wanted)
{
    int fd = pipe_of(SIZE, 4096);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    const uint8_t *view;
    size_t have;
    ck_assert_int_eq(emg_bytes_peek(bytes, 300, &view, &have, NULL), EMG_OK);
    ck_assert_int_eq(emg_bytes_spool(bytes, NULL), EMG_OK);
    ck_assert(emg_bytes_can_seek(bytes));
    expect_all(bytes, 0, SIZE);
    for (size_t from = 0; from < SIZE; from += 233333) {
        ck_assert_int_eq(emg_bytes_seek(bytes, (int64_t)from, NULL), EMG_OK);
        expect_all(bytes, from, SIZE);
    }
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_spooled_pipe_goes_on_live_after_going_back)
{
    int fd = pipe_of(SIZE, 4096);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    uint8_t *half = malloc(300000);
    size_t got;
    ck_assert_int_eq(emg_bytes_spool(bytes, NULL), EMG_OK);
    ck_assert_int_eq(emg_bytes_read(bytes, half, 300000, &got, NULL), EMG_OK);
    ck_assert_int_eq(emg_bytes_seek(bytes, 0, NULL), EMG_OK);
    expect_all(bytes, 0, SIZE);
    expect_print(bytes, PRINT);
    free(half);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_spooled_pipe_can_be_sought_ahead_of_what_came)
{
    int fd = pipe_of(SIZE, 4096);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    ck_assert_int_eq(emg_bytes_spool(bytes, NULL), EMG_OK);
    ck_assert_int_eq(emg_bytes_seek(bytes, 600000, NULL), EMG_OK);
    expect_all(bytes, 600000, SIZE);
    ck_assert_int_eq(emg_bytes_seek(bytes, 1, NULL), EMG_OK);
    expect_all(bytes, 1, SIZE);
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(what_cannot_be_opened_is_named)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_bytes_open("no/such/night2.edf", &error));
    ck_assert_int_eq(error.status, EMG_NO_INPUT);
    ck_assert_str_eq(error.file, "night2.edf");
    error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_bytes_open(".", &error));
    ck_assert_int_eq(error.status, EMG_NO_INPUT);
}
END_TEST

START_TEST(a_read_that_fails_says_so)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    emg_error error = EMG_NO_ERROR;
    emg_bytes *bytes = emg_bytes_from_fd(ends[1], "w", NULL); /* write end */
    const uint8_t *view;
    size_t have;
    ck_assert_int_eq(emg_bytes_peek(bytes, 1, &view, &have, &error),
                     EMG_IO_FAILED);
    ck_assert_int_eq(error.byte, 0);
    ck_assert_str_eq(error.file, "w");
    emg_bytes_close(bytes);
    emg_bytes_close(NULL);
}
END_TEST

START_TEST(behind_the_end_and_before_the_start_lies_nothing)
{
    emg_error error = EMG_NO_ERROR;
    const uint8_t *view;
    size_t have;
    int fd = file_of(SIZE);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    ck_assert_int_eq(emg_bytes_seek(bytes, SIZE + 1000000, &error), EMG_OK);
    ck_assert_int_eq(emg_bytes_peek(bytes, 1, &view, &have, &error), EMG_OK);
    ck_assert_uint_eq(have, 0);
    ck_assert_int_eq(emg_bytes_seek(bytes, -1, &error), EMG_INTERNAL);
    ck_assert_int_eq(emg_bytes_seek(bytes, 0, NULL), EMG_OK);
    expect_all(bytes, 0, SIZE);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_fingerprint_is_not_forgone_once_it_was_begun)
{
    const uint8_t *view;
    size_t have;
    int fd = file_of(SIZE);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    emg_bytes_peek(bytes, 10, &view, &have, NULL);
    emg_bytes_forgo_fingerprint(bytes);
    expect_all(bytes, 0, SIZE);
    expect_print(bytes, PRINT);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

START_TEST(a_spooled_pipe_that_ends_or_fails_before_a_place_says_so)
{
    emg_error error = EMG_NO_ERROR;
    const uint8_t *view;
    size_t have;
    int fd = pipe_of(100, 100);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    ck_assert_int_eq(emg_bytes_spool(bytes, &error), EMG_OK);
    ck_assert_int_eq(emg_bytes_seek(bytes, 1000, &error), EMG_OK);
    ck_assert_int_eq(emg_bytes_peek(bytes, 1, &view, &have, &error), EMG_OK);
    ck_assert_uint_eq(have, 0);
    emg_bytes_close(bytes);
    close(fd);
    fd = open("/", O_RDONLY | O_DIRECTORY);
    bytes = emg_bytes_from_fd(fd, "x", NULL);
    ck_assert_int_eq(emg_bytes_spool(bytes, &error), EMG_OK);
    ck_assert_int_eq(emg_bytes_seek(bytes, 1000, &error), EMG_IO_FAILED);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_file_gives_its_bytes_and_its_fingerprint);
    tcase_add_test(tests, a_pipe_gives_its_bytes_and_its_fingerprint);
    tcase_add_test(tests, a_pipe_may_come_byte_by_byte);
    tcase_add_test(tests, memory_gives_its_bytes_and_its_fingerprint);
    tcase_add_test(tests, nothing_is_an_empty_input);
    tcase_add_test(tests, a_fingerprint_needs_nothing_read_before);
    tcase_add_test(tests, a_fingerprint_that_was_forgone_is_taken_after_all);
    tcase_add_test(tests,
                   a_fingerprint_does_not_mind_what_was_skipped_or_read_twice);
    tcase_add_test(tests, peeking_takes_nothing_and_grows_as_far_as_asked);
    tcase_add_test(tests, asking_for_more_than_there_is_takes_no_more_memory);
    tcase_add_test(tests, a_file_is_counted_from_where_it_stood);
    tcase_add_test(tests, a_pipe_is_not_read_twice_unless_spooled);
    tcase_add_test(tests, a_spooled_pipe_is_read_as_often_as_wanted);
    tcase_add_test(tests, a_spooled_pipe_goes_on_live_after_going_back);
    tcase_add_test(tests, a_spooled_pipe_can_be_sought_ahead_of_what_came);
    tcase_add_test(tests, what_cannot_be_opened_is_named);
    tcase_add_test(tests, a_read_that_fails_says_so);
    tcase_add_test(tests, behind_the_end_and_before_the_start_lies_nothing);
    tcase_add_test(tests, a_fingerprint_is_not_forgone_once_it_was_begun);
    tcase_add_test(tests,
                   a_spooled_pipe_that_ends_or_fails_before_a_place_says_so);
}

int
main(void)
{
    return unit_main("bytes", add);
}
