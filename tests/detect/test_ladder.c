#include "trace.h"
#include "unit.h"

#include "detect/ladder.h"

#include <math.h>
#include <string.h>

#define FRAMES 3000

static bool on[FRAMES];
static double ratio[FRAMES];

/* Chi-square energies of 4 degrees of freedom over a noise of 1. */
static void
put(int from, int to, double level, uint64_t seed)
{
    double noise[4];
    for (int f = from; f < to; f++) {
        trace_noise(noise, 4, seed * 100000 + (uint64_t)f);
        ratio[f] = 0;
        for (int k = 0; k < 4; k++)
            ratio[f] += level * noise[k] * noise[k] / 4;
    }
}

static void
climb(double threshold)
{
    emg_ladder ladder;
    int n = 0, more;
    ck_assert_int_eq(emg_ladder_init(&ladder, 4, NULL), EMG_OK);
    emg_ladder_start(&ladder);
    for (int f = 0; f < FRAMES; f++) {
        emg_ladder_add(&ladder, ratio[f], threshold);
        n += emg_ladder_decide(&ladder, false, on + n, FRAMES - n);
        ck_assert_int_le(f + 1 - n, EMG_LADDER_CHAPTER + EMG_LADDER_LAG);
    }
    while ((more = emg_ladder_decide(&ladder, true, on + n, 100)) > 0)
        n += more;
    ck_assert_int_eq(n, FRAMES);
    emg_ladder_clear(&ladder);
}

/* How many frames are not as they should be. */
static int
wrong(int from, int to)
{
    int sum = 0;
    for (int f = 0; f < FRAMES; f++)
        sum += on[f] != (f >= from && f < to);
    return sum;
}

START_TEST(noise_is_rest)
{
    put(0, FRAMES, 1, 1);
    climb(1.35);
    ck_assert_int_eq(wrong(0, 0), 0);
}
END_TEST

START_TEST(a_muscle_is_on_where_it_works)
{
    put(0, FRAMES, 1, 2);
    put(500, 1900, 10, 3);
    climb(1.35);
    ck_assert_int_le(wrong(500, 1900), 8);
    put(500, 1900, 2, 4); /* as loud as the noise */
    climb(1.35);
    ck_assert_int_le(wrong(500, 1900), 60);
}
END_TEST

START_TEST(what_is_below_the_threshold_is_rest)
{
    put(0, FRAMES, 1, 5);
    put(500, 1900, 2, 6);
    climb(4);
    ck_assert_int_eq(wrong(0, 0), 0);
}
END_TEST

/* An amplifier without noise: the threshold, a share of the usual contraction,
 * is more over it than the ladder has steps. */
START_TEST(a_contraction_far_above_the_noise_is_one)
{
    for (double times = 100; times <= 1e9; times *= 10) {
        put(0, FRAMES, 1, 9);
        put(500, 1900, 25 * times, 10);
        climb(times);
        ck_assert_int_le(wrong(500, 1900), 4);
        for (int f = 1000; f < 1030; f++)
            ratio[f] = -1; /* missing */
        put(1200, 1250, 1, 11);
        climb(times);
        ck_assert_int_eq(on[999] + on[1015] + on[1029], 3);
        ck_assert_int_eq(on[1190] + on[1260], 2);
        ck_assert_int_eq(on[1205] + on[1225] + on[1244], 0);
    }
}
END_TEST

START_TEST(a_missing_frame_changes_nothing)
{
    put(0, FRAMES, 1, 7);
    put(500, 1900, 10, 8);
    for (int f = 1000; f < 1030; f++)
        ratio[f] = -1;
    climb(1.35);
    ck_assert_int_le(wrong(500, 1900), 8);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, noise_is_rest);
    tcase_add_test(tests, a_muscle_is_on_where_it_works);
    tcase_add_test(tests, what_is_below_the_threshold_is_rest);
    tcase_add_test(tests, a_contraction_far_above_the_noise_is_one);
    tcase_add_test(tests, a_missing_frame_changes_nothing);
}

int
main(void)
{
    return unit_main("ladder", add);
}
