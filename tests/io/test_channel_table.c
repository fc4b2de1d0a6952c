#include "wav_made.h"

#include "base/memory.h"
#include "bids/dataset.h"
#include "io/channel_table.h"

#include <sys/stat.h>

/* Whether the table of one channel, at this place, is found for this file. */
static bool
is_found(const char *table, const char *path, size_t size, emg_error *error)
{
    emg_warnings warnings;
    emg_channel_table read = {0};
    bool found = true;
    FILE *file = fopen(table, "wb");
    fputs("name\nTA\n", file);
    for (size_t i = 8; i < size; i++)
        fputc('\n', file);
    fclose(file);
    emg_open_options options = {.strict = true};
    *error = EMG_NO_ERROR;
    emg_warnings_init(&warnings, &options, "x");
    emg_channel_table_find(&read, path, 1, &found, &warnings, error);
    emg_warnings_clear(&warnings);
    unlink(table);
    if (found)
        ck_assert_str_eq(read.rows[0].label, "TA");
    emg_channel_table_clear(&read);
    return found;
}

START_TEST(the_table_has_the_name_of_the_file_without_its_ending)
{
    char before[256], folder[] = "/tmp/emg-table-XXXXXX";
    emg_error error;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_ptr_nonnull(getcwd(before, sizeof before));
    ck_assert_int_eq(chdir(folder), 0);
    mkdir("d.x", 0700);
    ck_assert(is_found("a_channels.tsv", "a.wav", 0, &error));
    ck_assert(is_found("a_channels.tsv", "a_emg.wav", 0, &error));
    ck_assert(is_found("a_channels.tsv", "a", 0, &error));
    ck_assert(is_found("d.x/a_channels.tsv", "d.x/a", 0, &error));
    ck_assert(is_found("a.b_channels.tsv", "a.b.wav", 0, &error));
    ck_assert(!is_found("b_channels.tsv", "a.wav", 0, &error));
    ck_assert_int_eq(error.status, EMG_OK);
    ck_assert(is_found("a_channels.tsv", "a.wav", 1 << 20, &error));
    ck_assert(!is_found("a_channels.tsv", "a.wav", (1 << 20) + 1, &error));
    ck_assert_str_eq(error.text, "the table of channels beside it is not used: "
                                 "it is longer than 1 MiB");
    rmdir("d.x");
    ck_assert_int_eq(chdir(before), 0);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

START_TEST(rows_tell_kind_unit_scale_and_status)
{
    static const char text[] = "\xEF\xBB\xBFtype\tname\tstatus\tunits\r\n"
                               "EMG\tTA\tgood\tmV\r\n"
                               "\r\n\t \r\n"
                               "ecg\tH\tBad\tn/a\r\n"
                               "PUPIL\tP";
    emg_channel_table table = {0};
    const char *wrong = "";
    ck_assert_int_eq(
        emg_channel_table_read(&table, text, sizeof text - 1, &wrong, NULL),
        EMG_OK);
    ck_assert_ptr_null(wrong);
    ck_assert_uint_eq(table.n, 3);
    ck_assert_str_eq(table.rows[0].label, "TA");
    ck_assert_str_eq(table.rows[0].unit, "mV");
    ck_assert_int_eq(table.rows[0].kind, EMG_KIND_EMG);
    ck_assert(!table.rows[0].bad);
    ck_assert_str_eq(table.rows[1].label, "H");
    ck_assert_str_eq(table.rows[1].unit, "");
    ck_assert_int_eq(table.rows[1].kind, EMG_KIND_ECG);
    ck_assert(table.rows[1].bad);
    ck_assert_str_eq(table.rows[2].label, "P");
    ck_assert_int_eq(table.rows[2].kind, EMG_KIND_OTHER);
    emg_channel_table_clear(&table);
}
END_TEST

START_TEST(in_a_dataset_the_nearest_table_counts)
{
    dataset in = dataset_create();
    char recording[DATASET_SIZE];
    static const char *const tables[] = {
        "task-hold_channels.tsv", "sub-1/sub-1_channels.tsv",
        "sub-1/emg/sub-1_task-hold_channels.tsv"};
    strcpy(recording, dataset_path(&in, "sub-1/emg/sub-1_task-hold_emg.edf"));
    dataset_write(&in, "sub-1/emg/sub-1_task-grip_channels.tsv", "name");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        dataset_write(&in, tables[i], "name");
        char *path = emg_channel_table_path(recording, NULL);
        ck_assert_str_eq(path, dataset_path(&in, tables[i]));
        emg_free(path);
    }
    dataset_remove(&in);
}
END_TEST

START_TEST(a_row_may_name_the_muscle)
{
    static const char text[] = "name\ttarget_muscle\n"
                               "EMG1\tFlexor carpi radialis (left)\n"
                               "EMG2\tn/a\n";
    emg_channel_table table = {0};
    const char *wrong = "";
    emg_channel_table_read(&table, text, sizeof text - 1, &wrong, NULL);
    ck_assert_str_eq(table.rows[0].muscle, "Flexor carpi radialis (left)");
    ck_assert_str_eq(table.rows[1].muscle, "");
    emg_channel_table_clear(&table);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   the_table_has_the_name_of_the_file_without_its_ending);
    tcase_add_test(tests, rows_tell_kind_unit_scale_and_status);
    tcase_add_test(tests, in_a_dataset_the_nearest_table_counts);
    tcase_add_test(tests, a_row_may_name_the_muscle);
}

int
main(void)
{
    return unit_main("channel table", add);
}
