#include "unit.h"

#include "simulate/interference.h"

#include <math.h>
#include <stddef.h>

#define SECONDS 60

static emg_scenario
scenario(void)
{
    emg_scenario made = emg_scenario_default();
    made.rate_hz = 2000;
    return made;
}

typedef struct extent {
    double rms, most;
} extent;

static extent
extent_of(const emg_scenario *asked, int index)
{
    emg_interference made;
    extent found = {0};
    emg_interference_start(&made, asked, index);
    for (int i = 0; i < SECONDS * asked->rate_hz; i++) {
        double uv = emg_interference_at(&made, (double)i / asked->rate_hz);
        found.rms += uv * uv / (SECONDS * asked->rate_hz);
        found.most = fmax(found.most, fabs(uv));
    }
    found.rms = sqrt(found.rms);
    return found;
}

START_TEST(nothing_is_there_unless_asked_for)
{
    emg_scenario asked = scenario();
    ck_assert_double_eq(extent_of(&asked, 0).most, 0);
    ck_assert_double_eq(emg_interference_reach(&asked), 0);
}
END_TEST

/* The peak of what only this field asks for, at 100 uV. */
static double
most_of(size_t field, int index)
{
    emg_scenario asked = scenario();
    *(double *)((char *)&asked + field) = 100;
    double most = extent_of(&asked, index).most;
    ck_assert_double_le(most, emg_interference_reach(&asked));
    return most;
}

START_TEST(each_has_the_level_asked_for_or_half_of_it_at_a_far_electrode)
{
    for (int index = 0; index < 4; index++) {
        double heart = most_of(offsetof(emg_scenario, ecg_uv), index);
        double dbs = most_of(offsetof(emg_scenario, dbs_uv), index);
        ck_assert(heart > 49.9 && heart < 100.1);
        /* The low-pass lets 1 - exp(-90 us pi 2000 Hz), 43 %, of a phase
         * through; a sample lies at most 38 us before its end. */
        ck_assert(dbs > 50 * 0.25 && dbs < 43.2);
        ck_assert_double_eq_tol(most_of(offsetof(emg_scenario, tms_uv), index),
                                100, 1e-9);
        ck_assert_double_gt(most_of(offsetof(emg_scenario, spikes_uv), index),
                            90);
        ck_assert_double_gt(most_of(offsetof(emg_scenario, motion_uv), index),
                            90);
    }
}
END_TEST

START_TEST(the_heart_beats_everywhere_at_once)
{
    emg_scenario asked = scenario();
    emg_interference a, b;
    asked.ecg_uv = 100;
    emg_interference_start(&a, &asked, 0);
    emg_interference_start(&b, &asked, 3);
    double ratio = b.heart_uv / a.heart_uv;
    for (int i = 0; i < 10000; i++)
        ck_assert_double_eq_tol(ratio * emg_interference_at(&a, i / 2000.0),
                                emg_interference_at(&b, i / 2000.0), 1e-9);
}
END_TEST

START_TEST(the_baseline_wanders_with_the_rms_asked_for)
{
    emg_scenario asked = scenario();
    asked.wander_uv = 100;
    ck_assert_double_eq_tol(extent_of(&asked, 2).rms, 100, 15);
}
END_TEST

START_TEST(what_is_asked_for_adds_up)
{
    emg_scenario both = scenario(), one = scenario(), other = scenario();
    emg_interference a, b, sum;
    both.hum_uv = one.hum_uv = 10;
    both.spikes_uv = other.spikes_uv = 500;
    emg_interference_start(&sum, &both, 1);
    emg_interference_start(&a, &one, 1);
    emg_interference_start(&b, &other, 1);
    for (int i = 0; i < 20000; i++) {
        double time_s = i / 2000.0;
        ck_assert_double_eq_tol(emg_interference_at(&sum, time_s),
                                emg_interference_at(&a, time_s) +
                                    emg_interference_at(&b, time_s),
                                1e-12);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, nothing_is_there_unless_asked_for);
    tcase_add_test(
        tests, each_has_the_level_asked_for_or_half_of_it_at_a_far_electrode);
    tcase_add_test(tests, the_heart_beats_everywhere_at_once);
    tcase_add_test(tests, the_baseline_wanders_with_the_rms_asked_for);
    tcase_add_test(tests, what_is_asked_for_adds_up);
}

int
main(void)
{
    return unit_main("interference", add);
}
