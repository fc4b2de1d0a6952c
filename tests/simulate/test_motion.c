#include "unit.h"

#include "simulate/motion.h"

#include <math.h>
#include <stdlib.h>

#define SECONDS 200 /* whole turns of the sway */
#define FRAMES (SECONDS * EMG_MOTION_HZ)

START_TEST(the_arm_sways_by_a_fifth_of_g_in_a_hundredth_of_noise)
{
    emg_lanes *frames = aligned_alloc(64, FRAMES * sizeof *frames);
    emg_motion motion;
    double re = 0, im = 0, square = 0;
    emg_motion_start(&motion, 1);
    emg_motion_fill(&motion, frames, 0, FRAMES);
    for (int i = 0; i < FRAMES; i++) {
        double turn = 2 * acos(-1) * 0.3 * i / EMG_MOTION_HZ;
        re += frames[i].v[0] * cos(turn) / FRAMES * 2;
        im += frames[i].v[0] * sin(turn) / FRAMES * 2;
        square += frames[i].v[0] * frames[i].v[0] / FRAMES;
    }
    ck_assert_double_eq_tol(re, 0, 0.0005);
    ck_assert_double_eq_tol(im, 0.2, 0.0005);
    ck_assert_double_eq_tol(sqrt(square - 0.2 * 0.2 / 2), 0.01, 0.0005);
    free(frames);
}
END_TEST

START_TEST(pieces_and_another_start_change_nothing)
{
    emg_lanes whole[100], parts[100];
    emg_motion motion;
    emg_motion_start(&motion, 5);
    emg_motion_fill(&motion, whole, 3, 100);
    emg_motion_start(&motion, 5);
    emg_motion_fill(&motion, parts, 3, 37);
    emg_motion_fill(&motion, parts + 37, 3, 63);
    for (int i = 0; i < 100; i++)
        ck_assert_double_eq(whole[i].v[3], parts[i].v[3]);
    emg_motion_start(&motion, 6);
    emg_motion_fill(&motion, parts, 3, 1);
    ck_assert_double_ne(whole[0].v[3], parts[0].v[3]);
}
END_TEST

START_TEST(it_is_no_emg_and_measured_in_g)
{
    emg_channel channel = {0};
    emg_motion_describe(&channel);
    ck_assert_str_eq(channel.label, "ACC");
    ck_assert_str_eq(channel.unit, "g");
    ck_assert_double_eq(channel.to_uv, 0);
    ck_assert_int_eq(channel.kind, EMG_KIND_OTHER);
    ck_assert_double_eq(channel.scale.physical_max, 2);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   the_arm_sways_by_a_fifth_of_g_in_a_hundredth_of_noise);
    tcase_add_test(tests, pieces_and_another_start_change_nothing);
    tcase_add_test(tests, it_is_no_emg_and_measured_in_g);
}

int
main(void)
{
    return unit_main("motion", add);
}
