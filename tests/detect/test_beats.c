#include "detect/beats.h"

#include "trace.h"
#include "unit.h"

#include <math.h>

#define RATE 500

/* Half-sines of 40 ms, every `interval` frames from frame 100 on. */
static double
pulse(int64_t frame, int interval)
{
    int64_t since = (frame - 100 + 10) % interval;
    return frame >= 90 && since < 20 ? sin(M_PI * (double)since / 20) : 0;
}

static emg_beats
heard(int n, int interval, double noise)
{
    emg_beats beats = {.rate_hz = RATE};
    static double x[60 * RATE];
    trace_noise(x, n, 2);
    for (int i = 0; i < n; i++)
        emg_beats_add(&beats, -80 * pulse(i, interval) + noise * x[i], i, NULL);
    emg_beats_gap(&beats, NULL);
    return beats;
}

START_TEST(beats_lie_where_the_peaks_are)
{
    emg_beats beats = heard(10000, 437, 0);
    ck_assert_uint_eq(beats.n, 23);
    for (size_t i = 0; i < beats.n; i++)
        ck_assert_int_eq(beats.frames[i], 100 + 437 * (int64_t)i);
    emg_beats_clear(&beats);
}
END_TEST

/* Noise of 1 until the first beat would be taken for beats of its own. */
START_TEST(noise_right_before_the_first_beat_does_not_hide_it)
{
    for (int shift = 0; shift < 150; shift += 10) {
        emg_beats beats = {.rate_hz = RATE};
        for (int i = 0; i < 2000; i++) {
            double noise = i == 20 + shift ? 1 : 0;
            emg_beats_add(&beats, 80 * pulse(i - 100, 437) + noise, i, NULL);
        }
        emg_beats_gap(&beats, NULL);
        ck_assert_uint_ge(beats.n, 5);
        ck_assert_int_eq(beats.frames[beats.n - 5], 200);
        emg_beats_clear(&beats);
    }
}
END_TEST

START_TEST(a_heart_beats_regularly)
{
    emg_rhythm rhythm;
    emg_beats beats = heard(60 * RATE, 437, 5);
    ck_assert_int_eq(emg_beats_rhythm(&beats, &rhythm, NULL), EMG_OK);
    ck_assert(rhythm.is_heart);
    ck_assert_double_eq_tol(rhythm.interval_s, 437.0 / RATE, 0.003);
    ck_assert_double_gt(rhythm.regularity, 0.9);
    emg_beats_clear(&beats);
}
END_TEST

START_TEST(noise_and_what_is_too_slow_or_too_short_is_no_heart)
{
    static const struct {
        int n, interval;
        double noise;
    } none[] = {
        {60 * RATE, 1 << 20, 30}, {60 * RATE, 2 * RATE, 1}, {9 * 437, 437, 0}};
    for (int i = 0; i < 3; i++) {
        emg_rhythm rhythm;
        emg_beats beats = heard(none[i].n, none[i].interval, none[i].noise);
        emg_beats_rhythm(&beats, &rhythm, NULL);
        ck_assert(!rhythm.is_heart);
        emg_beats_clear(&beats);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, beats_lie_where_the_peaks_are);
    tcase_add_test(tests, noise_right_before_the_first_beat_does_not_hide_it);
    tcase_add_test(tests, a_heart_beats_regularly);
    tcase_add_test(tests, noise_and_what_is_too_slow_or_too_short_is_no_heart);
}

int
main(void)
{
    return unit_main("beats", add);
}
