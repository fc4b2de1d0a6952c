#include "unit.h"

#include "emg/signal.h"

#include <stdint.h>

START_TEST(a_block_has_room_for_whole_banks_and_is_zero)
{
    emg_block block;
    ck_assert_int_eq(emg_block_init(&block, 9, 5, NULL), EMG_OK);
    ck_assert_int_eq(block.n_channels, 9);
    ck_assert_int_eq(block.capacity, 5);
    ck_assert_int_eq(block.n_frames, 0);
    ck_assert_uint_eq((uintptr_t)block.frames % 64, 0);
    for (int b = 0; b < 2; b++)
        for (int f = 0; f < 5; f++)
            for (int l = 0; l < EMG_LANES; l++)
                ck_assert_double_eq(emg_block_bank(&block, b)[f].v[l], 0);
    emg_block_clear(&block);
    ck_assert_ptr_null(block.frames);
    emg_block_clear(&block);
}
END_TEST

START_TEST(a_sample_is_found_by_channel_and_frame)
{
    emg_block block;
    ck_assert_int_eq(emg_block_init(&block, 17, 3, NULL), EMG_OK);
    emg_block_bank(&block, 2)[1].v[0] = 4.5;
    emg_block_bank(&block, 0)[2].v[7] = -2;
    ck_assert_double_eq(emg_block_at(&block, 16, 1), 4.5);
    ck_assert_double_eq(emg_block_at(&block, 7, 2), -2);
    ck_assert_ptr_eq(emg_block_bank(&block, 1), block.frames + 3);
    emg_block_clear(&block);
}
END_TEST

START_TEST(a_block_beyond_all_memory_is_refused)
{
    emg_block block;
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_block_init(&block, INT32_MAX - 8, INT32_MAX, &error),
                     EMG_NO_MEMORY);
    ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    emg_block_clear(&block);
}
END_TEST

START_TEST(a_copy_is_the_frames_asked_for_of_all_banks)
{
    emg_block from, to;
    ck_assert_int_eq(emg_block_init(&from, 9, 5, NULL), EMG_OK);
    ck_assert_int_eq(emg_block_init(&to, 9, 2, NULL), EMG_OK);
    for (int c = 0; c < 9; c++)
        for (int f = 0; f < 5; f++)
            emg_block_bank(&from, c / EMG_LANES)[f].v[c % EMG_LANES] =
                10 * c + f;
    from.group = 1;
    from.n_frames = 5;
    from.first_frame = 100;
    from.segment = (emg_segment){3, 70, 90};
    emg_block_copy(&to, &from, 2, 2);
    ck_assert_int_eq(to.group, 1);
    ck_assert_int_eq(to.n_frames, 2);
    ck_assert_int_eq(to.capacity, 2);
    ck_assert_int_eq(to.first_frame, 102);
    ck_assert_int_eq(to.segment.number, 3);
    ck_assert_int_eq(to.segment.first_frame, 90);
    for (int c = 0; c < 9; c++) {
        ck_assert_double_eq(emg_block_at(&to, c, 0), 10 * c + 2);
        ck_assert_double_eq(emg_block_at(&to, c, 1), 10 * c + 3);
    }
    emg_block_clear(&from);
    emg_block_clear(&to);
}
END_TEST

START_TEST(the_time_of_a_frame_counts_from_its_segment)
{
    emg_format format = {.rate = {2000, 1}, .rate_hz = 2000};
    emg_segment first = {.number = 0};
    emg_segment later = {.number = 1, .start = 125000001, .first_frame = 24000};
    ck_assert_double_eq(emg_frame_time(&format, &first, 0), 0);
    ck_assert_double_eq(emg_frame_time(&format, &first, 120034), 60.017);
    ck_assert_double_eq(emg_frame_time(&format, &later, 24000), 12.5000001);
    ck_assert_double_eq(emg_frame_time(&format, &later, 24001), 12.5005001);
}
END_TEST

START_TEST(a_rate_that_is_no_whole_number_does_not_drift)
{
    emg_format format = {.rate = {1000, 3}, .rate_hz = 1000.0 / 3};
    emg_segment segment = {.number = 0};
    /* 10^9 frames at 1000/3 Hz are 3,000,000 s exactly */
    ck_assert_double_eq(emg_frame_time(&format, &segment, 1000000000), 3e6);
    ck_assert_double_eq(emg_frame_time(&format, &segment, 1), 0.003);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_block_has_room_for_whole_banks_and_is_zero);
    tcase_add_test(tests, a_sample_is_found_by_channel_and_frame);
    tcase_add_test(tests, a_block_beyond_all_memory_is_refused);
    tcase_add_test(tests, a_copy_is_the_frames_asked_for_of_all_banks);
    tcase_add_test(tests, the_time_of_a_frame_counts_from_its_segment);
    tcase_add_test(tests, a_rate_that_is_no_whole_number_does_not_drift);
}

int
main(void)
{
    return unit_main("block", add);
}
