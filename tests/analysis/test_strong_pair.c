#include "unit.h"

#include "analysis/strong_pair.h"
#include "base/memory.h"
#include "strong_made.h"

#include <math.h>
#include <string.h>

#define FRAMES 4000
#define SAMPLES (FRAMES * MADE_SAMPLES)

static emg_strong_channel channels[2];
static emg_strong_pair pair;
static double x[2][SAMPLES];

/* What was found to be noise is 60 times as much, every other second, in one
 * channel while it is not in the other. */
static void
waver(void)
{
    for (int c = 0; c < 2; c++)
        for (int64_t i = 0; i < channels[c].floors; i++)
            channels[c].floor[i % EMG_TRACK_ROOM] = (i / 4 + c) % 2 ? 1 : 60;
}

/* Both work from 10 to 20 s at so many times the noise; turns: at 5 Hz, one
 * after the other. */
static void
work(double loud, bool turns, bool wavers)
{
    static double emg[SAMPLES];
    const emg_segment segment = {0};
    memset(&pair, 0, sizeof pair);
    for (int c = 0; c < 2; c++) {
        trace_noise(x[c], SAMPLES, (uint64_t)c + 1);
        trace_emg(emg, SAMPLES, 1000, (uint64_t)c + 3);
        for (int i = 10000; i < 20000; i++) {
            double wave = sin(2 * M_PI * 5 * i / 1000 + M_PI * c);
            x[c][i] += loud * emg[i] * (turns ? fmax(wave, 0) : 1);
        }
        made_channel(&channels[c]);
        emg_strong_channel_start(&channels[c], false);
    }
    pair.a.own = pair.b.other = &channels[0];
    pair.b.own = pair.a.other = &channels[1];
    emg_strong_pair_init(&pair, &made_shape, 2000, NULL);
    emg_strong_pair_start(&pair);
    for (int f = 0; f < FRAMES; f++) {
        for (int c = 0; c < 2; c++)
            made_frame(&channels[c], x[c] + (ptrdiff_t)f * MADE_SAMPLES);
        if (wavers)
            waver();
        if (f % 24 == 0)
            emg_strong_pair_advance(&pair, &segment, NULL);
    }
    for (int c = 0; c < 2; c++)
        emg_strong_channel_end(&channels[c]);
    if (wavers)
        waver();
    emg_strong_pair_advance(&pair, &segment, NULL);
}

static void
clear(void)
{
    emg_strong_pair_clear(&pair);
    for (int c = 0; c < 2; c++)
        emg_strong_channel_clear(&channels[c]);
}

START_TEST(both_together_are_summed_up)
{
    work(10, false, false);
    ck_assert_uint_eq(pair.n_both, 1);
    const emg_both *both = &pair.both[0];
    ck_assert_double_eq_tol((double)both->from, 20000, 60);
    ck_assert_double_eq_tol((double)both->to, 40000, 60);
    ck_assert_double_eq_tol((double)both->n, 1000, 6);
    ck_assert_double_eq_tol(both->a.heard / (double)both->n, 101, 12);
    ck_assert_double_eq_tol(both->a.own / both->a.heard, 1, 0.05);
    ck_assert_double_eq_tol(both->a.noise / (double)both->n, 1, 0.7);
    ck_assert(!emg_alternates(&both->turns));
    ck_assert_uint_eq(pair.turns.n, 0);
    clear();
}
END_TEST

START_TEST(turns_are_not_together)
{
    work(10, true, false);
    int64_t turns = emg_intervals_frames(&pair.turns), plain = 0;
    for (size_t i = 0; i < pair.n_both; i++)
        if (!emg_alternates(&pair.both[i].turns))
            plain += pair.both[i].to - pair.both[i].from;
    ck_assert_int_lt(plain - turns, 2000); /* less than 1 s of 10 */
    clear();
}
END_TEST

START_TEST(noise_that_wavers_behind_emg_makes_no_turns)
{
    work(100, false, true);
    ck_assert_uint_eq(pair.n_both, 1);
    ck_assert_double_eq_tol((double)pair.both[0].n, 1000, 20);
    ck_assert_double_gt(emg_alternation_slow(&pair.both[0].turns), -0.1);
    ck_assert_uint_eq(pair.turns.n, 0);
    clear();
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, both_together_are_summed_up);
    tcase_add_test(tests, turns_are_not_together);
    tcase_add_test(tests, noise_that_wavers_behind_emg_makes_no_turns);
}

int
main(void)
{
    return unit_main("strong_pair", add);
}
