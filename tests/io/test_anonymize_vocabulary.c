#include "unit.h"

#include "io/anonymize_vocabulary.h"

#include <string.h>

static bool
is_word(const char *word)
{
    return emg_is_trade_word((const uint8_t *)word, strlen(word));
}

START_TEST(words_of_the_trade_are_known_in_any_case)
{
    ck_assert(is_word("EMG"));
    ck_assert(is_word("electrode"));
    ck_assert(is_word("hz"));
    ck_assert(is_word("\xC2\xB5V"));
    ck_assert(!is_word("Zyxwvut"));
    ck_assert(!is_word("electrod"));
    ck_assert(!is_word("emg ecg"));
    ck_assert(!is_word(""));
    ck_assert(!is_word("electrodeelectrodeelectrodeelectrode"));
}
END_TEST

static void
check_kept(const char *before, const char *after)
{
    uint8_t text[81];
    size_t n = strlen(before);
    memcpy(text, before, n + 1);
    bool blanked = emg_keep_trade_words(text, n);
    ck_assert_str_eq((char *)text, after);
    ck_assert(blanked == (strcmp(before, after) != 0));
}

START_TEST(what_the_trade_writes_stays)
{
    check_kept("HP:20Hz LP:450Hz N:50Hz  ", "HP:20Hz LP:450Hz N:50Hz  ");
    check_kept("HP: 0,16 Hz; LP: 417 Hz", "HP: 0,16 Hz; LP: 417 Hz");
    check_kept("No filtering", "No filtering");
    check_kept("AgAgCl electrode", "AgAgCl electrode");
    check_kept("Ag-AgCl, 10mm", "Ag-AgCl, 10mm");
    check_kept("m/s^2", "m/s^2");
}
END_TEST

START_TEST(every_other_part_is_blanked_whole)
{
    check_kept("Dr.Blorp electrode", "         electrode");
    check_kept("electrode SN12345", "electrode        ");
    check_kept("19510513 EMG", "         EMG");
    check_kept("1234 EMG", "1234 EMG");
    check_kept("EMG-Blorp", "         ");
    check_kept("EMG \x1b[31m", "EMG      ");
    check_kept("J\xC3\xBCrgen mV", "        mV");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, words_of_the_trade_are_known_in_any_case);
    tcase_add_test(tests, what_the_trade_writes_stays);
    tcase_add_test(tests, every_other_part_is_blanked_whole);
}

int
main(void)
{
    return unit_main("anonymize_vocabulary", add);
}
