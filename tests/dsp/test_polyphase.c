#include "unit.h"

#include "dsp/polyphase.h"

#include <math.h>

static const struct {
    int64_t up, down;
} ratios[] = {{1, 2},    {2, 1},   {27, 29}, {125, 128}, {500, 37},
              {37, 500}, {3, 250}, {256, 1}, {1, 256}};
#define N_RATIOS (int)(sizeof ratios / sizeof *ratios)

/* |H| in dB at a frequency in cycles an old sample, of the filter before it
 * was cut up: what lies between old samples has phase / up more delay. */
static double
gain_db(const emg_polyphase *filter, double frequency)
{
    long double re = 0, im = 0;
    int64_t taps = 2 * filter->reach;
    for (int64_t p = 0; p < filter->up; p++)
        for (int64_t k = 0; k < taps; k++) {
            long double place = (long double)(k - filter->reach + 1) -
                                (long double)p / (long double)filter->up;
            long double angle = 2 * 3.14159265358979323846L * frequency * place;
            long double w = filter->weights[p * taps + k];
            re += w * cosl(angle);
            im += w * sinl(angle);
        }
    long double h = sqrtl(re * re + im * im) / (long double)filter->up;
    return (double)(20 * log10l(h + 1e-30L));
}

START_TEST(it_passes_to_0_45_and_stops_from_0_5_of_the_lower_rate)
{
    emg_polyphase filter;
    int64_t up = ratios[_i].up, down = ratios[_i].down;
    double lower = down > up ? (double)up / (double)down : 1;
    double highest = (double)up / 2;
    ck_assert_int_eq(emg_polyphase_design(&filter, up, down, NULL), EMG_OK);
    for (int i = 0; i <= 9; i++)
        ck_assert_double_eq_tol(gain_db(&filter, 0.05 * i * lower), 0, 1e-4);
    for (int i = 0; i < 12; i++) {
        double frequency = lower * (0.5 + 0.03 * i * i);
        if (frequency <= highest)
            ck_assert_double_le(gain_db(&filter, frequency), -115);
    }
    emg_polyphase_clear(&filter);
}
END_TEST

START_TEST(a_constant_stays_what_it_is)
{
    emg_polyphase filter;
    ck_assert_int_eq(
        emg_polyphase_design(&filter, ratios[_i].up, ratios[_i].down, NULL),
        EMG_OK);
    for (int64_t p = 0; p < filter.up; p++) {
        double sum = 0;
        for (int64_t k = 0; k < 2 * filter.reach; k++)
            sum += filter.weights[p * 2 * filter.reach + k];
        ck_assert_double_eq_tol(sum, 1, 1e-13);
    }
    emg_polyphase_clear(&filter);
}
END_TEST

START_TEST(phases_lie_like_a_mirror)
{
    emg_polyphase filter;
    ck_assert_int_eq(emg_polyphase_design(&filter, 3, 7, NULL), EMG_OK);
    int64_t taps = 2 * filter.reach;
    for (int64_t k = 0; k < taps; k++)
        ck_assert_double_eq_tol(filter.weights[taps + k],
                                filter.weights[3 * taps - 1 - k], 1e-15);
    emg_polyphase_clear(&filter);
}
END_TEST

START_TEST(an_odd_ratio_is_refused_before_memory_is_taken)
{
    emg_polyphase filter;
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(
        emg_polyphase_design(&filter, INT64_C(1) << 40, 999999, &error),
        EMG_BAD_OPTION);
    ck_assert_ptr_nonnull(strstr(error.text, "simpler ratio"));
    emg_polyphase_clear(&filter);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests,
                        it_passes_to_0_45_and_stops_from_0_5_of_the_lower_rate,
                        0, N_RATIOS);
    tcase_add_loop_test(tests, a_constant_stays_what_it_is, 0, N_RATIOS);
    tcase_add_test(tests, phases_lie_like_a_mirror);
    tcase_add_test(tests, an_odd_ratio_is_refused_before_memory_is_taken);
}

int
main(void)
{
    return unit_main("polyphase", add);
}
