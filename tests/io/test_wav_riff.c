#include "wav_made.h"

static wav_file file;

static emg_status
read_header(emg_wav_layout *layout, int64_t *at, emg_error *error)
{
    *error = EMG_NO_ERROR;
    emg_bytes *bytes = emg_bytes_from_memory(file.bytes, file.n, "x", error);
    emg_status status = emg_wav_layout_read(layout, bytes, error);
    *at = emg_bytes_at(bytes);
    emg_bytes_close(bytes);
    return status;
}

START_TEST(reading_stops_at_the_first_sample)
{
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_wav(&file, 1, 2, 1000, 16, 400);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_OK);
    ck_assert_int_eq(at, 44);
    ck_assert_int_eq(layout.data_at, 44);
    ck_assert_int_eq(layout.data_bytes, 400);
    ck_assert_int_eq(layout.bits, 16);
    ck_assert(!layout.stopped);
    ck_assert(!layout.has_text);
}
END_TEST

/* Up to where the samples would begin. */
static void
put_front(void)
{
    wav_file whole;
    put_wav(&whole, 1, 2, 1000, 16, 400);
    file.n = 0;
    put_bytes(&file, whole.bytes, 36);
}

START_TEST(a_list_of_texts_may_name_a_person)
{
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_front();
    put_head(&file, "LIST", 4);
    put_bytes(&file, "INFO", 4);
    put_head(&file, "data", 400);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_OK);
    ck_assert(layout.has_text);
    ck_assert_int_eq(layout.data_at, 56);
}
END_TEST

START_TEST(names_may_stand_before_the_samples)
{
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_front();
    put_head(&file, "LIST", 20);
    put_bytes(&file, "INFO", 4);
    put_head(&file, "cnam", 8);
    put_bytes(&file, "FCR;ECR", 8);
    put_head(&file, "data", 400);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_OK);
    ck_assert_str_eq(layout.names, "FCR;ECR");
    ck_assert_int_eq(layout.data_at, 72);
}
END_TEST

START_TEST(bw64_is_rf64_by_its_later_name)
{
    wav_file other;
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_wav(&other, 1, 2, 1000, 16, 400);
    file.n = 0;
    put_bytes(&file, "BW64\xFF\xFF\xFF\xFFWAVE", 12);
    put_head(&file, "ds64", 28);
    put_number(&file, 1000, 8, false);
    put_number(&file, 400, 8, false);
    put_number(&file, 100, 8, false);
    put_number(&file, 0, 4, false);
    put_bytes(&file, other.bytes + 12, 24);
    put_head(&file, "data", 0xFFFFFFFF);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_OK);
    ck_assert_int_eq(layout.data_bytes, 400);
    ck_assert_str_eq(layout.format, "RF64");
}
END_TEST

/* W64: a head of 24 bytes that its size counts, chunks at every eighth. */
static void
put_w64(const char *name, uint64_t size)
{
    put_bytes(&file, name, 4);
    put_bytes(&file, "\xF3\xAC\xD3\x11\x8C\xD1\x00\xC0\x4F\x8E\xDB\x8A", 12);
    put_number(&file, size, 8, false);
}

START_TEST(w64_counts_heads_and_fills_up_to_eight)
{
    wav_file other;
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_wav(&other, 1, 2, 1000, 16, 400);
    file.n = 0;
    put_bytes(&file, "riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\0\0", 16);
    put_number(&file, 40 + 32 + 40 + 24 + 400, 8, false);
    put_bytes(&file, "wave\xF3\xAC\xD3\x11\x8C\xD1\0\xC0\x4F\x8E\xDB\x8A", 16);
    put_w64("list", 24 + 3);
    put_bytes(&file, "abc\0\0\0\0\0", 8);
    put_w64("fmt ", 24 + 16);
    put_bytes(&file, other.bytes + 20, 16);
    put_w64("data", 24 + 400);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_OK);
    ck_assert_str_eq(layout.format, "W64");
    ck_assert_int_eq(layout.n_channels, 2);
    ck_assert_int_eq(layout.data_bytes, 400);
    ck_assert_int_eq(layout.data_at, (int64_t)file.n);
}
END_TEST

START_TEST(sizes_beyond_all_files_end_the_header_quietly)
{
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_wav(&file, 1, 2, 1000, 16, 400);
    memcpy(file.bytes + 16, "\xFF\xFF\xFF\xFF", 4);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "the header is cut short");
    memcpy(file.bytes, "RF64", 4);
    memcpy(file.bytes + 12, "ds64\x08\0\0\0", 8);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "the ds64 chunk is too short");
    ck_assert_int_eq(error.byte, 20);
}
END_TEST

START_TEST(a_second_fmt_chunk_is_refused)
{
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_wav(&file, 1, 2, 1000, 16, 400);
    file.n -= 8; /* the head of the data */
    put_bytes(&file, file.bytes + 12, 24);
    put_head(&file, "data", 400);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "a second fmt chunk is here");
    ck_assert_int_eq(error.byte, 44);
}
END_TEST

START_TEST(no_size_of_all_is_no_sign_of_a_stopped_program)
{
    wav_file other;
    emg_wav_layout layout;
    emg_error error;
    int64_t at;
    put_wav(&other, 1, 2, 1000, 16, 400);
    file.n = 0;
    put_bytes(&file, "riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\0\0", 16);
    put_number(&file, UINT64_MAX, 8, false);
    put_bytes(&file, "wave\xF3\xAC\xD3\x11\x8C\xD1\0\xC0\x4F\x8E\xDB\x8A", 16);
    put_w64("fmt ", 24 + 16);
    put_bytes(&file, other.bytes + 20, 16);
    put_w64("data", 24);
    ck_assert_int_eq(read_header(&layout, &at, &error), EMG_OK);
    ck_assert_int_eq(layout.data_bytes, 0);
    ck_assert(!layout.stopped);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, reading_stops_at_the_first_sample);
    tcase_add_test(tests, a_list_of_texts_may_name_a_person);
    tcase_add_test(tests, names_may_stand_before_the_samples);
    tcase_add_test(tests, bw64_is_rf64_by_its_later_name);
    tcase_add_test(tests, w64_counts_heads_and_fills_up_to_eight);
    tcase_add_test(tests, sizes_beyond_all_files_end_the_header_quietly);
    tcase_add_test(tests, a_second_fmt_chunk_is_refused);
    tcase_add_test(tests, no_size_of_all_is_no_sign_of_a_stopped_program);
}

int
main(void)
{
    return unit_main("wav riff", add);
}
