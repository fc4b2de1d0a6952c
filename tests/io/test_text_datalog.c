#include "text_case.h"

#define HEAD                                                                   \
    "File Name: 5Nmar.log\n"                                                   \
    "Channel 1: 'RF', 6563 values, engineering units: mV, no filters.\n"       \
    "Channel 5: 'L'Ext', 329 values, engineering units: deg, no filters, "     \
    "extrapolated from 50 to 1000 samples per second.\n\n"

START_TEST(a_line_names_each_channel_and_no_rate)
{
    emg_text_layout layout =
        text_laid_out(emg_text_datalog_read, HEAD "0.5\t59.9\n");
    ck_assert_int_eq(layout.n_channels, 2);
    text_channel_is(&layout, 0, "RF", "mV", 0, 0);
    text_channel_is(&layout, 1, "L'Ext", "deg", 0, 0);
    ck_assert_int_eq(layout.tracks[0].announced, 6563);
    ck_assert_int_eq(layout.tracks[1].announced, -1);
    ck_assert(layout.has_identity);
    ck_assert(layout.ends_apart);
    ck_assert_int_eq(layout.data_line, 5);
    emg_text_layout_clear(&layout);
    text_refused(emg_text_datalog_read, "File Name: a\n\n1\t2\n",
                 "line 3: no channel is named before the samples");
    text_refused(emg_text_datalog_read, HEAD,
                 "line 5: the file holds no samples");
}
END_TEST

START_TEST(a_channel_that_goes_on_alone_is_cut_and_said)
{
    reading is;
    text_read(&is, HEAD "0.5\t59.9\n0.25\t60\n\t61\n\t61\n\t\n", 1000, false);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_uint_eq(is.n[0], 2);
    ck_assert_uint_eq(is.n[1], 2);
    ck_assert_double_eq(is.samples[0][1], 0.25);
    ck_assert_double_eq(is.samples[1][1], 60);
    ck_assert_ptr_nonnull(strstr(
        is.warnings.chars, "1 channels are shorter than announced: of the "
                           "first, \"RF\", 6563 samples are announced, 2 are "
                           "there\n"));
    ck_assert_ptr_nonnull(strstr(is.warnings.chars,
                                 "\"L'Ext\" goes on for 2 samples after others "
                                 "of its rate: these are left out\n"));
    reading_clear(&is);
    text_read(&is, HEAD "0.5\t59.9\n\t60\n0.5\t60\n", 1000, false);
    ck_assert_str_eq(is.error.text, "line 7, column 1: \"0.5\" comes after the "
                                    "end of its channel");
    reading_clear(&is);
}
END_TEST

START_TEST(blanks_and_tabs_behind_a_unit_are_none_of_it)
{
    emg_text_layout layout = text_laid_out(
        emg_text_datalog_read, "File Name: a\t\nChannel 1: 'RF', 1 values, "
                               "engineering units: mV\t \n\n0.5\t\n");
    text_channel_is(&layout, 0, "RF", "mV", 0, 0);
    ck_assert_double_eq(layout.channels[0].to_uv, 1000);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(where_warnings_are_errors_what_is_short_or_left_over_stops)
{
    reading is;
    text_read(&is, HEAD "0.5\t59.9\n\t60\n", 1000, true);
    ck_assert_ptr_nonnull(strstr(is.error.text, "shorter than announced"));
    reading_clear(&is);
    text_read(&is,
              "File Name: a\nChannel 1: 'RF', 1 values, engineering units: mV"
              "\nChannel 2: 'L', 2 values, engineering units: mV\n\n"
              "0.5\t59.9\n\t60\n",
              1000, true);
    ck_assert_ptr_nonnull(strstr(is.error.text, "\"L\" goes on for 1 samples"));
    reading_clear(&is);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_line_names_each_channel_and_no_rate);
    tcase_add_test(tests, a_channel_that_goes_on_alone_is_cut_and_said);
    tcase_add_test(tests, blanks_and_tabs_behind_a_unit_are_none_of_it);
    tcase_add_test(tests,
                   where_warnings_are_errors_what_is_short_or_left_over_stops);
}

int
main(void)
{
    return unit_main("text datalog", add);
}
