#include "wav_made.h"

#include <math.h>

#define FRAMES 4000

static wav_file file;

/* All samples, right ones, from a file and from a pipe; warnings alike. */
static void
expect_whole(int frames, const char *warning)
{
    for (int as_pipe = 0; as_pipe < 2; as_pipe++) {
        wav_heard heard = wav_read(file.bytes, file.n, as_pipe, false);
        ck_assert_str_eq(heard.error.text, "");
        ck_assert_int_eq(heard.n_channels, 2);
        ck_assert_double_eq(heard.rate_hz, 1000);
        ck_assert_int_eq(heard.frames, frames);
        ck_assert_int_eq(heard.wrong, 0);
        ck_assert_int_eq(heard.warnings, *warning ? 1 : 0);
        ck_assert_str_eq(heard.warning.text, warning);
        if (!*warning)
            continue;
        heard = wav_read(file.bytes, file.n, as_pipe, true);
        ck_assert_int_eq(heard.error.status, EMG_BAD_FILE);
        ck_assert_str_eq(heard.error.text, warning);
    }
}

static void
expect_refused(const char *why)
{
    for (int as_pipe = 0; as_pipe < 2; as_pipe++) {
        wav_heard heard = wav_read(file.bytes, file.n, as_pipe, false);
        ck_assert_int_eq(heard.error.status, EMG_BAD_FILE);
        ck_assert_str_eq(heard.error.text, why);
        ck_assert_str_eq(heard.error.file, "a.wav");
        ck_assert_int_eq(heard.frames, 0);
        ck_assert_int_eq(heard.warnings, 0);
    }
}

static void
put_whole(void)
{
    put_wav(&file, 1, 2, 1000, 16, 4 * FRAMES);
    put_samples(&file, 2, FRAMES, false);
}

static void
patch(size_t at, uint32_t value, size_t n)
{
    memcpy(file.bytes + at, &value, n);
}

START_TEST(a_whole_file_comes_without_a_word)
{
    put_whole();
    expect_whole(FRAMES, "");
    wav_heard heard = wav_read(file.bytes, file.n, false, true);
    ck_assert_double_eq(heard.duration_s, 4);
    ck_assert_str_eq(heard.format, "WAV");
}
END_TEST

START_TEST(blocks_of_any_size_give_the_same_samples)
{
    static const int capacities[] = {1, 3, 4096};
    put_whole();
    for (int i = 0; i < 3; i++) {
        wav_heard heard = {.error = EMG_NO_ERROR};
        emg_bytes *input = emg_bytes_from_memory(file.bytes, file.n, "a", NULL);
        emg_source *source = emg_wav_open(input, NULL, NULL, &heard.error);
        wav_hear(&heard, source, capacities[i]);
        ck_assert_int_eq(heard.frames, FRAMES);
        ck_assert_int_eq(heard.wrong, 0);
        emg_source_destroy(source);
    }
}
END_TEST

START_TEST(a_streamed_header_is_read_to_the_end)
{
    put_whole();
    patch(4, 0xFFFFFFFF, 4);
    patch(40, 0xFFFFFFFF, 4);
    expect_whole(FRAMES, "");
    patch(4, 0x7FFFF024, 4);
    patch(40, 0x7FFFF000, 4);
    expect_whole(FRAMES, "");
}
END_TEST

START_TEST(a_size_of_0_left_by_a_stopped_program_is_read_with_a_warning)
{
    put_whole();
    patch(4, 0, 4);
    patch(40, 0, 4);
    expect_whole(FRAMES, "the header gives a size of 0: its program was "
                         "stopped; reading on to the end");
    patch(4, 36, 4);
    expect_whole(FRAMES, "the header gives a size of 0: its program was "
                         "stopped; reading on to the end");
}
END_TEST

START_TEST(a_cut_file_gives_its_whole_frames_with_a_warning)
{
    put_whole();
    file.n -= 5003;
    expect_whole(2749, "the file is cut short: 4000 frames are announced, "
                       "2749 are there");
}
END_TEST

START_TEST(every_prefix_is_an_error_or_a_warned_leading_part)
{
    put_wav(&file, 1, 2, 1000, 16, 40);
    put_samples(&file, 2, 10, false);
    for (size_t n = 0; n < file.n; n++) {
        wav_heard heard = wav_read(file.bytes, n, false, false);
        if (n < 48) {
            ck_assert_int_eq(heard.error.status, EMG_BAD_FILE);
            ck_assert_int_eq(heard.frames, 0);
        } else {
            ck_assert_int_eq(heard.error.status, EMG_OK);
            ck_assert_int_eq(heard.frames, (int64_t)(n - 44) / 4);
            ck_assert_int_eq(heard.wrong, 0);
            ck_assert_int_eq(heard.warnings, 1);
        }
    }
}
END_TEST

START_TEST(a_file_without_samples_is_refused)
{
    put_wav(&file, 1, 2, 1000, 16, 0);
    expect_refused("the file holds no samples");
    put_wav(&file, 1, 2, 1000, 16, 4 * FRAMES);
    expect_refused("the file holds no samples");
}
END_TEST

START_TEST(nonsense_in_the_header_is_refused)
{
    static const struct {
        size_t at, n;
        uint32_t value;
        const char *why;
    } rows[] = {
        {22, 2, 0, "0 channels; 1 to 1024 can be read"},
        {22, 2, 1025, "1025 channels; 1 to 1024 can be read"},
        {24, 4, 0, "a sampling rate of 0 Hz makes no sense"},
        {24, 4, 0x80000000, "a sampling rate of 2147483648 Hz makes no sense"},
        {20, 2, 0x7777,
         "the coding 30583 of the samples is not read; use PCM or floating "
         "point samples"},
        {20, 2, 7,
         "the coding 7 of the samples is not read; use PCM or floating point "
         "samples"},
        {20, 2, 0xFFFE,
         "the coding of the samples is none that is known; use PCM or "
         "floating point samples"},
        {32, 2, 5, "a frame of 5 bytes does not fit the channels and bits"},
        {34, 2, 0, "samples of 0 bits are not read"},
        {34, 2, 33, "samples of 33 bits are not read"},
        {16, 4, 14, "the fmt chunk is too short"},
        {36, 1, 'x', "there is no data chunk"},
        {12, 1, 'x', "no fmt chunk comes before the data"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_whole();
        patch(rows[i].at, rows[i].value, rows[i].n);
        expect_refused(rows[i].why);
    }
    put_whole();
    file.n = 12;
    expect_refused("there is no data chunk");
    file.n = 0;
    put_bytes(&file, "fLaC", 4);
    expect_refused("libsndfile cannot read the FLAC header: Format not "
                   "recognised.; write the recording anew as WAV");
}
END_TEST

/* A comment of odd size, with its byte to an even place and without. */
START_TEST(chunks_before_the_data_are_passed_over)
{
    for (int padded = 0; padded < 2; padded++) {
        wav_file other;
        put_wav(&other, 1, 2, 1000, 16, 4 * FRAMES);
        file.n = 0;
        put_bytes(&file, other.bytes, 36);
        put_head(&file, "LIST", 17);
        put_bytes(&file, "INFOICMT\5\0\0\0hello", 17);
        if (padded)
            put_bytes(&file, "", 1);
        put_head(&file, "data", 4 * FRAMES);
        put_samples(&file, 2, FRAMES, false);
        expect_whole(FRAMES, "");
    }
}
END_TEST

START_TEST(what_follows_the_samples_is_told_when_it_is_no_chunk)
{
    put_whole();
    put_head(&file, "LIST", 4);
    put_bytes(&file, "INFO", 4);
    expect_whole(FRAMES, "");
    put_bytes(&file, "\1\2\3\4\5\6\7\10\11", 9);
    expect_whole(FRAMES, "more follows the samples than the header's sizes "
                         "tell; it is passed over");
    put_whole();
    put_head(&file, "data", 4);
    put_samples(&file, 2, 1, false);
    expect_whole(FRAMES, "a further data chunk is passed over");
}
END_TEST

START_TEST(rf64_takes_its_sizes_from_ds64)
{
    wav_file other;
    put_wav(&other, 1, 2, 1000, 16, 4 * FRAMES);
    file.n = 0;
    put_head(&file, "RF64", 0xFFFFFFFF);
    put_bytes(&file, "WAVE", 4);
    put_head(&file, "ds64", 28);
    put_number(&file, 36 + 36 + 4 * FRAMES, 8, false);
    put_number(&file, 4 * FRAMES, 8, false);
    put_number(&file, FRAMES, 8, false);
    put_number(&file, 0, 4, false);
    put_bytes(&file, other.bytes + 12, 24);
    put_head(&file, "data", 0xFFFFFFFF);
    put_samples(&file, 2, FRAMES, false);
    expect_whole(FRAMES, "");
    file.n -= 2;
    expect_whole(FRAMES - 1, "the file is cut short: 4000 frames are "
                             "announced, 3999 are there");
}
END_TEST

START_TEST(the_extensible_form_is_read_by_its_inner_tag)
{
    static const uint8_t tail[] = {1,    0, 0, 0,    0, 0,    0x10, 0,
                                   0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};
    wav_file other;
    put_wav(&other, 0xFFFE, 2, 1000, 16, 4 * FRAMES);
    file.n = 0;
    put_bytes(&file, other.bytes, 36);
    file.bytes[16] = 40;
    put_number(&file, 22, 2, false);
    put_number(&file, 16, 2, false);
    put_number(&file, 0, 4, false);
    put_bytes(&file, tail, sizeof tail);
    put_head(&file, "data", 4 * FRAMES);
    put_samples(&file, 2, FRAMES, false);
    expect_whole(FRAMES, "");
    file.bytes[44] = 7; /* mu-law inside */
    expect_refused("the coding 7 of the samples is not read; use PCM or "
                   "floating point samples");
}
END_TEST

static void
put_au(uint64_t offset, uint64_t size, uint64_t encoding)
{
    file.n = 0;
    put_bytes(&file, ".snd", 4);
    put_number(&file, offset, 4, true);
    put_number(&file, size, 4, true);
    put_number(&file, encoding, 4, true);
    put_number(&file, 1000, 4, true);
    put_number(&file, 2, 4, true);
    put_bytes(&file, "unit=uV\0", 8);
    put_samples(&file, 2, FRAMES, true);
}

START_TEST(au_is_read_with_its_annotation_and_any_size)
{
    put_au(32, 4 * FRAMES, 3);
    expect_whole(FRAMES, "");
    put_au(32, 0xFFFFFFFF, 3);
    expect_whole(FRAMES, "");
    put_au(32, 4 * FRAMES - 4, 3);
    expect_whole(FRAMES - 1, "more follows the samples than the header's sizes "
                             "tell; it is passed over");
    put_au(32, 4 * FRAMES, 3);
    file.n -= 3;
    expect_whole(FRAMES - 1, "the file is cut short: 4000 frames are "
                             "announced, 3999 are there");
}
END_TEST

START_TEST(au_that_makes_no_sense_is_refused)
{
    put_au(0x7FFFFFFF, 4 * FRAMES, 3);
    expect_refused("the samples would begin at byte 2147483647, the data end "
                   "at byte 16032");
    put_au(23, 4 * FRAMES, 3);
    expect_refused("the samples would begin inside the header, at byte 23");
    put_au(32, 4 * FRAMES, 1);
    expect_refused("encoding 1 is not read; use PCM or floating point samples");
}
END_TEST

START_TEST(float_samples_pass_beyond_one_and_are_never_clipped)
{
    static const float samples[] = {1.5f, -2.5f, 1e30f, 0.1f};
    float nan = NAN, infinite = -INFINITY;
    put_wav(&file, 3, 1, 2000, 32, 24);
    put_bytes(&file, samples, sizeof samples);
    put_bytes(&file, &nan, 4);
    put_bytes(&file, &infinite, 4);
    wav_heard heard = wav_read(file.bytes, file.n, false, true);
    ck_assert_int_eq(heard.frames, 6);
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq(heard.first[i], samples[i]);
    ck_assert_double_nan(heard.first[4]);
    ck_assert_double_eq(heard.first[5], -INFINITY);
}
END_TEST

START_TEST(every_width_of_pcm_gives_the_value_over_its_full_scale)
{
    static const struct {
        int bits;
        const char *bytes; /* two samples */
        double first, second;
    } rows[] = {
        {8, "\x00\xC0", -1, 0.5},
        {12, "\x00\x80\x10\x00", -1, 1 / 2048.0},
        {16, "\x00\x80\x01\x00", -1, 1 / 32768.0},
        {24, "\x00\x00\x80\x01\x00\x00", -1, 1 / 8388608.0},
        {32, "\x00\x00\x00\x80\x01\x00\x00\x00", -1, 1 / 2147483648.0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n = 2 * (size_t)((rows[i].bits + 7) / 8);
        put_wav(&file, 1, 1, 2000, rows[i].bits, n);
        put_bytes(&file, rows[i].bytes, n);
        wav_heard heard = wav_read(file.bytes, file.n, false, true);
        ck_assert_int_eq(heard.frames, 2);
        ck_assert_double_eq(heard.first[0], rows[i].first);
        ck_assert_double_eq(heard.first[1], rows[i].second);
    }
}
END_TEST

START_TEST(it_can_be_read_again_and_tells_its_fingerprint)
{
    wav_heard first = {.error = EMG_NO_ERROR}, second = first;
    char text[33], expected[33];
    put_whole();
    emg_bytes *input = emg_bytes_from_memory(file.bytes, file.n, "a", NULL);
    emg_bytes_fingerprint(input, expected, NULL);
    emg_source *source = emg_wav_open(input, NULL, NULL, &first.error);
    wav_hear(&first, source, 300);
    ck_assert_int_eq(source->ops->rewind(source, &first.error), EMG_OK);
    wav_hear(&second, source, 300);
    ck_assert_int_eq(second.frames, FRAMES);
    ck_assert_int_eq(second.wrong, 0);
    ck_assert_int_eq(source->ops->fingerprint(source, text, NULL), EMG_OK);
    ck_assert_str_eq(text, expected);
    emg_source_destroy(source);
}
END_TEST

START_TEST(channels_are_split_into_passed_and_treated)
{
    static const emg_use uses[] = {EMG_PASS, EMG_DROP, EMG_TREAT};
    emg_error error = EMG_NO_ERROR;
    emg_block block;
    put_wav(&file, 1, 3, 1000, 16, 60);
    put_samples(&file, 3, 10, false);
    emg_bytes *input = emg_bytes_from_memory(file.bytes, file.n, "a", NULL);
    emg_source *source = emg_wav_open(input, NULL, NULL, &error);
    ck_assert_int_eq(emg_source_select(source, uses, &error), EMG_OK);
    emg_block_init(&block, 1, 8, &error);
    int64_t frames[2] = {0, 0};
    while (!source->ended && !source->ops->next(source, &block, &error)) {
        for (int f = 0; f < block.n_frames; f++)
            ck_assert_double_eq(emg_block_at(&block, 0, f),
                                wav_code(block.group == 0 ? 0 : 2,
                                         (int)frames[block.group] + f) /
                                    32768.0);
        frames[block.group] += block.n_frames;
    }
    ck_assert_int_eq(frames[0], 10);
    ck_assert_int_eq(frames[1], 10);
    emg_block_clear(&block);
    emg_source_destroy(source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_whole_file_comes_without_a_word);
    tcase_add_test(tests, blocks_of_any_size_give_the_same_samples);
    tcase_add_test(tests, a_streamed_header_is_read_to_the_end);
    tcase_add_test(
        tests, a_size_of_0_left_by_a_stopped_program_is_read_with_a_warning);
    tcase_add_test(tests, a_cut_file_gives_its_whole_frames_with_a_warning);
    tcase_add_test(tests, every_prefix_is_an_error_or_a_warned_leading_part);
    tcase_add_test(tests, a_file_without_samples_is_refused);
    tcase_add_test(tests, nonsense_in_the_header_is_refused);
    tcase_add_test(tests, chunks_before_the_data_are_passed_over);
    tcase_add_test(tests, what_follows_the_samples_is_told_when_it_is_no_chunk);
    tcase_add_test(tests, rf64_takes_its_sizes_from_ds64);
    tcase_add_test(tests, the_extensible_form_is_read_by_its_inner_tag);
    tcase_add_test(tests, au_is_read_with_its_annotation_and_any_size);
    tcase_add_test(tests, au_that_makes_no_sense_is_refused);
    tcase_add_test(tests, float_samples_pass_beyond_one_and_are_never_clipped);
    tcase_add_test(tests,
                   every_width_of_pcm_gives_the_value_over_its_full_scale);
    tcase_add_test(tests, it_can_be_read_again_and_tells_its_fingerprint);
    tcase_add_test(tests, channels_are_split_into_passed_and_treated);
}

int
main(void)
{
    return unit_main("wav source", add);
}
