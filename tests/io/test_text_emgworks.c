#include "text_case.h"

#define LABELS                                                                 \
    "Label: S 10: EMG 10 Sampling frequency: 1.259259e+003 Number of points: " \
    "3 start: 0.000000e+000 Unit: V Domain Unit: s\n"                          \
    "Label: S 10: GYRO.X 10 Sampling frequency: 1.481481e+002 Number of "      \
    "points: 2 start: 0.000000e+000 Unit: \xC2\xB0/s Domain Unit: s\n"         \
    "Start Trigger Method: None\nStop Trigger Method: None\n\n"
#define COLUMNS "X[s],\"S 10: EMG 10\",X[s],\"S 10: GYRO.X 10\"\n"
#define ROWS                                                                   \
    "0.0,0.5,0.0,7.5\n"                                                        \
    "0.0007941176,0.25,0.00675,8.5\n"                                          \
    "0.001588235,0.125,,\n"

START_TEST(each_channel_has_its_own_time_and_exact_rate)
{
    emg_text_layout layout =
        text_laid_out(emg_text_emgworks_read, LABELS COLUMNS ROWS);
    ck_assert_int_eq(layout.n_columns, 4);
    text_channel_is(&layout, 0, "S 10: EMG 10", "V", 34000, 27);
    text_channel_is(&layout, 1, "S 10: GYRO.X 10", "\xC2\xB0/s", 4000, 27);
    ck_assert_int_eq(layout.columns[2].role, EMG_TEXT_TIME);
    ck_assert_int_eq(layout.columns[2].channel, 1);
    ck_assert_int_eq(layout.tracks[0].announced, 3);
    ck_assert_int_eq(layout.data_line, 7);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(channels_of_other_rates_end_in_other_rows_without_a_word)
{
    reading is;
    text_read(&is, LABELS COLUMNS ROWS, 0, true);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_int_eq(is.n_warnings, 0);
    ck_assert_uint_eq(is.n[0], 3);
    ck_assert_uint_eq(is.n[1], 2);
    ck_assert_double_eq(is.samples[0][2], 0.125);
    ck_assert_double_eq(is.samples[1][1], 8.5);
    ck_assert_str_eq(is.segments.chars, "0 0 0 0\n1 0 0 0\n");
    reading_clear(&is);
}
END_TEST

START_TEST(columns_that_are_others_and_times_that_jump_are_refused)
{
    reading is;
    text_refused(emg_text_emgworks_read,
                 LABELS "X[s],\"S 10: EMG 11\",X[s],\"S 10: GYRO.X 10\"\n" ROWS,
                 "line 6: the columns are not those of the channels named "
                 "before");
    text_refused(emg_text_emgworks_read, LABELS "X[s],\"S 10: EMG 10\"\n" ROWS,
                 "line 6: the columns are not those of the channels named "
                 "before");
    text_refused(emg_text_emgworks_read, LABELS COLUMNS,
                 "line 7: the file holds no samples");
    text_read(&is, LABELS COLUMNS ROWS "0.1,1,,\n", 0, false);
    ck_assert_str_eq(is.error.text, "line 10, column 1: \"0.1\" is later than "
                                    "the sampling rate allows");
    reading_clear(&is);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_channel_has_its_own_time_and_exact_rate);
    tcase_add_test(tests,
                   channels_of_other_rates_end_in_other_rows_without_a_word);
    tcase_add_test(tests,
                   columns_that_are_others_and_times_that_jump_are_refused);
}

int
main(void)
{
    return unit_main("text emgworks", add);
}
