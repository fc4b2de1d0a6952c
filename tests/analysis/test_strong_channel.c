#include "unit.h"

#include "strong_made.h"

static emg_strong_channel channel;

static void
flat_frame(double energy)
{
    double samples[MADE_SAMPLES];
    for (int i = 0; i < MADE_SAMPLES; i++)
        samples[i] = energy * (i % 2 ? 1 : -1);
    made_frame(&channel, samples);
}

START_TEST(a_peak_is_cut_to_four_times_its_surroundings)
{
    made_channel(&channel);
    emg_strong_channel_start(&channel, false);
    for (int f = 0; f < 73; f++)
        flat_frame(f == 30 ? 100 : 1);
    ck_assert_int_eq(channel.cut, 68);
    ck_assert_double_eq_tol(channel.energy[2 * 30], 4, 1e-12);
    ck_assert_double_eq_tol(channel.energy[2 * 29], 1, 1e-12);
    ck_assert_double_eq_tol(emg_strong_mean(&channel, 30, 1), 2, 1e-12);
    emg_strong_channel_clear(&channel);
}
END_TEST

START_TEST(a_longer_rise_is_not_cut)
{
    made_channel(&channel);
    emg_strong_channel_start(&channel, false);
    for (int f = 0; f < 73; f++)
        flat_frame(f >= 30 ? 10 : 1);
    for (int f = 31; f < 68; f++)
        ck_assert_double_eq_tol(channel.energy[2 * f], 100, 1e-9);
    emg_strong_channel_clear(&channel);
}
END_TEST

START_TEST(noise_is_known_16_s_later_and_at_the_end)
{
    made_channel(&channel);
    emg_strong_channel_start(&channel, false);
    for (int f = 0; f < 2017; f++)
        flat_frame(1);
    ck_assert_int_eq(channel.blocks, 83);
    ck_assert_int_eq(channel.floors, 83 - EMG_TRACK_REACH);
    ck_assert_double_eq_tol(emg_strong_floor(&channel, 100), 1, 0.01);
    emg_strong_channel_end(&channel);
    ck_assert_int_eq(channel.blocks, 84); /* one frame is no block */
    ck_assert_int_eq(channel.floors, 84);
    emg_strong_channel_clear(&channel);
}
END_TEST

START_TEST(a_survey_counts_whole_blocks)
{
    made_channel(&channel);
    emg_strong_channel_start(&channel, true);
    for (int f = 0; f < 100; f++)
        flat_frame(2);
    emg_strong_channel_end(&channel);
    ck_assert_int_eq(channel.survey.n, 4);
    ck_assert_double_eq_tol(channel.survey.sum, 16, 1e-9);
    emg_strong_channel_clear(&channel);
}
END_TEST

START_TEST(a_missing_frame_is_as_the_one_before)
{
    double nothing[2] = {0};
    float low[MADE_SAMPLES] = {0};
    made_channel(&channel);
    emg_strong_channel_start(&channel, false);
    for (int f = 0; f < 20; f++)
        flat_frame(1);
    emg_strong_channel_add(&channel, nothing, low, true);
    ck_assert_double_eq(channel.raw[2 * 20], channel.raw[2 * 19]);
    ck_assert(channel.missing[20]);
    emg_strong_channel_clear(&channel);
}
END_TEST

/* 20 s: EMG of 100, with its colour, that stands still for `still` of every 100
 * frames. */
static void
conclude_on(int still, double same, double level, bool masked)
{
    double samples[MADE_SAMPLES], nothing[2] = {0};
    float low[MADE_SAMPLES] = {0};
    made_channel(&channel);
    emg_strong_channel_forget(&channel, &made_shape, NULL);
    emg_strong_channel_start(&channel, true);
    for (int f = 0; f < 2000; f++) {
        trace_noise(samples, MADE_SAMPLES, (uint64_t)f);
        for (int i = 0; i < MADE_SAMPLES; i++)
            samples[i] *= level;
        if (f % 100 < still)
            emg_strong_channel_add(&channel, nothing, low, true);
        else
            made_frame(&channel, samples);
    }
    emg_strong_channel_end(&channel);
    channel.same = same;
    ck_assert_int_eq(channel.surveyed, 2000);
    ck_assert_int_eq(channel.still, 20 * still);
    ck_assert_int_eq(
        emg_strong_channel_conclude(&channel, &made_shape, masked, NULL),
        EMG_OK);
}

START_TEST(stillness_between_contractions_is_rest)
{
    double nothing[2] = {0};
    float low[MADE_SAMPLES] = {0};
    conclude_on(40, 0.9, 100, false);
    ck_assert(channel.model.found && channel.model.apart);
    ck_assert_double_eq_tol(channel.silence[0], 1e-5 * 1e4, 0.02);
    ck_assert_double_eq_tol(channel.model.floor, channel.silence[0], 0.03);
    ck_assert_double_gt(channel.model.usual, 5000);
    emg_strong_channel_start(&channel, false);
    emg_strong_channel_add(&channel, nothing, low, true);
    ck_assert(!channel.missing[0]);
    ck_assert_double_eq(channel.raw[0], channel.silence[0]);
    emg_strong_channel_clear(&channel);
}
END_TEST

START_TEST(stillness_is_loss_where_it_may_be)
{
    conclude_on(8, 0.9, 100, false); /* rare */
    ck_assert_double_eq(channel.silence[0], 0);
    emg_strong_channel_clear(&channel);
    conclude_on(40, 0.3, 100, false); /* at many values */
    ck_assert_double_eq(channel.silence[0], 0);
    emg_strong_channel_clear(&channel);
    conclude_on(40, 0.9, 0.1, false); /* between white noise */
    ck_assert_double_eq(channel.silence[0], 0);
    emg_strong_channel_clear(&channel);
    conclude_on(40, 0.9, 100, true); /* or hidden by the user */
    ck_assert_double_eq(channel.silence[0], 0);
    emg_strong_channel_clear(&channel);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_peak_is_cut_to_four_times_its_surroundings);
    tcase_add_test(tests, a_longer_rise_is_not_cut);
    tcase_add_test(tests, noise_is_known_16_s_later_and_at_the_end);
    tcase_add_test(tests, a_survey_counts_whole_blocks);
    tcase_add_test(tests, stillness_between_contractions_is_rest);
    tcase_add_test(tests, stillness_is_loss_where_it_may_be);
    tcase_add_test(tests, a_missing_frame_is_as_the_one_before);
}

int
main(void)
{
    return unit_main("strong_channel", add);
}
