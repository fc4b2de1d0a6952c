#include "trace.h"
#include "unit.h"

#include "detect/ramp.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N 440

static bool
find(const emg_ramp_view *view, emg_ramp *ramp)
{
    emg_ramps ramps;
    ck_assert_int_eq(emg_ramps_init(&ramps, RATE, NULL), EMG_OK);
    bool found = emg_ramp_find(&ramps, view, ramp);
    emg_ramps_clear(&ramps);
    return found;
}

/* Noise of RMS 1 and, from `start` on, a raised cosine up to `level`. */
static emg_ramp
ramp_of(double start, double length, double level, uint64_t seed)
{
    double noise[N], emg[N];
    emg_ramp_view view = {.squares = noise, .n = N, .edge = 200};
    emg_ramp ramp;
    trace_noise(noise, N, seed);
    trace_noise(emg, N, seed + 5000);
    for (int i = 0; i < N; i++) {
        double part = fmin(fmax((i - start) / fmax(length, 0.01), 0), 1);
        double x = noise[i] + level * (0.5 - 0.5 * cos(M_PI * part)) * emg[i];
        noise[i] = x * x;
    }
    ck_assert(find(&view, &ramp));
    return ramp;
}

static int
by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* 10 % of a raised cosine is at 0.2048 of its length. */
static double
median_error(double length, double level)
{
    double errors[40];
    for (int i = 0; i < 40; i++) {
        double start = 150 + 2 * i;
        emg_ramp ramp = ramp_of(start, length, level, (uint64_t)i + 1);
        errors[i] = fabs(ramp.edge - start - 0.2048 * length);
        ck_assert_double_gt(ramp.uncertainty, 0);
    }
    qsort(errors, 40, sizeof *errors, by_value);
    return errors[20];
}

START_TEST(a_step_is_met)
{
    ck_assert_double_le(median_error(0, 10), 2);
    ck_assert_double_le(median_error(0, 3), 4);
}
END_TEST

START_TEST(a_ramp_is_met)
{
    ck_assert_double_le(median_error(100, 10), 5);
    ck_assert_double_le(median_error(100, 3.2), 12); /* 10 dB */
}
END_TEST

START_TEST(what_gets_no_louder_has_no_ramp)
{
    double squares[N];
    emg_ramp ramp;
    emg_ramp_view view = {squares, N, 200};
    for (int i = 0; i < N; i++)
        squares[i] = i < 200 ? 2 : 1;
    ck_assert(!find(&view, &ramp));
    view.n = 100;
    ck_assert(!find(&view, &ramp));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_step_is_met);
    tcase_add_test(tests, a_ramp_is_met);
    tcase_add_test(tests, what_gets_no_louder_has_no_ramp);
}

int
main(void)
{
    return unit_main("ramp", add);
}
