#include "unit.h"

#include "dsp/prototype.h"

#include <math.h>

/* Poles of the upper half, of least Q first, from scipy 1.10.1. */
typedef struct golden {
    int n;
    double complex pole[3];
} golden;

static void
demand(const emg_prototype *p, const golden *wanted)
{
    ck_assert_int_eq(p->order / 2, wanted->n);
    for (int i = 0; i < wanted->n; i++)
        ck_assert_double_le(cabs((double complex)p->pole[i] - wanted->pole[i]),
                            1e-14);
}

START_TEST(chebyshev_1_has_the_poles_of_scipy)
{
    /* scipy.signal.cheb1ap(5, 1) */
    const golden wanted = {2,
                           {-0.23420503281799662 + 0.6119198477210936 * I,
                            -0.08945836220019014 + 0.9901071120033893 * I}};
    emg_prototype p = emg_chebyshev_1(5, 1);
    demand(&p, &wanted);
    ck_assert_double_eq_tol((double)p.single, -0.28949334123561293, 1e-15);
    ck_assert_double_eq((double)p.gain, 1);
    p = emg_chebyshev_1(4, 1);
    ck_assert_double_eq_tol(20 * log10((double)p.gain), -1, 1e-14);
}
END_TEST

START_TEST(chebyshev_2_has_the_poles_and_zeros_of_scipy)
{
    /* scipy.signal.cheb2ap(4, 40) */
    const golden wanted = {2,
                           {-0.5045370360501146 + 0.24079048688074287 * I,
                            -0.17116012188825783 + 0.47610224689532044 * I}};
    emg_prototype p = emg_chebyshev_2(4, 40);
    demand(&p, &wanted);
    ck_assert_double_eq_tol(1 / (double)p.zero[0], 2.613125929752753, 1e-14);
    ck_assert_double_eq_tol(1 / (double)p.zero[1], 1.082392200292394, 1e-14);
    ck_assert_double_eq((double)p.gain, 1);
}
END_TEST

START_TEST(bessel_has_the_poles_of_scipy)
{
    /* scipy.signal.besselap(5, norm="phase") */
    const golden wanted = {2,
                           {-0.8515536193688396 + 0.44271746394433276 * I,
                            -0.5905759446119191 + 0.9072067564574549 * I}};
    emg_prototype p = emg_bessel(5);
    demand(&p, &wanted);
    ck_assert_double_eq_tol((double)p.single, -0.92644207738776, 1e-14);
}
END_TEST

/* All poles together lie as far from 0 as those of a Butterworth: that is
 * what puts the asymptotes of their phases together. */
START_TEST(the_poles_of_a_bessel_of_any_order_multiply_to_1)
{
    for (int order = 1; order <= EMG_MOST_ORDER; order++) {
        emg_prototype p = emg_bessel(order);
        double product = order % 2 ? -(double)p.single : 1;
        for (int i = 0; i < order / 2; i++) {
            ck_assert_double_lt((double)creall(p.pole[i]), 0);
            ck_assert_double_gt((double)cimagl(p.pole[i]), 0);
            product *= pow((double)cabsl(p.pole[i]), 2);
        }
        ck_assert_double_eq_tol(product, 1, 1e-13);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, chebyshev_1_has_the_poles_of_scipy);
    tcase_add_test(tests, chebyshev_2_has_the_poles_and_zeros_of_scipy);
    tcase_add_test(tests, bessel_has_the_poles_of_scipy);
    tcase_add_test(tests, the_poles_of_a_bessel_of_any_order_multiply_to_1);
}

int
main(void)
{
    return unit_main("prototype", add);
}
