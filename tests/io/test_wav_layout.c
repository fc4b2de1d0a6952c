#include "wav_made.h"
#include <fcntl.h>

START_TEST(the_family_is_known_by_its_first_bytes)
{
    static const struct {
        const char *bytes;
        bool known;
    } rows[] = {
        {"RIFFxxxxWAVE", true},
        {"RIFXxxxxWAVE", true},
        {"RF64xxxxWAVE", true},
        {"BW64xxxxWAVE", true},
        {"RIFFxxxxAVI ", false},
        {"riff\x2E\x91\xCF\x11", true},
        {"riffxxxx", false},
        {".snd", true},
        {"dns.", true},
        {"FORMxxxxAIFF", true},
        {"FORMxxxxAIFC", true},
        {"FORMxxxxILBM", false},
        {"caff", true},
        {"fLaC", true},
        {"RIFFxxxxWAV", false},
        {"OggS", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_int_eq(emg_wav_looks_like((const uint8_t *)rows[i].bytes,
                                            strlen(rows[i].bytes)),
                         rows[i].known);
}
END_TEST

START_TEST(bits_and_order_choose_how_samples_are_decoded)
{
    static const struct {
        int bits;
        bool is_float, is_big, is_signed, good;
        int sf_format, frame_bytes;
    } rows[] = {
        {8, 0, 0, 0, 1, SF_FORMAT_PCM_U8 | SF_ENDIAN_LITTLE, 3},
        {8, 0, 1, 1, 1, SF_FORMAT_PCM_S8 | SF_ENDIAN_BIG, 3},
        {12, 0, 0, 0, 1, SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 6},
        {24, 0, 1, 1, 1, SF_FORMAT_PCM_24 | SF_ENDIAN_BIG, 9},
        {32, 0, 0, 0, 1, SF_FORMAT_PCM_32 | SF_ENDIAN_LITTLE, 12},
        {32, 1, 0, 0, 1, SF_FORMAT_FLOAT | SF_ENDIAN_LITTLE, 12},
        {64, 1, 1, 0, 1, SF_FORMAT_DOUBLE | SF_ENDIAN_BIG, 24},
        {0, 0, 0, 0, 0, 0, 0},
        {33, 0, 0, 0, 0, 0, 0},
        {64, 0, 0, 0, 0, 0, 0},
        {16, 1, 0, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_wav_layout layout = {.n_channels = 3};
        bool good =
            emg_wav_layout_samples(&layout, rows[i].bits, rows[i].is_float,
                                   rows[i].is_big, rows[i].is_signed);
        ck_assert_int_eq(good, rows[i].good);
        ck_assert_int_eq(layout.sf_format, rows[i].sf_format);
        ck_assert_int_eq(layout.frame_bytes, rows[i].frame_bytes);
    }
}
END_TEST

START_TEST(skipping_tells_where_the_input_ends)
{
    bool there;
    emg_bytes *bytes = emg_bytes_from_memory("0123456789", 10, "x", NULL);
    ck_assert_int_eq(emg_wav_skip(bytes, 4, &there, NULL), EMG_OK);
    ck_assert(there);
    ck_assert_int_eq(emg_wav_skip(bytes, UINT64_MAX, &there, NULL), EMG_OK);
    ck_assert(!there);
    ck_assert_int_eq(emg_bytes_at(bytes), 10);
    emg_bytes_close(bytes);
}
END_TEST

START_TEST(what_cannot_be_read_at_all_says_so)
{
    emg_error error = EMG_NO_ERROR;
    emg_wav_layout layout;
    int fd = open("/", O_RDONLY | O_DIRECTORY);
    emg_bytes *bytes = emg_bytes_from_fd(fd, "x", NULL);
    ck_assert_int_eq(emg_wav_layout_read(&layout, bytes, &error),
                     EMG_IO_FAILED);
    emg_bytes_close(bytes);
    close(fd);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_family_is_known_by_its_first_bytes);
    tcase_add_test(tests, bits_and_order_choose_how_samples_are_decoded);
    tcase_add_test(tests, skipping_tells_where_the_input_ends);
    tcase_add_test(tests, what_cannot_be_read_at_all_says_so);
}

int
main(void)
{
    return unit_main("wav layout", add);
}
