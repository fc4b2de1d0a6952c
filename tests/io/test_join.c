#include "unit.h"

#include "io/join.h"

/* Two groups, of 1 and 9 channels: one bank and two. */
static emg_recording
two_groups(emg_format groups[2])
{
    groups[0] = (emg_format){.rate = {1000, 1}, .n_channels = 1};
    groups[1] = (emg_format){.rate = {500, 1}, .n_channels = 9};
    return (emg_recording){.n_groups = 2, .groups = groups};
}

/* n frames of a group: channel c of frame f holds 1000 f + c. */
static void
give(emg_join *join, int group, int segment, int64_t first, int n)
{
    emg_block block;
    int n_channels = group ? 9 : 1;
    ck_assert_int_eq(emg_block_init(&block, n_channels, 8, NULL), EMG_OK);
    block.group = group;
    block.n_frames = n;
    block.first_frame = first;
    block.segment = (emg_segment){segment, segment * 70, first};
    for (int f = 0; f < n; f++)
        for (int c = 0; c < n_channels; c++)
            emg_block_bank(&block, c / EMG_LANES)[f].v[c % EMG_LANES] =
                (double)(1000 * (first + f) + c);
    ck_assert_int_eq(emg_join_take(join, &block, NULL), EMG_OK);
    emg_block_clear(&block);
}

START_TEST(frames_wait_for_those_of_the_other_group)
{
    emg_format groups[2];
    emg_recording recording = two_groups(groups);
    emg_join join;
    ck_assert_int_eq(emg_join_init(&join, &recording, NULL), EMG_OK);
    give(&join, 0, 0, 0, 3);
    give(&join, 0, 0, 3, 4);
    give(&join, 1, 0, 0, 2);
    ck_assert_int_eq(emg_join_waiting(&join, 0), 7);
    ck_assert_int_eq(emg_join_waiting(&join, 1), 2);
    ck_assert_double_eq(emg_join_at(&join, 0, 0, 6), 6000);
    ck_assert_double_eq(emg_join_at(&join, 1, 8, 1), 1008);
    emg_join_drop(&join, 0, 5);
    ck_assert_double_eq(emg_join_at(&join, 0, 0, 0), 5000);
    ck_assert_int_eq(emg_join_run_of(&join, 0)->first_frame, 5);
    ck_assert(!emg_join_is_whole(&join));
    emg_join_end(&join);
    ck_assert(emg_join_is_whole(&join));
    emg_join_clear(&join);
}
END_TEST

START_TEST(a_group_that_is_ahead_waits_behind_the_gap)
{
    emg_format groups[2];
    emg_recording recording = two_groups(groups);
    emg_join join;
    ck_assert_int_eq(emg_join_init(&join, &recording, NULL), EMG_OK);
    give(&join, 0, 0, 0, 2);
    give(&join, 0, 1, 2, 3); /* the next segment, while group 1 lags */
    ck_assert_int_eq(join.segment, 0);
    ck_assert_int_eq(emg_join_waiting(&join, 0), 2);
    give(&join, 1, 0, 0, 1);
    ck_assert(!emg_join_is_whole(&join));
    emg_join_drop(&join, 0, 2);
    emg_join_drop(&join, 1, 1);
    ck_assert_int_eq(join.segment, 0);
    ck_assert_int_eq(emg_join_waiting(&join, 0), 0);
    give(&join, 1, 0, 1, 1);
    give(&join, 1, 1, 2, 5);
    ck_assert(emg_join_is_whole(&join));
    ck_assert_int_eq(emg_join_waiting(&join, 1), 1);
    emg_join_drop(&join, 1, 1);
    ck_assert_int_eq(join.segment, 1);
    ck_assert_int_eq(emg_join_waiting(&join, 0), 3);
    ck_assert_int_eq(emg_join_waiting(&join, 1), 5);
    ck_assert_int_eq(emg_join_run_of(&join, 1)->segment.start, 70);
    ck_assert_double_eq(emg_join_at(&join, 0, 0, 0), 2000);
    emg_join_clear(&join);
}
END_TEST

START_TEST(a_group_without_frames_in_a_segment_holds_up_nothing)
{
    emg_format groups[2];
    emg_recording recording = two_groups(groups);
    emg_join join;
    ck_assert_int_eq(emg_join_init(&join, &recording, NULL), EMG_OK);
    give(&join, 1, 2, 0, 1);
    ck_assert_int_eq(join.segment, 0); /* group 0 may still bring some */
    ck_assert_int_eq(emg_join_waiting(&join, 1), 0);
    give(&join, 0, 1, 0, 4);
    ck_assert_int_eq(join.segment, 1);
    ck_assert_int_eq(emg_join_waiting(&join, 0), 4);
    emg_join_drop(&join, 0, 4);
    ck_assert_int_eq(join.segment, 1);
    ck_assert(!emg_join_is_whole(&join));
    emg_join_end(&join);
    ck_assert_int_eq(join.segment, 2);
    ck_assert_int_eq(emg_join_waiting(&join, 1), 1);
    emg_join_clear(&join);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, frames_wait_for_those_of_the_other_group);
    tcase_add_test(tests, a_group_that_is_ahead_waits_behind_the_gap);
    tcase_add_test(tests, a_group_without_frames_in_a_segment_holds_up_nothing);
}

int
main(void)
{
    return unit_main("join", add);
}
