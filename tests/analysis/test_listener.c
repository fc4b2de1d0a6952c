#include "unit.h"

#include "analysis/listener.h"

#include <math.h>

#define RATE 1000
#define CELL 100

START_TEST(moments_are_those_of_the_textbook)
{
    static const double values[] = {2, 4, 4, 4, 5, 5, 7, 9};
    emg_moments moments = {0};
    for (int i = 0; i < 8; i++)
        emg_moments_add(&moments, values[i]);
    ck_assert_int_eq(moments.n, 8);
    ck_assert_double_eq_tol(moments.mean, 5, 1e-15);
    ck_assert_double_eq_tol(moments.squares, 32, 1e-13);
}
END_TEST

START_TEST(a_large_mean_costs_no_digits_of_the_spread)
{
    emg_moments moments = {0};
    for (int i = 0; i < 1000; i++)
        emg_moments_add(&moments, 1e9 + (i % 2 ? 1 : -1));
    ck_assert_double_eq_tol(moments.mean, 1e9, 1e-6);
    ck_assert_double_eq_tol(moments.squares, 1000, 1e-3);
}
END_TEST

static emg_channel channel = {.to_uv = 1};

static emg_rest_listener
listener(void)
{
    return (emg_rest_listener){.channel = &channel, .rate_hz = RATE};
}

/* 5 s: envelope 10, but 4 +- 1 from 2.3 s to 3.3 s. */
static void
hear(emg_rest_listener *l)
{
    for (int64_t i = 0; i < 5 * RATE; i++) {
        bool quiet = i >= 2300 && i < 3300;
        emg_listener_quiet(l, quiet ? 4 + (i % 2 ? 1 : -1) : 10, i, CELL,
                           (double)i / RATE);
    }
}

START_TEST(the_quietest_second_is_found_to_a_tenth)
{
    emg_rest_listener l = listener();
    hear(&l);
    ck_assert_int_eq(l.quietest.n, RATE);
    ck_assert_double_eq_tol(l.quietest.mean, 4, 1e-12);
    ck_assert_double_eq_tol(l.quietest.squares, RATE, 1e-6);
    ck_assert_double_eq_tol(l.quiet_from_s, 2.3, 1e-9);
}
END_TEST

START_TEST(less_than_a_second_has_no_quietest_one)
{
    emg_rest_listener l = listener();
    for (int64_t i = 0; i < RATE - 1; i++)
        emg_listener_quiet(&l, 1, i, CELL, (double)i / RATE);
    ck_assert_int_eq(l.quietest.n, 0);
    emg_listener_quiet(&l, 1, RATE - 1, CELL, (RATE - 1.0) / RATE);
    ck_assert_int_eq(l.quietest.n, RATE);
    ck_assert_double_eq_tol(l.quiet_from_s, 0, 1e-12);
}
END_TEST

/* A channel that moves, so that it is neither silent nor flat. */
static void
move(emg_rest_listener *l)
{
    l->faults = (emg_faults){.step = 1, .long_run = RATE / 10};
    for (int i = 0; i < 2000; i++)
        emg_faults_add(&l->faults, i % 7);
}

static const emg_envelope low_pass = {
    .kind = EMG_ENVELOPE_LOW_PASS, .cutoff_hz = 6, .order = 2};

START_TEST(a_given_rest_has_its_own_mean_and_sd)
{
    emg_rest_listener l = listener();
    move(&l);
    for (int i = 0; i < 500; i++)
        emg_moments_add(&l.rest, 3 + (i % 2 ? 0.5 : -0.5));
    ck_assert(!emg_listener_judge(&l, EMG_REST_INTERVAL, &low_pass));
    ck_assert_int_eq(l.level.state, EMG_STATE_OK);
    ck_assert_double_eq_tol(l.level.mean, 3, 1e-12);
    /* divisor n - 1 */
    ck_assert_double_eq_tol(l.level.sd, 0.5 * sqrt(500 / 499.0), 1e-12);
}
END_TEST

START_TEST(a_rest_below_half_a_second_is_too_short)
{
    emg_rest_listener l = listener();
    move(&l);
    for (int i = 0; i < 499; i++)
        emg_moments_add(&l.rest, 3);
    emg_listener_judge(&l, EMG_REST_INTERVAL, &low_pass);
    ck_assert_int_eq(l.level.state, EMG_STATE_TOO_SHORT);
}
END_TEST

START_TEST(digital_silence_is_no_rest)
{
    emg_rest_listener l = listener();
    move(&l);
    for (int i = 0; i < 1000; i++)
        emg_moments_add(&l.rest, 0);
    emg_listener_judge(&l, EMG_REST_INTERVAL, &low_pass);
    ck_assert_int_eq(l.level.state, EMG_STATE_NO_REST);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, moments_are_those_of_the_textbook);
    tcase_add_test(tests, a_large_mean_costs_no_digits_of_the_spread);
    tcase_add_test(tests, the_quietest_second_is_found_to_a_tenth);
    tcase_add_test(tests, less_than_a_second_has_no_quietest_one);
    tcase_add_test(tests, a_given_rest_has_its_own_mean_and_sd);
    tcase_add_test(tests, a_rest_below_half_a_second_is_too_short);
    tcase_add_test(tests, digital_silence_is_no_rest);
}

int
main(void)
{
    return unit_main("listener", add);
}
