#include "toys.h"
#include "unit.h"

#include "emg/filter.h"

#include <string.h>

#define MOST 100

static emg_stage *
stage_for(emg_rate to, emg_error *error)
{
    emg_format in;
    toy_format(&in, 1);
    emg_stage *stage = emg_downsample_create(&in, to, error);
    emg_format_clear(&in);
    return stage;
}

/* Runs x[f] = f * f, n frames at 1000 Hz, through; what leaves in y. */
static int
run(emg_stage *stage, int n, double *y)
{
    emg_lanes frames[MOST];
    memset(frames, 0, sizeof frames);
    for (int f = 0; f < n; f++)
        frames[f].v[0] = (double)f * f;
    int left = stage->ops->process(stage, 0, frames, n, MOST, NULL);
    for (int i = 0; i < left; i++)
        y[i] = frames[i].v[0];
    while (stage->ops->flush(stage, 0, frames, MOST) > 0)
        y[left++] = frames[0].v[0];
    return left;
}

START_TEST(a_rate_that_divides_picks_frames)
{
    emg_stage *stage = stage_for((emg_rate){100, 1}, NULL);
    double y[MOST];
    ck_assert_double_eq(stage->out.rate_hz, 100);
    ck_assert_int_eq(run(stage, 41, y), 5);
    for (int m = 0; m < 5; m++)
        ck_assert_double_eq(y[m], 100.0 * m * m);
    emg_stage_destroy(stage);
}
END_TEST

/* 1000 to 400 Hz: frames 0, 2.5, 5, 7.5; 2.5 lies between 4 and 9. The last
 * one, at 7.5, is within the 8 ms that 8 frames last. */
START_TEST(between_frames_lies_a_straight_line)
{
    static const double known[] = {0, 6.5, 25, 49};
    emg_stage *stage = stage_for((emg_rate){400, 1}, NULL);
    double y[MOST];
    ck_assert_int_eq(run(stage, 8, y), 4);
    for (int m = 0; m < 4; m++)
        ck_assert_double_eq(y[m], known[m]);
    emg_stage_destroy(stage);
}
END_TEST

START_TEST(the_same_rate_changes_nothing)
{
    emg_stage *stage = stage_for((emg_rate){1000, 1}, NULL);
    double y[MOST];
    ck_assert_int_eq(run(stage, 9, y), 9);
    for (int m = 0; m < 9; m++)
        ck_assert_double_eq(y[m], (double)m * m);
    emg_stage_destroy(stage);
}
END_TEST

START_TEST(more_frames_than_come_cannot_leave)
{
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(stage_for((emg_rate){2000, 1}, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, "2000 Hz is above the rate, 1000 Hz: only "
                                 "fewer frames can be given");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_rate_that_divides_picks_frames);
    tcase_add_test(tests, between_frames_lies_a_straight_line);
    tcase_add_test(tests, the_same_rate_changes_nothing);
    tcase_add_test(tests, more_frames_than_come_cannot_leave);
}

int
main(void)
{
    return unit_main("downsample", add);
}
