#include "toys.h"
#include "unit.h"

#include "emg/filter.h"

#include <string.h>

/* Three channels in uV, mV and g, through a stage; *to is the first frame. */
static emg_stage *
convert(const char *unit, const double *values, emg_lanes *to)
{
    emg_format in;
    toy_format(&in, 3);
    emg_channel_set_unit(&in.channels[0], "uV");
    emg_channel_set_unit(&in.channels[1], "mV");
    emg_channel_set_unit(&in.channels[2], "g");
    in.channels[0].step = 0.1;
    in.channels[0].scale = (emg_scale){
        -3276.8, 3276.7, -32768, 32767, 2, {"-3276.8", "3276.7", "", ""}};
    emg_stage *stage = emg_unit_create(&in, unit, NULL);
    *to = (emg_lanes){{0}};
    memcpy(to->v, values, 3 * sizeof *values);
    ck_assert_int_eq(stage->ops->process(stage, 0, to, 1, 1, NULL), 1);
    emg_format_clear(&in);
    return stage;
}

START_TEST(voltages_are_told_in_the_new_unit_and_others_stay)
{
    static const double values[] = {1234.5, 0.7, 9.81};
    emg_lanes frame;
    emg_stage *stage = convert("mV", values, &frame);
    ck_assert_double_eq(frame.v[0], 1.2345);
    ck_assert_double_eq(frame.v[1], 0.7);
    ck_assert_double_eq(frame.v[2], 9.81);
    ck_assert_str_eq(stage->out.channels[0].unit, "mV");
    ck_assert_double_eq(stage->out.channels[0].to_uv, 1000);
    ck_assert_str_eq(stage->out.channels[2].unit, "g");
    emg_stage_destroy(stage);
    stage = convert("uV", values, &frame);
    ck_assert_double_eq(frame.v[0], 1234.5);
    ck_assert_double_eq(frame.v[1], 700);
    emg_stage_destroy(stage);
}
END_TEST

START_TEST(codes_stay_and_their_scale_follows)
{
    static const double values[] = {0.1, 0, 0};
    emg_lanes frame;
    emg_stage *stage = convert("V", values, &frame);
    const emg_channel *channel = &stage->out.channels[0];
    ck_assert_double_eq(frame.v[0], 0.1 / 1e6);
    ck_assert_double_eq(channel->step, 0.1 / 1e6);
    ck_assert_double_eq(channel->scale.physical_min, -3276.8 / 1e6);
    ck_assert_double_eq(channel->scale.physical_max, 3276.7 / 1e6);
    ck_assert_double_eq(channel->scale.digital_max, 32767);
    ck_assert_int_eq(channel->scale.bytes, 2);
    ck_assert_str_eq(channel->scale.text[0], "");
    emg_stage_destroy(stage);
}
END_TEST

START_TEST(what_is_no_voltage_is_refused)
{
    emg_format in;
    emg_error error = EMG_NO_ERROR;
    toy_format(&in, 1);
    ck_assert_ptr_null(emg_unit_create(&in, "kg", &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.text,
                     "'kg' is no unit of a voltage; use uV, mV or V");
    emg_format_clear(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, voltages_are_told_in_the_new_unit_and_others_stay);
    tcase_add_test(tests, codes_stay_and_their_scale_follows);
    tcase_add_test(tests, what_is_no_voltage_is_refused);
}

int
main(void)
{
    return unit_main("unit", add);
}
