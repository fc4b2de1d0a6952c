#include "dataset/ignore.h"

#include "unit.h"

#include <string.h>

typedef struct question {
    const char *rules, *below;
    bool ignored;
} question;

static const question questions[] = {
    {"", "sub-1/a.tsv", false},
    {"*.prov.json\n", "sub-1/emg/a.tsv.prov.json", true},
    {"*.prov.json\n", "sub-1/emg/a.json", false},
    {"**/emg/**\n", "sub-1/emg/a.tsv", true},
    {"**/emg/**\n", "sub-1/ses-a/emg/a.tsv", true},
    {"**/emg/**\n", "emg/a.tsv", true},
    {"**/emg/**\n", "sub-1/semg/a.tsv", false},
    {"**/emg/**\n", "sub-1/emg", false},
    {"group_*\n", "group_a.tsv", true},
    {"group_*\n", "sub-1/group_a.tsv", true},
    {"group_*\n", "sub-1/a_group_a.tsv", false},
    {"/group_*\n", "sub-1/group_a.tsv", false},
    {"/group_*\n", "group_a.tsv", true},
    {"extra\n", "sub-1/extra/a.tsv", true},
    {"extra/\n", "sub-1/extra/a.tsv", true},
    {"extra/\n", "sub-1/extra", false},
    {"sub-1/*.txt\n", "sub-1/a.txt", true},
    {"sub-1/*.txt\n", "sub-1/emg/a.txt", false},
    {"sub-1/*.txt\n", "more/sub-1/a.txt", false},
    {"sub-?/**/a.txt\n", "sub-1/a.txt", true},
    {"sub-?/**/a.txt\n", "sub-1/b/c/a.txt", true},
    {"sub-?/**/a.txt\n", "sub-10/a.txt", false},
    {"sub-[12]\n", "sub-2/a.txt", true},
    {"sub-[12]\n", "sub-3/a.txt", false},
    {"# a.txt\n\n", "a.txt", false},
    {"a.txt  \r\n", "a.txt", true},
    {"*.txt\n!a.txt\n", "sub-1/a.txt", false},
    {"*.txt\n!a.txt\n", "sub-1/b.txt", true},
    {"!a.txt\n*.txt", "a.txt", true},
    {"**\n", "a.txt", true},
    {"/\n!\n", "a.txt", false}};

START_TEST(rules_are_read_as_git_reads_them)
{
    const question *one = &questions[_i];
    emg_text rules = {0};
    emg_text_add(&rules, one->rules);
    ck_assert_msg(dataset_is_ignored(&rules, one->below) == one->ignored,
                  "'%s' of %s", one->rules, one->below);
    emg_text_free(&rules);
}
END_TEST

START_TEST(names_without_end_fit_nothing_and_do_no_harm)
{
    char longest[2000];
    emg_text rules = {0};
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    emg_text_format(&rules, "%s\n*\n!a*\n", longest);
    ck_assert(!dataset_is_ignored(&rules, longest));
    ck_assert(dataset_is_ignored(&rules, "b"));
    emg_text_free(&rules);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, rules_are_read_as_git_reads_them, 0,
                        sizeof questions / sizeof *questions);
    tcase_add_test(tests, names_without_end_fit_nothing_and_do_no_harm);
}

int
main(void)
{
    return unit_main("ignore", add);
}
