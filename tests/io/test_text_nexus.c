#include "text_case.h"

#define HEAD                                                                   \
    "Devices,,,,\r\n2000,,,,\r\n,,Analog EMG,,Trigno\r\n"                      \
    "Frame,Sub Frame,1,2,EMG1\r\n,,V,mV,V\r\n"

START_TEST(five_lines_tell_rate_names_and_units)
{
    emg_text_layout layout =
        text_laid_out(emg_text_nexus_read, HEAD "1,0,0.5,0.25,1E-05\r\n");
    ck_assert_int_eq(layout.n_channels, 3);
    text_channel_is(&layout, 0, "Analog EMG 1", "V", 2000, 1);
    text_channel_is(&layout, 1, "Analog EMG 2", "mV", 2000, 1);
    text_channel_is(&layout, 2, "EMG1", "V", 2000, 1);
    ck_assert_int_eq(layout.data_line, 6);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(the_table_ends_at_an_empty_line)
{
    reading is;
    text_read(&is, HEAD "1,0,1,2,3\r\n1,1,4,5,6\r\n\r\n", 0, true);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_uint_eq(is.n[2], 2);
    ck_assert_double_eq(is.samples[2][1], 6);
    reading_clear(&is);
    text_read(&is, HEAD "1,0,1,2,3\r\n\r\nTrajectories\r\n1,0,1,2,3\r\n", 0,
              false);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_uint_eq(is.n[0], 1);
    ck_assert_ptr_nonnull(strstr(is.warnings.chars,
                                 "line 8: the table ended before it; what "
                                 "follows is not read"));
    reading_clear(&is);
}
END_TEST

START_TEST(a_header_of_another_kind_is_refused)
{
    text_refused(emg_text_nexus_read, "Devices\n2000\n\nTime,a\n\n1\n",
                 "line 4: \"Frame\" and the names of channels are expected");
    text_refused(emg_text_nexus_read, "Devices\nx\n\nFrame,Sub Frame,a\n\n1\n",
                 "line 2: the sampling rate is no number above 0");
    text_refused(emg_text_nexus_read, "Devices\n9\n\nFrame,Sub Frame\n\n1,0\n",
                 "line 4: no channel is named");
    text_refused(emg_text_nexus_read, HEAD,
                 "line 6: the file holds no samples");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, five_lines_tell_rate_names_and_units);
    tcase_add_test(tests, the_table_ends_at_an_empty_line);
    tcase_add_test(tests, a_header_of_another_kind_is_refused);
}

int
main(void)
{
    return unit_main("text nexus", add);
}
