#include "made.h"

START_TEST(groups_of_one_rate_become_one_and_channels_stand_by_number)
{
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    emg_stream_header header;
    made_recording(&recording);
    ck_assert_int_eq(emg_stream_header_from(&header, &recording, &error), 0);
    ck_assert_int_eq(header.n_groups, 2);
    ck_assert_int_eq(header.rates[0].samples, 1000);
    ck_assert_int_eq(header.rates[1].samples, 25);
    ck_assert_int_eq(header.rates[1].seconds, 2);
    ck_assert_int_eq(header.widths[0], 3);
    ck_assert_int_eq(header.widths[1], 1);
    static const int groups[] = {0, 1, 0, 0}, columns[] = {0, 0, 1, 2};
    for (int i = 0; i < MADE_CHANNELS; i++) {
        ck_assert_int_eq(header.channels[i].number, made_numbers[i]);
        ck_assert_int_eq(header.groups[i], groups[i]);
        ck_assert_int_eq(header.columns[i], columns[i]);
        ck_assert_int_eq(header.uses[i], made_uses[i]);
    }
    emg_stream_header_clear(&header);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(clearing_twice_does_no_harm)
{
    emg_error error = EMG_NO_ERROR;
    emg_stream_header header;
    ck_assert_int_eq(emg_stream_header_init(&header, 1, 2, &error), EMG_OK);
    ck_assert_double_eq(header.duration_s, -1);
    emg_stream_header_clear(&header);
    ck_assert_ptr_null(header.channels);
    emg_stream_header_clear(&header);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   groups_of_one_rate_become_one_and_channels_stand_by_number);
    tcase_add_test(tests, clearing_twice_does_no_harm);
}

int
main(void)
{
    return unit_main("stream header", add);
}
