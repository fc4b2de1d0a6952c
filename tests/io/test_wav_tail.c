#include "wav_made.h"

/* What is said of these bytes behind the samples. */
static const char *
said(wav_heard *heard, const char *format, const void *tail, size_t n)
{
    emg_wav_layout layout = {.data_bytes = 4};
    emg_open_options options = {.listener = {wav_warned, heard}};
    emg_warnings warnings;
    *heard = (wav_heard){.error = EMG_NO_ERROR};
    strcpy(layout.format, format);
    emg_warnings_init(&warnings, &options, "x");
    emg_warnings_release(&warnings);
    emg_bytes *bytes = emg_bytes_from_memory(tail, n, "x", NULL);
    ck_assert_int_eq(
        emg_wav_tail_read(&layout, bytes, &warnings, &heard->error), EMG_OK);
    emg_bytes_close(bytes);
    emg_warnings_clear(&warnings);
    return heard->warning.text;
}

#define MORE                                                                   \
    "more follows the samples than the header's sizes tell; it is passed over"

START_TEST(only_what_is_no_chunk_is_told)
{
    wav_heard heard;
    ck_assert_str_eq(said(&heard, "WAV", "", 0), "");
    ck_assert_str_eq(said(&heard, "WAV", "\0", 1), "");
    ck_assert_str_eq(said(&heard, "WAV", "\0LIST\1\0\0\0x\0id3 \0\0\0\0", 19),
                     "");
    ck_assert_str_eq(said(&heard, "RIFX", "LIST\0\0\0\2xyLIST\0\0\0\0", 18),
                     "");
    ck_assert_str_eq(said(&heard, "WAV",
                          "LIST\0\0\0\0\x7F"
                          "1234567",
                          16),
                     MORE);
    ck_assert_int_eq(heard.warning.byte, 8);
    ck_assert_str_eq(said(&heard, "WAV", "LIST", 4), MORE);
    ck_assert_str_eq(said(&heard, "WAV", "data\4\0\0\0abcd", 12),
                     "a further data chunk is passed over");
    ck_assert_str_eq(said(&heard, "WAV", "LIST\3\0\0\0xy", 10), MORE);
    ck_assert_str_eq(said(&heard, "WAV", "LIST\3\0\0\0xyz", 11), "");
    ck_assert_str_eq(said(&heard, "AU", "x", 1), MORE);
    ck_assert_str_eq(said(&heard, "AU", "", 0), "");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, only_what_is_no_chunk_is_told);
}

int
main(void)
{
    return unit_main("wav tail", add);
}
