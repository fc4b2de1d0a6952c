#include "text_case.h"

#define HALF 0.00005

static emg_text_clock
started(int64_t rate_hz)
{
    emg_text_clock clock;
    emg_text_clock_start(&clock, (emg_rate){rate_hz, 1});
    return clock;
}

START_TEST(even_times_stay_even_for_days)
{
    emg_text_clock clock;
    emg_text_clock_start(&clock, (emg_rate){34000, 27});
    for (int64_t i = 0; i < 2000000; i++) {
        double time_s = (double)((long double)i * 27 / 34000);
        ck_assert_int_eq(emg_text_clock_next(&clock, time_s, 1e-12),
                         EMG_CLOCK_EVEN);
    }
}
END_TEST

START_TEST(a_jump_forward_is_a_gap_from_which_is_counted_on)
{
    emg_text_clock clock = started(1000);
    static const double times[] = {0, 0.001, 0.002, 0.010, 0.011};
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(emg_text_clock_next(&clock, times[i], HALF),
                         i == 3 ? EMG_CLOCK_GAP : EMG_CLOCK_EVEN);
}
END_TEST

START_TEST(one_lost_sample_is_seen_where_times_have_just_enough_digits)
{
    emg_text_clock clock = started(1000);
    for (int i = 0; i < 2000; i++)
        ck_assert_int_eq(
            emg_text_clock_next(&clock, (i + (i >= 1000)) / 1000.0, 0.0005),
            i == 1000 ? EMG_CLOCK_GAP : EMG_CLOCK_EVEN);
}
END_TEST

START_TEST(times_that_stand_still_or_go_back_are_said)
{
    emg_text_clock clock = started(1000);
    emg_text_clock_next(&clock, 5, HALF);
    emg_text_clock_next(&clock, 5.001, HALF);
    ck_assert_int_eq(emg_text_clock_next(&clock, 5.001, HALF), EMG_CLOCK_BACK);
    ck_assert_int_eq(emg_text_clock_next(&clock, 1, HALF), EMG_CLOCK_BACK);
}
END_TEST

START_TEST(a_slow_drift_is_said_each_time_it_reaches_half_a_sample)
{
    /* 1001 Hz read as 1000 Hz: off by half a sample after 501 rows */
    emg_text_clock clock = started(1000);
    int first = 0, n = 0;
    for (int i = 0; i < 1200; i++)
        if (emg_text_clock_next(&clock, i / 1001.0, 1e-9) == EMG_CLOCK_DRIFT) {
            first = first ? first : i;
            n++;
        }
    ck_assert_int_eq(first, 501);
    ck_assert_int_eq(n, 2);
}
END_TEST

START_TEST(coarse_times_are_even_within_their_last_digit)
{
    /* milliseconds at 2148 Hz: two or three rows share a time */
    emg_text_clock clock = started(2148);
    for (int i = 0; i < 5000; i++) {
        double time_s = (double)(int)(i * 1000.0 / 2148 + 0.5) / 1000;
        ck_assert_int_eq(emg_text_clock_next(&clock, time_s, 0.0005),
                         EMG_CLOCK_EVEN);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, even_times_stay_even_for_days);
    tcase_add_test(tests, a_jump_forward_is_a_gap_from_which_is_counted_on);
    tcase_add_test(tests,
                   one_lost_sample_is_seen_where_times_have_just_enough_digits);
    tcase_add_test(tests, times_that_stand_still_or_go_back_are_said);
    tcase_add_test(tests,
                   a_slow_drift_is_said_each_time_it_reaches_half_a_sample);
    tcase_add_test(tests, coarse_times_are_even_within_their_last_digit);
}

int
main(void)
{
    return unit_main("text clock", add);
}
