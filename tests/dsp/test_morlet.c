#include "trace.h"
#include "unit.h"

#include "base/memory.h"
#include "dsp/morlet.h"
#include "memory.h"

#include <complex.h>
#include <math.h>

#define RATE 4000.0

static emg_morlet m;
static double *x, *spectrum, *re, *im;

static void
setup(double rate_hz)
{
    ck_assert_int_eq(emg_morlet_init(&m, rate_hz, 20, 450, NULL), EMG_OK);
    size_t n = (size_t)m.n;
    x = emg_new(n, sizeof *x, NULL);
    re = emg_new(n, sizeof *re, NULL);
    im = emg_new(n, sizeof *im, NULL);
    spectrum = emg_new(2 * (size_t)emg_fft_half(m.n), sizeof *spectrum, NULL);
}

static void
teardown(void)
{
    emg_free(x);
    emg_free(re);
    emg_free(im);
    emg_free(spectrum);
    emg_morlet_clear(&m);
}

/* The sum that it stands for: the Gaussian in frequency, of SD f / 6 and height
 * 2 for positive frequencies, is in time one of SD 6 / (2 pi f) that turns. */
static double complex
direct(double hz, int at)
{
    double complex sum = 0;
    double width = hz / 6;
    for (int i = 0; i < m.n; i++) {
        double t = (at - i) / RATE;
        sum += x[i] * exp(-pow(2 * M_PI * width * t, 2) / 2) *
               cexp(2 * M_PI * I * hz * t);
    }
    return sum * 2 * width * sqrt(2 * M_PI) / RATE;
}

START_TEST(it_is_the_sum_over_all_samples)
{
    setup(RATE);
    trace_noise(x, m.n, 3);
    emg_morlet_forward(&m, x, spectrum);
    for (int v = 0; v < m.n_voices; v += 7) {
        emg_morlet_voice(&m, spectrum, v, re, im);
        for (int i = m.reach; i < m.n - m.reach; i += 997) {
            double complex w = direct(emg_morlet_hz(&m, v), i);
            ck_assert_double_eq_tol(re[i], creal(w), 1e-7);
            ck_assert_double_eq_tol(im[i], cimag(w), 1e-7);
        }
    }
    teardown();
}
END_TEST

/* At its own frequency and an octave away, exp(-18). */
START_TEST(a_tone_has_its_amplitude)
{
    setup(1000);
    for (int i = 0; i < m.n; i++)
        x[i] = 3 * cos(2 * M_PI * 80 * i / 1000 + 0.3);
    emg_morlet_forward(&m, x, spectrum);
    emg_morlet_voice(&m, spectrum, 2 * EMG_MORLET_VOICES, re, im);
    ck_assert_double_eq(emg_morlet_hz(&m, 2 * EMG_MORLET_VOICES), 80);
    ck_assert_double_eq_tol(hypot(re[m.n / 2], im[m.n / 2]), 3, 1e-6);
    emg_morlet_voice(&m, spectrum, EMG_MORLET_VOICES, re, im);
    ck_assert_double_lt(hypot(re[m.n / 2], im[m.n / 2]), 1e-6);
    teardown();
}
END_TEST

START_TEST(voices_end_with_the_band)
{
    setup(1000);
    ck_assert_int_eq(m.n_voices, 36);
    ck_assert_double_le(emg_morlet_hz(&m, 35), 450);
    ck_assert_double_gt(emg_morlet_hz(&m, 36), 450);
    ck_assert_int_eq(m.reach, 287); /* 6 x 6 / (2 pi 20) s */
    teardown();
}
END_TEST

START_TEST(without_memory_it_says_so)
{
    bool failed = true;
    for (int64_t n = 1; failed; n++) {
        memory_refuse(n);
        emg_status status = emg_morlet_init(&m, 1000, 20, 450, NULL);
        failed = memory_refused();
        memory_refuse(0);
        ck_assert_int_eq(status, failed ? EMG_NO_MEMORY : EMG_OK);
        emg_morlet_clear(&m);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_is_the_sum_over_all_samples);
    tcase_add_test(tests, a_tone_has_its_amplitude);
    tcase_add_test(tests, voices_end_with_the_band);
    tcase_add_test(tests, without_memory_it_says_so);
}

int
main(void)
{
    return unit_main("morlet", add);
}
