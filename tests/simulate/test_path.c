#include "unit.h"

#include "simulate/path.h"
#include "simulate/shape.h"

#include <math.h>

#define RATE_HZ 2000
#define FRAMES (600 * RATE_HZ)
#define LAGS 12

/* What comes out of a path, against what went in. */
typedef struct passage {
    double power;                 /* out over in */
    double correlation[10][LAGS]; /* in each minute, out later by a lag */
} passage;

static passage
pass(emg_path_kind kind, uint64_t seed)
{
    emg_scenario asked = emg_scenario_default();
    emg_shaper *shaper = emg_shaper_create(RATE_HZ, 1, NULL);
    emg_shape shape;
    emg_path path;
    passage made = {0};
    double past[LAGS] = {0};
    asked.rate_hz = RATE_HZ;
    asked.seed = seed;
    asked.crosstalk_path = kind;
    emg_path_start(&path, &asked, 1);
    emg_shape_init(&shape, shaper, NULL);
    emg_shape_start(&shape, seed, 0);
    for (int i = 0; i < FRAMES; i++) {
        for (int k = LAGS - 1; k > 0; k--)
            past[k] = past[k - 1];
        past[0] = emg_shape_next(&shape);
        double out = emg_path_next(&path, past[0], (double)i / RATE_HZ);
        made.power += out * out / FRAMES;
        for (int k = 0; k < LAGS; k++)
            made.correlation[i / (60 * RATE_HZ)][k] +=
                out * past[k] / (60 * RATE_HZ);
    }
    emg_shape_clear(&shape);
    emg_shaper_destroy(shaper);
    return made;
}

static int
best_lag(const double correlation[LAGS])
{
    int best = 0;
    for (int k = 1; k < LAGS; k++)
        best = correlation[k] > correlation[best] ? k : best;
    return best;
}

START_TEST(a_plain_path_changes_nothing)
{
    passage made = pass(EMG_PATH_PLAIN, 1);
    ck_assert_double_eq_tol(made.power, 1, 0.01);
    ck_assert_double_eq_tol(made.correlation[3][0], made.power, 0.02);
}
END_TEST

START_TEST(a_filtered_path_is_late_and_keeps_the_power)
{
    for (uint64_t seed = 1; seed < 6; seed++) {
        passage made = pass(EMG_PATH_FILTERED, seed);
        int lag = best_lag(made.correlation[0]);
        ck_assert_double_eq_tol(made.power, 1, 0.015);
        /* 0.5 to 3 ms, and up to 1 ms in the low-pass. */
        ck_assert(lag >= 1 && lag <= 8);
        ck_assert_double_gt(made.correlation[0][lag], 0.85);
        ck_assert_double_lt(made.correlation[0][lag], 0.999);
        for (int minute = 1; minute < 10; minute++)
            ck_assert_int_eq(best_lag(made.correlation[minute]), lag);
    }
}
END_TEST

START_TEST(a_varying_path_is_another_after_a_while)
{
    double changed = 0;
    for (uint64_t seed = 1; seed < 4; seed++) {
        passage made = pass(EMG_PATH_VARYING, seed);
        ck_assert(made.power > 0.5 && made.power < 1.02);
        for (int minute = 1; minute < 10; minute++)
            for (int k = 0; k < LAGS; k++)
                changed = fmax(changed, fabs(made.correlation[minute][k] -
                                             made.correlation[0][k]));
    }
    ck_assert_double_gt(changed, 0.05);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_plain_path_changes_nothing);
    tcase_add_test(tests, a_filtered_path_is_late_and_keeps_the_power);
    tcase_add_test(tests, a_varying_path_is_another_after_a_while);
}

int
main(void)
{
    return unit_main("path", add);
}
