#include "detect/pulses.h"

#include "trace.h"
#include "unit.h"

#include <stdlib.h>

#define RATE 1000
#define N (30 * RATE)

/* Noise of this SD and pulses of two samples at 2500 and every 3 s after. */
static emg_pulses
heard(bool is_trigger, double noise, double height)
{
    emg_pulses pulses;
    double *x = calloc(N, sizeof *x);
    trace_noise(x, N, 8);
    ck_assert_int_eq(emg_pulses_init(&pulses, RATE, is_trigger, NULL), EMG_OK);
    for (int i = 0; i < N; i++) {
        int since = (i - 2500) % 3000;
        double pulse = i >= 2500 && since < 2 ? (since ? -height : height) : 0;
        emg_pulses_add(&pulses, noise * x[i] + pulse, i, NULL);
    }
    emg_pulses_finish(&pulses);
    free(x);
    return pulses;
}

START_TEST(a_pulse_is_found_where_it_begins)
{
    emg_pulses pulses = heard(false, 10, 2000);
    ck_assert_uint_eq(pulses.n, 10);
    for (size_t i = 0; i < pulses.n; i++)
        ck_assert_int_eq(pulses.items[i].frame, 2500 + 3000 * (int64_t)i);
    emg_pulses_clear(&pulses);
}
END_TEST

START_TEST(a_trigger_has_no_noise_to_compare_with)
{
    emg_pulses pulses = heard(true, 0.001, 5);
    ck_assert_uint_eq(pulses.n, 10);
    ck_assert_int_eq(pulses.items[9].frame, 29500);
    emg_pulses_clear(&pulses);
}
END_TEST

START_TEST(noise_alone_has_no_pulses)
{
    emg_pulses pulses = heard(false, 10, 0);
    ck_assert_uint_eq(pulses.n, 0);
    emg_pulses_clear(&pulses);
}
END_TEST

START_TEST(a_gap_is_no_step)
{
    emg_pulses pulses;
    emg_pulses_init(&pulses, RATE, true, NULL);
    for (int i = 0; i < 100; i++)
        emg_pulses_add(&pulses, 0, i, NULL);
    emg_pulses_gap(&pulses);
    for (int i = 100; i < 200; i++)
        emg_pulses_add(&pulses, 5, i, NULL);
    emg_pulses_finish(&pulses);
    ck_assert_uint_eq(pulses.n, 0);
    emg_pulses_clear(&pulses);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_pulse_is_found_where_it_begins);
    tcase_add_test(tests, a_trigger_has_no_noise_to_compare_with);
    tcase_add_test(tests, noise_alone_has_no_pulses);
    tcase_add_test(tests, a_gap_is_no_step);
}

int
main(void)
{
    return unit_main("pulses", add);
}
