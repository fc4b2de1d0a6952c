#include "unit.h"

#include "io/anonymize_identity.h"

#include <stdlib.h>
#include <string.h>

/* Of a header with these texts and a start on 2 March 2021, 14:33:27. */
static emg_identity
identity_of(const char *patient, const char *recording)
{
    emg_identity who;
    uint8_t *first = malloc(256);
    memset(first, ' ', 256);
    memcpy(first + 8, patient, strlen(patient));
    memcpy(first + 88, recording, strlen(recording));
    memcpy(first + 168, "02.03.2114.33.27", 16);
    emg_identity_read(&who, first);
    free(first);
    return who;
}

static int
found(const emg_identity *who, const char *text)
{
    return (int)emg_identity_in_text(who, (const uint8_t *)text, strlen(text));
}

START_TEST(every_word_of_three_letters_is_found_in_any_case)
{
    emg_identity who = identity_of("PT-077 F 02-MAY-1951 Doe,Jane^Zyx",
                                   "Startdate 02-MAR-2021 Hosp Bob_Tech Equ");
    ck_assert_int_eq(found(&who, "a doe"), 2);
    ck_assert_int_eq(found(&who, "jAnEs hand"), 0);
    ck_assert_int_eq(found(&who, "xzyx"), 1);
    ck_assert_int_eq(found(&who, "by BOB"), 3);
    ck_assert_int_eq(found(&who, "tech"), 0);
    ck_assert_int_eq(found(&who, "Hosp"), 0);
    ck_assert_int_eq(found(&who, "ch 077"), 3);
    ck_assert_int_eq(found(&who, "02-May-1951"), 0);
    ck_assert_int_eq(found(&who, "02.03.21"), 0);
    ck_assert_int_eq(found(&who, "at 14.33.27"), 3);
    ck_assert_int_eq(found(&who, "20-FEB-2021"), -1);
    ck_assert_int_eq(found(&who, "nobody"), -1);
    ck_assert_int_eq(found(&who, ""), -1);
}
END_TEST

START_TEST(short_parts_are_sought_as_a_whole)
{
    emg_identity who = identity_of("J.D. X X X", "");
    ck_assert_int_eq(found(&who, "for j.d."), 4);
    ck_assert_int_eq(found(&who, "J D"), -1);
}
END_TEST

START_TEST(words_of_the_trade_name_nobody)
{
    emg_identity who = identity_of("EMG X X Ann", "Startdate X X X BIOSEMI");
    ck_assert_int_eq(found(&who, "EMG FCR"), -1);
    ck_assert_int_eq(found(&who, "EDF Annotations"), -1);
    ck_assert_int_eq(found(&who, "Channel 1"), -1);
    ck_assert_int_eq(found(&who, "Annette"), 0);
    ck_assert_int_eq(found(&who, "ch Ann"), 3);
}
END_TEST

START_TEST(nobody_is_found_in_a_neutral_header)
{
    emg_identity who;
    uint8_t first[256];
    memset(first, ' ', sizeof first);
    memcpy(first + 8, "X X X X", 7);
    memcpy(first + 88, "Startdate X X X X", 17);
    memcpy(first + 168, "01.01.8500.00.00", 16);
    emg_identity_read(&who, first);
    ck_assert_int_eq(who.n_words, 0);
    ck_assert_int_eq(who.start.month, 0);
    ck_assert_int_eq(who.birth.month, 0);
    ck_assert_int_eq(who.sex, 'X');
}
END_TEST

START_TEST(sex_and_days_are_read_where_edf_plus_has_them)
{
    emg_identity who =
        identity_of("S1 m 13-May-1951 N", "Startdate 05-JAN-2020 X X X");
    ck_assert_int_eq(who.sex, 'M');
    ck_assert_int_eq(who.birth.year, 1951);
    ck_assert_int_eq(who.start.year, 2020);
    who = identity_of("F 13-MAY-1951", "free text");
    ck_assert_int_eq(who.sex, 'X');
    ck_assert_int_eq(who.birth.day, 13);
    ck_assert_int_eq(who.start.year, 2021); /* of the date field */
    ck_assert_int_eq(who.start.month, 3);
}
END_TEST

START_TEST(samples_are_searched_for_long_words_only)
{
    emg_identity who = identity_of("X X X Jane_Zyxwvut", "");
    static const uint8_t samples[] = "..Jane..Zyxwvu..Zyxwvut";
    ck_assert_int_eq(emg_identity_in_samples(&who, samples, 23), 16);
    ck_assert_int_eq(emg_identity_in_samples(&who, samples, 22), -1);
}
END_TEST

START_TEST(a_header_full_of_words_fits)
{
    char full[81];
    for (int i = 0; i < 80; i++)
        full[i] = (char)(i % 4 == 3 ? ' ' : 'a' + i % 26);
    full[80] = 0;
    emg_identity who = identity_of(full, full);
    ck_assert_int_eq(who.n_words, 42); /* 20 and 20, date and time */
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, every_word_of_three_letters_is_found_in_any_case);
    tcase_add_test(tests, short_parts_are_sought_as_a_whole);
    tcase_add_test(tests, words_of_the_trade_name_nobody);
    tcase_add_test(tests, nobody_is_found_in_a_neutral_header);
    tcase_add_test(tests, sex_and_days_are_read_where_edf_plus_has_them);
    tcase_add_test(tests, samples_are_searched_for_long_words_only);
    tcase_add_test(tests, a_header_full_of_words_fits);
}

int
main(void)
{
    return unit_main("anonymize_identity", add);
}
