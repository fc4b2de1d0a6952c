#include "bids/inherit.h"

#include "bids/dataset.h"
#include "unit.h"

#define RECORDING "sub-1/ses-a/emg/sub-1_ses-a_task-hold_run-1_emg.edf"

static emg_bids_files
applying(dataset *in, const char *recording)
{
    emg_bids_files files = {0};
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_bids_applying(&files, dataset_path(in, recording),
                                       "emg", ".json", &error),
                     EMG_OK);
    return files;
}

static void
is_at(const emg_bids_files *files, size_t i, dataset *in, const char *below)
{
    ck_assert_uint_lt(i, files->n);
    ck_assert_str_eq(files->paths[i], dataset_path(in, below));
}

START_TEST(files_apply_from_the_top_of_the_dataset_down)
{
    static const char *const those[] = {
        "task-hold_emg.json", "sub-1/sub-1_emg.json",
        "sub-1/ses-a/sub-1_ses-a_run-1_emg.json",
        "sub-1/ses-a/emg/sub-1_ses-a_task-hold_run-1_emg.json"};
    static const char *const others[] = {
        "task-grip_emg.json",
        "task-hold_events.json",
        "sub-1_emg.json",
        "sub-1/task-hold_emg.json",
        "sub-1/sub-2_emg.json",
        "sub-1/ses-a/sub-1_emg.json",
        "sub-1/ses-a/emg/emg.json",
        "sub-1/ses-a/emg/sub-1_ses-a_run-2_emg.json",
        "sub-2/sub-2_emg.json",
        "emg.tsv"};
    dataset in = dataset_create();
    dataset_write(&in, RECORDING, "");
    for (size_t i = 0; i < sizeof those / sizeof *those; i++)
        dataset_write(&in, those[i], "{}");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        dataset_write(&in, others[i], "{}");
    emg_bids_files files = applying(&in, RECORDING);
    ck_assert_uint_eq(files.n, 4);
    for (size_t i = 0; i < files.n; i++)
        is_at(&files, i, &in, those[i]);
    ck_assert_str_eq(emg_bids_nearest(&files), files.paths[3]);
    ck_assert_ptr_null(files.rival);
    emg_bids_files_clear(&files);
    dataset_remove(&in);
}
END_TEST

START_TEST(of_two_at_one_level_the_one_that_says_more_is_nearer)
{
    dataset in = dataset_create();
    dataset_write(&in, "sub-1/emg/sub-1_task-x_emg.edf", "");
    dataset_write(&in, "task-x_emg.json", "{}");
    dataset_write(&in, "emg.json", "{}");
    emg_bids_files files = applying(&in, "sub-1/emg/sub-1_task-x_emg.edf");
    ck_assert_uint_eq(files.n, 2);
    is_at(&files, 0, &in, "emg.json");
    is_at(&files, 1, &in, "task-x_emg.json");
    ck_assert_ptr_eq(files.rival, files.paths[0]);
    emg_bids_files_clear(&files);
    dataset_remove(&in);
}
END_TEST

START_TEST(a_recording_outside_of_a_dataset_has_its_own_folder_only)
{
    static const char *const recordings[] = {
        "sub-2/emg/sub-1_task-x_emg.edf", "sub-1/eeg/sub-1_task-x_emg.edf",
        "sub-1/ses-b/emg/sub-1_ses-a_task-x_emg.edf", "sub-1_task-x_emg.edf"};
    for (size_t i = 0; i < sizeof recordings / sizeof *recordings; i++) {
        char beside[DATASET_SIZE];
        dataset in = dataset_create();
        size_t stem = strlen(recordings[i]) - strlen("edf");
        snprintf(beside, sizeof beside, "%.*sjson", (int)stem, recordings[i]);
        dataset_write(&in, recordings[i], "");
        dataset_write(&in, beside, "{}");
        dataset_write(&in, "task-x_emg.json", "{}");
        emg_bids_files files = applying(&in, recordings[i]);
        ck_assert_uint_eq(files.n, 1);
        is_at(&files, 0, &in, beside);
        emg_bids_files_clear(&files);
        dataset_remove(&in);
    }
}
END_TEST

START_TEST(a_recording_named_from_within_its_folder_has_those_above)
{
    char before[256];
    emg_bids_files files = {0};
    dataset in = dataset_create();
    ck_assert_ptr_nonnull(getcwd(before, sizeof before));
    dataset_write(&in, "sub-1/emg/sub-1_task-x_emg.edf", "");
    dataset_write(&in, "task-x_emg.json", "{}");
    ck_assert_int_eq(chdir(dataset_path(&in, "sub-1/emg")), 0);
    ck_assert_int_eq(
        emg_bids_applying(&files, "sub-1_task-x_emg.edf", "emg", ".json", NULL),
        EMG_OK);
    ck_assert_int_eq(chdir(before), 0);
    ck_assert_uint_eq(files.n, 1);
    is_at(&files, 0, &in, "task-x_emg.json");
    emg_bids_files_clear(&files);
    dataset_remove(&in);
}
END_TEST

START_TEST(nothing_applies_to_a_name_that_is_none_of_bids)
{
    static const char *const names[] = {"-",
                                        "",
                                        "visit1.edf",
                                        "emg.edf",
                                        "task-x_emg.edf",
                                        "sub-1_hand_emg.edf",
                                        "/nowhere/sub-1_emg.edf"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        emg_bids_files files = {0};
        ck_assert_int_eq(
            emg_bids_applying(&files, names[i], "emg", ".json", NULL), EMG_OK);
        ck_assert_uint_eq(files.n, 0);
        ck_assert_ptr_null(emg_bids_nearest(&files));
        emg_bids_files_clear(&files);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, files_apply_from_the_top_of_the_dataset_down);
    tcase_add_test(tests, of_two_at_one_level_the_one_that_says_more_is_nearer);
    tcase_add_test(tests,
                   a_recording_outside_of_a_dataset_has_its_own_folder_only);
    tcase_add_test(tests,
                   a_recording_named_from_within_its_folder_has_those_above);
    tcase_add_test(tests, nothing_applies_to_a_name_that_is_none_of_bids);
}

int
main(void)
{
    return unit_main("bids/inherit", add);
}
