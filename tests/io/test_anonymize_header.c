#include "unit.h"

#include "anonymous.h"
#include "io/anonymize_part.h"

static const emg_anonymity nobody = {0};

static edf_file
known(void)
{
    edf_file file = edf_file_usual(false);
    edf_file_put(&file, 8, 80, "PT77 F 02-MAY-1951 Zyxwvut_Qrs");
    edf_file_put(&file, 88, 80, "Startdate 02-MAR-2021 Hospi Tecno Equi");
    edf_file_put(&file, 168, 16, "02.03.2114.33.27");
    return file;
}

static void
check_field(const anonymous *got, size_t at, size_t width, const char *expected)
{
    char field[81], padded[81];
    ck_assert_ptr_nonnull(got->bytes);
    snprintf(padded, sizeof padded, "%-*s", (int)width, expected);
    snprintf(field, sizeof field, "%.*s", (int)width, got->bytes + at);
    ck_assert_str_eq(field, padded);
}

START_TEST(the_copy_is_of_nobody_at_no_time)
{
    edf_file file = known();
    anonymous got = anonymous_of(&file, nobody);
    ck_assert_int_eq(got.status, EMG_OK);
    check_field(&got, 8, 80, "X X X X");
    check_field(&got, 88, 80, "Startdate X X X X");
    check_field(&got, 168, 16, "01.01.8500.00.00");
    check_field(&got, 192, 44, "EDF+C");
    check_field(&got, 236, 8, "3");
    ck_assert_str_eq(anonymous_said(&got), "");
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(what_is_asked_for_is_kept)
{
    edf_file file = known();
    emg_anonymity how = {
        .code = "S01", .keep_sex = true, .keep_age = true, .shift_days = -10};
    anonymous got = anonymous_of(&file, how);
    check_field(&got, 8, 80, "S01 F X X Age_69");
    check_field(&got, 88, 80, "Startdate 20-FEB-2021 X X X");
    check_field(&got, 168, 16, "20.02.2100.00.00");
    anonymous_clear(&got);
    edf_file_put(&file, 8, 80, "PT77 F 02-MAY-1921 Zyxwvut_Qrs");
    got = anonymous_of(&file, how);
    check_field(&got, 8, 80, "S01 F X X Age_90+");
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(what_is_not_known_stays_unknown_with_a_word)
{
    edf_file file = edf_file_usual(false);
    emg_anonymity how = {.keep_sex = true, .keep_age = true, .shift_days = 7};
    anonymous got = anonymous_of(&file, how);
    check_field(&got, 8, 80, "X X X X");
    check_field(&got, 168, 16, "01.01.8500.00.00");
    ck_assert_ptr_nonnull(strstr(anonymous_said(&got), "tell the sex"));
    ck_assert_ptr_nonnull(strstr(anonymous_said(&got), "tell the age"));
    ck_assert_ptr_nonnull(strstr(anonymous_said(&got), "no start date"));
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(a_day_that_edf_cannot_tell_is_refused)
{
    edf_file file = known();
    emg_anonymity how = {.shift_days = -14000};
    anonymous got = anonymous_of(&file, how);
    ck_assert_int_eq(got.status, EMG_BAD_OPTION);
    ck_assert_int_eq(got.n_files, 1);
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(free_texts_keep_words_of_the_trade_only)
{
    edf_file file = known();
    edf_file_put(&file, edf_file_field(&file, 16, 80, 0), 80,
                 "AgAgCl electrode of Dr.Blorp");
    edf_file_put(&file, edf_file_field(&file, 96, 8, 1), 8, "blorps");
    edf_file_put(&file, edf_file_field(&file, 136, 80, 1), 80, "HP:20Hz Blorp");
    edf_file_put(&file, edf_file_field(&file, 224, 32, 0), 32, "HP:20Hz");
    edf_file_put(&file, edf_file_field(&file, 104, 8, 2), 8, "blorp");
    edf_file_put(&file, 192, 44, "EDF+C Blorp");
    anonymous got = anonymous_of(&file, nobody);
    check_field(&got, edf_file_field(&file, 16, 80, 0), 80,
                "AgAgCl electrode of");
    check_field(&got, edf_file_field(&file, 96, 8, 0), 8, "uV");
    check_field(&got, edf_file_field(&file, 96, 8, 1), 8, "");
    check_field(&got, edf_file_field(&file, 136, 80, 1), 80, "HP:20Hz");
    check_field(&got, edf_file_field(&file, 224, 32, 0), 32, "");
    check_field(&got, edf_file_field(&file, 104, 8, 2), 8, "");
    check_field(&got, 192, 44, "EDF+C");
    ck_assert_ptr_nonnull(strstr(anonymous_said(&got), "the unit of signal 2"));
    ck_assert_ptr_nonnull(strstr(anonymous_said(&got), "3 texts of signals"));
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(labels_stay_unless_they_hold_a_word_of_the_identity)
{
    edf_file file = known();
    edf_file_put(&file, edf_file_field(&file, 0, 16, 0), 16, "Blorp 17");
    edf_file_put(&file, edf_file_field(&file, 0, 16, 1), 16, "EMG ZYXWVUT");
    anonymous got = anonymous_of(&file, nobody);
    check_field(&got, edf_file_field(&file, 0, 16, 0), 16, "Blorp 17");
    check_field(&got, edf_file_field(&file, 0, 16, 1), 16, "EMG ch2");
    check_field(&got, edf_file_field(&file, 0, 16, 2), 16, "EDF Annotations");
    anonymous_clear(&got);
    edf_file_put(&file, edf_file_field(&file, 0, 16, 0), 16, "my qrs");
    got = anonymous_of(&file, nobody);
    check_field(&got, edf_file_field(&file, 0, 16, 0), 16, "ch1");
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

/* Numbers of filters are harmless, unless they are somebody's. */
START_TEST(a_number_that_is_of_the_identity_blanks_its_text)
{
    edf_file file = edf_file_usual(false);
    edf_file_put(&file, 8, 80, "450 X X X");
    edf_file_put(&file, edf_file_field(&file, 136, 80, 0), 80,
                 "HP:20Hz LP:450Hz");
    edf_file_put(&file, edf_file_field(&file, 136, 80, 1), 80, "LP:400Hz");
    anonymous got = anonymous_of(&file, nobody);
    ck_assert_int_eq(got.status, EMG_OK);
    check_field(&got, edf_file_field(&file, 136, 80, 0), 80, "");
    check_field(&got, edf_file_field(&file, 136, 80, 1), 80, "LP:400Hz");
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(a_version_and_a_plain_form_are_written_anew)
{
    edf_file file = {
        .n_channels = 2, .n_samples = 10, .n_records = 2, .plus = "Blorp"};
    edf_file_make(&file);
    edf_file_put(&file, 184, 8, "0768"); /* right, but not as it is written */
    anonymous got = anonymous_of(&file, nobody);
    check_field(&got, 0, 8, "0");
    check_field(&got, 192, 44, "");
    check_field(&got, 184, 8, "768");
    anonymous_clear(&got);
    free(file.bytes);
    file.bdf = true;
    edf_file_make(&file);
    got = anonymous_of(&file, nobody);
    check_field(&got, 192, 44, "24BIT");
    ck_assert_mem_eq(got.bytes,
                     "\xFF"
                     "BIOSEMI",
                     8);
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

/* Whatever field of an otherwise clean header tells it, it is found. */
START_TEST(the_check_finds_a_word_in_every_field)
{
    static const int before[] = {0, 16, 96, 104, 112, 120, 128, 136, 216, 224};
    static const int fixed[] = {8, 88, 168, 192};
    edf_file file = edf_file_usual(false), who = known();
    emg_identity identity;
    edf_file_put(&who, 8, 80, "Zyx");
    emg_identity_read(&identity, who.bytes);
    for (int i = -1; i < 14; i++) {
        edf_file one = edf_file_usual(false);
        emg_error error = EMG_NO_ERROR;
        size_t at = i < 0    ? 0
                    : i < 10 ? edf_file_field(&one, (size_t)before[i], 8, 0)
                             : (size_t)fixed[i - 10];
        if (i >= 0)
            memcpy(one.bytes + at, "zyx", 3);
        emg_status status = emg_anonymous_header_check(one.bytes, one.n_signals,
                                                       &identity, &error);
        ck_assert_int_eq(status, i < 0 ? EMG_OK : EMG_INTERNAL);
        ck_assert_int_eq(error.byte, i < 0 ? -1 : (int64_t)at);
        free(one.bytes);
    }
    free(file.bytes);
    free(who.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_copy_is_of_nobody_at_no_time);
    tcase_add_test(tests, what_is_asked_for_is_kept);
    tcase_add_test(tests, what_is_not_known_stays_unknown_with_a_word);
    tcase_add_test(tests, a_day_that_edf_cannot_tell_is_refused);
    tcase_add_test(tests, free_texts_keep_words_of_the_trade_only);
    tcase_add_test(tests, labels_stay_unless_they_hold_a_word_of_the_identity);
    tcase_add_test(tests, a_number_that_is_of_the_identity_blanks_its_text);
    tcase_add_test(tests, a_version_and_a_plain_form_are_written_anew);
    tcase_add_test(tests, the_check_finds_a_word_in_every_field);
}

int
main(void)
{
    return unit_main("anonymize_header", add);
}
