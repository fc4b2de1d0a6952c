#include "wav_made.h"

#include "io/marker_file.h"

static emg_markers
read_markers(const char *text, emg_error *error)
{
    emg_markers markers = {0};
    emg_warnings warnings;
    emg_open_options strict = {.strict = true};
    *error = EMG_NO_ERROR;
    emg_warnings_init(&warnings, &strict, "x");
    emg_markers_read(&markers, text, strlen(text), &warnings, error);
    emg_warnings_clear(&warnings);
    return markers;
}

START_TEST(lines_are_names_and_seconds)
{
    emg_error error;
    emg_markers markers =
        read_markers("# Marker IDs can be arbitrary strings.\n"
                     "# Marker ID,\tTime (in s)\n"
                     "1,\t1.2058\r\n"
                     "hold, left,\t2\n"
                     "_neuron0,\t0.5\n"
                     "\n"
                     "a\x1b,3e-1",
                     &error);
    ck_assert_int_eq(error.status, EMG_OK);
    ck_assert_uint_eq(markers.n, 3);
    ck_assert_str_eq(markers.events[0].text, "1");
    ck_assert_double_eq(markers.events[0].onset_s, 1.2058);
    ck_assert_double_eq(markers.events[0].duration_s, 0);
    ck_assert_str_eq(markers.events[1].text, "hold, left");
    ck_assert_double_eq(markers.events[1].onset_s, 2);
    ck_assert_str_eq(markers.events[2].text, "a\\x1b");
    ck_assert_double_eq(markers.events[2].onset_s, 0.3);
    emg_markers_clear(&markers);
}
END_TEST

START_TEST(a_line_that_is_none_is_said)
{
    static const char *const lines[] = {"1\n", "a,b\n", "a,\n", "a,1 2\n",
                                        "a,nan\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        emg_error error;
        emg_markers markers = read_markers(lines[i], &error);
        ck_assert_str_eq(error.text, "line 1 of the table of markers beside it "
                                     "is no name, comma and time");
        ck_assert_uint_eq(markers.n, 0);
        emg_markers_clear(&markers);
    }
}
END_TEST

START_TEST(they_come_with_the_first_frames_in_every_pass)
{
    char folder[] = "/tmp/emg-markers-XXXXXX", path[64], beside[64];
    static wav_file file;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.wav", folder);
    snprintf(beside, sizeof beside, "%s/a-events.txt", folder);
    put_wav(&file, 1, 1, 1000, 16, 200);
    put_samples(&file, 1, 100, false);
    FILE *to = fopen(path, "wb");
    fwrite(file.bytes, 1, file.n, to);
    fclose(to);
    to = fopen(beside, "w");
    fputs("go,\t0.05\n", to);
    fclose(to);
    emg_source *source = emg_open(path, NULL, NULL);
    emg_block block;
    emg_block_init(&block, 1, 7, NULL);
    for (int pass = 0; pass < 2; pass++) {
        int n = 0;
        while (!source->ended) {
            ck_assert_int_eq(source->ops->next(source, &block, NULL), EMG_OK);
            n += source->n_events;
            if (source->n_events > 0)
                ck_assert_str_eq(source->events[0].text, "go");
        }
        ck_assert_int_eq(n, 1);
        ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
    }
    emg_block_clear(&block);
    emg_source_destroy(source);
    unlink(path);
    unlink(beside);
    rmdir(folder);
}
END_TEST

START_TEST(a_table_beyond_1_mib_is_not_used)
{
    char path[] = "/tmp/emg-marks-XXXXXX", beside[64], base[64];
    emg_markers markers = {0};
    emg_warnings warnings;
    emg_error error = EMG_NO_ERROR;
    emg_open_options options = {.strict = true};
    close(mkstemp(path));
    snprintf(base, sizeof base, "%s.wav", path);
    snprintf(beside, sizeof beside, "%s-events.txt", path);
    FILE *to = fopen(beside, "w");
    for (int i = 0; i <= 1 << 20; i++)
        fputc('\n', to);
    fclose(to);
    emg_warnings_init(&warnings, &options, "x");
    emg_markers_find(&markers, base, &warnings, &error);
    ck_assert_str_eq(error.text, "the table of markers beside it is not used: "
                                 "it is longer than 1 MiB");
    emg_warnings_clear(&warnings);
    emg_markers_clear(&markers);
    unlink(path);
    unlink(beside);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, lines_are_names_and_seconds);
    tcase_add_test(tests, a_line_that_is_none_is_said);
    tcase_add_test(tests, they_come_with_the_first_frames_in_every_pass);
    tcase_add_test(tests, a_table_beyond_1_mib_is_not_used);
}

int
main(void)
{
    return unit_main("marker file", add);
}
