#include "text_case.h"

START_TEST(rate_resolution_and_labels_stand_before_the_counts)
{
    emg_text_layout layout =
        text_laid_out(emg_text_biosppy_read, "# Simple Text Format\n"
                                             "# Sampling Rate (Hz):= 1000.00\n"
                                             "# Resolution:= 12\n"
                                             "# Labels:= EMG\tECG\n"
                                             "2034\t7\n");
    ck_assert_int_eq(layout.n_channels, 2);
    text_channel_is(&layout, 0, "EMG", "", 1000, 1);
    text_channel_is(&layout, 1, "ECG", "", 1000, 1);
    ck_assert_int_eq(layout.channels[0].kind, EMG_KIND_EMG);
    ck_assert_double_eq(layout.channels[0].scale.digital_max, 4095);
    ck_assert_int_eq(layout.data_line, 5);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(what_it_does_not_tell_stays_open)
{
    emg_text_layout layout =
        text_laid_out(emg_text_biosppy_read, "# Simple Text Format\n1\t2\n");
    ck_assert_int_eq(layout.n_channels, 2);
    text_channel_is(&layout, 1, "ch2", "", 0, 0);
    ck_assert_double_eq(layout.channels[0].step, 0);
    emg_text_layout_clear(&layout);
    text_refused(emg_text_biosppy_read, "# Sampling Rate (Hz):= x\n1\n",
                 "line 2: the sampling rate is no number above 0");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, rate_resolution_and_labels_stand_before_the_counts);
    tcase_add_test(tests, what_it_does_not_tell_stays_open);
}

int
main(void)
{
    return unit_main("text biosppy", add);
}
