#include "unit.h"
#include <unistd.h>

#include "edf_file.h"
#include "io/edf.h"
#include "io/edf_where.h"

static void
check_where(const emg_source *source, int64_t byte, const char *expected)
{
    char where[EMG_EDF_PLACE];
    emg_edf_where(where, source, byte);
    ck_assert_str_eq(where, expected);
}

/* 3 signals: the fields are those of the format's table. */
START_TEST(every_byte_of_a_header_has_a_name)
{
    edf_file file = edf_file_usual(false);
    emg_source *source =
        emg_open_memory(file.bytes, file.size, "x", NULL, NULL);
    check_where(source, -1, "");
    check_where(source, 0, "version");
    check_where(source, 7, "version");
    check_where(source, 8, "patient");
    check_where(source, 88, "recording");
    check_where(source, 168, "start date");
    check_where(source, 176, "start time");
    check_where(source, 184, "header bytes");
    check_where(source, 192, "reserved");
    check_where(source, 236, "record count");
    check_where(source, 243, "record count");
    check_where(source, 244, "record duration");
    check_where(source, 255, "number of signals");
    check_where(source, 256, "signal 1, label");
    check_where(source, 256 + 47, "signal 3, label");
    check_where(source, 256 + 48, "signal 1, transducer");
    check_where(source, (int64_t)edf_file_field(&file, 96, 8, 1),
                "signal 2, unit");
    check_where(source, (int64_t)edf_file_field(&file, 128, 8, 2) + 7,
                "signal 3, digital maximum");
    check_where(source, (int64_t)edf_file_field(&file, 216, 8, 0),
                "signal 1, samples per record");
    check_where(source, 1023, "signal 3, reserved");
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

START_TEST(bytes_behind_the_header_belong_to_records)
{
    edf_file file = edf_file_usual(false); /* 3 records of 100 bytes */
    emg_source *source =
        emg_open_memory(file.bytes, file.size, "x", NULL, NULL);
    check_where(source, 1024, "record 1");
    check_where(source, 1123, "record 1");
    check_where(source, 1124, "record 2");
    check_where(source, 1323, "record 3");
    check_where(source, 1324, "behind the records");
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

START_TEST(other_sources_have_no_fields)
{
    emg_source_ops ops = {.name = "other"};
    emg_source other = {.ops = &ops};
    check_where(&other, 236, "");
}
END_TEST

START_TEST(a_pipe_has_no_end_and_a_header_may_be_padded)
{
    edf_file file = edf_file_usual(false);
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], file.bytes, file.size), (ssize_t)file.size);
    close(ends[1]);
    emg_source *source =
        emg_edf_open(emg_bytes_from_fd(ends[0], "x", NULL), NULL, NULL);
    check_where(source, 1024 + 8 * 100, "record 9");
    emg_source_destroy(source);
    close(ends[0]);
    edf_file_put(&file, 184, 8, "1324"); /* all that is there but one record */
    uint8_t *padded = calloc(1, file.size + 300);
    memcpy(padded, file.bytes, 1024);
    memcpy(padded + 1324, file.bytes + 1024, file.size - 1024);
    source = emg_open_memory(padded, file.size + 300, "x", NULL, NULL);
    check_where(source, 1100, "");
    check_where(source, 1324, "record 1");
    emg_source_destroy(source);
    free(padded);
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_byte_of_a_header_has_a_name);
    tcase_add_test(tests, bytes_behind_the_header_belong_to_records);
    tcase_add_test(tests, other_sources_have_no_fields);
    tcase_add_test(tests, a_pipe_has_no_end_and_a_header_may_be_padded);
}

int
main(void)
{
    return unit_main("edf_where", add);
}
