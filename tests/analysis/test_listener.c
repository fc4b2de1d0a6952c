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

/* ---- found by itself -------------------------------------------------- */

static const emg_channel in_uv = {.to_uv = 1};
static const emg_channel in_nothing = {.to_uv = 0};

/* Cells of one frame: ten of them are a second at 10 Hz. */
START_TEST(the_quietest_second_does_not_reach_over_a_gap)
{
    emg_rest_listener l = {.channel = &in_uv, .rate_hz = 10};
    for (int i = 0; i < 30; i++) /* a quiet half at the end of each segment */
        emg_listener_quiet(&l, i % 15 < 10 ? 8 : 2, i % 15, 1, 0.1 * i);
    /* frames 5 to 14: five of 8, five of 2 */
    ck_assert_int_eq(l.quietest.n, 10);
    ck_assert_double_eq_tol(l.quietest.mean, 5, 1e-12);
    ck_assert_double_eq_tol(l.quietest.squares, 90, 1e-9);
    ck_assert_double_eq_tol(l.quiet_from_s, 0.5, 1e-9); /* the first of two */
}
END_TEST

/* Noise-like energies around one level, and `strong` of 200 at 20 times it. */
static emg_rest_listener
heard(const emg_channel *of, emg_energies *energies, double rms, int strong)
{
    emg_rest_listener l = {.channel = of, .rate_hz = 1000};
    l.energies = energies;
    for (int i = 0; i < 200; i++) {
        double level = i < strong ? 20 * rms : rms;
        emg_energies_add(energies, level * level * (1 + 0.001 * (i % 7)));
    }
    for (int i = 0; i < 2000; i++)
        emg_faults_add(&l.faults, i % 17);
    l.faults.step = 0.01;
    return l;
}

static bool
judged(emg_rest_listener *l, const emg_envelope *envelope)
{
    return emg_listener_judge(l, EMG_REST_AUTO, envelope);
}

START_TEST(relative_sds_go_with_the_root_of_the_bandwidth)
{
    static emg_energies energies;
    emg_rest_listener l = heard(&in_uv, &energies, 3, 30);
    emg_envelope e = low_pass;
    ck_assert(!judged(&l, &e));
    ck_assert_double_eq_tol(l.level.mean, 0.798 * 3, 0.01);
    ck_assert_double_eq_tol(l.level.sd / l.level.mean, 0.132, 1e-12);
    ck_assert_int_eq(l.level.frames, 2000);
    e.cutoff_hz = 24;
    judged(&l, &e);
    ck_assert_double_eq_tol(l.level.sd / l.level.mean, 0.264, 1e-12);
    e.kind = EMG_ENVELOPE_RMS;
    e.window_s = 0.1;
    judged(&l, &e);
    ck_assert_double_eq_tol(l.level.mean, 3, 0.01);
    ck_assert_double_eq_tol(l.level.sd / l.level.mean, 0.112, 1e-12);
    e.window_s = 0.4;
    judged(&l, &e);
    ck_assert_double_eq_tol(l.level.sd / l.level.mean, 0.056, 1e-12);
}
END_TEST

static void
check_auto(const emg_channel *of, double rms, int strong, emg_state state,
           bool stands_out, bool asks_for_hum)
{
    static emg_energies energies;
    energies = (emg_energies){0};
    emg_rest_listener l = heard(of, &energies, rms, strong);
    ck_assert_int_eq(judged(&l, &low_pass), asks_for_hum);
    ck_assert_int_eq(l.level.state, state);
    ck_assert_int_eq(l.level.stands_out, stands_out);
}

START_TEST(hum_is_asked_for_where_a_high_floor_is_all_there_is)
{
    check_auto(&in_uv, 3, 30, EMG_STATE_OK, true, false);
    check_auto(&in_uv, 3, 5, EMG_STATE_OK, false, false); /* 2.5 %: no 95 % */
    check_auto(&in_uv, 9.9, 0, EMG_STATE_OK, false, false);
    check_auto(&in_uv, 10.1, 0, EMG_STATE_OK, false, true);
    check_auto(&in_uv, 50, 30, EMG_STATE_OK, true, false);
    check_auto(&in_nothing, 50, 0, EMG_STATE_NO_CONTRAST, false, false);
    check_auto(&in_nothing, 50, 30, EMG_STATE_OK, true, false);
}
END_TEST

START_TEST(a_high_floor_without_hum_is_no_rest)
{
    static emg_energies energies;
    emg_rest_listener l = heard(&in_uv, &energies, 50, 0);
    ck_assert(judged(&l, &low_pass));
    emg_listener_judge_hum(&l);
    ck_assert_int_eq(l.level.state, EMG_STATE_NO_REST);
    ck_assert_double_eq(l.level.hum, 0);
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
    tcase_add_test(tests, the_quietest_second_does_not_reach_over_a_gap);
    tcase_add_test(tests, relative_sds_go_with_the_root_of_the_bandwidth);
    tcase_add_test(tests, hum_is_asked_for_where_a_high_floor_is_all_there_is);
    tcase_add_test(tests, a_high_floor_without_hum_is_no_rest);
}

int
main(void)
{
    return unit_main("listener", add);
}
