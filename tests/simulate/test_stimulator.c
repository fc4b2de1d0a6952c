#include "unit.h"

#include "simulate/stimulator.h"

#include <complex.h>
#include <math.h>

#define PI 3.14159265358979323846
#define FINE 1000 /* steps a sample */

/* Square pulses through a low-pass, step by step. */
START_TEST(the_closed_form_is_what_a_fine_rendering_gives)
{
    emg_stimulator made = emg_stimulator_make(130, 90e-6, 2000, 0);
    double step_s = 1 / 2000.0 / FINE, out = 0, most = 0;
    double follow = 1 - exp(-step_s * PI * 2000);
    for (int i = 0; i < 200 * FINE; i++) {
        double since_s = fmod((i + 0.5) * step_s, 1 / 130.0);
        double in = since_s < 90e-6 ? 1 : since_s < 180e-6 ? -1 : 0;
        out += follow * (in - out);
        if ((i + 1) % FINE == 0) {
            double value = emg_stimulator_at(&made, (i + 1) * step_s);
            ck_assert_double_eq_tol(value, out, 0.006);
            most = fabs(value) > most ? fabs(value) : most;
        }
    }
    ck_assert_double_gt(most, 0.3);
}
END_TEST

/* The line that the k-th harmonic of the pulses is. */
static double complex
harmonic(int k, double rate_hz)
{
    double omega = 2 * PI * 130 * k;
    double complex edge = 1 - cexp(-I * omega * 90e-6);
    double complex low_pass = 1 / (1 + I * omega / (PI * rate_hz));
    return 130 * edge * edge / (I * omega) * low_pass;
}

/* At 2000 Hz the 8th harmonic, 1040 Hz, comes back at 960 Hz, and with it the
 * 192nd, the 208th, the 392nd and so on. */
START_TEST(harmonics_above_half_the_rate_come_back_as_aliases)
{
    emg_stimulator made = emg_stimulator_make(130, 90e-6, 2000, 0);
    double complex line = 0, expected = 0;
    for (int i = 0; i < 20000; i++)
        line += emg_stimulator_at(&made, i / 2000.0) *
                cexp(-I * 2 * PI * 960 * i / 2000) / 20000;
    for (int k = -40008; k <= 40000; k += 200)
        expected += harmonic(k, 2000);
    ck_assert_double_gt(cabs(expected), 0.004);
    ck_assert_double_eq_tol(cabs(line - expected), 0, 1e-5);
}
END_TEST

START_TEST(the_train_has_no_direct_current_and_keeps_its_phase)
{
    emg_stimulator made = emg_stimulator_make(125, 100e-6, 500, 0.3);
    double sum = 0;
    for (int i = 0; i < 80000; i++)
        sum += emg_stimulator_at(&made, i * 1e-7);
    ck_assert_double_eq_tol(sum / 80000, 0, 1e-4);
    emg_stimulator zero = emg_stimulator_make(125, 100e-6, 500, 0);
    ck_assert_double_eq_tol(emg_stimulator_at(&made, 1),
                            emg_stimulator_at(&zero, 1 + 0.3 / 125), 1e-9);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_closed_form_is_what_a_fine_rendering_gives);
    tcase_add_test(tests, harmonics_above_half_the_rate_come_back_as_aliases);
    tcase_add_test(tests, the_train_has_no_direct_current_and_keeps_its_phase);
}

int
main(void)
{
    return unit_main("stimulator", add);
}
