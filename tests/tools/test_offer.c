#include "unit.h"

#include "kit/offer.h"

static kit_offer
of(kit_type type, const char *words)
{
    kit_option option = {
        .name = "try", .type = type, .text = "try", .words = words};
    return kit_offer_of(&option);
}

START_TEST(words_of_a_choice_are_offered)
{
    kit_offer offer = of(KIT_CHOICE, "full|half");
    ck_assert_str_eq(offer.words, "full half");
    ck_assert(!offer.files && !offer.folders && !offer.labels);
    ck_assert(!offer.several && of(KIT_LIST, "sex|age").several);
}
END_TEST

START_TEST(capitals_say_what_stands_there)
{
    kit_offer offer = of(KIT_TEXT, "auto|FROM-TO|FILE");
    ck_assert_str_eq(offer.words, "auto");
    ck_assert(offer.files);
    ck_assert(of(KIT_TEXT, "DIR").folders);
    ck_assert(!of(KIT_TEXT, "DIR").files);
    ck_assert(of(KIT_TEXT, "LIST").files);
}
END_TEST

START_TEST(lists_of_channels_are_offered_labels)
{
    ck_assert_int_eq(of(KIT_LIST, "LIST").labels, KIT_LABEL_LIST);
    ck_assert_int_eq(of(KIT_LIST, "A:B").labels, KIT_LABEL_PAIR);
    ck_assert_int_eq(of(KIT_LIST, "LABEL=UV").labels, KIT_LABEL);
    ck_assert_int_eq(of(KIT_TEXT, "A:B").labels, KIT_NO_LABELS);
    ck_assert_int_eq(of(KIT_TEXT, "CHANNEL|TEXT").labels, KIT_LABEL);
}
END_TEST

START_TEST(nothing_is_offered_where_a_number_stands)
{
    kit_offer offer = of(KIT_HZ, NULL);
    ck_assert_str_eq(offer.words, "");
    ck_assert(!offer.files && !offer.folders && !offer.labels);
    ck_assert(!offer.several && of(KIT_LIST, "sex|age").several);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, words_of_a_choice_are_offered);
    tcase_add_test(tests, capitals_say_what_stands_there);
    tcase_add_test(tests, lists_of_channels_are_offered_labels);
    tcase_add_test(tests, nothing_is_offered_where_a_number_stands);
}

int
main(void)
{
    return unit_main("offer", add);
}
