#include "unit.h"

#include "dsp/design.h"

#include <complex.h>
#include <math.h>
#include <string.h>

#define RATE 1000.0

static double
gain_db(const emg_sos *sos, double hz)
{
    double complex back = cexp(-I * 2 * M_PI * hz / RATE), all = 1;
    for (int i = 0; i < sos->n; i++) {
        const emg_section *s = &sos->section[i];
        all *= (s->b0 + back * (s->b1 + back * s->b2)) /
               (1 + back * (s->a1 + back * s->a2));
    }
    return 20 * log10(cabs(all));
}

static emg_sos
designed(emg_shape shape, emg_band band, int order)
{
    emg_sos sos = {0};
    emg_recipe recipe = {shape, band, order, 60, 200, 0.5, 40};
    emg_error error = EMG_NO_ERROR;
    ck_assert_msg(emg_recipe_design(&sos, &recipe, RATE, &error) == EMG_OK,
                  "%s", error.text);
    return sos;
}

static bool
passes(emg_band band, double hz)
{
    switch (band) {
    case EMG_BAND_LOW:
        return hz <= 200;
    case EMG_BAND_HIGH:
        return hz >= 60;
    case EMG_BAND_PASSES:
        return hz >= 60 && hz <= 200;
    default:
        return hz <= 60 || hz >= 200;
    }
}

/* What the families promise, at every frequency: tests/scipy compares the
 * responses themselves. */
START_TEST(what_is_passed_and_what_is_stopped_keep_their_limits)
{
    for (int band = 0; band < 4; band++)
        for (int order = 1; order <= 12; order++) {
            emg_sos one = designed(EMG_SHAPE_CHEBYSHEV_1, band, order);
            emg_sos two = designed(EMG_SHAPE_CHEBYSHEV_2, band, order);
            emg_sos both = designed(EMG_SHAPE_ELLIPTIC, band, order);
            ck_assert_int_eq(one.n, band < 2 ? (order + 1) / 2 : order);
            for (double hz = 1; hz < 500; hz += 0.5) {
                double first = gain_db(&one, hz), last = gain_db(&both, hz);
                bool inside = passes((emg_band)band, hz);
                ck_assert_double_le(first, 1e-9);
                ck_assert_int_eq(first >= -0.5 - 1e-9, inside);
                ck_assert_int_eq(last >= -0.5 - 1e-9, inside);
                if (!inside)
                    ck_assert_double_le(gain_db(&two, hz), -40 + 1e-8);
                else if (hz != 60 && hz != 200)
                    ck_assert_double_gt(gain_db(&two, hz), -40);
            }
        }
}
END_TEST

START_TEST(edges_have_the_gain_that_defines_them)
{
    for (int band = 0; band < 4; band++)
        for (int edge = 60; edge <= 200; edge += 140) {
            if (band == (edge == 60 ? EMG_BAND_LOW : EMG_BAND_HIGH))
                continue;
            for (int order = 1; order <= 12; order++) {
                emg_sos sos = designed(EMG_SHAPE_CHEBYSHEV_1, band, order);
                ck_assert_double_eq_tol(gain_db(&sos, edge), -0.5, 1e-9);
                sos = designed(EMG_SHAPE_CHEBYSHEV_2, band, order);
                ck_assert_double_eq_tol(gain_db(&sos, edge), -40, 1e-7);
                sos = designed(EMG_SHAPE_ELLIPTIC, band, order);
                ck_assert_double_eq_tol(gain_db(&sos, edge), -0.5, 1e-8);
            }
        }
}
END_TEST

/* scipy.signal.bessel(n, 200, fs=1000, norm="phase", output="sos"), its gain
 * at 200 Hz by sosfreqz (scipy 1.10.1) */
START_TEST(a_bessel_has_the_gain_of_scipy_at_its_edge)
{
    static const double wanted[] = {
        -3.01029995663981, -4.77121254719662, -6.23551663860288,
        -7.57810723805717, -8.86232757404214, -10.1174003909179,
        -11.3584559441144, -12.5937676344767, -13.8279318441909,
        -15.063456974271,  -16.3016296119649, -17.5430147626332};
    for (int order = 1; order <= 12; order++) {
        emg_sos sos = designed(EMG_SHAPE_BESSEL, EMG_BAND_LOW, order);
        ck_assert_double_eq_tol(gain_db(&sos, 200), wanted[order - 1], 1e-10);
    }
}
END_TEST

static void
refused(emg_recipe recipe, const char *why)
{
    emg_sos sos = {0};
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_recipe_design(&sos, &recipe, RATE, &error),
                     EMG_BAD_OPTION);
    ck_assert_msg(strstr(error.text, why) != NULL, "%s", error.text);
}

START_TEST(what_cannot_be_designed_is_refused_by_name)
{
    emg_recipe good = {EMG_SHAPE_ELLIPTIC, EMG_BAND_PASSES, 4, 60, 200, 1, 40};
    emg_recipe bad = good;
    bad.order = 13;
    refused(bad, "a filter of order 13: give 1 to 12");
    bad = good;
    bad.high_hz = 500;
    refused(bad, "below half the rate, 500 Hz");
    bad.high_hz = 60;
    refused(bad, "its lower edge must be the smaller one");
    bad = good;
    bad.ripple_db = 0;
    refused(bad, "a ripple of 0 dB: give 0.001 to 12");
    bad = good;
    bad.attenuation_db = NAN;
    refused(bad, "give 2 to 200");
    bad.attenuation_db = 3;
    bad.ripple_db = 3;
    refused(bad, "it must be more than the ripple, 3 dB");
    bad = good;
    bad.order = 12;
    bad.low_hz = 1e-3;
    bad.high_hz = 2e-3;
    refused(bad, "order 12 is too steep for an edge of 0.001 Hz");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, what_is_passed_and_what_is_stopped_keep_their_limits);
    tcase_add_test(tests, edges_have_the_gain_that_defines_them);
    tcase_add_test(tests, a_bessel_has_the_gain_of_scipy_at_its_edge);
    tcase_add_test(tests, what_cannot_be_designed_is_refused_by_name);
}

int
main(void)
{
    return unit_main("design", add);
}
