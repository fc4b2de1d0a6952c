#include "unit.h"

#include "signal/difference.h"

#include <string.h>

static emg_channel
digital(const char *label)
{
    emg_channel channel = {.number = 3, .kind = EMG_KIND_EMG, .step = 0.5};
    strcpy(channel.label, label);
    strcpy(channel.prefilter, "HP:20Hz");
    emg_channel_set_unit(&channel, "uV");
    channel.scale =
        (emg_scale){-10, 9.5, -20, 19, 2, {"-10", "9.5", "-20", "19"}};
    return channel;
}

START_TEST(equal_steps_are_kept)
{
    emg_channel to = digital("a"), minus = digital("b");
    to.scale.physical_min = minus.scale.physical_min = -8; /* code 0: 2 */
    to.scale.physical_max = minus.scale.physical_max = 11.5;
    ck_assert_int_eq(emg_channel_subtract(&to, &minus, NULL), EMG_OK);
    ck_assert_double_eq(to.step, 0.5);
    ck_assert_int_eq(to.scale.bytes, 2);
    ck_assert_double_eq(to.scale.physical_min, -10);
    ck_assert_double_eq(to.scale.physical_max, 9.5);
    ck_assert_double_eq(to.scale.digital_max, 19);
    ck_assert_str_eq(to.scale.text[0], "");
    ck_assert_str_eq(to.prefilter, "HP:20Hz");
    ck_assert_int_eq(to.kind, EMG_KIND_EMG);
}
END_TEST

START_TEST(other_steps_leave_a_range)
{
    emg_channel to = digital("a"), minus = digital("b");
    minus.scale.physical_min = -9.5;
    minus.kind = EMG_KIND_OTHER;
    minus.prefilter[0] = 0;
    ck_assert_int_eq(emg_channel_subtract(&to, &minus, NULL), EMG_OK);
    ck_assert_double_eq(to.step, 0);
    ck_assert_int_eq(to.scale.bytes, 0);
    ck_assert_double_eq(to.scale.physical_min, -19.5);
    ck_assert_double_eq(to.scale.physical_max, 19);
    ck_assert_str_eq(to.prefilter, "");
    ck_assert_int_eq(to.kind, EMG_KIND_UNKNOWN);
}
END_TEST

START_TEST(an_unknown_range_stays_unknown)
{
    emg_channel to = {.step = 0}, minus = to;
    ck_assert_int_eq(emg_channel_subtract(&to, &minus, NULL), EMG_OK);
    ck_assert_double_eq(to.scale.physical_min, 0);
    ck_assert_double_eq(to.scale.physical_max, 0);
}
END_TEST

START_TEST(other_units_give_no_difference)
{
    emg_channel to = digital("a"), minus = digital("b");
    emg_error error = EMG_NO_ERROR;
    emg_channel_set_unit(&minus, "mV");
    ck_assert_int_eq(emg_channel_subtract(&to, &minus, &error), EMG_BAD_OPTION);
    ck_assert_str_eq(error.channel, "a");
    ck_assert_str_eq(error.text, "its unit is 'uV' and that of b 'mV': no "
                                 "difference can be taken");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, equal_steps_are_kept);
    tcase_add_test(tests, other_steps_leave_a_range);
    tcase_add_test(tests, an_unknown_range_stays_unknown);
    tcase_add_test(tests, other_units_give_no_difference);
}

int
main(void)
{
    return unit_main("difference", add);
}
