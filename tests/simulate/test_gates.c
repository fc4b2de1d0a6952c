#include "unit.h"

#include "simulate/gates.h"

#include <math.h>

static emg_gates
make(int n, const double *edges)
{
    emg_gates gates = {0};
    for (int i = 0; i < n; i++)
        ck_assert_int_eq(
            emg_gates_add(&gates, edges[2 * i], edges[2 * i + 1], NULL),
            EMG_OK);
    return gates;
}

static void
check(const emg_gates *gates, size_t n, const double *edges)
{
    ck_assert_uint_eq(gates->n, n);
    for (size_t i = 0; i < n; i++) {
        ck_assert_double_eq(gates->list[i].start_s, edges[2 * i]);
        ck_assert_double_eq(gates->list[i].end_s, edges[2 * i + 1]);
    }
}

static double
gain(const emg_gates *gates, emg_ramp ramp, double time_s)
{
    size_t at = 0;
    return emg_gates_gain(gates, ramp, time_s, &at);
}

START_TEST(a_gate_without_ramps_is_open_from_its_start_to_before_its_end)
{
    emg_gates gates = make(1, (double[]){1, 2});
    emg_ramp none = {0};
    ck_assert_double_eq(gain(&gates, none, nextafter(1, 0)), 0);
    ck_assert_double_eq(gain(&gates, none, 1), 1);
    ck_assert_double_eq(gain(&gates, none, nextafter(2, 0)), 1);
    ck_assert_double_eq(gain(&gates, none, 2), 0);
    emg_gates_clear(&gates);
}
END_TEST

/* A second with a ramp of 4 s opens and closes as with one of 0.5 s. */
START_TEST(no_ramp_is_longer_than_half_of_its_contraction)
{
    emg_gates gates = make(1, (double[]){1, 2});
    emg_ramp slow = {4, false};
    ck_assert_double_eq(gain(&gates, slow, 0.75), 0);
    ck_assert_double_eq(gain(&gates, slow, 0.875), 0.25);
    ck_assert_double_eq(gain(&gates, slow, 1.5), 1);
    ck_assert_double_eq(gain(&gates, slow, 2.25), 0);
    emg_gates_clear(&gates);
}
END_TEST

START_TEST(ramps_are_half_open_at_the_nominal_edges)
{
    emg_gates gates = make(1, (double[]){1, 2});
    emg_ramp linear = {0.5, false}, cosine = {0.5, true};
    ck_assert_double_eq(gain(&gates, linear, 0.75), 0);
    ck_assert_double_eq(gain(&gates, linear, 0.875), 0.25);
    ck_assert_double_eq(gain(&gates, linear, 1), 0.5);
    ck_assert_double_eq(gain(&gates, linear, 1.25), 1);
    ck_assert_double_eq(gain(&gates, linear, 2), 0.5);
    ck_assert_double_eq(gain(&gates, linear, 2.125), 0.25);
    ck_assert_double_eq(gain(&gates, linear, 2.25), 0);
    /* (1 - cos(pi / 4)) / 2 */
    ck_assert_double_eq_tol(gain(&gates, cosine, 0.875), 0.14644660940672627,
                            1e-15);
    ck_assert_double_eq_tol(gain(&gates, cosine, 1), 0.5, 1e-15);
    ck_assert_double_eq_tol(gain(&gates, cosine, 2.125), 0.14644660940672627,
                            1e-15);
    emg_gates_clear(&gates);
}
END_TEST

START_TEST(times_in_order_need_no_look_back)
{
    emg_gates gates = make(3, (double[]){0.5, 1, 1.1, 1.5, 3, 4});
    emg_ramp ramp = {0.3, false};
    size_t at = 0;
    for (int i = 0; i < 500; i++)
        ck_assert_double_eq(emg_gates_gain(&gates, ramp, i * 0.01, &at),
                            gain(&gates, ramp, i * 0.01));
    ck_assert_uint_eq(at, 3);
    emg_gates_clear(&gates);
}
END_TEST

START_TEST(what_two_have_in_common_is_merged_over_gaps_and_kept_when_long)
{
    /* in common: 1-2, gap 0.0625, 2.0625-3 (one), 5-5.25 and 5.5-5.75 (gap too
     * wide, each too short), 7-7.5 (just long enough) */
    emg_gates a = make(3, (double[]){0, 2, 2.0625, 4, 5, 7.5});
    emg_gates b = make(4, (double[]){1, 3, 4.5, 5.25, 5.5, 5.75, 7, 9});
    emg_gates both = {0};
    ck_assert_int_eq(emg_gates_intersect(&both, &a, &b, 0.125, 0.5, NULL),
                     EMG_OK);
    check(&both, 2, (double[]){1, 3, 7, 7.5});
    both.n = 0;
    emg_gates_intersect(&both, &b, &a, 0.0625, 0.25, NULL);
    check(&both, 5, (double[]){1, 2, 2.0625, 3, 5, 5.25, 5.5, 5.75, 7, 7.5});
    emg_gates_clear(&a);
    emg_gates_clear(&b);
    emg_gates_clear(&both);
}
END_TEST

START_TEST(sustained_means_half_a_second_over_gaps_below_125_ms)
{
    emg_gates a = make(1, (double[]){0, 20});
    /* gap of 0.124 s, gap of 0.125 s between halves, 0.499 s alone */
    emg_gates b = make(
        5, (double[]){1, 1.3, 1.424, 1.7, 3, 3.25, 3.375, 3.625, 5, 5.499});
    emg_gates both = {0};
    ck_assert_int_eq(emg_gates_sustained(&both, &a, &b, NULL), EMG_OK);
    check(&both, 1, (double[]){1, 1.7});
    emg_gates_clear(&a);
    emg_gates_clear(&b);
    emg_gates_clear(&both);
}
END_TEST

START_TEST(what_lies_outside_the_recording_is_cut_off)
{
    emg_gates gates = make(5, (double[]){-3, -1, -1, 1, 2, 3, 4, 7, 8, 9});
    emg_gates_cut(&gates, 5);
    check(&gates, 3, (double[]){0, 1, 2, 3, 4, 5});
    ck_assert_int_eq(emg_gates_add(&gates, 6, 6, NULL), EMG_OK);
    ck_assert_uint_eq(gates.n, 3);
    emg_gates_clear(&gates);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(
        tests, a_gate_without_ramps_is_open_from_its_start_to_before_its_end);
    tcase_add_test(tests, no_ramp_is_longer_than_half_of_its_contraction);
    tcase_add_test(tests, ramps_are_half_open_at_the_nominal_edges);
    tcase_add_test(tests, times_in_order_need_no_look_back);
    tcase_add_test(
        tests, what_two_have_in_common_is_merged_over_gaps_and_kept_when_long);
    tcase_add_test(tests, sustained_means_half_a_second_over_gaps_below_125_ms);
    tcase_add_test(tests, what_lies_outside_the_recording_is_cut_off);
}

int
main(void)
{
    return unit_main("gates", add);
}
