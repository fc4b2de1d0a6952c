#include "unit.h"

#include "folder.h"
#include "io/output.h"

#include <errno.h>
#include <signal.h>

#define LARGE 700000 /* several buffers full */

static uint8_t
pattern(size_t i)
{
    return (uint8_t)(i * 31 + i / 256);
}

START_TEST(a_file_can_be_patched_before_and_after_its_bytes_left)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char text[16];
    emg_output *output =
        emg_output_open(folder_file(&in, "out"), false, &error);
    ck_assert(emg_output_can_patch(output));
    emg_output_write(output, "abcdef", 6, &error);
    emg_output_patch(output, 1, "BC", 2, &error);
    emg_output_write(output, "ghi", 3, &error);
    emg_output_patch(output, 5, "FG", 2, &error);
    emg_output_write(output, "j", 1, &error);
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_OK);
    emg_output_destroy(output);
    folder_read(&in, "out", text, sizeof text);
    ck_assert_str_eq(text, "aBCdeFGhij");
    folder_remove(&in);
}
END_TEST

START_TEST(memory_keeps_what_was_written)
{
    emg_error error = EMG_NO_ERROR;
    emg_output *output = emg_output_to_memory(false, &error);
    size_t size;
    for (size_t i = 0; i < LARGE; i++) {
        uint8_t byte = pattern(i);
        emg_output_write(output, &byte, 1, &error);
    }
    emg_output_patch(output, 300000, "X", 1, &error);
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_OK);
    const uint8_t *bytes = emg_output_bytes(output, &size);
    ck_assert_uint_eq(size, LARGE);
    for (size_t i = 0; i < LARGE; i++)
        ck_assert_uint_eq(bytes[i], i == 300000 ? 'X' : pattern(i));
    emg_output_destroy(output);

    output = emg_output_to_memory(true, &error);
    ck_assert(!emg_output_can_patch(output));
    emg_output_destroy(output);
}
END_TEST

START_TEST(without_finish_nothing_is_there)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    emg_output *output =
        emg_output_open(folder_file(&in, "out"), false, &error);
    emg_output_write(output, "half", 4, &error);
    emg_output_destroy(output);
    ck_assert_int_eq(folder_count(&in, 0), 0);
    folder_remove(&in);
}
END_TEST

START_TEST(a_full_device_is_an_error)
{
    emg_error error = EMG_NO_ERROR;
    emg_output *output = emg_output_open("/dev/full", false, &error);
    ck_assert_ptr_nonnull(output);
    ck_assert(!emg_output_can_patch(output));
    ck_assert_int_eq(emg_output_write(output, "x", 1, &error), EMG_OK);
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_IO_FAILED);
    ck_assert_str_eq(error.text, "writing failed: No space left on device");
    ck_assert_str_eq(error.file, "full");
    emg_output_destroy(output);
}
END_TEST

START_TEST(a_closed_pipe_is_told_with_its_errno)
{
    emg_error error = EMG_NO_ERROR;
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
    close(ends[0]);
    emg_output *output = emg_output_open("-", false, &error);
    ck_assert(!emg_output_can_patch(output));
    emg_output_write(output, "x", 1, &error);
    errno = 0;
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_IO_FAILED);
    ck_assert_int_eq(errno, EPIPE);
    emg_output_destroy(output);
}
END_TEST

START_TEST(what_goes_to_a_pipe_can_be_held_patched_and_read)
{
    emg_error error = EMG_NO_ERROR;
    char text[16] = "";
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
    emg_output *output = emg_output_open("-", false, &error);
    ck_assert_int_eq(emg_output_hold(output, &error), EMG_OK);
    emg_output_write(output, "abcdef", 6, &error);
    ck_assert_int_eq(emg_output_patch(output, 1, "BC", 2, &error), EMG_OK);
    emg_output_write(output, "gh", 2, &error);
    ck_assert_int_eq(emg_output_read(output, 2, text, 5, &error), EMG_OK);
    ck_assert_str_eq(text, "Cdefg");
    ck_assert_int_eq(emg_output_read(output, 4, text, 5, &error), EMG_INTERNAL);
    error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_OK);
    emg_output_destroy(output);
    ck_assert_int_eq(read(ends[0], text, sizeof text), 8);
    ck_assert_mem_eq(text, "aBCdefgh", 8);
}
END_TEST

START_TEST(held_bytes_that_are_given_up_never_leave)
{
    emg_error error = EMG_NO_ERROR;
    char text[4];
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
    emg_output *output = emg_output_open("-", false, &error);
    ck_assert_int_eq(emg_output_hold(output, &error), EMG_OK);
    emg_output_write(output, "abc", 3, &error);
    emg_output_destroy(output);
    close(ends[1]);
    close(STDOUT_FILENO);
    ck_assert_int_eq(read(ends[0], text, sizeof text), 0);
}
END_TEST

START_TEST(standard_output_is_patched_where_it_is_a_file)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char text[16];
    FILE *file = fopen(folder_file(&in, "out"), "w");
    ck_assert_int_eq(write(fileno(file), "head ", 5), 5);
    ck_assert_int_eq(dup2(fileno(file), STDOUT_FILENO), STDOUT_FILENO);
    emg_output *output = emg_output_open("-", false, &error);
    ck_assert(emg_output_can_patch(output));
    emg_output_write(output, "abc", 3, &error);
    emg_output_patch(output, 0, "A", 1, &error);
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_OK);
    emg_output_destroy(output);
    ck_assert_int_eq(write(STDOUT_FILENO, "!", 1), 1);
    fclose(file);
    folder_read(&in, "out", text, sizeof text);
    ck_assert_str_eq(text, "head Abc!");
    folder_remove(&in);
}
END_TEST

START_TEST(standard_output_that_appends_is_not_patched)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    FILE *file = fopen(folder_file(&in, "out"), "a");
    ck_assert_int_eq(dup2(fileno(file), STDOUT_FILENO), STDOUT_FILENO);
    emg_output *output = emg_output_open("-", false, &error);
    ck_assert(!emg_output_can_patch(output));
    emg_output_destroy(output);
    fclose(file);
    folder_remove(&in);
}
END_TEST

/* Keeps what it was told in text. */
static const char *
tell(void *to, const emg_written *file, emg_error *error)
{
    char *text = to;
    if (text[0] == '!') {
        emg_fail(error, EMG_NO_MEMORY, "nothing to tell");
        return NULL;
    }
    snprintf(text, 128, "%s %lld %s %lld", file->name, (long long)file->bytes,
             file->fingerprint, (long long)file->clipped);
    return text;
}

/* `printf abXd | xxhsum -H2` */
#define ABXD "8e4823f689f2853d122d47f6de068a8e"

START_TEST(a_sidecar_tells_of_the_bytes_as_they_stand_in_the_end)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char said[128] = "", there[128];
    emg_output *output =
        emg_output_open(folder_file(&in, "out.x"), false, &error);
    emg_output_account(output, &(emg_provenance){tell, said});
    emg_output_clipped(output, 7);
    emg_output_write(output, "abcd", 4, &error);
    emg_output_patch(output, 2, "X", 1, &error);
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_OK);
    emg_output_destroy(output);
    ck_assert_str_eq(said, "out.x 4 " ABXD " 7");
    folder_read(&in, "out.x.prov.json", there, sizeof there);
    ck_assert_str_eq(there, said);
    ck_assert_int_eq(folder_count(&in, 0), 2);
    folder_remove(&in);
}
END_TEST

START_TEST(a_file_of_which_nothing_can_be_told_is_given_up)
{
    folder in = folder_create();
    emg_error error = EMG_NO_ERROR;
    char said[128] = "!";
    emg_output *output =
        emg_output_open(folder_file(&in, "out.x"), false, &error);
    emg_output_account(output, &(emg_provenance){tell, said});
    emg_output_write(output, "abcd", 4, &error);
    ck_assert_int_eq(emg_output_finish(output, &error), EMG_NO_MEMORY);
    emg_output_destroy(output);
    ck_assert_int_eq(folder_count(&in, 0), 0);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   a_file_can_be_patched_before_and_after_its_bytes_left);
    tcase_add_test(tests, memory_keeps_what_was_written);
    tcase_add_test(tests, without_finish_nothing_is_there);
    tcase_add_test(tests, a_full_device_is_an_error);
    tcase_add_test(tests, a_closed_pipe_is_told_with_its_errno);
    tcase_add_test(tests, what_goes_to_a_pipe_can_be_held_patched_and_read);
    tcase_add_test(tests, held_bytes_that_are_given_up_never_leave);
    tcase_add_test(tests, standard_output_is_patched_where_it_is_a_file);
    tcase_add_test(tests, standard_output_that_appends_is_not_patched);
    tcase_add_test(tests,
                   a_sidecar_tells_of_the_bytes_as_they_stand_in_the_end);
    tcase_add_test(tests, a_file_of_which_nothing_can_be_told_is_given_up);
}

int
main(void)
{
    return unit_main("output", add);
}
