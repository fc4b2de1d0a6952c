#include "unit.h"

#include "kit/parse.h"

#include <string.h>

typedef struct own {
    int size;
    bool loud;
    int wave;
    kit_list names;
} own;

static const kit_option options[] = {
    {"size", 's', KIT_INT, offsetof(own, size), "how large", .standard = "3",
     .least = 1, .most = 9},
    {"loud", 'l', KIT_FLAG, offsetof(own, loud), "say more"},
    {"wave", 0, KIT_CHOICE, offsetof(own, wave), "which half",
     .standard = "full", .words = "full|half"},
    {"name", 'N', KIT_LIST, offsetof(own, names), "a name"},
    {0}};

static const kit_tool tool = {.name = "emg-try",
                              .purpose = "Try.",
                              .options = options,
                              .groups = KIT_INPUT | KIT_RECORDING |
                                        KIT_FILTERING | KIT_ENVELOPE,
                              .settings_size = sizeof(own)};

typedef struct tried {
    own own;
    kit_chosen chosen;
    emg_error error;
    emg_status status;
} tried;

/* Reads a command line given as words; the words end with NULL. */
static void
try(tried *one, char **words)
{
    int n = 0;
    while (words[n])
        n++;
    *one = (tried){.error = EMG_NO_ERROR};
    one->chosen.tool = &tool;
    one->chosen.own = &one->own;
    one->status = kit_parse(&one->chosen, n, words, &one->error);
}

#define TRY(one, ...) try(&one, (char *[]){"emg-try", __VA_ARGS__, NULL})

START_TEST(an_option_is_read_in_every_way_of_writing_it)
{
    tried one;
    TRY(one, "--size=5", "a.edf");
    ck_assert_int_eq(one.own.size, 5);
    ck_assert_str_eq(one.chosen.operands.items[0], "a.edf");
    kit_chosen_clear(&one.chosen);
    TRY(one, "--size", "6");
    ck_assert_int_eq(one.own.size, 6);
    TRY(one, "-s7");
    ck_assert_int_eq(one.own.size, 7);
    TRY(one, "-ls", "8");
    ck_assert_int_eq(one.own.size, 8);
    ck_assert(one.own.loud);
    ck_assert_int_eq(one.status, EMG_OK);
}
END_TEST

START_TEST(what_is_not_given_has_its_standard)
{
    tried one;
    TRY(one, "a.edf");
    ck_assert_int_eq(one.own.size, 3);
    ck_assert_int_eq(one.own.wave, 0);
    ck_assert_int_eq(one.chosen.filtering.order, 2);
    ck_assert_double_eq(one.chosen.filtering.q, 30);
    ck_assert_double_eq(one.chosen.enveloping.window_s, 0);
    ck_assert_double_eq(one.chosen.enveloping.cutoff_hz, 6);
    ck_assert_int_eq(one.chosen.batch.jobs, 0);
    kit_chosen_clear(&one.chosen);
}
END_TEST

START_TEST(filters_keep_the_order_of_the_command_line)
{
    tried one;
    TRY(one, "--notch=50", "--band", "20-450", "--order=4", "--notch-q=10",
        "--low-pass=1kHz");
    const kit_filters *filters = &one.chosen.filtering.filters;
    ck_assert_int_eq(filters->n, 3);
    ck_assert_int_eq(filters->items[0].kind, EMG_NOTCH);
    ck_assert_double_eq(filters->items[0].low_hz, 50);
    ck_assert_double_eq(filters->items[0].q, 10);
    ck_assert_int_eq(filters->items[1].kind, EMG_BAND_PASS);
    ck_assert_double_eq(filters->items[1].low_hz, 20);
    ck_assert_double_eq(filters->items[1].high_hz, 450);
    ck_assert_int_eq(filters->items[1].order, 4);
    ck_assert_int_eq(filters->items[2].kind, EMG_LOW_PASS);
    ck_assert_double_eq(filters->items[2].high_hz, 1000);
}
END_TEST

START_TEST(two_dashes_end_the_options_and_one_is_a_recording)
{
    tried one;
    TRY(one, "-", "--", "--size", "-l");
    ck_assert_int_eq(one.chosen.operands.n, 3);
    ck_assert_str_eq(one.chosen.operands.items[0], "-");
    ck_assert_str_eq(one.chosen.operands.items[1], "--size");
    ck_assert_str_eq(one.chosen.operands.items[2], "-l");
    ck_assert(!one.own.loud);
    kit_chosen_clear(&one.chosen);
}
END_TEST

START_TEST(a_list_grows_with_every_time_it_is_given)
{
    tried one;
    TRY(one, "-Na", "--name", "b", "--name=c", "-N", "d", "-Ne");
    ck_assert_int_eq(one.own.names.n, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(one.own.names.items[i][0], 'a' + i);
    kit_chosen_clear(&one.chosen);
}
END_TEST

START_TEST(a_misspelt_option_is_refused_with_the_nearest)
{
    tried one;
    TRY(one, "--bnad", "20-450");
    ck_assert_int_eq(one.status, EMG_BAD_OPTION);
    ck_assert_str_eq(one.error.text,
                     "there is no option --bnad; did you mean --band?");
    TRY(one, "--zzzzzzzz");
    ck_assert_str_eq(one.error.text,
                     "there is no option --zzzzzzzz; see emg-try --help");
}
END_TEST

START_TEST(an_option_may_not_be_abbreviated)
{
    tried one;
    TRY(one, "--siz=4");
    ck_assert_int_eq(one.status, EMG_BAD_OPTION);
    ck_assert_int_eq(one.own.size, 3);
}
END_TEST

START_TEST(a_value_that_is_missing_or_too_much_is_refused)
{
    tried one;
    TRY(one, "--size");
    ck_assert_str_eq(one.error.text, "--size needs a value");
    TRY(one, "--size", "--loud");
    ck_assert_str_eq(one.error.text, "--size needs a value");
    TRY(one, "--loud=yes");
    ck_assert_str_eq(one.error.text, "--loud takes no value");
    TRY(one, "--size=");
    ck_assert_str_eq(one.error.text, "--size: its value is empty");
}
END_TEST

START_TEST(help_is_given_even_when_the_rest_is_wrong)
{
    tried one;
    TRY(one, "-hz");
    ck_assert_int_eq(one.status, EMG_OK);
    ck_assert_int_eq(one.error.status, EMG_OK);
    TRY(one, "--help", "--nonsense");
    ck_assert_int_eq(one.status, EMG_OK);
    ck_assert(one.chosen.batch.help);
}
END_TEST

START_TEST(an_envelope_refuses_what_its_kind_does_not_take)
{
    tried one;
    TRY(one, "--envelope=rms", "--cutoff=5");
    ck_assert_int_eq(one.status, EMG_BAD_OPTION);
    TRY(one, "--window=50ms");
    ck_assert_int_eq(one.status, EMG_BAD_OPTION);
    TRY(one, "--window=50ms", "--envelope=arv");
    ck_assert_int_eq(one.status, EMG_OK);
    ck_assert_double_eq(one.chosen.enveloping.window_s, 0.05);
    ck_assert_int_eq(kit_envelope(&one.chosen).kind, EMG_ENVELOPE_ARV);
}
END_TEST

START_TEST(no_letter_and_no_name_stands_for_two_shared_options)
{
    kit_section sections[KIT_MOST_SECTIONS];
    tried one;
    TRY(one, "x");
    int n = kit_sections(&one.chosen, sections);
    for (int a = 0; a < n; a++)
        for (const kit_option *x = sections[a].options; x->name; x++)
            for (int b = 0; b < n; b++)
                for (const kit_option *y = sections[b].options; y->name; y++)
                    if (x != y) {
                        ck_assert_str_ne(x->name, y->name);
                        ck_assert(!x->letter || x->letter != y->letter);
                    }
    kit_chosen_clear(&one.chosen);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, an_option_is_read_in_every_way_of_writing_it);
    tcase_add_test(tests, what_is_not_given_has_its_standard);
    tcase_add_test(tests, filters_keep_the_order_of_the_command_line);
    tcase_add_test(tests, two_dashes_end_the_options_and_one_is_a_recording);
    tcase_add_test(tests, a_list_grows_with_every_time_it_is_given);
    tcase_add_test(tests, a_misspelt_option_is_refused_with_the_nearest);
    tcase_add_test(tests, an_option_may_not_be_abbreviated);
    tcase_add_test(tests, a_value_that_is_missing_or_too_much_is_refused);
    tcase_add_test(tests, help_is_given_even_when_the_rest_is_wrong);
    tcase_add_test(tests, an_envelope_refuses_what_its_kind_does_not_take);
    tcase_add_test(tests, no_letter_and_no_name_stands_for_two_shared_options);
}

int
main(void)
{
    return unit_main("parse", add);
}
