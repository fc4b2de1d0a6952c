#include "unit.h"

#include "detect/rise.h"

#include <math.h>

#define N 900

static double sums[N + 1];
static emg_rise rise;

/* The mean energies of a linear rise in amplitude from a cell on. */
static int
rise_of(int start, int length, double most, int at)
{
    for (int i = 0; i < N; i++) {
        double share = fmin(fmax((i + 0.5 - start) / length, 0), 1);
        sums[i + 1] = sums[i] + 1 + (most - 1) * share * share;
    }
    emg_rise_view view = {.sums = sums,
                          .at = at,
                          .to = N,
                          .first = 50,
                          .before = 1,
                          .nats = 0.5,
                          .cells_a_second = 1000};
    return emg_rise_find(&view, &rise);
}

/* Of energies that are all as expected, none is likelier than the true rise. It
 * is as strong as rest where its amplitude is a tenth of the plateau's. */
START_TEST(a_rise_is_found_where_it_equals_rest)
{
    static const int lengths[] = {30, 100, 300};
    for (int l = 0; l < 3; l++) {
        ck_assert(rise_of(400, lengths[l], 100, 400 + lengths[l] / 4));
        ck_assert_double_eq_tol(rise.onset, 400 + lengths[l] * 0.1, 1e-9);
        ck_assert_double_le(rise.earliest, rise.onset);
        ck_assert_double_ge(rise.latest, rise.onset);
        ck_assert_double_lt(rise.latest - rise.earliest, 30);
    }
}
END_TEST

START_TEST(one_between_two_lengths_is_met_nearly)
{
    ck_assert(rise_of(400, 120, 1e4, 410));
    ck_assert_double_eq_tol(rise.onset, 400 + 1.2, 3);
}
END_TEST

START_TEST(a_step_is_none)
{
    for (int i = 0; i < N; i++)
        sums[i + 1] = sums[i] + (i < 500 ? 1 : 10);
    emg_rise_view view = {.sums = sums,
                          .at = 500,
                          .to = N,
                          .first = 50,
                          .before = 1,
                          .nats = 0.5,
                          .cells_a_second = 1000};
    ck_assert(!emg_rise_find(&view, &rise));
}
END_TEST

/* From 1 to 2 in 30 ms explains less than 3 nats more than a step. */
START_TEST(what_chance_explains_is_none)
{
    ck_assert(!rise_of(400, 30, 2, 416));
    ck_assert(rise_of(400, 30, 200, 406));
}
END_TEST

/* It cannot begin before the trigger, nor where the plateau is cut off. */
START_TEST(it_keeps_within_its_bounds)
{
    emg_rise_view view = {.sums = sums,
                          .at = 425,
                          .to = 430,
                          .first = 424,
                          .before = 1,
                          .nats = 0.5,
                          .cells_a_second = 1000};
    rise_of(400, 100, 100, 425);
    ck_assert(!emg_rise_find(&view, &rise));
    view.to = N;
    ck_assert(emg_rise_find(&view, &rise));
    ck_assert_double_ge(rise.earliest, 424);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_rise_is_found_where_it_equals_rest);
    tcase_add_test(tests, one_between_two_lengths_is_met_nearly);
    tcase_add_test(tests, a_step_is_none);
    tcase_add_test(tests, what_chance_explains_is_none);
    tcase_add_test(tests, it_keeps_within_its_bounds);
}

int
main(void)
{
    return unit_main("rise", add);
}
