#include "unit.h"

#include "dsp/prototype.h"

#include <math.h>

/* scipy.signal.ellipap(5, 0.5, 40) and (4, 1, 60), scipy 1.10.1 */
START_TEST(an_odd_order_has_the_poles_and_zeros_of_scipy)
{
    emg_prototype p = emg_elliptic(5, 0.5, 40);
    ck_assert_double_eq_tol((double)p.single, -0.47000658823344227, 1e-13);
    ck_assert_double_le(cabs((double complex)p.pole[0] -
                             (-0.27570472081082814 + 0.7504662123887257 * I)),
                        1e-13);
    ck_assert_double_le(cabs((double complex)p.pole[1] -
                             (-0.06608604147806706 + 1.0122405769852378 * I)),
                        1e-13);
    ck_assert_double_eq_tol(1 / (double)p.zero[0], 1.8799561652780787, 1e-13);
    ck_assert_double_eq_tol(1 / (double)p.zero[1], 1.3126047636776972, 1e-13);
    ck_assert_double_eq((double)p.gain, 1);
}
END_TEST

START_TEST(an_even_order_has_the_poles_and_zeros_of_scipy)
{
    emg_prototype p = emg_elliptic(4, 1, 60);
    ck_assert_double_le(cabs((double complex)p.pole[0] -
                             (-0.34603361338459293 + 0.4292195408893998 * I)),
                        1e-13);
    ck_assert_double_le(cabs((double complex)p.pole[1] -
                             (-0.12801300721845504 + 0.9871672257855252 * I)),
                        1e-13);
    ck_assert_double_eq_tol(1 / (double)p.zero[0], 6.1908644116451415, 1e-13);
    ck_assert_double_eq_tol(1 / (double)p.zero[1], 2.646519332004727, 1e-13);
    ck_assert_double_eq_tol(20 * log10((double)p.gain), -1, 1e-14);
}
END_TEST

/* 20 log10 |H| at w rad/s */
static double
gain_db(const emg_prototype *p, double w)
{
    double complex s = I * w, h = (double)p->gain;
    if (p->order % 2)
        h *= (double)p->single / ((double)p->single - s);
    for (int i = 0; i < p->order / 2; i++) {
        double complex pole = (double complex)p->pole[i];
        double zero = (double)p->zero[i];
        h *= cabs(pole) * cabs(pole) * (1 - zero * w * zero * w) /
             ((s - pole) * (s - conj(pole)));
    }
    return 20 * log10(cabs(h));
}

/* Equal ripple on both sides is what defines it: it leaves the ripple at 1 and
 * past the last zero rises to the attenuation and no higher. */
START_TEST(the_ripple_is_equal_in_both_bands)
{
    static const double ripples[] = {0.01, 0.5, 3};
    for (int order = 1; order <= EMG_MOST_ORDER; order++)
        for (int r = 0; r < 3; r++) {
            emg_prototype p = emg_elliptic(order, ripples[r], 60);
            double least = 0, most = -1000;
            for (double w = 0; w <= 1; w += 1.0 / 4096)
                least = fmin(least, gain_db(&p, w));
            ck_assert_double_eq_tol(gain_db(&p, 1), -ripples[r], 1e-10);
            ck_assert_double_ge(least, -ripples[r] - 1e-10);
            if (order < 2)
                continue;
            double last = 1 / (double)p.zero[order / 2 - 1];
            for (double w = last; w < 1e6; w *= 1.0005)
                most = fmax(most, gain_db(&p, w));
            ck_assert_double_le(most, -60 + 1e-9);
            ck_assert_double_ge(most, order == 2 ? -60.01 : -60.2);
        }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, an_odd_order_has_the_poles_and_zeros_of_scipy);
    tcase_add_test(tests, an_even_order_has_the_poles_and_zeros_of_scipy);
    tcase_add_test(tests, the_ripple_is_equal_in_both_bands);
}

int
main(void)
{
    return unit_main("elliptic", add);
}
