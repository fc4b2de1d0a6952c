#include "unit.h"

#include "simulate/cable.h"

#include <math.h>
#include <stdlib.h>

#define MS 600000

static double *
pulls(uint64_t seed, int index)
{
    double *values = malloc(MS * sizeof *values);
    emg_cable cable;
    emg_cable_start(&cable, seed, index);
    for (int i = 0; i < MS; i++)
        values[i] = emg_cable_at(&cable, i / 1000.0);
    return values;
}

/* A step is one sample that jumps by 0.3 or more; bursts, of 10 Hz at most,
 * move by less than 2 pi 10 / 1000 of 4.9 a ms. */
START_TEST(steps_are_as_high_as_asked_for_and_fade)
{
    double *x = pulls(1, 0);
    int steps = 0;
    for (int i = 1; i + 400 < MS; i++) {
        if (x[i - 1] != 0 || fabs(x[i]) < 0.25)
            continue;
        double tau_s = 0.1 / log(x[i] / x[i + 100]);
        ck_assert(fabs(x[i]) <= 1 && tau_s > 0.199 && tau_s < 1.001);
        ck_assert_double_eq_tol(x[i + 400], x[i] * exp(-0.4 / tau_s), 1e-9);
        steps++;
    }
    ck_assert_int_gt(steps, 25);
    ck_assert_int_lt(steps, 90);
    free(x);
}
END_TEST

START_TEST(the_cable_rests_between_pulls_and_no_pull_is_endless)
{
    double *x = pulls(2, 3);
    int still = 0;
    for (int i = 0; i < MS; i++) {
        ck_assert_double_le(fabs(x[i]), EMG_TONES_PEAK);
        still += x[i] == 0;
    }
    ck_assert(still > MS / 3 && still < MS * 3 / 4);
    free(x);
}
END_TEST

START_TEST(every_electrode_has_a_cable_of_its_own)
{
    double *a = pulls(1, 0), *again = pulls(1, 0), *b = pulls(1, 1);
    int differ = 0;
    for (int i = 0; i < MS; i++) {
        ck_assert_double_eq(a[i], again[i]);
        differ += a[i] != b[i];
    }
    ck_assert_int_gt(differ, MS / 3);
    free(a);
    free(again);
    free(b);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, steps_are_as_high_as_asked_for_and_fade);
    tcase_add_test(tests, the_cable_rests_between_pulls_and_no_pull_is_endless);
    tcase_add_test(tests, every_electrode_has_a_cable_of_its_own);
}

int
main(void)
{
    return unit_main("cable", add);
}
