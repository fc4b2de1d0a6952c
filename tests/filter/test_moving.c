#include "trace.h"
#include "unit.h"

#include "filter/cascade.h"
#include "filter/moving.h"
#include "toys.h"

#include <math.h>
#include <stdlib.h>

static void
run(double *x, int64_t n, int64_t length, bool centred, bool squares)
{
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(chain,
                  emg_moving_create(emg_chain_format(chain), length, centred,
                                    squares, NULL),
                  NULL);
    ck_assert_int_eq(emg_chain_lag(chain), centred ? length / 2 : 0);
    trace_run(chain, x, n);
}

/* Centred windows average over the samples that exist; causal
 * ones divide by the whole length, with zeros before the start. */
static double
direct(const double *x, int64_t n, int64_t i, int64_t length, bool centred,
       bool squares)
{
    int64_t from = centred ? i - length / 2 : i - length + 1;
    int64_t to = centred ? i + length / 2 : i;
    double sum = 0;
    int64_t count = 0;
    for (int64_t j = from; j <= to; j++)
        if (j >= 0 && j < n) {
            sum += squares ? x[j] * x[j] : x[j];
            count++;
        }
    double mean = sum / (double)(centred ? count : length);
    return squares ? sqrt(mean) : mean;
}

static void
check(int64_t n, int64_t length, bool centred, bool squares)
{
    double *x = calloc((size_t)n, sizeof *x), *y = calloc((size_t)n, sizeof *y);
    for (int64_t i = 0; i < n; i++)
        x[i] = y[i] = trace_golden(i);
    run(y, n, length, centred, squares);
    for (int64_t i = 0; i < n; i++) {
        double wanted = direct(x, n, i, length, centred, squares);
        ck_assert_msg(fabs(y[i] - wanted) < 1e-12,
                      "%lld of %lld frames, window of %lld: %.17g, not %.17g",
                      (long long)i, (long long)n, (long long)length, y[i],
                      wanted);
    }
    free(x);
    free(y);
}

START_TEST(every_window_is_averaged_over_what_exists)
{
    static const int lengths[] = {1, 3, 5, 31, 101, 299, 301, 601, 1001};
    static const int frames[] = {1, 2, 3, 50, 100, 101, 300, 700, 3000};
    for (int l = 0; l < 9; l++)
        for (int f = 0; f < 9; f++) {
            check(frames[f], lengths[l], true, _i);
            check(frames[f], lengths[l], false, _i);
        }
}
END_TEST

START_TEST(an_even_causal_window_holds_its_length)
{
    check(300, 2, false, false);
    check(300, 100, false, true);
}
END_TEST

START_TEST(a_window_keeps_nothing_of_a_spike_that_has_left_it)
{
    double x[400];
    for (int i = 0; i < 400; i++)
        x[i] = i == 50 ? 1e15 : 0.1;
    run(x, 400, 21, true, false);
    ck_assert_double_eq_tol(x[39], 0.1, 1e-15);
    ck_assert_double_eq_tol(x[40], 1e15 / 21, 1);
    ck_assert_double_eq_tol(x[60], 1e15 / 21, 1);
    for (int i = 61; i < 400; i++)
        ck_assert_double_eq_tol(x[i], 0.1, 1e-15);
}
END_TEST

START_TEST(roots_of_squares_are_told_to_be_rectified)
{
    emg_format in;
    toy_format(&in, 2);
    in.channels[1].step = 1;
    in.channels[1].scale.bytes = 2;
    emg_stage *rms = emg_moving_create(&in, 3, true, true, NULL);
    emg_stage *mean = emg_moving_create(&in, 3, true, false, NULL);
    ck_assert(rms->out.channels[1].rectified);
    ck_assert(!mean->out.channels[1].rectified);
    ck_assert_double_eq(mean->out.channels[1].step, 0);
    ck_assert_int_eq(mean->out.channels[1].scale.bytes, 0);
    emg_stage_destroy(rms);
    emg_stage_destroy(mean);
    emg_format_clear(&in);
}
END_TEST

/* Behind a cascade, which they run themselves, or leave to itself. */
static void
run_behind(double *x, int64_t n, bool centred, bool leads)
{
    emg_sos sos = {0};
    emg_notch(&sos, 50, 30, 1000, NULL);
    emg_butterworth(&sos, EMG_BAND_PASSES, 3, 20, 400, 1000, 1, NULL);
    emg_chain *chain = trace_chain(1000);
    const emg_format *in = emg_chain_format(chain);
    emg_stage *cascade = emg_cascade_create(in, &sos, NULL);
    emg_stage *moving = emg_moving_create(in, 101, centred, true, NULL);
    if (leads)
        emg_moving_lead(moving, cascade);
    emg_chain_add(chain, cascade, NULL);
    emg_chain_add(chain, moving, NULL);
    trace_run(chain, x, n);
}

START_TEST(a_cascade_that_is_led_gives_the_same)
{
    static const int64_t frames[] = {1, 50, 101, 5000};
    static double apart[5000], led[5000];
    for (int f = 0; f < 4; f++) {
        for (int i = 0; i < 5000; i++)
            apart[i] = led[i] = trace_golden(i);
        run_behind(apart, frames[f], _i, false);
        run_behind(led, frames[f], _i, true);
        ck_assert_mem_eq(led, apart, sizeof led);
    }
}
END_TEST

START_TEST(means_and_other_stages_are_left_alone)
{
    emg_sos sos = {0};
    emg_format in;
    emg_notch(&sos, 50, 30, 1000, NULL);
    toy_format(&in, 2);
    emg_stage *cascade = emg_cascade_create(&in, &sos, NULL);
    emg_stage *mean = emg_moving_create(&in, 3, false, false, NULL);
    emg_stage *rms = emg_moving_create(&in, 3, false, true, NULL);
    emg_lanes frame = {{1}}, same = frame;
    emg_moving_lead(mean, cascade);
    cascade->ops->process(cascade, 0, &frame, 1, 1, NULL);
    ck_assert(frame.v[0] < 1); /* it still does its work */
    emg_moving_lead(rms, mean);
    emg_moving_lead(rms, NULL);
    rms->ops->process(rms, 0, &same, 1, 1, NULL);
    ck_assert_double_eq_tol(same.v[0], sqrt(1.0 / 3), 1e-15);
    emg_stage_destroy(cascade);
    emg_stage_destroy(mean);
    emg_stage_destroy(rms);
    emg_format_clear(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, every_window_is_averaged_over_what_exists, 0, 2);
    tcase_add_test(tests, an_even_causal_window_holds_its_length);
    tcase_add_test(tests, a_window_keeps_nothing_of_a_spike_that_has_left_it);
    tcase_add_test(tests, roots_of_squares_are_told_to_be_rectified);
    tcase_add_loop_test(tests, a_cascade_that_is_led_gives_the_same, 0, 2);
    tcase_add_test(tests, means_and_other_stages_are_left_alone);
}

int
main(void)
{
    return unit_main("moving", add);
}
