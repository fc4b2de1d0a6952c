#include "unit.h"

#include "folder.h"
#include "io/sound.h"
#include "writing.h"

static emg_status
no_row(void *to, double time_s, const double *values, emg_error *error)
{
    (void)to;
    (void)time_s;
    (void)values;
    (void)error;
    return EMG_OK;
}

/* Writes the table of two channels beside NAME; `finish` gives it its name. */
static emg_status
write_table(folder *in, const char *name, bool force, bool finish,
            emg_error *error)
{
    static const double full_scales[] = {3276.8, 0.001};
    writing w = {0};
    emg_columns columns;
    writing_add(&w, "FCR\tleft", "uV", 1000)->kind = EMG_KIND_EMG;
    writing_add(&w, "", "", 1000);
    writing_group(&w);
    ck_assert_int_eq(emg_columns_init(&columns, &w.recording, "WAV", false,
                                      no_row, NULL, NULL),
                     EMG_OK);
    emg_create_options options = {.force = force};
    emg_output *output = emg_sound_table_create(folder_file(in, name), &options,
                                                &columns, full_scales, error);
    emg_status status = output ? EMG_OK : error->status;
    if (output && finish)
        status = emg_output_finish(output, error);
    emg_output_destroy(output);
    emg_columns_clear(&columns);
    emg_recording_clear(&w.recording);
    return status;
}

START_TEST(each_channel_has_a_row)
{
    emg_error error = EMG_NO_ERROR;
    folder in = folder_create();
    char text[256];
    ck_assert_int_eq(write_table(&in, "a_emg.wav", false, true, &error),
                     EMG_OK);
    ck_assert_int_gt(folder_read(&in, "a_channels.tsv", text, sizeof text), 0);
    ck_assert_str_eq(text, "name\ttype\tunits\tfull_scale\n"
                           "FCR\\x09left\tEMG\tuV\t3276.8\n"
                           "n/a\tn/a\tn/a\t0.001\n");
    folder_remove(&in);
}
END_TEST

START_TEST(an_old_one_is_kept_unless_forced)
{
    emg_error error = EMG_NO_ERROR;
    folder in = folder_create();
    char text[256];
    folder_write(&in, "a_channels.tsv", "old");
    ck_assert_int_eq(write_table(&in, "a.wav", false, true, &error),
                     EMG_NO_OUTPUT);
    ck_assert_str_eq(error.file, "a_channels.tsv");
    error = EMG_NO_ERROR;
    ck_assert_int_eq(write_table(&in, "a.wav", true, false, &error), EMG_OK);
    folder_read(&in, "a_channels.tsv", text, sizeof text);
    ck_assert_str_eq(text, "old");
    ck_assert_int_eq(write_table(&in, "a.wav", true, true, &error), EMG_OK);
    folder_read(&in, "a_channels.tsv", text, sizeof text);
    ck_assert_int_eq(text[0], 'n');
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_channel_has_a_row);
    tcase_add_test(tests, an_old_one_is_kept_unless_forced);
}

int
main(void)
{
    return unit_main("sound_table", add);
}
