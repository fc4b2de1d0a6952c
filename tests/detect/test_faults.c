#include "unit.h"

#include "detect/faults.h"

#include <math.h>

/* Each character is a sample: its code times the step. */
static emg_faults
heard(const char *codes, double step, int64_t long_run)
{
    emg_faults faults = {.step = step, .long_run = long_run};
    for (; *codes; codes++)
        if (*codes == '|')
            emg_faults_gap(&faults);
        else
            emg_faults_add(&faults, *codes * (step > 0 ? step : 1));
    return faults;
}

static double
clipped(const char *codes, double step)
{
    emg_faults faults = heard(codes, step, 100);
    return emg_faults_clipped(&faults) * (double)faults.n;
}

/* ' ' is 32 and '~' 126: 94 steps. */
START_TEST(runs_of_three_at_an_end_are_clipped)
{
    ck_assert_double_eq(clipped(" @@~A", 1), 0);
    ck_assert_double_eq(clipped(" @@~~A", 1), 0);
    ck_assert_double_eq(clipped(" @@~~~A", 1), 3);
    ck_assert_double_eq(clipped(" @@~~~~~A", 1), 5);
    ck_assert_double_eq(clipped("   @~A", 1), 3);
    ck_assert_double_eq(clipped("   @~~~A~~~", 1), 9);
    ck_assert_double_eq(clipped("@@@@@ ~A~", 1), 0);
    ck_assert_double_eq(clipped(" ~~~~", 0.5), 4);
}
END_TEST

START_TEST(one_step_from_an_end_counts_and_two_do_not)
{
    ck_assert_double_eq(clipped(" ~}}}A", 1), 3);
    ck_assert_double_eq(clipped(" }}}~A", 1), 3);
    ck_assert_double_eq(clipped(" ~|||A", 1), 0);
    ck_assert_double_eq(clipped("~ !!!A", 1), 3);
    ck_assert_double_eq(clipped("~!!! A", 1), 3);
    ck_assert_double_eq(clipped("~\"\"\" A", 1), 0);
    ck_assert_double_eq(clipped(" ~}}}A", 0), 0); /* no step known: equal */
    ck_assert_double_eq(clipped(" }~~~A", 0), 3);
}
END_TEST

/* A slow drift makes every value an end for a moment. */
START_TEST(a_staircase_is_not_clipped)
{
    emg_faults down = {.step = 1, .long_run = 100};
    emg_faults up = {.step = 1, .long_run = 100};
    for (int i = 0; i < 3000; i++) {
        emg_faults_add(&down, -i / 10);
        emg_faults_add(&up, i / 10);
    }
    /* the first and last two steps of each are within one step of an end */
    ck_assert_double_eq_tol(emg_faults_clipped(&down) * 3000, 40, 1e-9);
    ck_assert_double_eq_tol(emg_faults_clipped(&up) * 3000, 40, 1e-9);
}
END_TEST

START_TEST(extremes_within_64_steps_are_reached_by_nature)
{
    ck_assert_double_eq(clipped("   @@@```", 1), 6); /* 64 steps */
    ck_assert_double_eq(clipped("   @@@___", 1), 0); /* 63 */
    ck_assert_double_eq(clipped("   @@@___", 0), 6); /* no step known */
}
END_TEST

START_TEST(a_gap_ends_a_run)
{
    ck_assert_double_eq(clipped(" ~~|~A", 1), 0);
    ck_assert_double_eq(clipped(" ~~|~~~A", 1), 3);
    ck_assert_double_eq(clipped(" ~~~|~~A", 1), 3);
    emg_faults faults = heard("@AAAAA|AAAA", 1, 5);
    ck_assert_int_eq(faults.flat, 5);
}
END_TEST

START_TEST(a_flat_stretch_is_known_when_it_is_long_enough)
{
    static const int wanted[] = {0, 0, 0, 0, 0, 5, 1, 1, 0, 0, 0, 0, 0, 5};
    emg_faults faults = {.step = 1, .long_run = 5};
    for (int i = 0; i < 14; i++)
        ck_assert_int_eq(emg_faults_add(&faults, i == 0   ? 7
                                                 : i < 8  ? 3
                                                 : i == 8 ? 4
                                                          : 5),
                         wanted[i]);
    ck_assert_double_eq_tol(emg_faults_flat(&faults), 12 / 14.0, 1e-15);
}
END_TEST

START_TEST(one_value_from_beginning_to_end_is_silent)
{
    emg_faults none = {0};
    ck_assert(emg_faults_silent(&none));
    ck_assert_double_eq(emg_faults_clipped(&none), 0);
    ck_assert_double_eq(emg_faults_flat(&none), 0);
    emg_faults faults = heard("AAAA|AAA", 1, 3);
    ck_assert(emg_faults_silent(&faults));
    ck_assert_double_eq(emg_faults_flat(&faults), 1);
    ck_assert_double_eq(emg_faults_clipped(&faults), 0);
    faults = heard("AAAA", 0, 3);
    ck_assert_double_eq(emg_faults_clipped(&faults), 0);
    faults = heard("AAAA|AAB", 1, 3);
    ck_assert(!emg_faults_silent(&faults));
    emg_faults first = {.step = 1}; /* the first sample is no change from 0 */
    emg_faults_add(&first, 5);
    ck_assert(emg_faults_silent(&first));
    emg_faults_add(&first, 4);
    ck_assert(!emg_faults_silent(&first));
}
END_TEST

/* What passes is counted as if it came one by one. */
START_TEST(many_at_a_time_are_the_same_as_one_by_one)
{
    enum { N = 500 };
    uint32_t chance = 1;
    double samples[2 * N];
    emg_faults one = {.step = 1, .long_run = 5}, many = one;
    for (int i = 0; i < 2 * N; i++) {
        chance = chance * 1664525 + 1013904223;
        samples[i] = (i % 300 < 40 ? 7 : chance >> 29);
    }
    samples[200] = NAN;
    for (int i = 0, passed; i < N; i++) {
        passed = emg_faults_pass(&many, samples + 2 * i, 2, N - i);
        for (int k = 0; k < passed; k++)
            ck_assert_int_eq(emg_faults_add(&one, samples[2 * i++]), 0);
        if (i == N)
            break;
        if (i % 50 == 0) {
            emg_faults_gap(&one);
            emg_faults_gap(&many);
        }
        ck_assert_int_eq(emg_faults_add(&one, samples[2 * i]),
                         emg_faults_add(&many, samples[2 * i]));
        ck_assert_int_eq(one.run, many.run);
        ck_assert_int_eq(one.n, many.n);
    }
    ck_assert_int_gt(many.flat, 0);
    ck_assert_int_eq(one.flat, many.flat);
    ck_assert_double_eq(one.least, many.least);
    ck_assert_double_eq(one.most, many.most);
    ck_assert_double_eq(emg_faults_clipped(&one), emg_faults_clipped(&many));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, many_at_a_time_are_the_same_as_one_by_one);
    tcase_add_test(tests, runs_of_three_at_an_end_are_clipped);
    tcase_add_test(tests, one_step_from_an_end_counts_and_two_do_not);
    tcase_add_test(tests, a_staircase_is_not_clipped);
    tcase_add_test(tests, extremes_within_64_steps_are_reached_by_nature);
    tcase_add_test(tests, a_gap_ends_a_run);
    tcase_add_test(tests, a_flat_stretch_is_known_when_it_is_long_enough);
    tcase_add_test(tests, one_value_from_beginning_to_end_is_silent);
}

int
main(void)
{
    return unit_main("faults", add);
}
