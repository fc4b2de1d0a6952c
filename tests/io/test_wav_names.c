#include "wav_made.h"

/* Two channels of 16 bits, 4 bytes of samples, and what follows them. */
static void
expect(const char *tail, size_t n, bool is_pipe, const char *names)
{
    emg_wav_layout layout = {.data_at = 3, .data_bytes = 4, .n_channels = 2};
    char file[256] = "abcdefg";
    int ends[2];
    emg_bytes *bytes;
    strcpy(layout.format, "WAV");
    memcpy(file + 7, tail, n);
    if (is_pipe) {
        ck_assert_int_eq(pipe(ends), 0);
        ck_assert_int_eq(write(ends[1], file, n + 7), (ssize_t)n + 7);
        close(ends[1]);
        bytes = emg_bytes_from_fd(ends[0], "x", NULL);
    } else {
        bytes = emg_bytes_from_memory(file, n + 7, "x", NULL);
    }
    const uint8_t *view;
    size_t have;
    emg_bytes_peek(bytes, 3, &view, &have, NULL);
    emg_bytes_take(bytes, 3);
    ck_assert_int_eq(emg_wav_names_read(&layout, bytes, NULL), EMG_OK);
    ck_assert_int_eq(emg_bytes_at(bytes), 3);
    emg_bytes_close(bytes);
    if (is_pipe)
        close(ends[0]);
    ck_assert_str_eq(layout.names, names);
}

#define LIST "LIST\x20\0\0\0INFOclbr\3\0\0\0001;2\0cnam\7\0\0\0TA;SOL\0\0"

START_TEST(names_of_spikerecorder_are_found)
{
    static const char tail[] = "id3 \1\0\0\0x\0" LIST;
    expect(LIST, sizeof LIST - 1, false, "TA;SOL");
    expect(tail, sizeof tail - 1, false, "TA;SOL");
}
END_TEST

START_TEST(a_pipe_gives_none_and_a_cut_list_neither)
{
    expect(LIST, sizeof LIST - 1, true, "");
    for (size_t n = 0; n < sizeof LIST - 2; n++)
        expect(LIST, n, false, "");
    expect("LIST\4\0\0\0adtl", 12, false, "");
    expect("LIST\4\0\0\0INFO", 12, false, "");
}
END_TEST

START_TEST(names_become_labels_where_there_are_as_many_as_channels)
{
    emg_wav_layout layout = {.n_channels = 2, .bits = 16, .names = "TA;SOL"};
    emg_channel channels[3] = {0};
    double factors[3];
    emg_warnings warnings;
    emg_warnings_init(&warnings, NULL, "x");
    emg_wav_channels(channels, factors, &layout, NULL, NULL, &warnings, NULL);
    ck_assert_str_eq(channels[0].label, "TA");
    ck_assert_str_eq(channels[1].label, "SOL");
    emg_open_options options = {.names = "A,B"}; /* the user knows better */
    emg_wav_channels(channels, factors, &layout, NULL, &options, &warnings,
                     NULL);
    ck_assert_str_eq(channels[1].label, "B");
    layout.n_channels = 3;
    emg_wav_channels(channels, factors, &layout, NULL, NULL, &warnings, NULL);
    ck_assert_str_eq(channels[0].label, "ch1");
    emg_warnings_clear(&warnings);
}
END_TEST

START_TEST(names_too_long_to_keep_are_left_out)
{
    emg_wav_layout layout = {.n_channels = 2};
    uint8_t list[4 + 8 + sizeof layout.names];
    size_t n = sizeof layout.names;
    memset(list, 'x', sizeof list);
    memcpy(list, "INFOcnam", 8);
    memcpy(list + 8, (uint8_t[]){(uint8_t)n, (uint8_t)(n >> 8), 0, 0}, 4);
    ck_assert(emg_wav_names_take(&layout, list, sizeof list));
    ck_assert_str_eq(layout.names, "");
    list[sizeof list - 1] = 0;
    ck_assert(emg_wav_names_take(&layout, list, sizeof list));
    ck_assert_uint_eq(strlen(layout.names), n - 1);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, names_of_spikerecorder_are_found);
    tcase_add_test(tests, a_pipe_gives_none_and_a_cut_list_neither);
    tcase_add_test(tests,
                   names_become_labels_where_there_are_as_many_as_channels);
    tcase_add_test(tests, names_too_long_to_keep_are_left_out);
}

int
main(void)
{
    return unit_main("wav names", add);
}
