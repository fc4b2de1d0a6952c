#include "unit.h"

#include "base/utf8.h"

#include <string.h>

static size_t
length_of(const char *bytes)
{
    return emg_utf8_length((const uint8_t *)bytes, strlen(bytes));
}

/* The borders of Table 3-7 of the Unicode standard, well-formed UTF-8. */
START_TEST(only_well_formed_characters_have_a_length)
{
    ck_assert_uint_eq(length_of("a"), 1);
    ck_assert_uint_eq(length_of("\xC2\x80"), 2);
    ck_assert_uint_eq(length_of("\xE0\xA0\x80"), 3);
    ck_assert_uint_eq(length_of("\xED\x9F\xBF"), 3);
    ck_assert_uint_eq(length_of("\xF0\x90\x80\x80"), 4);
    ck_assert_uint_eq(length_of("\xF4\x8F\xBF\xBF"), 4);
    ck_assert_uint_eq(length_of("\x80"), 0);
    ck_assert_uint_eq(length_of("\xC1\xBF"), 0);
    ck_assert_uint_eq(length_of("\xE0\x9F\xBF"), 0);
    ck_assert_uint_eq(length_of("\xED\xA0\x80"), 0);
    ck_assert_uint_eq(length_of("\xF0\x8F\xBF\xBF"), 0);
    ck_assert_uint_eq(length_of("\xF4\x90\x80\x80"), 0);
    ck_assert_uint_eq(length_of("\xE2\x82"), 0);
    ck_assert_uint_eq(length_of(""), 0);
}
END_TEST

static void
copies(const char *bytes, size_t size, const char *expected)
{
    char to[16];
    size_t n = emg_utf8_copy(to, size, (const uint8_t *)bytes, strlen(bytes));
    ck_assert_str_eq(to, expected);
    ck_assert_uint_eq(n, strlen(expected));
}

START_TEST(text_that_is_not_utf8_is_latin1)
{
    copies("\xB5V", 16, "\xC2\xB5V");
    copies("\xC2\xB5V", 16, "\xC2\xB5V");
    copies("L\xE4ngs \xC2\xB5", 16, "L\xC3\xA4ngs \xC3\x82\xC2\xB5");
    copies("a\xC2\xB5", 3, "a");
    copies("a\xC2\xB5", 4, "a\xC2\xB5");
}
END_TEST

START_TEST(nul_inside_becomes_a_blank)
{
    char to[8];
    emg_utf8_copy(to, sizeof to, (const uint8_t *)"a\0b", 3);
    ck_assert_str_eq(to, "a b");
}
END_TEST

/* Decompositions of Unicode: NFD without U+0300 to U+036F, and the letters that
 * have none. */
START_TEST(letters_lose_their_accents)
{
    static const struct {
        const char *with, *without;
    } cases[] = {
        {"Fl\xC3\xA9"
         "chisseur",
         "Flechisseur"},
        {"M\xC3\xBCller \xC3\x9F", "Muller s"},
        {"\xC5\x81okie\xC4\x87 \xC4\x8D\xC5\xBE\xC5\xBF", "Lokiec czs"},
        {"e\xCC\x81"
         "a\xCD\xAF",
         "ea"},
        {"\xC3\x97\xC3\xB7 \xE5\xB7\xA6", "\xC3\x97\xC3\xB7 \xE5\xB7\xA6"},
        {"a\xC3", "a\xC3"},
        {"", ""},
    };
    char plain[32];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        emg_utf8_plain(plain, sizeof plain, cases[i].with);
        ck_assert_str_eq(plain, cases[i].without);
    }
    emg_utf8_plain(plain, 3, "a\xE5\xB7\xA6");
    ck_assert_str_eq(plain, "a");
}
END_TEST

START_TEST(letters_that_bear_no_accent_stay)
{
    static const char *const texts[] = {"\xC2\xB5", "\xC6\x80", "\xCD\xB0"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char plain[8];
        emg_utf8_plain(plain, sizeof plain, texts[i]);
        ck_assert_str_eq(plain, texts[i]);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, only_well_formed_characters_have_a_length);
    tcase_add_test(tests, text_that_is_not_utf8_is_latin1);
    tcase_add_test(tests, letters_lose_their_accents);
    tcase_add_test(tests, nul_inside_becomes_a_blank);
    tcase_add_test(tests, letters_that_bear_no_accent_stay);
}

int
main(void)
{
    return unit_main("utf8", add);
}
