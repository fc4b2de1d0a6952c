#include "wav_made.h"

#include "emg/io.h"

#include <fcntl.h>

#define FRAMES 10000

/* A file that libsndfile wrote, read back whole. */
static size_t
written_by_libsndfile(int format, uint8_t **bytes)
{
    SF_INFO info = {.samplerate = 1000, .channels = 2, .format = format};
    int fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    SNDFILE *file = sf_open_fd(dup(fd), SFM_WRITE, &info, SF_TRUE);
    ck_assert_ptr_nonnull(file);
    sf_command(file, SFC_SET_SCALE_INT_FLOAT_WRITE, NULL, SF_TRUE);
    for (int f = 0; f < FRAMES; f++) {
        short frame[2] = {(short)wav_code(0, f), (short)wav_code(1, f)};
        ck_assert_int_eq(sf_writef_short(file, frame, 1), 1);
    }
    sf_close(file);
    size_t size = (size_t)lseek(fd, 0, SEEK_END);
    *bytes = malloc(size);
    ck_assert_int_eq(pread(fd, *bytes, size, 0), (ssize_t)size);
    close(fd);
    return size;
}

START_TEST(all_forms_come_whole_from_a_file_and_from_a_pipe)
{
    static const struct {
        int format;
        const char *name;
    } rows[] = {
        {SF_FORMAT_WAV | SF_FORMAT_PCM_16, "WAV"},
        {SF_FORMAT_WAV | SF_FORMAT_PCM_16 | SF_ENDIAN_BIG, "RIFX"},
        {SF_FORMAT_WAVEX | SF_FORMAT_PCM_24, "WAV"},
        {SF_FORMAT_RF64 | SF_FORMAT_PCM_32, "RF64"},
        {SF_FORMAT_W64 | SF_FORMAT_DOUBLE, "W64"},
        {SF_FORMAT_AU | SF_FORMAT_PCM_24, "AU"},
        {SF_FORMAT_AU | SF_FORMAT_FLOAT | SF_ENDIAN_LITTLE, "AU"},
        {SF_FORMAT_AIFF | SF_FORMAT_PCM_16, "AIFF"},
        {SF_FORMAT_AIFF | SF_FORMAT_FLOAT, "AIFF"},
        {SF_FORMAT_CAF | SF_FORMAT_PCM_24, "CAF"},
        {SF_FORMAT_FLAC | SF_FORMAT_PCM_16, "FLAC"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int as_pipe = 0; as_pipe < 2; as_pipe++) {
            uint8_t *bytes;
            size_t size = written_by_libsndfile(rows[i].format, &bytes);
            wav_heard heard = wav_read(bytes, size, as_pipe, true);
            ck_assert_str_eq(heard.error.text, "");
            ck_assert_str_eq(heard.format, rows[i].name);
            ck_assert_int_eq(heard.n_channels, 2);
            ck_assert_double_eq(heard.rate_hz, 1000);
            ck_assert_int_eq(heard.frames, FRAMES);
            ck_assert_int_eq(heard.wrong, 0);
            free(bytes);
        }
}
END_TEST

START_TEST(lossy_coding_is_refused)
{
    static const int formats[] = {
        SF_FORMAT_WAV | SF_FORMAT_ULAW, SF_FORMAT_AU | SF_FORMAT_ALAW,
        SF_FORMAT_AIFF | SF_FORMAT_ULAW, SF_FORMAT_CAF | SF_FORMAT_ALAW};
    for (int i = 0; i < 4; i++) {
        uint8_t *bytes;
        size_t size = written_by_libsndfile(formats[i], &bytes);
        wav_heard heard = wav_read(bytes, size, false, false);
        ck_assert_int_eq(heard.error.status, EMG_BAD_FILE);
        ck_assert_ptr_nonnull(
            strstr(heard.error.text, "PCM or floating point samples"));
        free(bytes);
    }
}
END_TEST

START_TEST(a_cut_aiff_or_caf_or_flac_is_told)
{
    static const int formats[] = {SF_FORMAT_AIFF | SF_FORMAT_PCM_16,
                                  SF_FORMAT_CAF | SF_FORMAT_PCM_16,
                                  SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
    for (int i = 0; i < 3; i++) {
        uint8_t *bytes;
        size_t size = written_by_libsndfile(formats[i], &bytes);
        wav_heard file = wav_read(bytes, size / 2, false, false);
        wav_heard pipe = wav_read(bytes, size / 2, true, false);
        ck_assert_int_eq(file.warnings, 1);
        ck_assert_ptr_nonnull(
            strstr(file.warning.text, "cut short: 10000 frames are announced"));
        ck_assert_int_gt(file.frames, 1000);
        ck_assert_int_lt(file.frames, FRAMES);
        ck_assert_int_eq(file.wrong, 0);
        ck_assert_int_eq(pipe.frames, file.frames);
        ck_assert_str_eq(pipe.warning.text, file.warning.text);
        free(bytes);
    }
}
END_TEST

/* Counts and extremes from the list of recordings: libsndfile's own program
 * and scipy.io.wavfile found -31267..27345 in channel 1. */
START_TEST(a_real_recording_has_the_extremes_that_others_find)
{
    char path[512];
    emg_error error = EMG_NO_ERROR;
    emg_block block;
    if (!unit_data()) {
        unit_skip("no folder of recordings");
        return;
    }
    snprintf(path, sizeof path, "%s/emg/gait3_santuz.wav", unit_data());
    emg_source *source = emg_open(path, NULL, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->recording.groups[0].channels[0].label, "TA");
    emg_block_init(&block, 3, 256, &error);
    double least = 0, most = 0;
    int64_t frames = 0;
    while (!source->ended && !source->ops->next(source, &block, &error))
        for (int f = 0; f < block.n_frames; f++, frames++) {
            double value = emg_block_at(&block, 0, f);
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
    ck_assert_int_eq(frames, 7618);
    ck_assert_double_eq(least, -31267 / 32768.0 * 800);
    ck_assert_double_eq(most, 27345 / 32768.0 * 800);
    emg_block_clear(&block);
    emg_source_destroy(source);
}
END_TEST

START_TEST(a_flac_of_unknown_length_that_is_cut_or_damaged_is_told)
{
    uint8_t *bytes;
    size_t size =
        written_by_libsndfile(SF_FORMAT_FLAC | SF_FORMAT_PCM_16, &bytes);
    bytes[21] &= 0xF0; /* STREAMINFO's count of samples: as into a pipe */
    memset(bytes + 22, 0, 4);
    wav_heard heard = wav_read(bytes, size, false, true);
    ck_assert_str_eq(heard.error.text, "");
    ck_assert_int_eq(heard.frames, FRAMES);
    for (int as_pipe = 0; as_pipe < 2; as_pipe++) {
        heard = wav_read(bytes, size / 2, as_pipe, false);
        ck_assert_str_eq(heard.error.text, "");
        ck_assert_str_eq(heard.warning.text,
                         "the file is cut short inside a block of samples");
        ck_assert_int_gt(heard.frames, 1000);
        ck_assert_int_eq(heard.wrong, 0);
    }
    for (int part = 1; part <= 3; part++) {
        uint8_t before[50];
        uint8_t *damaged = bytes + size * (size_t)part / 3 - 100;
        memcpy(before, damaged, 50);
        memset(damaged, 0, 50);
        heard = wav_read(bytes, size, false, false);
        ck_assert_str_eq(part < 3 ? heard.error.text : heard.warning.text,
                         part < 3 ? "the samples are damaged and cannot all be "
                                    "decoded" /* at the end as if it were cut */
                                  : "the file is cut short inside a block of "
                                    "samples");
        memcpy(damaged, before, 50);
    }
    free(bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, all_forms_come_whole_from_a_file_and_from_a_pipe);
    tcase_add_test(tests, lossy_coding_is_refused);
    tcase_add_test(tests, a_cut_aiff_or_caf_or_flac_is_told);
    tcase_add_test(tests, a_real_recording_has_the_extremes_that_others_find);
    tcase_add_test(tests,
                   a_flac_of_unknown_length_that_is_cut_or_damaged_is_told);
}

int
main(void)
{
    return unit_main("wav shim", add);
}
