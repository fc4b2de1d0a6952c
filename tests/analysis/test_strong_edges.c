#include "unit.h"

#include "analysis/strong_muscle.h"
#include "strong_made.h"

#include <string.h>

#define FRAMES 300

static emg_strong_channel channel;
static emg_strong_muscle muscle;

/* On in frames [from, to) by the flags; loud from sample 1013 to 1987. */
static void
settle(int from, int to)
{
    const emg_segment segment = {0};
    double noise[FRAMES * MADE_SAMPLES];
    trace_noise(noise, FRAMES * MADE_SAMPLES, 7);
    made_channel(&channel);
    channel.frames = FRAMES;
    channel.ended = true;
    memset(&muscle, 0, sizeof muscle);
    emg_strong_muscle_init(&muscle, &made_shape, 1000, NULL);
    muscle.every = 1;
    muscle.rate_hz = 1000;
    muscle.own = &channel;
    muscle.decided = FRAMES;
    for (int i = 0; i < FRAMES * MADE_SAMPLES; i++)
        muscle.residual[i] =
            (float)(noise[i] * (i >= 1013 && i < 1987 ? 10 : 1));
    for (int f = from; f < to; f++)
        muscle.on[f] = true;
    ck_assert_int_eq(emg_strong_settle(&muscle, FRAMES, &segment, NULL),
                     EMG_OK);
}

static void
clear(void)
{
    emg_strong_muscle_clear(&muscle);
    emg_strong_channel_clear(&channel);
}

START_TEST(edges_lie_between_frames)
{
    for (int off = -2; off <= 2; off++) {
        settle(101 + off, 199 - off);
        ck_assert_uint_eq(muscle.runs.n, 1);
        ck_assert_double_eq_tol((double)muscle.runs.at[0].from, 1013, 3);
        ck_assert_double_eq_tol((double)muscle.runs.at[0].to, 1987, 3);
        ck_assert(!muscle.runs.at[0].truncated);
        clear();
    }
}
END_TEST

START_TEST(what_the_segment_cuts_is_truncated)
{
    settle(0, FRAMES);
    ck_assert_uint_eq(muscle.runs.n, 1);
    ck_assert_int_eq(muscle.runs.at[0].from, 0);
    ck_assert_int_eq(muscle.runs.at[0].to, FRAMES * MADE_SAMPLES);
    ck_assert(muscle.runs.at[0].truncated);
    clear();
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, edges_lie_between_frames);
    tcase_add_test(tests, what_the_segment_cuts_is_truncated);
}

int
main(void)
{
    return unit_main("strong_edges", add);
}
