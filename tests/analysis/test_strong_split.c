#include "unit.h"

#include "analysis/strong_muscle.h"
#include "strong_made.h"

#include <string.h>

#define FRAMES 1200

static emg_strong_channel source, heard;
static emg_strong_muscle muscle;

/* The source works all the time; 0.4 of it is heard 2 ms later. The other
 * muscle works by itself from 4 to 8 s. */
static void
split(bool knows_source)
{
    static double x[FRAMES * MADE_SAMPLES], y[FRAMES * MADE_SAMPLES];
    static double own[FRAMES * MADE_SAMPLES];
    trace_emg(x, FRAMES * MADE_SAMPLES, 1000, 1);
    trace_emg(own, FRAMES * MADE_SAMPLES, 1000, 2);
    trace_noise(y, FRAMES * MADE_SAMPLES, 3);
    for (int i = 0; i < FRAMES * MADE_SAMPLES; i++) {
        x[i] *= 30;
        y[i] += i >= 4000 && i < 8000 ? 20 * own[i] : 0;
        y[i] += i >= 2 ? 0.4 * x[i - 2] : 0;
    }
    made_channel(&source);
    made_channel(&heard);
    emg_strong_channel_start(&source, false);
    emg_strong_channel_start(&heard, false);
    for (int f = 0; f < FRAMES; f++) {
        made_frame(&source, x + (ptrdiff_t)f * MADE_SAMPLES);
        made_frame(&heard, y + (ptrdiff_t)f * MADE_SAMPLES);
    }
    emg_strong_channel_end(&source);
    emg_strong_channel_end(&heard);
    memset(&muscle, 0, sizeof muscle);
    emg_strong_muscle_init(&muscle, &made_shape, 2000, NULL);
    muscle.own = &heard;
    muscle.other = knows_source ? &source : NULL;
    emg_strong_muscle_start(&muscle);
    for (int64_t blocks = 1; blocks <= heard.floors; blocks++)
        emg_strong_split(&muscle, blocks, false);
    emg_strong_split(&muscle, heard.floors, true);
}

static void
clear(void)
{
    emg_strong_muscle_clear(&muscle);
    emg_strong_channel_clear(&source);
    emg_strong_channel_clear(&heard);
}

static double
mean(const double *ring, int from, int to)
{
    double sum = 0;
    for (int f = from; f < to; f++)
        sum += ring[f];
    return sum / (to - from);
}

/* The image has 0.16 x 900 = 144 of power; noise has 1, the muscle 400. */
START_TEST(the_image_is_taken_away_and_the_muscle_stays)
{
    split(true);
    ck_assert_int_eq(muscle.split, FRAMES);
    ck_assert_double_eq_tol(mean(muscle.heard, 50, 350), 145, 15);
    ck_assert_double_eq_tol(mean(muscle.image, 50, 350), 144, 15);
    ck_assert_double_eq_tol(mean(muscle.energy, 50, 250), 1.05, 0.15);
    ck_assert_double_eq_tol(mean(muscle.energy, 950, 1150), 1.05, 0.15);
    ck_assert_double_eq_tol(mean(muscle.energy, 450, 750), 400, 40);
    clear();
}
END_TEST

START_TEST(a_muscle_alone_has_no_image)
{
    split(false);
    ck_assert_double_eq(mean(muscle.image, 0, FRAMES), 0);
    ck_assert_double_eq(mean(muscle.energy, 0, FRAMES),
                        mean(muscle.heard, 0, FRAMES));
    clear();
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_image_is_taken_away_and_the_muscle_stays);
    tcase_add_test(tests, a_muscle_alone_has_no_image);
}

int
main(void)
{
    return unit_main("strong_split", add);
}
