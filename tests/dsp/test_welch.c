/* Against scipy 1.10.1:
 *   n = np.arange(3500); x = ((n*n*7919 + n*104729) % 2001 - 1000) / 100
 *   ss.welch(x, 1000, window='hann', nperseg=1000, noverlap=500,
 *            detrend='constant')[1][[0, 1, 50, 500]]
 * and of 1000.5 Hz with nperseg=1001, noverlap=701. */
#include "unit.h"

#include "dsp/welch.h"
#include "memory.h"
#include "trace.h"

#include <math.h>

#define BINS 501

static void
check_density(int n, int hop, double rate_hz, const double expected[4])
{
    static const int at[] = {0, 1, 50, 500};
    double density[BINS];
    emg_welch *welch = emg_welch_create(n, hop, rate_hz, NULL);
    for (int i = 0; i < 3500; i++)
        emg_welch_add(welch, trace_golden(i));
    emg_welch_density(welch, density);
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq_tol(density[at[i]], expected[i], 1e-15);
    emg_welch_destroy(welch);
}

START_TEST(the_density_is_that_of_scipy)
{
    const double even[] = {0.0038104557929864607, 0.020349948417278444,
                           0.02103208173238522, 0.03677132580690284};
    const double odd[] = {0.004692597611216396, 0.025038234266891203,
                          0.023266570950442857, 0.07397632689534378};
    check_density(1000, 500, 1000, even);
    check_density(1001, 300, 1000.5, odd);
}
END_TEST

/* A sine on a bin has half its squared amplitude as power (Parseval). */
START_TEST(the_sum_over_bins_is_the_variance)
{
    double density[BINS], sum = 0;
    emg_welch *welch = emg_welch_create(1000, 500, 1000, NULL);
    for (int i = 0; i < 5000; i++)
        emg_welch_add(welch, 7 + 4 * sin(2 * M_PI * 80 * i / 1000));
    emg_welch_density(welch, density);
    for (int k = 0; k < BINS; k++)
        sum += density[k];
    ck_assert_double_eq_tol(sum, 8, 1e-9);
    ck_assert_int_eq(emg_welch_spectra(welch), 9);
    emg_welch_destroy(welch);
}
END_TEST

START_TEST(a_gap_drops_what_was_filling_and_reset_drops_all)
{
    double density[6];
    emg_welch *welch = emg_welch_create(10, 5, 100, NULL);
    for (int i = 0; i < 9; i++)
        emg_welch_add(welch, 1e9 * i);
    emg_welch_gap(welch);
    for (int i = 0; i < 10; i++)
        emg_welch_add(welch, i % 2);
    ck_assert_int_eq(emg_welch_spectra(welch), 1);
    emg_welch_density(welch, density);
    ck_assert_double_lt(density[1], 1);
    emg_welch_reset(welch);
    ck_assert_int_eq(emg_welch_spectra(welch), 0);
    emg_welch_density(welch, density);
    ck_assert_double_nan(density[1]);
    emg_welch_destroy(welch);
}
END_TEST

START_TEST(memory_that_is_refused_leaves_nothing)
{
    for (int nth = 1;; nth++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(nth);
        emg_welch *welch = emg_welch_create(100, 50, 1000, &error);
        bool refused = memory_refused();
        memory_refuse(0);
        emg_welch_destroy(welch);
        if (!refused)
            break;
        ck_assert_ptr_null(welch);
        ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_density_is_that_of_scipy);
    tcase_add_test(tests, the_sum_over_bins_is_the_variance);
    tcase_add_test(tests, a_gap_drops_what_was_filling_and_reset_drops_all);
    tcase_add_test(tests, memory_that_is_refused_leaves_nothing);
}

int
main(void)
{
    return unit_main("welch", add);
}
