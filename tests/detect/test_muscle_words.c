/* Words of labels. */
#include "unit.h"

#include "detect/muscle_words.h"

#include <string.h>

START_TEST(words_name_muscles_only_whole)
{
    ck_assert_str_eq(emg_muscle_called("recfem"), "RF");
    ck_assert_str_eq(emg_muscle_called("hypothenar"), "ADM");
    ck_assert_str_eq(emg_muscle_called("semimem"), "SM");
    ck_assert_ptr_null(emg_muscle_called("ecfem"));
    ck_assert_ptr_null(emg_muscle_called("|rf|"));
    ck_assert_ptr_null(emg_muscle_called(""));
}
END_TEST

static void
compare_word(void *to, const char *muscle, const char *word, size_t length)
{
    char alone[64] = "";
    memcpy(alone, word, length);
    ck_assert_str_eq(emg_muscle_called(alone), muscle);
    ++*(int *)to;
}

START_TEST(each_word_names_its_muscle)
{
    int n = 0;
    emg_muscle_words_each(compare_word, &n);
    ck_assert_int_gt(n, 200);
}
END_TEST

START_TEST(sides_are_said_or_may_be_said)
{
    ck_assert_int_eq(emg_side_word_of("sn"), EMG_SAYS_LEFT);
    ck_assert_int_eq(emg_side_word_of("der"), EMG_SAYS_RIGHT);
    ck_assert_int_eq(emg_side_word_of("g"), EMG_MAY_SAY_LEFT);
    ck_assert_int_eq(emg_side_word_of("re"), EMG_MAY_SAY_RIGHT);
    ck_assert_int_eq(emg_side_word_of("rf"), EMG_NO_SIDE);
}
END_TEST

START_TEST(idle_words_say_nothing)
{
    ck_assert(emg_word_is_idle("emg") && emg_word_is_idle("12"));
    ck_assert(!emg_word_is_idle("emgs") && !emg_word_is_idle("fcr"));
}
END_TEST

START_TEST(muscles_of_leg_and_larynx_are_known)
{
    ck_assert(emg_muscle_is_of_leg("VL") && !emg_muscle_is_of_leg("BB"));
    ck_assert(emg_muscle_is_of_larynx("CT") && !emg_muscle_is_of_larynx("TA"));
    ck_assert(!emg_muscle_is_of_leg(NULL) && !emg_muscle_is_of_larynx(NULL));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, words_name_muscles_only_whole);
    tcase_add_test(tests, each_word_names_its_muscle);
    tcase_add_test(tests, sides_are_said_or_may_be_said);
    tcase_add_test(tests, idle_words_say_nothing);
    tcase_add_test(tests, muscles_of_leg_and_larynx_are_known);
}

int
main(void)
{
    return unit_main("muscle words", add);
}
