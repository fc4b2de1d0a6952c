#include "unit.h"

#include "analysis/frame_at.h"

/* Of the frames 5 to 50 of 1 ms, the first one at 2 s. */
static void
expect(double from_s, double to_s, int first, int end)
{
    ck_assert_int_eq(emg_frame_at(from_s, 2, 1000, 5, 50), first);
    ck_assert_int_eq(emg_frame_at(to_s, 2, 1000, 5, 50), end);
}

START_TEST(an_interval_holds_its_first_frame_and_not_its_last)
{
    expect(2.010, 2.020, 10, 20);
    expect(2.0101, 2.0199, 11, 20);
    expect(2.0101, 2.0201, 11, 21);
    expect(2.010, 2.010, 10, 10);
}
END_TEST

START_TEST(a_time_that_was_rounded_meets_its_frame)
{
    expect(2.0100000005, 2.0200000005, 10, 20);
    expect(2.0099999995, 2.0199999995, 10, 20);
}
END_TEST

START_TEST(no_more_than_the_frames_at_hand)
{
    expect(0, 9, 5, 50);
    expect(-1e12, 1e12, 5, 50);
    expect(2.045, 3, 45, 50);
    expect(1, 2.008, 5, 8);
    expect(1, 1.5, 5, 5);
    expect(7, 8, 50, 50);
}
END_TEST

START_TEST(a_time_that_was_summed_up_meets_its_frame)
{
    double sum_s = 2.005;
    for (int i = 5; i < 50; i++, sum_s += 0.001) {
        ck_assert_int_eq(emg_frame_at(sum_s, 2, 1000, 5, 50), i);
        ck_assert_int_eq(emg_frame_at(2 + i / 1000.0, 2, 1000, 5, 50), i);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, an_interval_holds_its_first_frame_and_not_its_last);
    tcase_add_test(tests, a_time_that_was_rounded_meets_its_frame);
    tcase_add_test(tests, no_more_than_the_frames_at_hand);
    tcase_add_test(tests, a_time_that_was_summed_up_meets_its_frame);
}

int
main(void)
{
    return unit_main("frame_at", add);
}
