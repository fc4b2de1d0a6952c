#include "stage.h"
#include "trace.h"
#include "unit.h"

#include "filter/bridge.h"

#define RATE 1000
#define N 5000

static void
bridge(double *x, int64_t n, const emg_stretch_of *items, size_t n_items)
{
    emg_stretches list = {n_items, items};
    emg_chain *chain = trace_chain(RATE);
    emg_chain_add(
        chain, emg_bridge_create(emg_chain_format(chain), &list, NULL), NULL);
    trace_run(chain, x, n);
}

/* Between means of 2 and 8, six samples: 2 + 6 (j + 1) / 7. */
START_TEST(a_stretch_becomes_a_straight_line)
{
    static const emg_stretch_of at[] = {{2000, 2006}, {4990, 4994}};
    double x[N], y[N];
    trace_noise(x, N, 3);
    x[1998] = 1, x[1999] = 3, x[2006] = 10, x[2007] = 6;
    for (int i = 0; i < N; i++)
        y[i] = x[i];
    bridge(y, N, at, 2);
    for (int i = 0; i < N; i++) {
        bool inside = (i >= 2000 && i < 2006) || (i >= 4990 && i < 4994);
        ck_assert(inside || y[i] == x[i]);
        if (i >= 2000 && i < 2006)
            ck_assert_double_eq_tol(y[i], 2 + 6 * (i - 1999) / 7.0, 1e-12);
    }
}
END_TEST

START_TEST(at_an_end_the_one_mean_goes_on)
{
    static const emg_stretch_of at[] = {{0, 3}, {46, 50}};
    double x[50];
    for (int i = 0; i < 50; i++)
        x[i] = i;
    bridge(x, 50, at, 2);
    for (int i = 0; i < 3; i++)
        ck_assert_double_eq(x[i], 3.5);
    for (int i = 46; i < 50; i++)
        ck_assert_double_eq(x[i], 44.5);
}
END_TEST

START_TEST(where_all_is_missing_nothing_can_be_drawn)
{
    static const emg_stretch_of all[] = {{0, 5}};
    double x[5] = {1, 2, 3, 4, 5};
    bridge(x, 5, all, 1);
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq(x[i], i + 1);
}
END_TEST

/* ---- the rules of stages ------------------------------------------------- */

#define PERIOD 64 /* a block of the helper, so that any part is alike */

static emg_status
build(emg_chain *chain, const void *settings, emg_error *error)
{
    emg_stretch_of items[500];
    emg_stretches lists[17];
    (void)settings;
    for (int i = 0; i < 500; i++)
        items[i] = (emg_stretch_of){i * PERIOD + 20, i * PERIOD + 26};
    for (int c = 0; c < 17; c++)
        lists[c] = (emg_stretches){500, items};
    return emg_chain_add(
        chain, emg_bridge_create(emg_chain_format(chain), lists, error), error);
}

START_TEST(bridging_keeps_the_rules_of_stages)
{
    stage_asks("bridge", build, NULL, RATE, 100 * PERIOD);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_stretch_becomes_a_straight_line);
    tcase_add_test(tests, at_an_end_the_one_mean_goes_on);
    tcase_add_test(tests, where_all_is_missing_nothing_can_be_drawn);
    tcase_add_test(tests, bridging_keeps_the_rules_of_stages);
}

int
main(void)
{
    return unit_main("bridge", add);
}
