#include "unit.h"

#include "io/foreign.h"

#include <string.h>

static void
expect(const uint8_t *first, size_t n, const char *start)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_foreign_refuse(first, n, &error), EMG_BAD_FILE);
    ck_assert_int_eq(error.byte, 0);
    ck_assert_mem_eq(error.text, start, strlen(start));
}

START_TEST(a_sign_is_looked_for_at_its_place_and_not_beyond_the_end)
{
    uint8_t tar[262] = {0};
    memcpy(tar + 257, "ustar", 5);
    expect(tar, sizeof tar, "this seems to be a TAR archive");
    expect(tar, sizeof tar - 1, "the format is not known");
    ck_assert(!emg_foreign_knows((const uint8_t *)"GDF", 3));
    ck_assert(emg_foreign_knows((const uint8_t *)"GDF ", 4));
    expect((const uint8_t *)"", 0, "the file is empty");
}
END_TEST

START_TEST(a_few_bytes_do_not_make_text_another_format)
{
    ck_assert(!emg_foreign_knows((const uint8_t *)"aPple,1", 7));
    ck_assert(!emg_foreign_knows((const uint8_t *)"ID3,b\n1,2\n", 10));
    expect((const uint8_t *)"ID3\x01", 4, "this seems to be MP3");
    expect((const uint8_t *)"\xFF\xFEt\0", 4,
           "this seems to be text in UTF-16");
    expect((const uint8_t *)"a\0b", 3, "the format is not known");
    ck_assert(!emg_foreign_knows((const uint8_t *)"BZh,1\n", 6));
}
END_TEST

START_TEST(what_laboratories_export_instead_is_named)
{
    expect((const uint8_t *)"POLY SAMPLE FILEversion 2.03\r\n\x1A", 31,
           "this seems to be TMSi Poly5");
    expect((const uint8_t *)"\7\0(C) CED 87", 12,
           "this seems to be CED Spike2");
    expect((const uint8_t *)"\xFE\xFF\0t", 4,
           "this seems to be text in UTF-16");
    expect((const uint8_t *)"\xD0\xCF\x11\xE0\xA1", 5,
           "this seems to be an old Excel");
    expect((const uint8_t *)"<!DOCTYPE html>", 15,
           "this seems to be a web page");
    expect((const uint8_t *)"\x89PNG\r\n\x1A\n", 8,
           "this seems to be a picture");
    expect((const uint8_t *)"MATLAB 7.3 MAT-file", 19,
           "this seems to be a MATLAB file");
    expect((const uint8_t *)"\xFE"
                            "BIOSEMI",
           8, "this seems to be BDF with a damaged beginning");
    expect((const uint8_t *)"\xFD"
                            "7zXZ",
           6, "this seems to be compressed");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   a_sign_is_looked_for_at_its_place_and_not_beyond_the_end);
    tcase_add_test(tests, a_few_bytes_do_not_make_text_another_format);
    tcase_add_test(tests, what_laboratories_export_instead_is_named);
}

int
main(void)
{
    return unit_main("foreign", add);
}
