#include "unit.h"

#include "detect/onset.h"

#include <math.h>
#include <string.h>

#define RATE 1000
#define MOST 4000

static double sums[MOST + 1];
static emg_onset found;

/* Energies of `level` for cells [from, to) of the trial. */
static double energies[MOST];

static void
set(int from, int to, double level)
{
    for (int i = from; i < to; i++)
        energies[i] = level;
}

static emg_onset_state
find(int n, int first)
{
    for (int i = 0; i < n; i++)
        sums[i + 1] = sums[i] + energies[i];
    return emg_onset_find(sums, n, first, RATE, &found);
}

START_TEST(a_step_is_found_to_the_cell_with_both_its_ends)
{
    static const int places[] = {60, 500, 1903};
    for (int p = 0; p < 3; p++) {
        set(0, MOST, 1);
        set(places[p], places[p] + 700, 10);
        ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
        ck_assert_int_eq(found.from, places[p]);
        ck_assert_int_eq(found.to, places[p] + 700);
        ck_assert(found.ends);
        ck_assert_double_eq_tol(found.before, 1, 1e-12);
        ck_assert_double_eq_tol(found.during, 10, 1e-12);
        ck_assert_int_le(found.earliest, found.from);
        ck_assert_int_ge(found.latest, found.from);
        ck_assert_int_lt(found.latest - found.earliest, 10);
    }
}
END_TEST

/* Up to the end of the strongest 100 ms, here cell 600: (600 ln(1600 / 600) -
 * 500 ln 1 - 100 ln 11) / 2, the first of the windows that are alike. */
START_TEST(the_gain_is_that_of_the_formula)
{
    set(0, 2000, 1);
    set(500, 2000, 11);
    ck_assert_int_eq(find(2000, 0), EMG_ONSET_FOUND);
    ck_assert_double_eq_tol(found.gain, 174.3540, 1e-4);
    ck_assert(!found.ends);
    ck_assert_int_eq(found.to, 2000);
}
END_TEST

/* python3 -c "
 * import numpy as n
 * e = n.array([(7 * i * i + 3 * i) % 31 for i in range(1000)]) / 15 + .01
 * e[600:] *= 4
 * S = n.r_[0, n.cumsum(e)]
 * m = n.argmax(S[100:] - S[:-100]) + 100
 * j = n.arange(50, m - 19)
 * L = -j * n.log(S[j] / j) - (m - j) * n.log((S[m] - S[j]) / (m - j))
 * print(m, j[n.argmax(L)], j[L >= L.max() - 4][[0, -1]])"
 * -> 830 600 [594 601] */
START_TEST(place_and_doubt_are_those_of_numpy)
{
    for (int i = 0; i < 1000; i++)
        energies[i] =
            ((7 * i * i + 3 * i) % 31 / 15.0 + .01) * (i < 600 ? 1 : 4);
    ck_assert_int_eq(find(1000, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 600);
    ck_assert_int_eq(found.earliest, 594);
    ck_assert_int_eq(found.latest, 601);
}
END_TEST

START_TEST(weak_activity_that_leads_to_it_belongs_to_it)
{
    set(0, MOST, 1);
    set(1000, 1300, 8);
    set(1300, 1600, 500);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1000);
    ck_assert_int_eq(found.to, 1600);
}
END_TEST

START_TEST(what_comes_after_a_break_does_not)
{
    set(0, MOST, 1);
    set(1000, 1300, 80);
    set(1350, 1500, 70);
    set(2500, 3500, 60);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1000);
    ck_assert_int_eq(found.to, 1500);
}
END_TEST

START_TEST(a_heartbeat_before_it_does_not)
{
    set(0, MOST, 1);
    set(1100, 1140, 60);
    set(1900, 1940, 60);
    set(2070, 2600, 300);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 2070);
}
END_TEST

/* Nor do units that fire once, a pause before the contraction; a shorter pause
 * is part of it. */
START_TEST(potentials_before_a_pause_do_not)
{
    set(0, MOST, 1);
    set(1000, 1020, 100);
    set(1090, 1500, 10000);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1090);
    set(1050, 1500, 10000);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1000);
}
END_TEST

/* A rise from 1 to 101 in 150 ms equals rest 15 ms behind its start; a cell of
 * twelve times rest is a potential. Without one, the step it is. */
START_TEST(a_rise_begins_with_its_first_potential)
{
    set(0, MOST, 1);
    for (int i = 0; i < 150; i++)
        energies[1000 + i] = 1 + 100 * pow((i + 0.5) / 150, 2);
    set(1150, 1500, 101);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1028);
    ck_assert_int_le(found.earliest, 1015);
    energies[1020] = 12;
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1020);
}
END_TEST

/* What its foot falls back to is not rest but more of it. */
START_TEST(the_foot_of_a_slow_rise_is_no_heartbeat)
{
    set(0, MOST, 1);
    set(1000, 1075, 6);
    set(1075, 1175, 1.9);
    set(1175, 1500, 8);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1000);
    set(1000, 1075, 9);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 1175);
}
END_TEST

START_TEST(nothing_before_the_trigger_counts)
{
    set(0, MOST, 1);
    set(300, 500, 10);
    set(1500, 1800, 30);
    ck_assert_int_eq(find(MOST, 1200), EMG_ONSET_FOUND);
    ck_assert_int_ge(found.from, 1200);
    ck_assert_int_eq(find(1400, 1200), EMG_ONSET_NONE);
}
END_TEST

START_TEST(a_trial_without_one_says_why)
{
    set(0, MOST, 1);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_NONE);
    ck_assert_int_eq(find(149, 0), EMG_ONSET_TOO_SHORT);
    ck_assert_int_eq(find(0, 0), EMG_ONSET_TOO_SHORT);
    ck_assert_int_eq(find(1000, 950), EMG_ONSET_TOO_SHORT);
    set(0, MOST, 0);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_NONE);
    set(0, 47, 1);
    set(47, MOST, 500);
    set(3900, MOST, 510);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_NO_REST);
}
END_TEST

/* Recordings that were cleaned or made are of exact zeros at rest. */
START_TEST(rest_may_be_nothing_at_all)
{
    set(0, MOST, 0);
    set(700, 900, 5);
    ck_assert_int_eq(find(MOST, 0), EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 700);
    ck_assert_int_eq(found.to, 900);
}
END_TEST

/* 20 nats at 1000 cells a second are no more at 2000 of the same signal. */
START_TEST(finer_cells_are_no_more_evidence)
{
    set(0, 2000, 1);
    set(1000, 2000, 3);
    ck_assert_int_eq(find(2000, 0), EMG_ONSET_FOUND);
    double once = found.gain;
    set(0, 4000, 1);
    set(2000, 4000, 3);
    for (int i = 0; i < 4000; i++)
        sums[i + 1] = sums[i] + energies[i];
    ck_assert_int_eq(emg_onset_find(sums, 4000, 0, 2 * RATE, &found),
                     EMG_ONSET_FOUND);
    ck_assert_int_eq(found.from, 2000);
    ck_assert_double_eq_tol(found.gain, once, 1e-9);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_step_is_found_to_the_cell_with_both_its_ends);
    tcase_add_test(tests, the_gain_is_that_of_the_formula);
    tcase_add_test(tests, place_and_doubt_are_those_of_numpy);
    tcase_add_test(tests, weak_activity_that_leads_to_it_belongs_to_it);
    tcase_add_test(tests, what_comes_after_a_break_does_not);
    tcase_add_test(tests, a_heartbeat_before_it_does_not);
    tcase_add_test(tests, potentials_before_a_pause_do_not);
    tcase_add_test(tests, a_rise_begins_with_its_first_potential);
    tcase_add_test(tests, the_foot_of_a_slow_rise_is_no_heartbeat);
    tcase_add_test(tests, nothing_before_the_trigger_counts);
    tcase_add_test(tests, a_trial_without_one_says_why);
    tcase_add_test(tests, rest_may_be_nothing_at_all);
    tcase_add_test(tests, finer_cells_are_no_more_evidence);
}

int
main(void)
{
    return unit_main("onset", add);
}
