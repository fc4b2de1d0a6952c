#include "unit.h"

#include "detect/noise_track.h"

#include <math.h>

static const emg_noise_model told = {
    .found = true, .apart = true, .s = 0.9, .r = 0.1, .floor = 4};

/* A step of the noise from 4 to 16 in the middle, EMG in three of four. */
static void
add_step(emg_noise_track *track, int n)
{
    for (int i = 0; i < n; i++) {
        double noise = i < n / 2 ? 4 : 16, emg = i % 4 ? 40 : 0;
        emg_noise_track_add(track, noise + emg, 0.9 * noise + 0.1 * emg, true);
    }
}

START_TEST(a_step_is_followed)
{
    emg_noise_track track = {0};
    emg_noise_track_start(&track, &told);
    add_step(&track, 150);
    ck_assert_int_eq(emg_noise_track_known(&track), 150 - EMG_TRACK_REACH);
    ck_assert_double_eq_tol(emg_noise_track_at(&track, 60), 4, 0.1);
    ck_assert_double_eq_tol(emg_noise_track_at(&track, 84), 16, 0.4);
    track.ended = true;
    ck_assert_int_eq(emg_noise_track_known(&track), 150);
    ck_assert_double_eq_tol(emg_noise_track_at(&track, 149), 16, 0.4);
}
END_TEST

START_TEST(missing_stretches_say_nothing)
{
    emg_noise_track track = {0};
    emg_noise_track_start(&track, &told);
    for (int i = 0; i < 100; i++)
        emg_noise_track_add(&track, 1000, 1000, false);
    ck_assert_double_eq(emg_noise_track_at(&track, 30), told.floor);
}
END_TEST

START_TEST(without_colours_the_lowest_mode_nearby_counts)
{
    static const emg_noise_model alike = {.found = true, .floor = 4};
    emg_noise_track track = {0};
    emg_noise_track_start(&track, &alike);
    for (int i = 0; i < 150; i++)
        emg_noise_track_add(&track, i % 4 ? 200 : 6, 0, true);
    ck_assert_double_eq_tol(emg_noise_track_at(&track, 75), 6, 1e-9);
    emg_noise_track_start(&track, &alike);
    for (int i = 0; i < 150; i++) /* no rest for long: that of the recording */
        emg_noise_track_add(&track, 200, 0, true);
    ck_assert_double_eq_tol(emg_noise_track_at(&track, 75), 4, 1e-9);
}
END_TEST

/* The window is kept in order from one stretch to the next: a fresh one and one
 * that comes back must say the same. */
START_TEST(any_stretch_may_be_asked_for_in_any_order)
{
    emg_noise_track track = {0}, fresh = {0};
    emg_noise_track_start(&track, &told);
    add_step(&track, 150);
    track.ended = true;
    for (int i = 0; i < 300; i++) {
        int64_t stretch = i < 90 ? 60 + i : 60 + i * 37 % 90;
        fresh = track;
        fresh.n_sorted = 0;
        fresh.from = fresh.to = 0;
        ck_assert_double_eq(emg_noise_track_at(&track, stretch),
                            emg_noise_track_at(&fresh, stretch));
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, any_stretch_may_be_asked_for_in_any_order);
    tcase_add_test(tests, a_step_is_followed);
    tcase_add_test(tests, missing_stretches_say_nothing);
    tcase_add_test(tests, without_colours_the_lowest_mode_nearby_counts);
}

int
main(void)
{
    return unit_main("noise_track", add);
}
