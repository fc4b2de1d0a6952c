#include "bids/name.h"

#include "unit.h"

#include <stdio.h>

static const char *
wrong_with(const char *base)
{
    emg_bids_name name;
    const char *wrong;
    emg_bids_name_read(&name, base, &wrong);
    return wrong;
}

/* The names are those that the specification gives as examples. */
START_TEST(a_name_is_entities_suffix_and_extension)
{
    emg_bids_name name;
    const char *wrong = "";
    emg_bids_name_read(&name,
                       "sub-01_ses-pre_task-grip_acq-hd_run-02_recording-"
                       "left_emg.bdf",
                       &wrong);
    ck_assert_ptr_null(wrong);
    ck_assert_int_eq(name.n, 6);
    ck_assert_str_eq(name.entities[3].key, "acq");
    ck_assert_str_eq(emg_bids_label(&name, "sub"), "01");
    ck_assert_str_eq(emg_bids_label(&name, "run"), "02");
    ck_assert_str_eq(emg_bids_label(&name, "recording"), "left");
    ck_assert_ptr_null(emg_bids_label(&name, "space"));
    ck_assert_str_eq(name.suffix, "emg");
    ck_assert_str_eq(name.extension, ".bdf");
    emg_bids_name_read(&name, "sub-A+b_physio.tsv.gz", &wrong);
    ck_assert_ptr_null(wrong);
    ck_assert_str_eq(name.extension, ".tsv.gz");
    emg_bids_name_read(&name, "channels.tsv", &wrong);
    ck_assert_ptr_null(wrong);
    ck_assert_int_eq(name.n, 0);
}
END_TEST

START_TEST(what_is_wrong_with_a_name_is_said)
{
    static const char *const names[][2] = {
        {"sub-01_hold_emg.edf", "a part of the name is no ENTITY-LABEL"},
        {"sub-01__emg.edf", "a part of the name is no ENTITY-LABEL"},
        {"sub-01_hand-left_emg.edf",
         "its name holds an entity that there is not"},
        {"Sub-01_emg.edf", "its name holds an entity that there is not"},
        {"sub-_emg.edf",
         "a label in its name holds more than letters, digits and +"},
        {"sub-0.1_emg.edf", "its name ends in no suffix such as _emg"},
        {"sub-o\xC3\xB6_emg.edf",
         "a label in its name holds more than letters, digits and +"},
        {"sub-a-b_emg.edf",
         "a label in its name holds more than letters, digits and +"},
        {"sub-1_run-1a_emg.edf", "an index in its name is no whole number"},
        {"sub-1_run-_emg.edf", "an index in its name is no whole number"},
        {"sub-1_sub-1_emg.edf", "its name holds an entity twice"},
        {"task-x_sub-1_emg.edf", "the entities of its name are not in order"},
        {"sub-1_recording-a_run-1_emg.edf",
         "the entities of its name are not in order"},
        {"sub-1_.edf", "its name ends in no suffix such as _emg"},
        {"sub-1_task-x", "its name ends in no suffix such as _emg"},
        {"sub-1_emg", "its name has no extension"},
        {"sub-1_emg.e f", "its name has no extension"},
        {"", "its name ends in no suffix such as _emg"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *wrong = wrong_with(names[i][0]);
        ck_assert_ptr_nonnull(wrong);
        ck_assert_str_eq(wrong, names[i][1]);
    }
}
END_TEST

START_TEST(a_label_may_be_as_long_as_63_letters)
{
    char base[128];
    snprintf(base, sizeof base, "sub-%063d_emg.edf", 1);
    ck_assert_ptr_null(wrong_with(base));
    snprintf(base, sizeof base, "sub-%064d_emg.edf", 1);
    ck_assert_ptr_nonnull(wrong_with(base));
}
END_TEST

START_TEST(a_name_has_all_entities_of_one_above)
{
    static const char *const above[][2] = {{"emg.json", "yes"},
                                           {"task-hold_emg.json", "yes"},
                                           {"sub-1_emg.json", "yes"},
                                           {"sub-1_run-2_emg.json", "yes"},
                                           {"task-grip_emg.json", "no"},
                                           {"sub-1_ses-1_emg.json", "no"},
                                           {"sub-1_run-02_emg.json", "no"}};
    emg_bids_name name, one;
    const char *wrong;
    emg_bids_name_read(&name, "sub-1_task-hold_run-2_emg.edf", &wrong);
    for (size_t i = 0; i < sizeof above / sizeof *above; i++) {
        emg_bids_name_read(&one, above[i][0], &wrong);
        ck_assert_ptr_null(wrong);
        ck_assert_int_eq(emg_bids_has_all(&name, &one), above[i][1][0] == 'y');
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_name_is_entities_suffix_and_extension);
    tcase_add_test(tests, what_is_wrong_with_a_name_is_said);
    tcase_add_test(tests, a_label_may_be_as_long_as_63_letters);
    tcase_add_test(tests, a_name_has_all_entities_of_one_above);
}

int
main(void)
{
    return unit_main("bids/name", add);
}
