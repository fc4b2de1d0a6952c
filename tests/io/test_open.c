#include "made.h"

#include <unistd.h>

static emg_status
refused(const void *bytes, size_t n, emg_error *error)
{
    *error = EMG_NO_ERROR;
    emg_source *source = emg_open_memory(bytes, n, "dir/a.edf", NULL, error);
    ck_assert_ptr_null(source);
    ck_assert_str_eq(error->file, "a.edf");
    return error->status;
}

START_TEST(a_format_that_is_not_read_is_named)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *name;
    } rows[] = {
        {"GDF 2.20", 8, "GDF"},
        {"XDF:\0\0", 6, "XDF"},
        {"Brain Vision Data Exchange Header File Version 1.0\r\n", 51,
         "BrainVision"},
        {"\x89HDF\r\n\x1A\n\0", 9, "HDF5"},
        {"MATLAB 5.0 MAT-file", 19, "a MATLAB file"},
        {"OggS\0\2", 6, "Ogg, whose samples are changed by compression"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_error error;
        char expected[256];
        snprintf(expected, sizeof expected,
                 "this seems to be %s, a format that is not read; export it "
                 "to EDF, BDF, CSV or WAV",
                 rows[i].name);
        ck_assert_int_eq(refused(rows[i].bytes, rows[i].n, &error),
                         EMG_BAD_FILE);
        ck_assert_str_eq(error.text, expected);
    }
}
END_TEST

START_TEST(what_is_not_known_at_all_says_what_is_read)
{
    emg_error error;
    ck_assert_int_eq(refused("\1\2\3\4", 4, &error), EMG_BAD_FILE);
    ck_assert_str_eq(
        error.text, "the format is not known; EDF, BDF, WAV and its relatives, "
                    "C3D, tables of text and EMG streams are read");
    ck_assert_int_eq(refused("", 0, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "the file is empty");
}
END_TEST

START_TEST(a_missing_file_and_a_folder_are_no_input)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_open("/nowhere/x.edf", NULL, &error));
    ck_assert_int_eq(error.status, EMG_NO_INPUT);
    ck_assert_str_eq(error.text, "cannot be opened: No such file or directory");
    ck_assert_str_eq(error.file, "x.edf");
    error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_open("/", NULL, &error));
    ck_assert_int_eq(error.status, EMG_NO_INPUT);
    ck_assert_str_eq(error.text, "cannot be opened: Is a directory");
}
END_TEST

START_TEST(contents_decide_and_not_the_name)
{
    emg_error error = EMG_NO_ERROR;
    size_t size;
    uint8_t *bytes = made_stream(256, 0, &size);
    emg_source *source = emg_open_memory(bytes, size, "a.wav", NULL, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->recording.format, "EMG stream");
    emg_source_destroy(source);
    free(bytes);

    static const char wav[] = "RIFF\x26\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\xE8\3\0"
                              "\0\xD0\7\0\0\2\0\x10\0data\2\0\0\0\0\x40";
    source = emg_open_memory(wav, sizeof wav - 1, "a.edf", NULL, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->recording.format, "WAV");
    ck_assert_str_eq(source->recording.name, "a.edf");
    emg_source_destroy(source);

    static const char text[] = "\xEF\xBB\xBFtime,a\n0,1\n0.5,2\n";
    source = emg_open_memory(text, sizeof text - 1, "a.edf", NULL, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->recording.format, "CSV");
    emg_source_destroy(source);
}
END_TEST

/* Standard input becomes a pipe with these bytes; returns the one before. */
static int
as_input(const uint8_t *bytes, size_t size)
{
    int before = dup(STDIN_FILENO), ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0)
        _exit(write(ends[1], bytes, size) != (ssize_t)size);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    return before;
}

START_TEST(a_pipe_can_be_read_twice_when_that_was_asked_for)
{
    emg_error error = EMG_NO_ERROR;
    emg_open_options options = {.twice = true};
    size_t size;
    uint8_t *bytes = made_stream(256, 0, &size);
    int before = as_input(bytes, size);
    emg_source *source = emg_open("-", &options, &error);
    emg_block block;
    ck_assert_ptr_nonnull(source);
    emg_block_init(&block, MADE_CHANNELS, 4096, &error);
    int64_t frames[2] = {0, 0};
    for (int pass = 0; pass < 2; pass++) {
        if (pass > 0)
            ck_assert_int_eq(source->ops->rewind(source, &error), EMG_OK);
        while (!source->ended) {
            ck_assert_int_eq(source->ops->next(source, &block, &error), 0);
            frames[pass] += block.n_frames;
        }
    }
    ck_assert_int_eq(frames[0], 2 * 2720 + 34);
    ck_assert_int_eq(frames[1], frames[0]);
    emg_block_clear(&block);
    emg_source_destroy(source);
    dup2(before, STDIN_FILENO);
    close(before);
    free(bytes);
}
END_TEST

START_TEST(without_room_to_spool_a_pipe_is_not_opened)
{
    emg_error error = EMG_NO_ERROR;
    emg_open_options options = {.twice = true};
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    setenv("TMPDIR", "/nowhere/at/all", 1);
    ck_assert_ptr_null(emg_open("-", &options, &error));
    ck_assert_int_ne(error.status, EMG_OK);
    ck_assert_str_eq(error.file, "-");
    unsetenv("TMPDIR");
    close(ends[0]);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_format_that_is_not_read_is_named);
    tcase_add_test(tests, what_is_not_known_at_all_says_what_is_read);
    tcase_add_test(tests, a_missing_file_and_a_folder_are_no_input);
    tcase_add_test(tests, contents_decide_and_not_the_name);
    tcase_add_test(tests, a_pipe_can_be_read_twice_when_that_was_asked_for);
    tcase_add_test(tests, without_room_to_spool_a_pipe_is_not_opened);
}

int
main(void)
{
    return unit_main("open", add);
}
