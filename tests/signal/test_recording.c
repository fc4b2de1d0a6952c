#include "unit.h"

#include "emg/signal.h"

#include <string.h>

#define N 6

/* Two EMG, a slow accelerometer, a trigger, one more EMG, one more slow. */
static const emg_rate rates[N] = {{2000, 1}, {2000, 1}, {148, 1},
                                  {2000, 1}, {2000, 1}, {148, 1}};
static const char labels[N][4] = {"FCR", "ECR", "ACX", "TRG", "BIC", "ACY"};

static void
group(emg_recording *recording, const emg_use *uses)
{
    emg_channel channels[N] = {0};
    for (int i = 0; i < N; i++) {
        strcpy(channels[i].label, labels[i]);
        channels[i].number = i + 1;
    }
    ck_assert_int_eq(
        emg_recording_group(recording, N, channels, rates, uses, NULL), EMG_OK);
}

START_TEST(channels_of_one_rate_and_use_share_a_group)
{
    static const emg_use uses[N] = {EMG_TREAT, EMG_TREAT, EMG_PASS,
                                    EMG_PASS,  EMG_TREAT, EMG_DROP};
    emg_recording recording = {0};
    group(&recording, uses);
    ck_assert_int_eq(recording.n_groups, 3);
    ck_assert_int_eq(recording.uses[0], EMG_TREAT);
    ck_assert_int_eq(recording.groups[0].n_channels, 3);
    ck_assert_str_eq(recording.groups[0].channels[2].label, "BIC");
    ck_assert_double_eq(recording.groups[1].rate_hz, 148);
    ck_assert_int_eq(recording.groups[1].n_channels, 1);
    ck_assert_str_eq(recording.groups[1].channels[0].label, "ACX");
    ck_assert_int_eq(recording.uses[2], EMG_PASS);
    ck_assert_str_eq(recording.groups[2].channels[0].label, "TRG");
    ck_assert_int_eq(emg_recording_channels(&recording), 5);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(grouping_again_forgets_the_groups_before)
{
    static const emg_use all[N] = {EMG_TREAT, EMG_TREAT, EMG_TREAT,
                                   EMG_TREAT, EMG_TREAT, EMG_TREAT};
    static const emg_use one[N] = {EMG_DROP, EMG_DROP, EMG_DROP,
                                   EMG_DROP, EMG_PASS, EMG_DROP};
    emg_recording recording = {0};
    group(&recording, all);
    ck_assert_int_eq(recording.n_groups, 2);
    group(&recording, one);
    ck_assert_int_eq(recording.n_groups, 1);
    ck_assert_int_eq(emg_recording_channels(&recording), 1);
    ck_assert_int_eq(recording.groups[0].channels[0].number, 5);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(nothing_left_is_a_bad_option)
{
    static const emg_use none[N] = {EMG_DROP};
    emg_recording recording = {0};
    emg_channel channels[N] = {0};
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(
        emg_recording_group(&recording, N, channels, rates, none, &error),
        EMG_BAD_OPTION);
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(a_channel_is_found_by_its_number)
{
    static const emg_use uses[N] = {EMG_PASS,  EMG_TREAT, EMG_PASS,
                                    EMG_TREAT, EMG_DROP,  EMG_PASS};
    emg_recording recording = {0};
    int g = -1;
    group(&recording, uses);
    const emg_channel *channel = emg_recording_channel(&recording, 4, &g);
    ck_assert_str_eq(channel->label, "TRG");
    ck_assert_int_eq(g, 1);
    ck_assert_ptr_null(emg_recording_channel(&recording, 5, NULL));
    ck_assert_ptr_null(emg_recording_channel(&recording, 0, NULL));
    ck_assert_str_eq(emg_recording_channel(&recording, 6, NULL)->label, "ACY");
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(the_order_of_channels_is_that_of_the_file)
{
    static const emg_use uses[N] = {EMG_PASS,  EMG_TREAT, EMG_PASS,
                                    EMG_TREAT, EMG_DROP,  EMG_PASS};
    static const emg_place expected[5] = {
        {1, 0, 0}, {2, 1, 0}, {3, 2, 0}, {4, 1, 1}, {6, 2, 1}};
    emg_recording recording = {0};
    emg_place places[5];
    group(&recording, uses);
    emg_recording_order(&recording, places);
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(places[i].number, expected[i].number);
        ck_assert_int_eq(places[i].group, expected[i].group);
        ck_assert_int_eq(places[i].lane, expected[i].lane);
    }
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(a_copied_recording_is_its_own)
{
    static const emg_use all[N] = {EMG_TREAT, EMG_TREAT, EMG_PASS,
                                   EMG_TREAT, EMG_TREAT, EMG_PASS};
    char history[] = "[{\"program\":\"emg-filter\"}]";
    emg_recording from = {.name = "a.edf", .duration_s = 60}, to;
    group(&from, all);
    from.history = history;
    ck_assert_int_eq(emg_recording_copy(&to, &from, NULL), EMG_OK);
    history[0] = '!';
    from.groups[0].channels[0].label[0] = '!';
    ck_assert_str_eq(to.history, "[{\"program\":\"emg-filter\"}]");
    ck_assert_str_eq(to.groups[0].channels[0].label, "FCR");
    ck_assert_int_eq(to.n_groups, 2);
    ck_assert_int_eq(to.uses[1], EMG_PASS);
    ck_assert_double_eq(to.duration_s, 60);
    emg_recording_clear(&to);
    from.history = NULL;
    emg_recording_clear(&from);
    ck_assert_int_eq(from.n_groups, 0);
    emg_recording_clear(&from);
}
END_TEST

START_TEST(rates_are_rounded_once)
{
    emg_channel channel = {.number = 1};
    emg_rate rate = {1000, 3};
    emg_use use = EMG_TREAT;
    emg_recording recording = {0};
    ck_assert_int_eq(
        emg_recording_group(&recording, 1, &channel, &rate, &use, NULL),
        EMG_OK);
    ck_assert_double_eq(recording.groups[0].rate_hz, 333.3333333333333);
    emg_recording_clear(&recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, channels_of_one_rate_and_use_share_a_group);
    tcase_add_test(tests, grouping_again_forgets_the_groups_before);
    tcase_add_test(tests, nothing_left_is_a_bad_option);
    tcase_add_test(tests, a_channel_is_found_by_its_number);
    tcase_add_test(tests, the_order_of_channels_is_that_of_the_file);
    tcase_add_test(tests, a_copied_recording_is_its_own);
    tcase_add_test(tests, rates_are_rounded_once);
}

int
main(void)
{
    return unit_main("recording", add);
}
