/* A model density, with motion, noise and a line; values from numpy:
 *   k = np.arange(501.)
 *   P = k**2 * 120**4 / ((k**2 + 60**2) * (k**2 + 120**2)**2)
 *   P = P / P.max() + .002; P[:20] += .3 * np.exp(-k[:20] / 4); P[50] += 3
 *   a = np.convolve(P, np.ones(13) / 13, 'valid'); f = k[6:-6]
 *   s = (f >= 35) & (f <= 450); i = np.argmax(np.where(s, a, -1))
 *   above = np.maximum(P[:20] - a[i] / f[i] * k[:20], 0).sum()
 *   10 * np.log10(P.sum() / above), 10 * np.log10(a[s].max() / a[s].min())
 *   m = [(k**j * P).sum() for j in range(3)]
 *   np.sqrt(m[2] / m[0]) / (m[1] / m[0]) */
#include "unit.h"

#include "dsp/density.h"

#include <math.h>

#define BINS 501

static void
model(double power[BINS])
{
    double peak = 0;
    for (int k = 0; k < BINS; k++) {
        double f = k * (double)k, g = f + 120 * 120;
        power[k] = f * pow(120, 4) / ((f + 60 * 60) * g * g);
        peak = fmax(peak, power[k]);
    }
    for (int k = 0; k < BINS; k++)
        power[k] = power[k] / peak + 0.002 + (k < 20) * 0.3 * exp(-k / 4.0);
    power[50] += 3;
}

START_TEST(indices_of_a_model_are_those_of_numpy)
{
    double power[BINS];
    model(power);
    emg_tones density = {power, BINS, 1};
    ck_assert_double_eq_tol(emg_density_motion_db(&density, 450),
                            22.27393636508082, 1e-10);
    ck_assert_double_eq_tol(emg_density_range_db(&density, 450),
                            18.910291007131693, 1e-10);
    ck_assert_double_eq_tol(emg_density_deformation(&density),
                            1.2253554696576305, 1e-12);
}
END_TEST

START_TEST(nothing_that_lies_above_the_line_is_no_motion_at_all)
{
    double power[BINS];
    emg_tones density = {power, BINS, 1};
    for (int k = 0; k < BINS; k++)
        power[k] = k < 35 ? 0 : 1;
    ck_assert_double_infinite(emg_density_motion_db(&density, 450));
    density.n = 30;
    ck_assert_double_nan(emg_density_motion_db(&density, 450));
    ck_assert_double_nan(emg_density_range_db(&density, 450));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, indices_of_a_model_are_those_of_numpy);
    tcase_add_test(tests, nothing_that_lies_above_the_line_is_no_motion_at_all);
}

int
main(void)
{
    return unit_main("density", add);
}
