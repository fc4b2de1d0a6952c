#include "unit.h"

#include "dsp/fir.h"

#include <complex.h>
#include <math.h>

START_TEST(a_band_pass_has_the_taps_of_scipy)
{
    /* scipy.signal.firwin(7, [20, 450], pass_zero="bandpass", fs=2000) */
    static const double wanted[] = {-0.011765098277880606, 0.011648078970673777,
                                    0.29136429267435954,   0.552675450294556,
                                    0.29136429267435965,   0.011648078970673791,
                                    -0.011765098277880606};
    double taps[7];
    ck_assert_int_eq(
        emg_fir_design(taps, 7, EMG_BAND_PASSES, 20, 450, 2000, NULL), EMG_OK);
    for (int i = 0; i < 7; i++)
        ck_assert_double_eq_tol(taps[i], wanted[i], 1e-15);
}
END_TEST

static double complex
response(const double *taps, int n, double hz, double rate_hz)
{
    double complex sum = 0;
    for (int i = 0; i < n; i++)
        sum += taps[i] * cexp(-2 * I * M_PI * hz / rate_hz * (i - n / 2));
    return sum;
}

START_TEST(edges_are_6_db_down_and_the_rest_is_passed_or_stopped)
{
    static const emg_band bands[] = {EMG_BAND_LOW, EMG_BAND_HIGH,
                                     EMG_BAND_PASSES, EMG_BAND_STOPS};
    static double taps[1001];
    for (int b = 0; b < 4; b++) {
        ck_assert_int_eq(
            emg_fir_design(taps, 1001, bands[b], 50, 300, 1000, NULL), EMG_OK);
        for (double hz = 0.5; hz < 500; hz += 1) {
            bool below = hz<50, above = hz> 300;
            bool in = b == 0   ? !above
                      : b == 1 ? !below
                               : (b == 2) == (!below && !above);
            double gain = creal(response(taps, 1001, hz, 1000));
            if (fabs(hz - 50) > 2 && fabs(hz - 300) > 2)
                ck_assert_double_eq_tol(gain, in ? 1 : 0, 0.003);
        }
        if (b != 0)
            ck_assert_double_eq_tol(cabs(response(taps, 1001, 50, 1000)), 0.5,
                                    1e-3);
        if (b != 1)
            ck_assert_double_eq_tol(cabs(response(taps, 1001, 300, 1000)), 0.5,
                                    1e-3);
    }
}
END_TEST

/* The ideal: -i above 0 Hz, at every rate. */
START_TEST(what_it_promises_to_turn_is_turned_to_1_in_1000)
{
    static const double rates[] = {200, 1000, 2048, 10000};
    static double taps[20001];
    for (int r = 0; r < 4; r++) {
        int n = emg_hilbert_length(10, rates[r]);
        ck_assert_int_eq(n % 2, 1);
        ck_assert_int_le(n, (int)(0.21 * rates[r]) + 4);
        emg_hilbert_design(taps, n);
        for (double hz = 10; hz <= rates[r] / 2 - 10; hz += rates[r] / 4001)
            ck_assert_double_le(cabs(response(taps, n, hz, rates[r]) + I),
                                1e-3);
    }
}
END_TEST

START_TEST(gaussian_weights_sum_to_1_and_fall_as_they_should)
{
    double taps[301], sum = 0, squares = 0;
    emg_gaussian_design(taps, 301);
    for (int i = 0; i < 301; i++) {
        sum += taps[i];
        squares += taps[i] * (i - 150) * (i - 150);
    }
    ck_assert_double_eq_tol(sum, 1, 1e-14);
    ck_assert_double_eq_tol(taps[200] / taps[150],
                            exp(-0.5 * pow(50 / (301 / 6.0), 2)), 1e-14);
    /* of a normal distribution cut off at three standard deviations */
    ck_assert_double_eq_tol(sqrt(squares) / (301 / 6.0), 0.98658, 1e-3);
    emg_gaussian_design(taps, 1);
    ck_assert_double_eq(taps[0], 1);
}
END_TEST

START_TEST(taps_that_cannot_be_are_refused)
{
    double taps[8];
    ck_assert_int_eq(emg_fir_design(taps, 8, EMG_BAND_LOW, 0, 6, 1000, NULL),
                     EMG_BAD_OPTION);
    ck_assert_int_eq(emg_fir_design(taps, 7, EMG_BAND_LOW, 0, 500, 1000, NULL),
                     EMG_BAD_OPTION);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_band_pass_has_the_taps_of_scipy);
    tcase_add_test(tests,
                   edges_are_6_db_down_and_the_rest_is_passed_or_stopped);
    tcase_add_test(tests, what_it_promises_to_turn_is_turned_to_1_in_1000);
    tcase_add_test(tests, gaussian_weights_sum_to_1_and_fall_as_they_should);
    tcase_add_test(tests, taps_that_cannot_be_are_refused);
}

int
main(void)
{
    return unit_main("fir", add);
}
