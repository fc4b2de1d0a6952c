#include "unit.h"

#include "detect/alternation.h"

#include <math.h>

/* Two powers of mean 10 that wax and wane by `depth`, `phase` apart. */
static emg_alternation
sums_of(double hz, double depth, double phase, int frames)
{
    emg_alternation sums = {0};
    emg_alternation_ring ring;
    emg_alternation_prepare(&ring);
    for (int i = 0; i < frames; i++) {
        double turn = 2 * M_PI * hz * i / 100;
        emg_alternation_add(&sums, &ring, 10 * (1 + depth * cos(turn)),
                            10 * (1 + depth * cos(turn + phase)));
    }
    return sums;
}

/* The mean product of two cosines of amplitude d is d^2 / 2 cos(phase). */
START_TEST(powers_that_wax_and_wane_have_their_product)
{
    emg_alternation together = sums_of(6, 0.8, 0, 400);
    emg_alternation turns = sums_of(6, 0.8, M_PI, 400);
    ck_assert_double_eq_tol(emg_alternation_fast(&together), 0.32, 0.02);
    ck_assert_double_eq_tol(emg_alternation_slow(&together), 0.32, 0.02);
    ck_assert_double_eq_tol(emg_alternation_fast(&turns), -0.32, 0.02);
    ck_assert(!emg_alternates(&together));
}
END_TEST

/* One works in the first half of each turn, the other in the second. */
START_TEST(muscles_that_take_turns_alternate)
{
    for (double hz = 1; hz <= 8; hz += 1) {
        emg_alternation sums = {0};
        emg_alternation_ring ring;
        int windows = 0;
        emg_alternation_prepare(&ring);
        for (int i = 0; i < 400; i++) {
            double wave = sin(2 * M_PI * hz * i / 100);
            double x = 10 * pow(fmax(wave, 0), 2);
            double y = 10 * pow(fmax(-wave, 0), 2);
            windows += emg_alternation_add(&sums, &ring, x, y) < -0.4;
        }
        ck_assert(emg_alternates(&sums));
        ck_assert(hz < 4 || hz > 7 || windows == 15); /* half overlapped */
        emg_alternation steady = sums_of(hz, 0.3, M_PI, 400);
        ck_assert(!emg_alternates(&steady));
    }
}
END_TEST

START_TEST(sums_can_be_joined)
{
    emg_alternation a = sums_of(5, 1, M_PI, 200), b = sums_of(5, 1, M_PI, 300);
    emg_alternation_join(&a, &b);
    ck_assert_int_eq(a.n, 500);
    ck_assert_double_eq_tol(emg_alternation_slow(&a), -0.5, 0.01);
}
END_TEST

START_TEST(nothing_is_undefined)
{
    emg_alternation none = {0};
    ck_assert(isnan(emg_alternation_fast(&none)));
    ck_assert(isnan(emg_alternation_slow(&none)));
    ck_assert(!emg_alternates(&none));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, powers_that_wax_and_wane_have_their_product);
    tcase_add_test(tests, muscles_that_take_turns_alternate);
    tcase_add_test(tests, sums_can_be_joined);
    tcase_add_test(tests, nothing_is_undefined);
}

int
main(void)
{
    return unit_main("alternation", add);
}
