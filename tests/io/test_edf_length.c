#include "unit.h"

#include "edf_file.h"
#include "reading.h"

/* Reads n bytes of the file, from memory and from a pipe, with this text as
 * record count. */
static void
counts(edf_file *file, const char *count, size_t n, size_t records,
       const char *says)
{
    uint8_t *exact = malloc(n);
    reading got, piped;
    edf_file_put(file, 236, 8, count);
    memcpy(exact, file->bytes, n < file->size ? n : file->size);
    if (n > file->size)
        memset(exact + file->size, 'x', n - file->size);
    reading_memory(&got, exact, n, 16);
    reading_pipe(&piped, exact, n, 16);
    ck_assert(reading_same(&got, &piped));
    ck_assert_int_eq(got.error.status, records ? EMG_OK : EMG_BAD_FILE);
    if (records)
        ck_assert_uint_eq(got.n[0], records * 10);
    ck_assert_str_eq(records ? reading_text(&got.warnings) : got.error.text,
                     says);
    reading_clear(&got);
    reading_clear(&piped);
    free(exact);
}

/* Records of 2 x 10 x 2 + 60 = 100 bytes from byte 1024 on. */
START_TEST(the_count_is_held_against_the_bytes)
{
    edf_file file = edf_file_usual(false);
    counts(&file, "3", 1324, 3, "");
    counts(
        &file, "-1", 1324, 3,
        "236 record count is -1; using the 3 whole records that are there\n");
    counts(&file, "0", 1324, 3,
           "236 record count is 0; using the 3 whole records that are there\n");
    counts(&file, "", 1324, 3,
           "236 record count is blank; using the 3 whole records that are "
           "there\n");
    counts(&file, "a\x1b", 1324, 3,
           "236 record count is a\\x1b; using the 3 whole records that are "
           "there\n");
    counts(&file, "99999999", 1324, 3,
           "236 record count is 99999999; using the 3 whole records that are "
           "there\n");
    counts(&file, "2", 1324, 2,
           "236 record count is 2, but 3 records are there; the 100 extra "
           "bytes after the last are left out\n");
    counts(&file, "3", 1323, 2,
           "1224 the last record is cut short (truncated); its 99 bytes are "
           "left out\n"
           "236 record count is 3; using the 2 whole records that are there\n");
    counts(&file, "3", 1325, 3,
           "1324 1 extra bytes after the last record are left out\n");
    counts(&file, "3", 1024, 0,
           "no data: the file ends after the header, without a record");
    counts(&file, "-1", 1123, 0,
           "no whole record: the first is truncated, 99 of 100 bytes are "
           "there");
    free(file.bytes);
}
END_TEST

/* 256 bytes between header and data, as the header says or not. */
static void
padded(const char *told, int padding, size_t samples, const char *says)
{
    edf_file file = edf_file_usual(false);
    size_t n = file.size + (size_t)padding;
    uint8_t *bytes = malloc(n);
    reading got, piped;
    edf_file_put(&file, 184, 8, told);
    memcpy(bytes, file.bytes, 1024);
    memset(bytes + 1024, 0x7F, (size_t)padding);
    memcpy(bytes + 1024 + padding, file.bytes + 1024, file.size - 1024);
    reading_memory(&got, bytes, n, 16);
    reading_pipe(&piped, bytes, n, 16);
    ck_assert(reading_same(&got, &piped));
    ck_assert_uint_eq(got.n[0], samples);
    for (size_t i = 0; i < samples; i++)
        ck_assert(got.samples[0][i] == edf_file_value(&file, 0, (int64_t)i));
    ck_assert_str_eq(reading_text(&got.warnings), says);
    reading_clear(&got);
    reading_clear(&piped);
    free(bytes);
    free(file.bytes);
}

START_TEST(the_records_begin_where_the_size_agrees)
{
    padded("1024", 0, 30, "");
    padded("512", 0, 30,
           "184 header bytes is 512, but 3 signals need 1024, which is used\n");
    padded("", 0, 30,
           "184 header bytes is not a number; 3 signals need 1024, which is "
           "used\n");
    padded("1280", 0, 30,
           "184 header bytes is 1280, but 3 signals need 1024, which is "
           "used\n");
    padded("1280", 256, 30,
           "184 header bytes is 1280, more than 3 signals need; used, since "
           "the file's size agrees\n");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_count_is_held_against_the_bytes);
    tcase_add_test(tests, the_records_begin_where_the_size_agrees);
}

int
main(void)
{
    return unit_main("edf length", add);
}
