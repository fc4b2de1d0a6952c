#include "unit.h"

#include "flow/frame_ticks.h"

/* 1 / 3 s is 3333333.33 ticks, 2 / 3 s 6666666.67. */
START_TEST(the_time_of_a_frame_is_rounded_to_the_nearest_tick)
{
    emg_rate rate = {3, 1};
    ck_assert_int_eq(emg_frame_ticks(rate, 0), 0);
    ck_assert_int_eq(emg_frame_ticks(rate, 1), 3333333);
    ck_assert_int_eq(emg_frame_ticks(rate, 2), 6666667);
    ck_assert_int_eq(emg_frame_ticks(rate, 3), 10000000);
}
END_TEST

START_TEST(a_frame_is_found_at_its_own_time_and_not_a_tick_later)
{
    static const emg_rate rates[] = {{1000, 1}, {34000, 27}, {4000, 27},
                                     {3, 1},    {2048, 1},   {1, 7}};
    for (size_t r = 0; r < sizeof rates / sizeof *rates; r++)
        for (int64_t f = 0; f < 5000; f++) {
            emg_ticks at = emg_frame_ticks(rates[r], f);
            ck_assert_int_eq(emg_first_frame_at(rates[r], at), f);
            ck_assert_int_eq(emg_first_frame_at(rates[r], at + 1), f + 1);
        }
    ck_assert_int_eq(emg_first_frame_at(rates[0], -5), 0);
}
END_TEST

/* A year at 10 kHz: the products leave 64 bits. */
START_TEST(long_recordings_do_not_overflow)
{
    emg_rate rate = {10000, 1};
    int64_t frame = 10000ll * 86400 * 366;
    ck_assert_int_eq(emg_frame_ticks(rate, frame),
                     86400ll * 366 * EMG_TICKS_PER_S);
    ck_assert_int_eq(emg_first_frame_at(rate, 86400ll * 366 * EMG_TICKS_PER_S),
                     frame);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_time_of_a_frame_is_rounded_to_the_nearest_tick);
    tcase_add_test(tests,
                   a_frame_is_found_at_its_own_time_and_not_a_tick_later);
    tcase_add_test(tests, long_recordings_do_not_overflow);
}

int
main(void)
{
    return unit_main("frame ticks", add);
}
