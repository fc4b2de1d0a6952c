#include "unit.h"

#include "kit/nearest.h"

#include <string.h>

static const char *
nearest(const char *wanted)
{
    static const char *const words[] = {"band",      "notch", "channels",
                                        "high-pass", "FCR",   "ECR"};
    static char best[64];
    kit_nearest found = kit_nearest_to(wanted);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        kit_nearest_offer(&found, words[i], strlen(words[i]));
    strcpy(best, found.best);
    return kit_nearest_found(&found) ? best : NULL;
}

START_TEST(one_slip_finds_the_word)
{
    ck_assert_str_eq(nearest("bnad"), "band");    /* exchanged */
    ck_assert_str_eq(nearest("bad"), "band");     /* left out */
    ck_assert_str_eq(nearest("noutch"), "notch"); /* too much */
    ck_assert_str_eq(nearest("chanmels"), "channels");
    ck_assert_str_eq(nearest("highpass"), "high-pass");
    ck_assert_str_eq(nearest("fcr"), "FCR");
    ck_assert_str_eq(nearest("FRC"), "FCR");
}
END_TEST

START_TEST(what_is_far_from_all_words_finds_none)
{
    ck_assert_ptr_null(nearest("montage"));
    ck_assert_ptr_null(nearest("x"));
    ck_assert_ptr_null(nearest(""));
    char longest[200];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    ck_assert_ptr_null(nearest(longest));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, one_slip_finds_the_word);
    tcase_add_test(tests, what_is_far_from_all_words_finds_none);
}

int
main(void)
{
    return unit_main("nearest", add);
}
