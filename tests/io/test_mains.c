#include "io/mains.h"

#include "bids/dataset.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static double
beside(const char *json)
{
    char folder[] = "/tmp/mains-XXXXXX", name[64], recording[64];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(name, sizeof name, "%s/a.b_emg.json", folder);
    snprintf(recording, sizeof recording, "%s/a.b_emg.edf", folder);
    FILE *file = fopen(name, "w");
    fputs(json, file);
    fclose(file);
    double hz = emg_mains_beside(recording);
    remove(name);
    rmdir(folder);
    return hz;
}

START_TEST(the_frequency_is_that_of_the_sidecar)
{
    ck_assert_double_eq(beside("{\"PowerLineFrequency\": 60}"), 60);
    ck_assert_double_eq(beside("{\"PowerLineFrequency\": 16.7}"), 16.7);
}
END_TEST

START_TEST(what_is_no_frequency_is_none)
{
    static const char *const texts[] = {"",
                                        "{}",
                                        "[50",
                                        "[50]",
                                        "50",
                                        "{\"PowerLineFrequency\": \"n/a\"}",
                                        "{",
                                        "{\"PowerLineFrequency\": -50}",
                                        "{\"PowerLineFrequency\": 1e300}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_double_eq(beside(texts[i]), 0);
    ck_assert_double_eq(emg_mains_beside("/nowhere/at.all/a"), 0);
    ck_assert_double_eq(emg_mains_beside("-"), 0);
}
END_TEST

START_TEST(in_a_dataset_it_comes_from_above)
{
    dataset in = dataset_create();
    dataset_write(&in, "task-x_emg.json", "{\"PowerLineFrequency\": 60}");
    dataset_write(&in, "sub-1/emg/sub-1_task-x_emg.json", "{\"Gain\": 1}");
    ck_assert_double_eq(
        emg_mains_beside(dataset_path(&in, "sub-1/emg/sub-1_task-x_emg.edf")),
        60);
    dataset_write(&in, "sub-1/sub-1_emg.json", "{\"PowerLineFrequency\": 50}");
    ck_assert_double_eq(
        emg_mains_beside(dataset_path(&in, "sub-1/emg/sub-1_task-x_emg.edf")),
        50);
    dataset_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_frequency_is_that_of_the_sidecar);
    tcase_add_test(tests, what_is_no_frequency_is_none);
    tcase_add_test(tests, in_a_dataset_it_comes_from_above);
}

int
main(void)
{
    return unit_main("mains", add);
}
