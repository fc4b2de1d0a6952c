#include "dataset/select.h"

#include "bids/dataset.h"
#include "unit.h"

static bool
is_wanted(dataset_selection *selection, const char *base)
{
    emg_bids_name name;
    const char *wrong;
    emg_bids_name_read(&name, base, &wrong);
    ck_assert_ptr_null(wrong);
    return dataset_is_wanted(selection, &name);
}

static emg_status
select_words(dataset_selection *selection, const char *key, const char *one,
             const char *two, emg_error *error)
{
    const char *items[] = {one, two};
    kit_list words = {two ? 2 : 1, items};
    *error = EMG_NO_ERROR;
    return dataset_select(selection, key, &words, error);
}

START_TEST(labels_come_with_commas_and_with_their_entity_before_them)
{
    emg_error error;
    dataset_selection chosen = {0};
    select_words(&chosen, "sub", "01,sub-03", "A", &error);
    ck_assert_int_eq(error.status, EMG_OK);
    ck_assert(is_wanted(&chosen, "sub-01_task-x_emg.edf"));
    ck_assert(is_wanted(&chosen, "sub-03_task-x_emg.edf"));
    ck_assert(is_wanted(&chosen, "sub-A_task-x_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-a_task-x_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-1_task-x_emg.edf"));
    dataset_selection_clear(&chosen);
}
END_TEST

START_TEST(a_name_without_the_entity_stays_in)
{
    emg_error error;
    dataset_selection chosen = {0};
    select_words(&chosen, "ses", "pre", NULL, &error);
    select_words(&chosen, "run", "2", NULL, &error);
    ck_assert(is_wanted(&chosen, "sub-1_task-x_emg.edf"));
    ck_assert(is_wanted(&chosen, "sub-1_ses-pre_task-x_run-02_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-1_ses-post_task-x_run-2_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-1_ses-pre_task-x_run-20_emg.edf"));
    dataset_selection_clear(&chosen);
}
END_TEST

START_TEST(a_file_holds_a_label_a_line)
{
    emg_error error;
    dataset in = dataset_create();
    dataset_selection chosen = {0};
    dataset_write(&in, "subjects.txt", "sub-1\r\n\n2\n");
    select_words(&chosen, "sub", dataset_path(&in, "subjects.txt"), "7",
                 &error);
    ck_assert_int_eq(error.status, EMG_OK);
    ck_assert(is_wanted(&chosen, "sub-1_task-x_emg.edf"));
    ck_assert(is_wanted(&chosen, "sub-2_task-x_emg.edf"));
    ck_assert(is_wanted(&chosen, "sub-7_task-x_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-3_task-x_emg.edf"));
    dataset_selection_clear(&chosen);
    ck_assert_int_eq(
        select_words(&chosen, "sub", "/nowhere/list.txt", NULL, &error),
        EMG_NO_INPUT);
    dataset_selection_clear(&chosen);
    dataset_remove(&in);
}
END_TEST

START_TEST(what_no_name_can_hold_is_refused)
{
    static const char *const words[][2] = {
        {"sub", "o_1"}, {"sub", "0 1"}, {"run", "one"}, {"ses", "sub-1"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        emg_error error;
        dataset_selection chosen = {0};
        ck_assert_int_eq(
            select_words(&chosen, words[i][0], words[i][1], NULL, &error),
            EMG_BAD_OPTION);
        dataset_selection_clear(&chosen);
    }
}
END_TEST

/* fMRIPrep's manual describes such files. */
START_TEST(a_file_of_filters_is_strict)
{
    emg_error error = EMG_NO_ERROR;
    dataset in = dataset_create();
    dataset_selection chosen = {0};
    dataset_write(&in, "filter.json",
                  "{\"emg\": {\"datatype\": \"emg\", \"suffix\": \"emg\", "
                  "\"task\": [\"hold\", \"grip\"], \"run\": 1, "
                  "\"session\": null}, \"bold\": {}}");
    ck_assert_int_eq(
        dataset_select_by(&chosen, dataset_path(&in, "filter.json"), &error),
        EMG_OK);
    ck_assert(is_wanted(&chosen, "sub-1_task-hold_run-1_emg.edf"));
    ck_assert(is_wanted(&chosen, "sub-1_task-grip_run-01_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-1_task-hold_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-1_ses-a_task-hold_run-1_emg.edf"));
    ck_assert(!is_wanted(&chosen, "sub-1_task-rest_run-1_emg.edf"));
    dataset_selection_clear(&chosen);
    dataset_remove(&in);
}
END_TEST

START_TEST(a_file_of_filters_that_makes_no_sense_is_refused)
{
    static const char *const texts[] = {"{}",
                                        "{\"emg\": []}",
                                        "{\"emg\": {\"hand\": \"left\"}}",
                                        "{\"emg\": {\"task\": 1.5}}",
                                        "{\"emg\": {\"task\": [[\"x\"]]}}",
                                        "{\"emg\": {\"task\": \"a b\"}}",
                                        "{\"emg\": {\"suffix\": \"eeg\"}}",
                                        "{\"emg\":"};
    dataset in = dataset_create();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        emg_error error = EMG_NO_ERROR;
        dataset_selection chosen = {0};
        dataset_write(&in, "filter.json", texts[i]);
        ck_assert_int_ne(dataset_select_by(
                             &chosen, dataset_path(&in, "filter.json"), &error),
                         EMG_OK);
        ck_assert_str_eq(error.file, "filter.json");
        dataset_selection_clear(&chosen);
    }
    dataset_remove(&in);
}
END_TEST

START_TEST(labels_that_no_recording_has_are_told)
{
    char label[96];
    size_t at = 0;
    emg_error error;
    dataset_selection chosen = {0};
    select_words(&chosen, "sub", "1,2", "3", &error);
    select_words(&chosen, "task", "hold", NULL, &error);
    ck_assert(!is_wanted(&chosen, "sub-1_task-grip_emg.edf"));
    ck_assert(is_wanted(&chosen, "sub-2_task-hold_emg.edf"));
    ck_assert(dataset_unmet(&chosen, &at, label));
    ck_assert_str_eq(label, "sub-1");
    ck_assert(dataset_unmet(&chosen, &at, label));
    ck_assert_str_eq(label, "sub-3");
    ck_assert(!dataset_unmet(&chosen, &at, label));
    dataset_selection_clear(&chosen);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   labels_come_with_commas_and_with_their_entity_before_them);
    tcase_add_test(tests, a_name_without_the_entity_stays_in);
    tcase_add_test(tests, a_file_holds_a_label_a_line);
    tcase_add_test(tests, what_no_name_can_hold_is_refused);
    tcase_add_test(tests, a_file_of_filters_is_strict);
    tcase_add_test(tests, a_file_of_filters_that_makes_no_sense_is_refused);
    tcase_add_test(tests, labels_that_no_recording_has_are_told);
}

int
main(void)
{
    return unit_main("select", add);
}
