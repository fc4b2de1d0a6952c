#include "unit.h"

#include "kit/guess.h"

#include <stdio.h>
#include <string.h>

/* What is said of a word in a recording of these channels. */
static const char *
said(const char *word, const char *a, const char *b)
{
    static char answer[128];
    emg_channel channels[2] = {0};
    emg_text text = {0};
    kit_guess guess = kit_guess_of(word);
    snprintf(channels[0].label, sizeof channels[0].label, "%s", a);
    snprintf(channels[1].label, sizeof channels[1].label, "%s", b);
    for (int i = 0; i < 2; i++)
        kit_guess_offer(&guess, &channels[i]);
    kit_guess_say(&guess, &text);
    snprintf(answer, sizeof answer, "%s", text.chars ? text.chars : "");
    emg_text_free(&text);
    return answer;
}

START_TEST(a_slip_in_a_label_is_near_to_it)
{
    ck_assert_str_eq(said("FRC", "EMG FCR", "EMG ECR"), "did you mean FCR? ");
    ck_assert_str_eq(said("EMG FRC", "EMG FCR", "x"), "did you mean EMG FCR? ");
}
END_TEST

START_TEST(a_slip_in_the_name_of_a_muscle_finds_its_channel)
{
    ck_assert_str_eq(said("tibialis anterio", "EMG L TA", "EMG L SOL"),
                     "did you mean EMG L TA? ");
    ck_assert_str_eq(said("Flexor carpi radilis", "EMG FCR", "EMG FCU"),
                     "did you mean EMG FCR? ");
    ck_assert_str_eq(said("right bicpes brachii", "L BIC", "R BIC"),
                     "did you mean R BIC? ");
    ck_assert_str_eq(said("gastrocnemius mediales", "GL", "GM"),
                     "did you mean GM? ");
}
END_TEST

START_TEST(a_muscle_that_is_not_there_is_said_to_be_meant)
{
    ck_assert_str_eq(said("bicpes brachii", "EMG FCR", "EMG ECR"),
                     "did you mean BB, which is not there either? ");
    ck_assert_str_eq(said("right solues", "EMG L TA", "EMG L SOL"),
                     "did you mean SOL, which is not there either? ");
}
END_TEST

START_TEST(what_is_near_to_nothing_is_no_guess)
{
    ck_assert_str_eq(said("trigger", "EMG FCR", "EMG ECR"), "");
    ck_assert_str_eq(said("biceps brachii", "EMG FCR", "EMG ECR"), "");
    ck_assert_str_eq(said("EMG 3", "FCR", "ECR"), "");
    ck_assert_str_eq(said("", "FCR", "ECR"), "");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_slip_in_a_label_is_near_to_it);
    tcase_add_test(tests, a_slip_in_the_name_of_a_muscle_finds_its_channel);
    tcase_add_test(tests, a_muscle_that_is_not_there_is_said_to_be_meant);
    tcase_add_test(tests, what_is_near_to_nothing_is_no_guess);
}

int
main(void)
{
    return unit_main("guess", add);
}
