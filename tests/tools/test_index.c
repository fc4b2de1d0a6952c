#include "dataset/index.h"

#include "bids/dataset.h"
#include "unit.h"

static dataset
study(void)
{
    static const char *const files[] = {
        "dataset_description.json",
        "task-x_emg.json",
        "sub-2/emg/sub-2_task-x_emg.edf",
        "sub-2/emg/sub-2_task-x_emg.json",
        "sub-2/emg/sub-2_task-x_channels.tsv",
        "sub-2/eeg/sub-2_task-x_eeg.edf",
        "sub-10/ses-a/emg/sub-10_ses-a_task-x_run-2_emg.bdf",
        "sub-10/ses-a/emg/sub-10_ses-a_task-x_run-1_emg.bdf",
        "sub-10/ses-b/emg/sub-10_ses-b_task-x_emg.edf",
        "derivatives/emgtools/sub-2/emg/sub-2_task-x_desc-envelope_emg.bdf",
        "sourcedata/sub-2/emg/sub-2_task-x_emg.edf",
        "code/sub-2_task-x_emg.edf"};
    dataset made = dataset_create();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        dataset_write(&made, files[i], "{}");
    return made;
}

/* The paths below the dataset, a line each. */
static void
list(dataset *in, dataset_selection *selection, char *to, char *strays)
{
    emg_error error = EMG_NO_ERROR;
    dataset_index index = {0};
    size_t root = strlen(in->root) + strlen("/./"), at = 0;
    ck_assert_int_eq(dataset_index_read(&index, in->root, selection, &error),
                     EMG_OK);
    *to = 0;
    for (size_t i = 0; i < index.n;
         i++, at += strlen(index.paths.chars + at) + 1) {
        strcat(to, index.paths.chars + at + root);
        strcat(to, "\n");
    }
    ck_assert_uint_eq(at, index.paths.length);
    strcpy(strays, index.strays.chars ? index.strays.chars : "");
    dataset_index_clear(&index);
}

START_TEST(recordings_lie_in_folders_called_emg_of_subjects)
{
    char paths[4096], strays[4096];
    dataset in = study();
    dataset_selection all = {0};
    list(&in, &all, paths, strays);
    ck_assert_str_eq(paths,
                     "sub-10/ses-a/emg/sub-10_ses-a_task-x_run-1_emg.bdf\n"
                     "sub-10/ses-a/emg/sub-10_ses-a_task-x_run-2_emg.bdf\n"
                     "sub-10/ses-b/emg/sub-10_ses-b_task-x_emg.edf\n"
                     "sub-2/emg/sub-2_task-x_emg.edf\n");
    ck_assert_str_eq(strays, "");
    dataset_remove(&in);
}
END_TEST

START_TEST(a_selection_narrows_them)
{
    char paths[4096], strays[4096];
    const char *words[] = {"a"};
    dataset in = study();
    dataset_selection chosen = {0};
    dataset_select(&chosen, "ses", &(kit_list){1, words}, NULL);
    list(&in, &chosen, paths, strays);
    ck_assert_str_eq(paths,
                     "sub-10/ses-a/emg/sub-10_ses-a_task-x_run-1_emg.bdf\n"
                     "sub-10/ses-a/emg/sub-10_ses-a_task-x_run-2_emg.bdf\n"
                     "sub-2/emg/sub-2_task-x_emg.edf\n");
    dataset_selection_clear(&chosen);
    dataset_remove(&in);
}
END_TEST

START_TEST(folders_of_other_subjects_are_not_looked_at)
{
    char paths[4096], strays[4096];
    const char *words[] = {"2"};
    dataset in = study();
    dataset_selection chosen = {0};
    dataset_write(&in, "sub-3/emg/sub-3_task-x_emg.EDF", "");
    dataset_select(&chosen, "sub", &(kit_list){1, words}, NULL);
    list(&in, &chosen, paths, strays);
    ck_assert_str_eq(paths, "sub-2/emg/sub-2_task-x_emg.edf\n");
    ck_assert_str_eq(strays, "");
    dataset_selection_clear(&chosen);
    dataset_remove(&in);
}
END_TEST

START_TEST(what_ends_like_a_recording_and_is_none_is_told)
{
    static const char *const files[] = {"sub-1/emg/sub-1_task-x_emg.EDF",
                                        "sub-1/emg/sub-1_task-x_emg.wav",
                                        "sub-1/emg/sub-2_task-x_emg.edf",
                                        "sub-1/emg/sub-1_emg.edf",
                                        "sub-1/emg/sub-1_ses-a_task-x_emg.edf",
                                        "sub-1/emg/sub-1_task-x_hand_emg.edf"};
    char paths[4096], strays[4096];
    dataset in = dataset_create();
    dataset_selection all = {0};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        dataset_write(&in, files[i], "");
    list(&in, &all, paths, strays);
    ck_assert_str_eq(paths, "");
    ck_assert_str_eq(
        strays,
        "sub-1_emg.edf\tits name has no sub or no task\n"
        "sub-1_ses-a_task-x_emg.edf\tits folder is of another subject or "
        "session than its name\n"
        "sub-1_task-x_emg.EDF\ta recording in a dataset is .edf or .bdf, in "
        "small letters\n"
        "sub-1_task-x_emg.wav\ta recording in a dataset is .edf or .bdf, in "
        "small letters\n"
        "sub-1_task-x_hand_emg.edf\ta part of the name is no ENTITY-LABEL\n"
        "sub-2_task-x_emg.edf\tits folder is of another subject or session "
        "than its name\n");
    dataset_remove(&in);
}
END_TEST

/* As version control of large files leaves them. */
START_TEST(a_recording_may_lie_behind_a_link)
{
    char paths[4096], strays[4096], target[DATASET_SIZE];
    dataset in = dataset_create();
    dataset_selection all = {0};
    dataset_write(&in, "sub-1/emg/kept", "");
    strcpy(target, dataset_path(&in, "objects-1f"));
    dataset_write(&in, "objects-1f", "");
    ck_assert_int_eq(
        symlink(target, dataset_path(&in, "sub-1/emg/sub-1_task-x_emg.edf")),
        0);
    ck_assert_int_eq(
        symlink("gone", dataset_path(&in, "sub-1/emg/sub-1_task-y_emg.edf")),
        0);
    list(&in, &all, paths, strays);
    ck_assert_str_eq(paths, "sub-1/emg/sub-1_task-x_emg.edf\n");
    dataset_remove(&in);
}
END_TEST

START_TEST(a_dataset_that_cannot_be_read_is_an_error)
{
    emg_error error = EMG_NO_ERROR;
    dataset_index index = {0};
    dataset_selection all = {0};
    ck_assert_int_eq(dataset_index_read(&index, "/nowhere/study", &all, &error),
                     EMG_NO_INPUT);
    ck_assert_str_eq(error.file, "study");
    dataset_index_clear(&index);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, recordings_lie_in_folders_called_emg_of_subjects);
    tcase_add_test(tests, a_selection_narrows_them);
    tcase_add_test(tests, folders_of_other_subjects_are_not_looked_at);
    tcase_add_test(tests, what_ends_like_a_recording_and_is_none_is_told);
    tcase_add_test(tests, a_recording_may_lie_behind_a_link);
    tcase_add_test(tests, a_dataset_that_cannot_be_read_is_an_error);
}

int
main(void)
{
    return unit_main("index", add);
}
