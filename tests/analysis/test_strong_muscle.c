#include "unit.h"

#include "analysis/strong_muscle.h"
#include "strong_made.h"

#include <string.h>

#define FRAMES 6000
#define SAMPLES (FRAMES * MADE_SAMPLES)

static double x[SAMPLES];
static emg_strong_channel channel;
static emg_strong_muscle muscle;

static void
go_on(int64_t *blocks, const emg_segment *segment)
{
    while (*blocks < channel.floors)
        emg_strong_muscle_advance(&muscle, ++*blocks, false, segment, NULL);
    if (channel.ended)
        emg_strong_muscle_advance(&muscle, *blocks, true, segment, NULL);
}

/* Noise of 1, bursts of 10 from 10 to 12 and from 30 to 31.5 s, one of 1.5 from
 * 40 to 42 s, which is below a fifth of the usual 10. Advanced every `step`. */
static void
work(int step)
{
    static double emg[SAMPLES];
    const emg_segment segment = {.number = 2, .first_frame = 1000};
    int64_t blocks = 0;
    trace_noise(x, SAMPLES, 1);
    trace_emg(emg, SAMPLES, 1000, 2);
    for (int i = 0; i < SAMPLES; i++) {
        double level = i >= 10000 && i < 12000   ? 10
                       : i >= 30000 && i < 31500 ? 10
                       : i >= 40000 && i < 42000 ? 1.5
                                                 : 0;
        x[i] += level * emg[i];
    }
    made_channel(&channel);
    memset(&muscle, 0, sizeof muscle);
    emg_strong_muscle_init(&muscle, &made_shape, 2000, NULL);
    muscle.own = &channel;
    emg_strong_channel_start(&channel, false);
    emg_strong_muscle_start(&muscle);
    for (int f = 0; f < FRAMES; f++) {
        made_frame(&channel, x + (ptrdiff_t)f * MADE_SAMPLES);
        if (f % step == 0)
            go_on(&blocks, &segment);
    }
    emg_strong_channel_end(&channel);
    go_on(&blocks, &segment);
}

static void
clear(void)
{
    emg_strong_muscle_clear(&muscle);
    emg_strong_channel_clear(&channel);
}

/* Two raw frames to a sample, and the segment begins at 1000. */
START_TEST(a_muscle_is_on_where_it_works)
{
    static const double onsets[] = {21000, 61000}, ends[] = {25000, 64000};
    work(24);
    ck_assert_int_eq(muscle.settled, FRAMES);
    ck_assert_uint_eq(muscle.runs.n, 2);
    for (int i = 0; i < 2; i++) {
        const emg_burst *run = &muscle.runs.at[i];
        ck_assert_double_eq_tol((double)run->from, onsets[i], 30);
        ck_assert_double_eq_tol((double)run->to, ends[i], 30);
        ck_assert_int_eq(run->segment, 2);
        ck_assert(!run->truncated);
        ck_assert_double_gt(run->from_spread_s, 0);
        ck_assert_double_lt(run->from_spread_s, 0.05);
    }
    clear();
}
END_TEST

START_TEST(it_does_not_matter_how_often_it_goes_on)
{
    work(24);
    emg_burst first[2] = {muscle.runs.at[0], muscle.runs.at[1]};
    clear();
    work(240);
    ck_assert_uint_eq(muscle.runs.n, 2);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(muscle.runs.at[i].from, first[i].from);
        ck_assert_int_eq(muscle.runs.at[i].to, first[i].to);
    }
    clear();
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_muscle_is_on_where_it_works);
    tcase_add_test(tests, it_does_not_matter_how_often_it_goes_on);
}

int
main(void)
{
    return unit_main("strong_muscle", add);
}
