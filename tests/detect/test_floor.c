#include "trace.h"
#include "unit.h"

#include "base/memory.h"
#include "detect/floor.h"

#include <math.h>
#include <stdlib.h>

static emg_energies *
none(void)
{
    emg_energies *energies = emg_new(1, sizeof *energies, NULL);
    ck_assert_ptr_nonnull(energies);
    return energies;
}

/* n energies of RMS rms, spread evenly over +-spread nat. */
static void
put(emg_energies *energies, int n, double rms, double spread)
{
    for (int i = 0; i < n; i++)
        emg_energies_add(energies,
                         rms * rms * exp(spread * ((2 * i + 1.0) / n - 1)));
}

START_TEST(the_floor_is_the_lowest_mode_with_12_percent)
{
    emg_energies *e = none();
    emg_floor found;
    put(e, 121, 5, 0.1); /* 12.1 % */
    put(e, 879, 80, 0.1);
    ck_assert(emg_floor_find(e, &found));
    ck_assert_double_eq_tol(found.rms, 5, 0.01);
    ck_assert_double_eq_tol(found.share, 0.121, 1e-12);
    ck_assert_double_eq_tol(found.high, 80, 4);
    emg_free(e);
}
END_TEST

START_TEST(a_lower_mode_with_less_is_passed_over)
{
    emg_energies *e = none();
    emg_floor found;
    put(e, 119, 5, 0.1);
    put(e, 881, 80, 0.1);
    ck_assert(emg_floor_find(e, &found));
    ck_assert_double_eq_tol(found.rms, 80, 0.1);
    ck_assert_double_eq_tol(found.share, 0.881, 1e-12);
    emg_free(e);
}
END_TEST

START_TEST(energies_without_a_mode_have_no_floor)
{
    emg_energies *e = none();
    emg_floor found;
    ck_assert(!emg_floor_find(e, &found));
    ck_assert_double_eq(found.rms, 0);
    put(e, 2000, 20, 3.5); /* 0.7 of 7 nat: 10 % in any window */
    ck_assert(!emg_floor_find(e, &found));
    ck_assert_double_eq_tol(found.high, 20 * exp(0.9 * 3.5 / 2), 2);
    emg_free(e);
}
END_TEST

START_TEST(digital_silence_is_passed_over)
{
    emg_energies *e = none();
    emg_floor found;
    for (int i = 0; i < 100; i++)
        emg_energies_add(e, 0);
    emg_energies_add(e, NAN);
    ck_assert_int_eq(e->n, 0);
    ck_assert(!emg_floor_find(e, &found));
    put(e, 10, 3, 0.01);
    ck_assert(emg_floor_find(e, &found));
    ck_assert_double_eq_tol(found.rms, 3, 0.01);
    emg_free(e);
}
END_TEST

START_TEST(energies_of_any_unit_are_held)
{
    static const double rms[] = {1e-11, 1e-6, 1, 1e3, 1e9};
    for (int i = 0; i < 5; i++) {
        emg_energies *e = none();
        emg_floor found;
        put(e, 50, rms[i], 0.1);
        ck_assert(emg_floor_find(e, &found));
        ck_assert_double_eq_tol(found.rms / rms[i], 1, 0.005);
        emg_free(e);
    }
}
END_TEST

/* 4096 bins of 0.025 nat from -51: what lies beyond counts in the last. */
START_TEST(energies_beyond_the_last_bin_count_there)
{
    emg_energies *e = none();
    for (int i = 0; i < 100; i++)
        emg_energies_add(e, exp(51.3 + 0.002 * i));
    emg_energies_add(e, 1e300);
    emg_energies_add(e, 1e-300);
    ck_assert_int_eq(e->n, 102);
    ck_assert_uint_eq(e->counts[0], 1);
    ck_assert_uint_ge(e->counts[EMG_FLOOR_BINS - 1], 51 + 1);
    uint64_t all = 0;
    for (int i = 0; i < EMG_FLOOR_BINS; i++)
        all += e->counts[i];
    ck_assert_uint_eq(all, 102);
    emg_free(e);
}
END_TEST

/* Real noise, 100 ms of 1000 Hz: 500 s at rest of RMS 2 and a third as long
 * at 20. The window of +-0.35 nat cuts both tails of the energies: a bias of
 * some percent is its nature. */
START_TEST(the_floor_of_noise_is_its_rms)
{
    emg_energies *e = none();
    emg_floor found;
    enum { N = 667000 };
    double *x = calloc(N, sizeof *x);
    trace_noise(x, N, 5);
    for (int cell = 0; cell < N / 100; cell++) {
        double sum = 0;
        for (int i = 0; i < 100; i++)
            sum += x[100 * cell + i] * x[100 * cell + i];
        double rms = cell < 5000 ? 2 : 20;
        emg_energies_add(e, rms * rms * sum / 100);
    }
    ck_assert(emg_floor_find(e, &found));
    ck_assert_double_eq_tol(found.rms, 2, 0.05);
    ck_assert_double_eq_tol(found.share, 0.75 * 0.98, 0.02);
    free(x);
    emg_free(e);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_floor_is_the_lowest_mode_with_12_percent);
    tcase_add_test(tests, a_lower_mode_with_less_is_passed_over);
    tcase_add_test(tests, energies_without_a_mode_have_no_floor);
    tcase_add_test(tests, digital_silence_is_passed_over);
    tcase_add_test(tests, energies_of_any_unit_are_held);
    tcase_add_test(tests, energies_beyond_the_last_bin_count_there);
    tcase_add_test(tests, the_floor_of_noise_is_its_rms);
}

int
main(void)
{
    return unit_main("floor", add);
}
