#include "trace.h"
#include "unit.h"

#include <math.h>
#include <string.h>

#define BOTH ((emg_direction){.zero_phase = true})
#define ONCE ((emg_direction){.zero_phase = false})

static const emg_filter high = {.kind = EMG_HIGH_PASS, .low_hz = 100};

static void
run(double *x, int64_t n, int taps, emg_direction direction)
{
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(
        chain,
        emg_fir_create(emg_chain_format(chain), &high, taps, direction, NULL),
        NULL);
    trace_run(chain, x, n);
}

/* scipy.signal.firwin(7, 100, pass_zero="highpass", fs=1000) is what an
 * impulse becomes; scipy 1.10.1 */
static const double wanted[] = {-0.0079894894861564786, -0.046438907638284531,
                                -0.14257828359403377,   0.7917422691161885,
                                -0.14257828359403382,   -0.046438907638284586,
                                -0.0079894894861564786};

START_TEST(zero_phase_the_weights_stand_around_the_impulse)
{
    double x[100] = {0};
    x[50] = 1;
    run(x, 100, 7, BOTH);
    for (int i = 0; i < 100; i++)
        ck_assert_double_eq_tol(x[i], i >= 47 && i <= 53 ? wanted[i - 47] : 0,
                                1e-15);
}
END_TEST

START_TEST(causal_they_follow_it)
{
    double x[100] = {0};
    x[50] = 1;
    run(x, 100, 7, ONCE);
    for (int i = 0; i < 100; i++)
        ck_assert_double_eq_tol(x[i], i >= 50 && i <= 56 ? wanted[i - 50] : 0,
                                1e-15);
}
END_TEST

START_TEST(the_prefilter_tells_the_taps)
{
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(
        chain, emg_fir_create(emg_chain_format(chain), &high, 101, BOTH, NULL),
        NULL);
    const emg_channel *channel = &emg_chain_format(chain)->channels[0];
    ck_assert_str_eq(channel->prefilter, "FIR101 HP:100Hz");
    ck_assert_int_eq(channel->scale.bytes, 0);
    emg_chain_destroy(chain);
}
END_TEST

static void
refused(emg_filter filter, int taps, const char *why)
{
    emg_error error = EMG_NO_ERROR;
    emg_chain *chain = trace_chain(1000);
    ck_assert_ptr_null(
        emg_fir_create(emg_chain_format(chain), &filter, taps, BOTH, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_msg(strstr(error.text, why) != NULL, "%s", error.text);
    emg_chain_destroy(chain);
}

START_TEST(what_cannot_be_is_refused_by_name)
{
    refused(high, 100, "100 taps: give an odd number");
    refused(high, 1, "1 taps");
    refused(high, -1, "-1 taps");
    refused((emg_filter){.kind = EMG_HIGH_PASS, .low_hz = 500}, 101,
            "below half the rate");
    refused((emg_filter){.kind = EMG_NOTCH, .low_hz = 50, .q = 30}, 101,
            "a notch or a comb is no FIR filter");
}
END_TEST

/* Of scipy's remez, 45 weights miss both errors by 0.9 % and 47 keep them. */
START_TEST(as_few_weights_are_taken_as_ripple_and_attenuation_allow)
{
    const emg_filter low = {.kind = EMG_LOW_PASS,
                            .high_hz = 100,
                            .ripple_db = 0.5,
                            .attenuation_db = 40};
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(
        chain,
        emg_equiripple_create(emg_chain_format(chain), &low, 0, 40, BOTH, NULL),
        NULL);
    ck_assert_str_eq(emg_chain_format(chain)->channels[0].prefilter,
                     "FIR47 LP:100Hz");
    double x[200] = {0};
    x[100] = 1;
    trace_run(chain, x, 200);
    for (int f = 120; f <= 500; f++) {
        double sum = 0;
        for (int i = 0; i < 200; i++)
            sum += x[i] * cos(2 * M_PI * f * (i - 100) / 1000);
        ck_assert_double_lt(fabs(sum), 0.0101);
    }
}
END_TEST

static void
refused_ripples(emg_filter filter, int taps, double transition_hz,
                const char *why)
{
    emg_error error = EMG_NO_ERROR;
    emg_chain *chain = trace_chain(1000);
    filter.ripple_db = 0.5;
    filter.attenuation_db = 40;
    ck_assert_ptr_null(emg_equiripple_create(
        emg_chain_format(chain), &filter, taps, transition_hz, BOTH, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_msg(strstr(error.text, why) != NULL, "%s", error.text);
    emg_chain_destroy(chain);
}

START_TEST(an_equiripple_filter_that_cannot_be_is_refused_by_name)
{
    const emg_filter band = {
        .kind = EMG_BAND_PASS, .low_hz = 20, .high_hz = 450};
    refused_ripples(band, 100, 10, "100 weights");
    refused_ripples(band, 0, 50, "does not fit between the edges");
    refused_ripples(band, 0, 0.01, "needs more than 2001 weights");
    refused_ripples((emg_filter){.kind = EMG_HIGH_PASS, .low_hz = 500}, 0, 10,
                    "does not fit");
    refused_ripples((emg_filter){.kind = EMG_COMB, .low_hz = 50}, 0, 10,
                    "a notch or a comb is no FIR filter");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   as_few_weights_are_taken_as_ripple_and_attenuation_allow);
    tcase_add_test(tests,
                   an_equiripple_filter_that_cannot_be_is_refused_by_name);
    tcase_add_test(tests, zero_phase_the_weights_stand_around_the_impulse);
    tcase_add_test(tests, causal_they_follow_it);
    tcase_add_test(tests, the_prefilter_tells_the_taps);
    tcase_add_test(tests, what_cannot_be_is_refused_by_name);
}

int
main(void)
{
    return unit_main("fir", add);
}
