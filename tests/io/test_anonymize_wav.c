#include "unit.h"

#include "anonymous.h"

static const emg_anonymity nobody = {0};

static const char format[] =
    "fmt \x10\0\0\0\1\0\1\0\xE8\3\0\0\xD0\7\0\0\2\0\x10";

/* RIFF WAVE with a chunk between format and samples, and bytes at the end. */
static size_t
wav(uint8_t *to, const char *chunk, size_t chunk_n, size_t samples,
    const char *tail, size_t tail_n)
{
    size_t n = 12;
    memcpy(to, "RIFF\0\0\0\0WAVE", 12);
    memcpy(to + n, format, 24);
    n += 24;
    memcpy(to + n, chunk, chunk_n);
    n += chunk_n;
    memcpy(to + n, "data\0\0\0\0", 8);
    to[n + 4] = (uint8_t)samples;
    n += 8;
    for (size_t i = 0; i < samples; i++)
        to[n++] = (uint8_t)(3 * i);
    if (samples % 2)
        to[n++] = 'Z';
    memcpy(to + n, tail, tail_n);
    n += tail_n;
    to[4] = (uint8_t)(n - 8);
    return n;
}

START_TEST(a_format_and_samples_are_copied_as_they_are)
{
    uint8_t bytes[256];
    size_t n = wav(bytes, "fact\4\0\0\0\5\0\0\0", 12, 10, "", 0);
    anonymous got = anonymous_copy(bytes, n, nobody, "out");
    ck_assert_int_eq(got.status, EMG_OK);
    ck_assert_uint_eq(got.size, n);
    ck_assert_mem_eq(got.bytes, bytes, n);
    anonymous_clear(&got);
}
END_TEST

START_TEST(padding_is_written_anew)
{
    uint8_t bytes[256];
    size_t n = wav(bytes, "", 0, 9, "", 0);
    anonymous got = anonymous_copy(bytes, n, nobody, "out");
    ck_assert_uint_eq(got.size, n);
    ck_assert_mem_eq(got.bytes, bytes, n - 1);
    ck_assert_int_eq(got.bytes[n - 1], 0);
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

START_TEST(all_else_is_refused_and_leaves_no_copy)
{
    static const char list[] = "LIST\4\0\0\0Zyxw";
    uint8_t bytes[256];
    size_t n = wav(bytes, list, 12, 10, "", 0);
    check_refused(bytes, n, "it holds more than a format and samples");
    n = wav(bytes, "", 0, 10, list, 12);
    check_refused(bytes, n, "it holds more than a format and samples");
    n = wav(bytes, "", 0, 10, "Zyx", 3);
    check_refused(bytes, n, "bytes follow its samples");
    n = wav(bytes, "fact\6\0\0\0Zyxwvu", 14, 10, "", 0);
    check_refused(bytes, n, "it holds more than a format and samples");
    n = wav(bytes, "fmt \52\0\0\0Zyxw................................zyxw.",
            8 + 42, 10, "", 0);
    check_refused(bytes, n, "it holds more than a format and samples");
    n = wav(bytes, "", 0, 10, "", 0);
    check_refused(bytes, n - 4, "cut short");
    bytes[4] = 40; /* the samples reach beyond the form */
    check_refused(bytes, n, "more than a format");
    check_refused(bytes, 36, "no samples");
    memcpy(bytes, "RIFX", 4);
    check_refused(bytes, n, "may hold texts anywhere");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_format_and_samples_are_copied_as_they_are);
    tcase_add_test(tests, padding_is_written_anew);
    tcase_add_test(tests, all_else_is_refused_and_leaves_no_copy);
}

int
main(void)
{
    return unit_main("anonymize_wav", add);
}
