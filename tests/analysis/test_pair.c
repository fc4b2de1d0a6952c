#include "recorded.h"
#include "unit.h"

#include "analysis/pair.h"

#include <math.h>

static const double silence[1];
static const double *const channels[] = {silence, silence};

static const emg_rest_level level_a = {
    .number = 1, .mean = 2, .sd = 0.25, .stands_out = true};
static const emg_rest_level level_b = {
    .number = 2, .mean = 3, .sd = 0.5, .stands_out = true};

static emg_pair_state
made(emg_pair wanted, const emg_rest_level *a, const emg_rest_level *b,
     const char *unit_b)
{
    emg_pair_state pair = {.wanted = wanted, .method = EMG_METHOD_THRESHOLD};
    recorded source;
    recorded_init(&source, 1000, 2, channels, 1);
    emg_format *format = &source.source.recording.groups[0];
    emg_channel_set_unit(&format->channels[1], unit_b);
    ck_assert_int_eq(emg_pair_init(&pair, &source.source.recording, a, b, NULL),
                     EMG_OK);
    recorded_clear(&source);
    return pair;
}

static void
check_levels(emg_pair wanted, double on_a, double off_a, double on_b,
             double off_b)
{
    emg_pair_state pair = made(wanted, &level_a, &level_b, "uV");
    ck_assert_int_eq(pair.state, EMG_STATE_OK);
    ck_assert_double_eq_tol(pair.a.activity.on, on_a, 1e-12);
    ck_assert_double_eq_tol(pair.a.activity.off, off_a, 1e-12);
    ck_assert_double_eq_tol(pair.b.activity.on, on_b, 1e-12);
    ck_assert_double_eq_tol(pair.b.activity.off, off_b, 1e-12);
    emg_pair_clear(&pair);
}

START_TEST(levels_are_sds_above_rest_and_shares_of_mvc)
{
    emg_pair wanted = emg_pair_default(1, 2);
    check_levels(wanted, 3, 2.5, 5, 4);
    wanted.mvc_a = 100; /* 5 % of it is 5, three quarters of that 3.75 */
    check_levels(wanted, 5, 3.75, 5, 4);
    wanted.mvc_b = 110; /* 5.5 and 4.125 */
    check_levels(wanted, 5, 3.75, 5.5, 4.125);
    wanted.floor_mvc = 0;
    check_levels(wanted, 3, 2.5, 5, 4);
    wanted.on_sd = 10;
    wanted.off_sd = 1;
    check_levels(wanted, 4.5, 2.25, 8, 3.5);
}
END_TEST

START_TEST(an_mvc_not_above_three_times_rest_is_none)
{
    emg_pair wanted = emg_pair_default(1, 2);
    wanted.floor_mvc = 100;
    wanted.mvc_a = 6;
    emg_pair_state pair = made(wanted, &level_a, &level_b, "uV");
    ck_assert_double_eq_tol(pair.a.activity.on, 3, 1e-12);
    ck_assert_int_eq(pair.flags, EMG_FLAG_NO_REFERENCE);
    emg_pair_clear(&pair);
    wanted.mvc_a = 6.01;
    pair = made(wanted, &level_a, &level_b, "uV");
    ck_assert_double_eq_tol(pair.a.activity.on, 6.01, 1e-12);
    ck_assert_int_eq(pair.flags, 0);
    emg_pair_clear(&pair);
}
END_TEST

START_TEST(muscles_are_compared_in_mvc_or_in_one_unit)
{
    emg_pair wanted = emg_pair_default(1, 2);
    emg_pair_state pair = made(wanted, &level_a, &level_b, "mV");
    ck_assert_double_eq_tol(pair.a.factor, 1, 1e-12);
    ck_assert_double_eq_tol(pair.b.factor, 1000, 1e-9);
    ck_assert_double_eq_tol(pair.b.back, 0.001, 1e-15);
    emg_pair_clear(&pair);
    pair = made(wanted, &level_a, &level_b, "kg"); /* as the numbers are */
    ck_assert_double_eq(pair.b.factor, 1);
    ck_assert_double_eq(pair.b.back, 1);
    emg_pair_clear(&pair);
    wanted.mvc_a = 50;
    wanted.mvc_b = 200;
    pair = made(wanted, &level_a, &level_b, "mV");
    ck_assert_double_eq_tol(pair.a.factor, 2, 1e-12);
    ck_assert_double_eq_tol(pair.b.factor, 0.5, 1e-12);
    ck_assert_double_eq(pair.b.back, 1); /* reported in % of MVC */
    emg_pair_clear(&pair);
    wanted.mvc_b = 0; /* one alone does not count */
    pair = made(wanted, &level_a, &level_b, "uV");
    ck_assert_double_eq(pair.a.factor, 1);
    emg_pair_clear(&pair);
}
END_TEST

static void
check_state(emg_pair wanted, emg_rest_level a, emg_rest_level b,
            emg_state state)
{
    emg_pair_state pair = made(wanted, &a, &b, "uV");
    ck_assert_int_eq(pair.state, state);
    emg_pair_clear(&pair);
}

START_TEST(a_muscle_without_rest_makes_a_pair_without_rest)
{
    emg_pair wanted = emg_pair_default(1, 2);
    emg_rest_level none = level_b, bare = level_b, zero = level_b;
    none.state = EMG_STATE_FLAT;
    check_state(wanted, level_a, none, EMG_STATE_FLAT);
    check_state(wanted, none, level_a, EMG_STATE_FLAT);
    zero.mean = zero.sd = 0; /* digital silence: all would be active */
    check_state(wanted, level_a, zero, EMG_STATE_NO_REST);
    bare.stands_out = false;
    bare.floor = 3.1;
    check_state(wanted, level_a, bare, EMG_STATE_OK);
    wanted.mvc_b = 100; /* the floor is above 3 % of it */
    check_state(wanted, level_a, bare, EMG_STATE_NO_REST);
    bare.floor = 2.9;
    check_state(wanted, level_a, bare, EMG_STATE_OK);
}
END_TEST

START_TEST(flags_tell_what_is_wrong_with_a_channel)
{
    emg_pair wanted = emg_pair_default(1, 2);
    emg_rest_level a = level_a, b = level_b;
    a.clipped = 0.0011;
    b.flat = 0.001;
    b.hum = 5;
    emg_pair_state pair = made(wanted, &a, &b, "uV");
    ck_assert_int_eq(pair.flags,
                     EMG_FLAG_CLIPPED | EMG_FLAG_FLAT | EMG_FLAG_HUM);
    emg_pair_clear(&pair);
    a.clipped = 0.001;
    b.flat = b.hum = 0;
    pair = made(wanted, &a, &b, "uV");
    ck_assert_int_eq(pair.flags, 0);
    emg_pair_clear(&pair);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, levels_are_sds_above_rest_and_shares_of_mvc);
    tcase_add_test(tests, an_mvc_not_above_three_times_rest_is_none);
    tcase_add_test(tests, muscles_are_compared_in_mvc_or_in_one_unit);
    tcase_add_test(tests, a_muscle_without_rest_makes_a_pair_without_rest);
    tcase_add_test(tests, flags_tell_what_is_wrong_with_a_channel);
}

int
main(void)
{
    return unit_main("pair", add);
}
