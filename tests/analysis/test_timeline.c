#include "analysis/timeline.h"

#include "unit.h"

/* 100 Hz: 50 frames from 0 s, 30 from 2 s, in blocks of 20. */
static emg_timeline
two_stretches(void)
{
    emg_timeline timeline = {.rate_hz = 100};
    emg_block block = {.n_channels = 1};
    for (int64_t at = 0; at < 80; at += block.n_frames) {
        bool second = at >= 50;
        int64_t left = (second ? 80 : 50) - at;
        block.n_frames = left < 20 ? (int)left : 20;
        block.first_frame = at;
        block.segment = second ? (emg_segment){1, 2 * EMG_TICKS_PER_S, 50}
                               : (emg_segment){0};
        ck_assert_int_eq(emg_timeline_add(&timeline, &block, NULL), EMG_OK);
    }
    return timeline;
}

START_TEST(frames_have_times_and_times_frames)
{
    emg_timeline timeline = two_stretches();
    static const int64_t frames[] = {0, 49, 50, 79};
    static const double times[] = {0, 0.49, 2, 2.29};
    ck_assert_uint_eq(timeline.n, 2);
    for (int i = 0; i < 4; i++) {
        ck_assert_double_eq_tol(emg_timeline_time(&timeline, frames[i]),
                                times[i], 1e-12);
        ck_assert_int_eq(emg_timeline_frame(&timeline, times[i]), frames[i]);
        ck_assert_int_eq(emg_timeline_frame(&timeline, times[i] + 0.004),
                         frames[i]);
    }
    emg_timeline_clear(&timeline);
}
END_TEST

START_TEST(in_a_gap_there_is_no_frame)
{
    emg_timeline timeline = two_stretches();
    ck_assert_int_eq(emg_timeline_frame(&timeline, 1), -1);
    ck_assert_int_eq(emg_timeline_frame(&timeline, -0.1), -1);
    ck_assert_int_eq(emg_timeline_frame(&timeline, 2.31), -1);
    emg_timeline_clear(&timeline);
    ck_assert_int_eq(emg_timeline_frame(&timeline, 0), -1);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, frames_have_times_and_times_frames);
    tcase_add_test(tests, in_a_gap_there_is_no_frame);
}

int
main(void)
{
    return unit_main("timeline", add);
}
