#include "text_case.h"

START_TEST(channels_are_numbered_named_and_know_their_columns)
{
    emg_text_layout layout = {0};
    emg_error error = EMG_NO_ERROR;
    emg_text_cell name = text_cell("EMG biceps"), none = text_cell("");
    emg_text_cell unit = text_cell("\xB5V");
    emg_text_layout_add(&layout, EMG_TEXT_TIME, 1e-3, &error);
    emg_text_layout_add_channel(&layout, &name, &unit, &error);
    emg_text_layout_add_channel(&layout, &none, &none, &error);
    ck_assert_int_eq(error.status, EMG_OK);
    ck_assert_int_eq(layout.n_columns, 3);
    ck_assert_int_eq(layout.columns[0].role, EMG_TEXT_TIME);
    ck_assert_double_eq(layout.columns[0].seconds, 1e-3);
    ck_assert_int_eq(layout.columns[2].role, EMG_TEXT_SAMPLE);
    ck_assert_int_eq(layout.columns[2].channel, 1);
    text_channel_is(&layout, 0, "EMG biceps", "uV", 0, 0);
    text_channel_is(&layout, 1, "ch2", "", 0, 0);
    ck_assert_int_eq(layout.channels[0].kind, EMG_KIND_EMG);
    ck_assert_int_eq(layout.channels[1].kind, EMG_KIND_UNKNOWN);
    ck_assert_int_eq(layout.tracks[1].announced, -1);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(counts_have_a_step_and_a_range)
{
    emg_channel channel = {0}, not_told = {0};
    emg_text_channel_counts(&channel, 12);
    ck_assert_double_eq(channel.step, 1);
    ck_assert_double_eq(channel.scale.digital_max, 4095);
    ck_assert_double_eq(channel.scale.physical_max, 4095);
    ck_assert_double_eq(channel.scale.digital_min, 0);
    ck_assert_int_eq(channel.scale.bytes, 2);
    emg_text_channel_counts(&not_told, 0);
    ck_assert_double_eq(not_told.step, 0);
}
END_TEST

START_TEST(the_caller_gives_what_the_file_lacks_and_no_other_rate)
{
    emg_text_layout layout = {0};
    emg_error error = EMG_NO_ERROR;
    emg_text_cell none = text_cell(""), unit = text_cell("mV");
    emg_text_layout_add_channel(&layout, &none, &none, &error);
    emg_text_layout_add_channel(&layout, &none, &unit, &error);
    layout.tracks[0].rate = (emg_rate){500, 1};
    emg_open_options options = {
        .rate_hz = 1259.259, .names = "FCR, ECR", .unit = "V"};
    ck_assert_int_eq(emg_text_layout_know(&layout, &options, &error), EMG_OK);
    text_channel_is(&layout, 0, "FCR", "V", 500, 1);
    text_channel_is(&layout, 1, "ECR", "mV", 34000, 27);
    options.names = "FCR";
    ck_assert_int_eq(emg_text_layout_know(&layout, &options, &error),
                     EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, "1 names are given, the file has 2 channels");
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(one_label_with_emg_does_not_set_others_of_its_unit_apart)
{
    static const char *const units[] = {"mV", "mV", "deg"};
    for (int told = 0; told < 2; told++) {
        emg_text_layout layout = {.tells_kinds = told};
        emg_error error = EMG_NO_ERROR;
        for (int i = 0; i < 3; i++) {
            emg_text_cell label = text_cell(i == 1 ? "RF" : "EMG ST");
            emg_text_cell unit = text_cell(units[i]);
            emg_text_layout_add_channel(&layout, &label, &unit, &error);
        }
        ck_assert_int_eq(emg_text_layout_know(&layout, NULL, &error), EMG_OK);
        ck_assert_int_eq(layout.channels[0].kind,
                         told ? EMG_KIND_EMG : EMG_KIND_UNKNOWN);
        ck_assert_int_eq(layout.channels[2].kind, EMG_KIND_EMG);
        emg_text_layout_clear(&layout);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, channels_are_numbered_named_and_know_their_columns);
    tcase_add_test(tests, counts_have_a_step_and_a_range);
    tcase_add_test(tests,
                   the_caller_gives_what_the_file_lacks_and_no_other_rate);
    tcase_add_test(tests,
                   one_label_with_emg_does_not_set_others_of_its_unit_apart);
}

int
main(void)
{
    return unit_main("text layout", add);
}
