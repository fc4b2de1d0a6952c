#include "trace.h"
#include "unit.h"

#include "toys.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE 1000
#define BOTH ((emg_direction){.zero_phase = true})
#define ONCE ((emg_direction){.zero_phase = false})

static const emg_envelope low_pass = {
    .kind = EMG_ENVELOPE_LOW_PASS, .cutoff_hz = 6, .order = 2};
static const emg_envelope rms = {.kind = EMG_ENVELOPE_RMS, .window_s = 0.1};
static const emg_envelope arv = {.kind = EMG_ENVELOPE_ARV, .window_s = 0.1};

/* ---- envelopes ------------------------------------------------------ */

/* The first time, in frames, at which the samples reach a level. */
static double
reach(const double *x, double level)
{
    int i = 1;
    while (x[i] < level)
        i++;
    return i - (x[i] - level) / (x[i] - x[i - 1]);
}

START_TEST(a_step_rises_in_60_ms_its_middle_where_it_is)
{
    static double x[4000];
    double most = 0, least = 0;
    for (int i = 0; i < 4000; i++)
        x[i] = i >= 2000;
    trace_filter(x, 4000, RATE,
                 (emg_filter){.kind = EMG_LOW_PASS, .order = 2, .high_hz = 6},
                 BOTH);
    for (int i = 0; i < 4000; i++) {
        most = fmax(most, x[i]);
        least = fmin(least, x[i]);
    }
    ck_assert_double_eq_tol(reach(x, 0.9) - reach(x, 0.1), 60, 0.5);
    ck_assert_double_eq_tol(reach(x, 0.5), 1999.5, 1e-3);
    ck_assert_double_eq_tol(most, 1.0335, 5e-5);
    ck_assert_double_eq_tol(least, -0.0335, 5e-5);
}
END_TEST

START_TEST(the_low_pass_envelope_is_never_below_0)
{
    static double x[4000];
    for (int i = 0; i < 4000; i++)
        x[i] = i >= 2000 && i < 2500 ? (i % 2 ? -1 : 1) : 0;
    trace_envelope(x, 4000, RATE, low_pass, BOTH);
    int undershoots = 0; /* frames at which the low-pass alone is below 0 */
    for (int i = 0; i < 4000; i++) {
        ck_assert(x[i] >= 0 && !signbit(x[i]));
        undershoots += x[i] <= 0;
    }
    ck_assert_int_gt(undershoots, 100);
    ck_assert_double_gt(x[2250], 0.99);
}
END_TEST

/* Noise of the spectrum of surface EMG, band-passed, 600 s. Its envelope has
 * about 600 x 6 independent values: the standard error of its relative SD is
 * 1.2 % of it; four of them are allowed, and half a printed digit. */
static double
relative_sd(emg_envelope envelope)
{
    enum { N = 600 * RATE };
    double *x = calloc(N, sizeof *x);
    trace_emg(x, N, RATE, 1);
    trace_filter(
        x, N, RATE,
        (emg_filter){
            .kind = EMG_BAND_PASS, .order = 2, .low_hz = 20, .high_hz = 450},
        BOTH);
    trace_envelope(x, N, RATE, envelope, BOTH);
    double relative = trace_sd(x, N) / trace_mean(x, N);
    free(x);
    return relative;
}

START_TEST(envelopes_of_stationary_noise_vary_as_published)
{
    ck_assert_double_eq_tol(relative_sd(low_pass), 0.132, 0.007);
    ck_assert_double_eq_tol(relative_sd(rms), 0.112, 0.006);
}
END_TEST

/* ---- windows and kinds ------------------------------------------------ */

static void
check_window(emg_envelope envelope, emg_direction direction, int64_t rate_hz,
             int expected)
{
    double x[1000] = {0};
    int n = 0;
    x[500] = -1;
    trace_envelope(x, 1000, rate_hz, envelope, direction);
    for (int i = 0; i < 1000; i++)
        n += x[i] > 0;
    ck_assert_int_eq(n, expected);
    ck_assert_int_eq(x[499] > 0, direction.zero_phase);
    double height = envelope.kind == EMG_ENVELOPE_RMS ? sqrt(1.0 / expected)
                                                      : 1.0 / expected;
    ck_assert_double_eq_tol(x[500], height, 1e-15);
}

START_TEST(windows_are_rounded_and_odd_where_they_are_centred)
{
    emg_envelope short_one = {.kind = EMG_ENVELOPE_ARV, .window_s = 0.0314};
    check_window(rms, BOTH, 1000, 101);
    check_window(arv, BOTH, 1000, 101);
    check_window(rms, ONCE, 1000, 100);
    check_window(arv, ONCE, 1000, 100);
    check_window(short_one, BOTH, 1000, 31);
    check_window(short_one, ONCE, 1000, 31);
    check_window(short_one, BOTH, 2000, 63);
    check_window(arv, BOTH, 333, 33);
}
END_TEST

static int
rectifies(emg_envelope envelope, bool rectified_before)
{
    emg_chain *chain = trace_chain(RATE);
    double x[3] = {-1, -1, -1};
    if (rectified_before) { /* half-wave: then another full wave changes 0 */
        emg_chain_add(chain,
                      emg_rectify_create(emg_chain_format(chain), true, NULL),
                      NULL);
        x[0] = x[1] = x[2] = 1;
    }
    ck_assert_int_eq(emg_envelope_add(chain, &envelope, BOTH, NULL), EMG_OK);
    ck_assert(emg_chain_format(chain)->channels[0].rectified);
    trace_run(chain, x, 3);
    return x[0] > 0.99;
}

START_TEST(envelopes_rectify_what_is_not_rectified_yet)
{
    emg_envelope one = {.kind = EMG_ENVELOPE_ARV, .window_s = 0.001};
    ck_assert(rectifies(one, false));
    ck_assert(rectifies(one, true));
    one.kind = EMG_ENVELOPE_RMS;
    ck_assert(rectifies(one, false));
    ck_assert(rectifies(low_pass, false));
    ck_assert(rectifies(low_pass, true));
}
END_TEST

START_TEST(one_channel_that_is_not_rectified_is_enough)
{
    emg_format in;
    emg_block block;
    toy_format(&in, 2);
    in.channels[0].rectified = true;
    emg_chain *chain = emg_chain_create(&in, NULL);
    emg_envelope one = {.kind = EMG_ENVELOPE_ARV, .window_s = 0.001};
    emg_envelope_add(chain, &one, BOTH, NULL);
    emg_block_init(&block, 2, 4, NULL);
    block.n_frames = 1;
    block.frames[0].v[0] = 2;
    block.frames[0].v[1] = -3;
    ck_assert_int_eq(emg_chain_process(chain, &block, NULL), EMG_OK);
    ck_assert_double_eq(emg_block_at(&block, 0, 0), 2);
    ck_assert_double_eq(emg_block_at(&block, 1, 0), 3);
    emg_block_clear(&block);
    emg_chain_destroy(chain);
    emg_format_clear(&in);
}
END_TEST

static void
check_refused(emg_envelope envelope, const char *word)
{
    emg_error error = EMG_NO_ERROR;
    emg_chain *chain = trace_chain(RATE);
    ck_assert_int_eq(emg_envelope_add(chain, &envelope, BOTH, &error),
                     EMG_BAD_OPTION);
    ck_assert_ptr_nonnull(strstr(error.text, word));
    emg_chain_destroy(chain);
}

START_TEST(envelopes_that_cannot_be_are_refused)
{
    static const double windows[] = {0, -1, 0.0004, 1e6, NAN};
    for (int i = 0; i < 5; i++) {
        emg_envelope bad = {.kind = EMG_ENVELOPE_RMS, .window_s = windows[i]};
        check_refused(bad, "window");
        bad.kind = EMG_ENVELOPE_ARV;
        check_refused(bad, "window");
        bad.kind = EMG_ENVELOPE_GAUSSIAN;
        check_refused(bad, "window");
    }
    check_refused(
        (emg_envelope){.kind = EMG_ENVELOPE_GAUSSIAN, .window_s = 5000},
        "more than 1000001 samples");
    emg_envelope bad = low_pass;
    bad.cutoff_hz = 500;
    check_refused(bad, "500 Hz");
    bad = low_pass;
    bad.order = 0;
    check_refused(bad, "order 0");
}
END_TEST

/* A sine of 1, swelling: its height is what the analytic signal shows. */
START_TEST(a_hilbert_envelope_is_the_height_of_a_sine)
{
    static double x[4000];
    emg_envelope hilbert = {.kind = EMG_ENVELOPE_HILBERT};
    for (int i = 0; i < 4000; i++)
        x[i] = (2 + sin(2 * M_PI * 0.5 / RATE * i)) *
               sin(2 * M_PI * 80 / RATE * i + 1);
    trace_envelope(x, 4000, RATE, hilbert, BOTH);
    for (int i = 200; i < 3800; i++)
        ck_assert_double_eq_tol(x[i], 2 + sin(2 * M_PI * 0.5 / RATE * i), 3e-3);
}
END_TEST

/* Weights outside the recording are left out, not taken for 0. */
START_TEST(a_gaussian_envelope_of_a_constant_is_that_up_to_the_ends)
{
    static double x[1000];
    emg_envelope gaussian = {.kind = EMG_ENVELOPE_GAUSSIAN, .window_s = 0.3};
    for (int i = 0; i < 1000; i++)
        x[i] = i % 2 ? -5 : 5;
    trace_envelope(x, 1000, RATE, gaussian, BOTH);
    for (int i = 0; i < 1000; i++)
        ck_assert_double_eq_tol(x[i], 5, 1e-13);
}
END_TEST

START_TEST(energy_and_hilbert_refuse_what_is_rectified)
{
    for (int k = 0; k < 2; k++) {
        emg_error error = EMG_NO_ERROR;
        emg_envelope one = {.kind =
                                k ? EMG_ENVELOPE_TKEO : EMG_ENVELOPE_HILBERT,
                            .cutoff_hz = 50,
                            .order = 2};
        emg_chain *chain = trace_chain(RATE);
        emg_chain_add(chain,
                      emg_rectify_create(emg_chain_format(chain), false, NULL),
                      NULL);
        ck_assert_int_eq(emg_envelope_add(chain, &one, BOTH, &error),
                         EMG_BAD_OPTION);
        ck_assert_ptr_nonnull(strstr(error.text, "before rectification"));
        emg_chain_destroy(chain);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_step_rises_in_60_ms_its_middle_where_it_is);
    tcase_add_test(tests, the_low_pass_envelope_is_never_below_0);
    tcase_add_test(tests, envelopes_of_stationary_noise_vary_as_published);
    tcase_add_test(tests, windows_are_rounded_and_odd_where_they_are_centred);
    tcase_add_test(tests, envelopes_rectify_what_is_not_rectified_yet);
    tcase_add_test(tests, one_channel_that_is_not_rectified_is_enough);
    tcase_add_test(tests, envelopes_that_cannot_be_are_refused);
    tcase_add_test(tests, a_hilbert_envelope_is_the_height_of_a_sine);
    tcase_add_test(tests,
                   a_gaussian_envelope_of_a_constant_is_that_up_to_the_ends);
    tcase_add_test(tests, energy_and_hilbert_refuse_what_is_rectified);
}

int
main(void)
{
    return unit_main("envelope", add);
}
