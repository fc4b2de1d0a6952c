#include "unit.h"

#include "simulate/hiss.h"

#include <math.h>

#define RATE_HZ 1000
#define SECONDS 2000

/* The level of each second in dB over 5 uV. */
static void
levels(emg_hiss hiss, double db[SECONDS])
{
    emg_hiss_start(&hiss, 2, 1);
    for (int s = 0; s < SECONDS; s++) {
        double square = 0;
        for (int i = 0; i < RATE_HZ; i++) {
            double uv = emg_hiss_next(&hiss, s + (double)i / RATE_HZ);
            square += uv * uv / RATE_HZ;
        }
        db[s] = 10 * log10(square / 25);
    }
}

static double
rms_of(const double db[SECONDS])
{
    double sum = 0;
    for (int s = 0; s < SECONDS; s++)
        sum += pow(10, db[s] / 10) / SECONDS;
    return sqrt(sum);
}

START_TEST(noise_has_the_level_asked_for)
{
    double db[SECONDS];
    levels((emg_hiss){.level_uv = 5}, db);
    ck_assert_double_eq_tol(rms_of(db), 1, 0.003);
    for (int s = 0; s < SECONDS; s++)
        ck_assert_double_eq_tol(db[s], 0, 1.2);
}
END_TEST

START_TEST(steps_stay_within_their_range_for_15_to_40_seconds)
{
    double db[SECONDS], least = 0, most = 0;
    int steps = 0;
    levels((emg_hiss){.level_uv = 5, .steps_db = 6}, db);
    for (int s = 0; s < SECONDS; s++) {
        least = db[s] < least ? db[s] : least;
        most = db[s] > most ? db[s] : most;
        steps += s > 1 && fabs(db[s] - db[s - 2]) > 1.5 &&
                 fabs(db[s - 1] - db[s - 2]) < fabs(db[s] - db[s - 2]);
    }
    ck_assert(least > -7.2 && least < -4 && most < 7.2 && most > 4);
    ck_assert_int_gt(steps, SECONDS / 40 / 2);
    ck_assert_int_lt(steps, 2 * SECONDS / 15);
}
END_TEST

/* A sine of so many dB has a mean square of half its square; the scatter of
 * 1000 samples, 10 / ln 10 sqrt(2 / 1000) dB, is added. */
START_TEST(drift_is_a_slow_sine_of_the_level_in_db)
{
    double db[SECONDS], square = 0, quickest = 0;
    levels((emg_hiss){.level_uv = 5, .drift_db = 6}, db);
    for (int s = 0; s < SECONDS; s++)
        square += db[s] * db[s] / SECONDS;
    for (int s = 10; s < SECONDS; s++)
        quickest = fmax(quickest, fabs(db[s] - db[s - 10]));
    ck_assert_double_eq_tol(square, 18 + 0.038, 1.5);
    ck_assert_double_lt(quickest, 6 * 2 * acos(-1) / 90 * 10 + 1.2);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, noise_has_the_level_asked_for);
    tcase_add_test(tests, steps_stay_within_their_range_for_15_to_40_seconds);
    tcase_add_test(tests, drift_is_a_slow_sine_of_the_level_in_db);
}

int
main(void)
{
    return unit_main("hiss", add);
}
