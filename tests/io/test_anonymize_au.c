#include "unit.h"

#include "anonymous.h"

static const emg_anonymity nobody = {0};

/* An AU of one channel with 10 samples of 16 bits. size: as the header says. */
static size_t
au(uint8_t *to, const char *note, size_t note_n, uint32_t size)
{
    uint32_t fields[5] = {(uint32_t)(24 + note_n), size, 3, 1000, 1};
    memcpy(to, ".snd", 4);
    for (int i = 0; i < 20; i++)
        to[4 + i] = (uint8_t)(fields[i / 4] >> 8 * (3 - i % 4));
    memcpy(to + 24, note, note_n);
    for (size_t i = 0; i < 20; i++)
        to[24 + note_n + i] = (uint8_t)(7 * i);
    return 24 + note_n + 20;
}

/* note: what stands behind the header of the copy. */
static void
check_note(const char *old, size_t old_n, uint32_t size, const char *note,
           const char *said)
{
    uint8_t bytes[512];
    size_t n = au(bytes, old, old_n, size);
    anonymous got = anonymous_copy(bytes, n, nobody, "out");
    ck_assert_msg(!got.status, "%s", got.error.text);
    ck_assert_str_eq(anonymous_said(&got), said);
    size_t at = got.bytes[7];
    ck_assert_uint_eq(at % 8, 0);
    ck_assert_uint_eq(at, 24 + (strlen(note) / 8 + 1) * 8);
    ck_assert_uint_eq(got.size, at + 20);
    ck_assert_mem_eq(got.bytes, ".snd\0\0\0", 7);
    ck_assert_mem_eq(got.bytes + 8, bytes + 8, 16);
    ck_assert_str_eq((char *)got.bytes + 24, note);
    for (size_t i = 24 + strlen(note); i < at; i++)
        ck_assert_int_eq(got.bytes[i], 0);
    ck_assert_mem_eq(got.bytes + at, bytes + n - 20, 20);
    anonymous_clear(&got);
}

#define SAID "the annotation of the header is left out\n"
#define HEADING "name\ttype\tunits\tfull_scale\n"

START_TEST(a_text_is_left_out)
{
    check_note("Jane Doe", 8, 20, "", SAID);
    check_note("Jane Doe", 8, UINT32_MAX, "", SAID);
    check_note("\0\0Doe\0\0\0", 8, 20, "", SAID);
    check_note("", 0, 20, "", "");
    check_note("\0\0\0\0", 4, 20, "", "");
}
END_TEST

START_TEST(of_a_table_only_words_of_the_trade_are_kept)
{
    static const char ours[] = HEADING "EMG left FCR\tEMG\tuV\t4096\n";
    check_note(ours, sizeof ours, 20, ours, "");
    static const char named[] = HEADING "EMG Zyxw FCR\tEMG\tZyxw\t4096\n";
    check_note(named, sizeof named, 20,
               HEADING "EMG      FCR\tEMG\tn/a\t4096\n", "");
    static const char more[] = "name\tunits\twho\nZyxw\tuV\tZyxw\n";
    check_note(more, sizeof more, 20, HEADING "n/a\tn/a\tuV\tn/a\n", SAID);
}
END_TEST

START_TEST(little_endian_is_copied_too)
{
    uint8_t bytes[64] = "dns.\x20\0\0\0\xFF\xFF\xFF\xFF\3\0\0\0\xE8\3\0\0\1\0"
                        "\0\0Zyxw\0\0\0\0\1\2\3\4";
    anonymous got = anonymous_copy(bytes, 36, nobody, "out");
    ck_assert_msg(!got.status, "%s", got.error.text);
    ck_assert_uint_eq(got.size, 36);
    memset(bytes + 24, 0, 4);
    ck_assert_mem_eq(got.bytes, bytes, 36);
    anonymous_clear(&got);
}
END_TEST

static void
check_refused(const uint8_t *bytes, size_t n, const char *why)
{
    anonymous got = anonymous_copy(bytes, n, nobody, "out");
    ck_assert_int_eq(got.status, EMG_BAD_FILE);
    ck_assert_msg(strstr(got.error.text, why) != NULL, "%s", got.error.text);
    ck_assert_int_eq(got.n_files, 1);
    ck_assert_str_eq(got.error.file, "in");
    anonymous_clear(&got);
}

START_TEST(what_fits_no_header_is_refused_and_leaves_no_copy)
{
    uint8_t bytes[256];
    size_t n = au(bytes, "", 0, 18);
    check_refused(bytes, n, "20 bytes follow the header");
    n = au(bytes, "", 0, 22);
    check_refused(bytes, n, "20 bytes follow the header");
    n = au(bytes, "", 0, UINT32_MAX);
    check_refused(bytes, n - 1, "19 bytes follow the header");
    check_refused(bytes, 24, "0 bytes follow the header");
    check_refused(bytes, 23, "the header is cut short");
    bytes[15] = 27;
    check_refused(bytes, n, "encoding 27 is not read");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_text_is_left_out);
    tcase_add_test(tests, of_a_table_only_words_of_the_trade_are_kept);
    tcase_add_test(tests, little_endian_is_copied_too);
    tcase_add_test(tests, what_fits_no_header_is_refused_and_leaves_no_copy);
}

int
main(void)
{
    return unit_main("anonymize_au", add);
}
