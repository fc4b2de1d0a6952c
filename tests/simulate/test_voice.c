#include "unit.h"

#include "simulate/voice.h"

#include <math.h>
#include <stdlib.h>

#define SECONDS 600

static emg_scenario
scenario(void)
{
    emg_scenario made = emg_scenario_default();
    made.family = EMG_FAMILY_TONIC;
    made.duration_s = SECONDS;
    return made;
}

/* What muscle 0 is at the electrode `place`; freed by the caller. */
static double *
samples(const emg_scenario *asked, int place)
{
    int n = SECONDS * asked->rate_hz;
    double *x = malloc((size_t)n * sizeof *x);
    emg_carriers carriers;
    emg_plan plan;
    emg_voice voice;
    emg_plan_make(&plan, asked, 0, NULL);
    emg_carriers_init(&carriers, asked, NULL);
    emg_voice_init(&voice, asked, &carriers, 0, NULL);
    voice.amplitude_uv = 10;
    emg_voice_start(&voice, &plan, place);
    for (int i = 0; i < n; i++)
        x[i] = emg_voice_next(&voice, (double)i / asked->rate_hz);
    emg_voice_clear(&voice);
    emg_carriers_clear(&carriers);
    emg_plan_clear(&plan);
    return x;
}

static void
check_one_waveform(bool units)
{
    emg_scenario asked = scenario();
    asked.units = units;
    double *own = samples(&asked, 0), *other = samples(&asked, 1);
    for (int i = 0; i < SECONDS * 1000; i++)
        ck_assert_double_eq(own[i], other[i]);
    free(own);
    free(other);
}

START_TEST(a_muscle_has_one_waveform_at_all_electrodes)
{
    check_one_waveform(false);
    check_one_waveform(true);
}
END_TEST

/* The same drive, so the same envelope: potentials are centred on their
 * discharges, so neither comes before the other. */
START_TEST(motor_units_are_on_when_noise_would_be)
{
    emg_scenario asked = scenario();
    asked.family = EMG_FAMILY_SINGLE;
    double *noise = samples(&asked, 0);
    asked.units = true;
    double *units = samples(&asked, 0), in = 0, out = 0, noise_in = 0;
    for (int i = 0; i < SECONDS * 1000; i++)
        if (noise[i] != 0) {
            in += units[i] * units[i];
            noise_in += noise[i] * noise[i];
        } else {
            out += units[i] * units[i];
        }
    ck_assert_double_eq_tol(in / noise_in, 1, 0.1);
    ck_assert_double_lt(out, 0.001 * in);
    free(noise);
    free(units);
}
END_TEST

/* Wiener & Khinchin over a density whose frequencies are all lower. */
static double
expected(double lower, int lag, double rate_hz)
{
    double sum = 0, all = 0;
    for (double f = 0.05; f < rate_hz / 2; f += 0.1) {
        double density = emg_shape_density(f / lower);
        all += density;
        sum += density * cos(2 * acos(-1) * f * lag / rate_hz);
    }
    return sum / all;
}

static double
measured(const double *x, int from, int to, int lag)
{
    double both = 0, square = 0;
    for (int i = from + lag; i < to; i++) {
        both += x[i] * x[i - lag];
        square += x[i] * x[i];
    }
    return both / square;
}

START_TEST(fatigue_lowers_the_spectrum_along_a_line_at_the_same_power)
{
    emg_scenario asked = scenario();
    asked.fatigue = 40;
    double *x = samples(&asked, 0);
    for (int part = 0; part < 5; part++) {
        int from = part * 120000, to = from + 120000;
        double tired = (part + 0.5) / 5, square = 0;
        for (int i = from; i < to; i++)
            square += x[i] * x[i] / 120000;
        ck_assert_double_eq_tol(square, 100, 2);
        for (int lag = 1; lag < 8; lag++)
            ck_assert_double_eq_tol(measured(x, from, to, lag),
                                    (1 - tired) * expected(1, lag, 1000) +
                                        tired * expected(0.6, lag, 1000),
                                    0.02);
    }
    free(x);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_muscle_has_one_waveform_at_all_electrodes);
    tcase_add_test(tests, motor_units_are_on_when_noise_would_be);
    tcase_add_test(tests,
                   fatigue_lowers_the_spectrum_along_a_line_at_the_same_power);
}

int
main(void)
{
    return unit_main("voice", add);
}
